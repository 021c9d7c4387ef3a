/* The rows of grants on the portal. Included by this domain and its tests alone. */
#ifndef CORE_WORKSPACE_PORTAL_GRANT_STORE_H
#define CORE_WORKSPACE_PORTAL_GRANT_STORE_H

#include "core/workspace/portal_grant.h"

MUST_CHECK enum rc portal_grant_store_insert(struct cx *cx, const struct actor *who, struct uuid id,
                                             const struct portal_order *order);
MUST_CHECK enum rc portal_grant_store_list(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                           struct portal_grant_list *out);

/* *tenant: whose customer it was, or nil. RC_NOT_FOUND: not live. */
MUST_CHECK enum rc portal_grant_store_revoke(struct cx *cx, const struct actor *who, struct uuid id,
                                             struct tenant_id *tenant);

#endif
