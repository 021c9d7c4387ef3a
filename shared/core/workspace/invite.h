/* Inviting somebody into a workspace. */
#ifndef CORE_WORKSPACE_INVITE_H
#define CORE_WORKSPACE_INVITE_H

#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/workspace/portal_grant.h"

struct invitation {
    struct account_id account;
    const char *name;
    const char *token; /* of a one-time link to hand on; NULL: the person has a password, or belongs elsewhere too */
};

/* Makes a person a member with one role, and the account if there is none; an account that is there keeps its name. A link is
 * issued for an account that has no password and holds nothing but this membership: nobody can take over an account of another
 * workspace by inviting it. Audited. Needs TX_WRITE as the account program. RC_INVALID: login, name or role. */
MUST_CHECK enum rc member_invite(struct cx *cx, const struct actor *who, const char *login, const char *name,
                                 enum role role, struct invitation *out);

/* Grants a person access on the portal, and makes the account if there is none; order->account is not read. A link is issued for an account
 * that has no password and could enter nothing before: nobody can take over an account by inviting it. Audited. Needs TX_WRITE as the
 * account program. As portal_grant_add; RC_INVALID too: login or name. */
MUST_CHECK enum rc portal_invite(struct cx *cx, const struct actor *who, const char *login, const char *name,
                                 const struct portal_order *order, struct invitation *out);

#endif
