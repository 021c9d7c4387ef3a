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

/* *out: whether whoever holds a link would get nothing but what is granted next. */
static enum rc holds_nothing(struct cx *cx, struct account_id id, bool *out)
{
    struct account account;
    struct places places;
    bool has_password = true;
    bool on_portal = true;
    enum rc rc = account_get(cx, id, &account);

    rc = rc == RC_OK ? account_has_password(cx, id, &has_password) : rc;
    rc = rc == RC_OK ? places_of(cx, id, &places) : rc;
    rc = rc == RC_OK ? account_may_enter(cx, id, SITE_PORTAL, &on_portal) : rc;
    if (rc == RC_OK) {
        *out = account.state == ACCOUNT_ACTIVE && !has_password && places.count == 0 && !places.platform_operator &&
               !on_portal;
    }
    return rc;
}

enum rc portal_invite(struct cx *cx, const struct actor *who, const char *login, const char *name,
                      const struct portal_order *order, struct invitation *out)
{
    struct portal_order granted = *order;
    bool nothing = false;
    struct uuid grant;
    enum rc rc;

    *out = (struct invitation){ .token = NULL };
    rc = find_or_create(cx, who, login, name, out);
    rc = rc == RC_OK ? holds_nothing(cx, out->account, &nothing) : rc;
    granted.account = out->account;
    rc = rc == RC_OK ? portal_grant_add(cx, who, &granted, &grant) : rc;
    if (rc == RC_OK && nothing) {
        const struct link_order link = {
            .account = out->account,
            .site = SITE_PORTAL,
            .life_us = LINK_LIFE_HANDED_OUT_US,
        };

        rc = link_issue(cx, who, &link, &out->token);
    }
    return rc;
}
