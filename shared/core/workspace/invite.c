#include "core/workspace/invite.h"

#include "core/auth/account.h"
#include "core/auth/landing.h"
#include "core/auth/link.h"
#include "core/workspace/member.h"

static enum rc find_or_create(struct cx *cx, const struct actor *who, const char *login, const char *name,
                              struct invitation *out)
{
    struct account account;
    enum rc rc = account_by_login(cx, login, &account);

    if (rc == RC_NOT_FOUND) {
        out->name = name;
        return account_create(cx, who, login, name, &out->account);
    }
    if (rc == RC_OK) {
        out->account = account.id;
        out->name = account.name;
    }
    return rc;
}

/* *out: whether whoever holds the link would get nothing but this membership. */
static enum rc holds_this_alone(struct cx *cx, const struct actor *who, struct account_id account, bool *out)
{
    struct member member;
    struct places places;
    bool on_portal = false;
    enum rc rc = member_get(cx, who, account, &member);

    if (rc == RC_OK) {
        rc = places_of(cx, account, &places);
    }
    if (rc == RC_OK) {
        rc = account_may_enter(cx, account, SITE_PORTAL, &on_portal);
    }
    if (rc == RC_OK) {
        *out = !member.has_password && !member.disabled && places.count == 1 && !places.platform_operator && !on_portal;
    }
    return rc;
}

enum rc member_invite(struct cx *cx, const struct actor *who, const char *login, const char *name, enum role role,
                      struct invitation *out)
{
    bool alone = false;
    enum rc rc;

    *out = (struct invitation){ .token = NULL };
    rc = find_or_create(cx, who, login, name, out);
    if (rc == RC_OK) {
        rc = member_grant(cx, who, out->account, role);
    }
    if (rc == RC_OK) {
        rc = holds_this_alone(cx, who, out->account, &alone);
    }
    if (rc == RC_OK && alone) {
        const struct link_order order = {
            .account = out->account,
            .site = SITE_OPERATOR,
            .life_us = LINK_LIFE_HANDED_OUT_US,
        };

        rc = link_issue(cx, who, &order, &out->token);
    }
    return rc;
}
