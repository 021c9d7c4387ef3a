/* Members of a workspace: accounts with roles there. A workspace always has an owner. */
#ifndef CORE_WORKSPACE_MEMBER_H
#define CORE_WORKSPACE_MEMBER_H

#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/ids.h"

enum { MEMBERS_MAX = 500 };

struct member {
    struct account_id account;
    const char *login;
    const char *name;
    bool disabled; /* the account as a whole, by the platform */
    bool has_password; /* false: invited, and has not come yet */
    bool has_role[ROLE_COUNT];
    int64_t since_us;
};

struct member_list {
    struct member *items; /* by name */
    size_t count; /* at most MEMBERS_MAX */
};

/* Whether a member of a workspace may hold it: owner, operator, reviewer, approver, viewer. */
bool role_is_of_workspace(enum role role);

MUST_CHECK enum rc member_list(struct cx *cx, const struct actor *who, struct member_list *out);

/* Whom work can be given to: id and name of the members, nothing else, for programs that may not read accounts. */
MUST_CHECK enum rc member_names(struct cx *cx, const struct actor *who, struct member_list *out);

/* RC_NOT_FOUND: no member of the actor's workspace. */
MUST_CHECK enum rc member_get(struct cx *cx, const struct actor *who, struct account_id account, struct member *out);

/* Gives an account a role in the actor's workspace, audited; nothing happens if it holds it. Needs TX_WRITE. Effective with the
 * member's next request. RC_INVALID: the role is not of workspaces. RC_CONFLICT: there is no such account. */
MUST_CHECK enum rc member_grant(struct cx *cx, const struct actor *who, struct account_id account, enum role role);

/* Makes the member's roles those of `wanted`, one audit event for each difference; with none they are no member any more. Needs TX_WRITE.
 * RC_NOT_FOUND: no member. RC_CONFLICT: the workspace would be left without an owner. */
MUST_CHECK enum rc member_set_roles(struct cx *cx, const struct actor *who, struct account_id account,
                                    const bool wanted[ROLE_COUNT]);

#endif
