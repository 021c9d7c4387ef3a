/* What a workspace shows to people outside: all released reviews of a tenant to its customer, or the downloads of one release to an
 * auditor, for a time. */
#ifndef CORE_WORKSPACE_PORTAL_GRANT_H
#define CORE_WORKSPACE_PORTAL_GRANT_H

#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/ids.h"

struct portal_order {
    struct account_id account;
    struct tenant_id tenant; /* the customer's; nil for an auditor */
    struct release_id release; /* the auditor's; nil for a customer */
    int64_t expires_us; /* an auditor's must have one; 0: none */
};

struct portal_grant {
    struct uuid id;
    struct account_id account;
    const char *login;
    const char *name;
    enum role role; /* ROLE_CUSTOMER or ROLE_AUDITOR */
    struct tenant_id tenant; /* nil for an auditor */
    struct release_id release; /* nil for a customer */
    int64_t granted_us;
    int64_t expires_us; /* 0: never */
};

struct portal_grant_list {
    struct portal_grant *items; /* the latest first */
    size_t count; /* at most 500 */
};

/* Grants access on the portal, audited. Needs TX_WRITE. RC_INVALID: neither a tenant nor a release, both, no end for an auditor, or an end
 * that has passed. RC_CONFLICT: the tenant, release or account is not there. */
MUST_CHECK enum rc portal_grant_add(struct cx *cx, const struct actor *who, const struct portal_order *order,
                                    struct uuid *out);

/* The live grants of the actor's workspace, of one tenant or (nil) of all. */
MUST_CHECK enum rc portal_grant_list(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                     struct portal_grant_list *out);

/* Ends a grant, audited; effective on the portal within the ten seconds that nginx may keep an answer. Needs TX_WRITE.
 * RC_NOT_FOUND: no live grant of the actor's workspace. */
MUST_CHECK enum rc portal_grant_revoke(struct cx *cx, const struct actor *who, struct uuid grant);

#endif
