/* The rows of tenants. Included by this domain and its tests alone. */
#ifndef CORE_TENANT_TENANT_STORE_H
#define CORE_TENANT_TENANT_STORE_H

#include "core/tenant/tenant.h"

MUST_CHECK enum rc tenant_store_insert(struct cx *cx, const struct actor *who, struct tenant_id id, const char *slug,
                                       const char *name, struct tenant *out);

/* RC_CONFLICT: not in `from` at `row_version` any more. */
MUST_CHECK enum rc tenant_store_move(struct cx *cx, const struct actor *who, struct tenant_id id,
                                     enum tenant_state from, enum tenant_state to, int32_t row_version,
                                     struct tenant *out);

#endif
