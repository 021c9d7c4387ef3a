/* One-time links: how a person sets the first password, or a new one.
 *
 * The token is 256 random bits; its SHA-256 alone is stored. Looking at a link does not use it up (mail scanners do that); setting
 * the password does, ends every session of the account, and voids its other links. */
#ifndef CORE_AUTH_LINK_H
#define CORE_AUTH_LINK_H

#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/auth/password.h"
#include "core/auth/session.h"

#define LINK_LIFE_HANDED_OUT_US   DAY_US /* printed by the CLI or shown to whoever invites, and handed on in person */
#define LINK_LIFE_SELF_SERVICE_US (10 * MINUTE_US) /* asked for by the person */

struct link_order {
    struct account_id account;
    enum session_site site; /* the link works on this site's host alone */
    int64_t life_us;
};

struct link_target {
    struct account_id account;
    const char *login;
    const char *name;
    int64_t expires_us;
};

struct password_cost; /* ext/crypt.h */

/* A new link, audited. *token (43 characters, fit for a URL) is shown once and kept nowhere. Needs TX_WRITE. */
MUST_CHECK enum rc link_issue(struct cx *cx, const struct actor *who, const struct link_order *order,
                              const char **token);

/* Whose link this is. RC_NOT_FOUND: unknown, used, expired, for the other site, or the account is disabled: all look the same. */
MUST_CHECK enum rc link_find(struct cx *cx, const char *token, enum session_site site, struct link_target *out);

struct link_use {
    const char *token;
    enum session_site site;
    const char *password;
    const struct password_cost *cost;
};

/* Sets the password and uses the link up, audited. Where *fault says that the password is not good enough, nothing has changed.
 * Hashing comes before the first change, so that no row is locked meanwhile. Needs TX_WRITE. RC_NOT_FOUND: as link_find. */
MUST_CHECK enum rc link_redeem(struct cx *cx, const struct actor *who, const struct link_use *in,
                               enum password_fault *fault);

#endif
