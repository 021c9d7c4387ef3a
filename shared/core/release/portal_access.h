/* Who outside can see what of a tenant: its customers, and the auditors of its releases. Operators grant it here; what the portal shows
 * follows from it (released.h). */
#ifndef CORE_RELEASE_PORTAL_ACCESS_H
#define CORE_RELEASE_PORTAL_ACCESS_H

#include "core/tenant/tenant.h"
#include "core/workspace/portal_grant.h"

struct portal_access_release {
    struct release_id id;
    const char *title;
    int64_t shown_us;
};

struct portal_access_grant {
    struct portal_grant grant;
    const char *release_title; /* of an auditor's; NULL else */
};

struct portal_access {
    struct tenant tenant;
    struct portal_access_grant *grants; /* the latest first */
    size_t grant_count;
    struct portal_access_release *releases; /* that an auditor can be given, the latest first; at most 100 */
    size_t release_count;
};

/* As the account program. RC_NOT_FOUND: as tenant_get. */
MUST_CHECK enum rc portal_access_get(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                     struct portal_access *out);

/* Ends a grant that belongs to this tenant. As portal_grant_revoke. */
MUST_CHECK enum rc portal_access_revoke(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                        struct uuid grant);

#endif
