#ifndef CORE_RELEASE_PORTAL_ACCESS_STORE_H
#define CORE_RELEASE_PORTAL_ACCESS_STORE_H

#include "core/release/portal_access.h"

/* Fills releases and release_count. */
MUST_CHECK enum rc portal_access_store_releases(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                                struct portal_access *out);

#endif
