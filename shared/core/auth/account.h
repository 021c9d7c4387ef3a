/* People. An account belongs to no workspace by itself: what it may do follows from memberships, from what was granted to it on
 * the portal, and from being a platform operator; all three are read anew with every request.
 *
 * Logins are e-mail addresses, compared without regard to case. Passwords are set by their owner alone, through a one-time link
 * (link.h) or with the current one (signin.h). */
#ifndef CORE_AUTH_ACCOUNT_H
#define CORE_AUTH_ACCOUNT_H

#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/actor/states.h"
#include "core/ids.h"

enum account_state {
    ACCOUNT_NONE = STATE_NONE,

#define STATE(constant, code, label) ACCOUNT_##constant,
#define CHANGE(from, to, by)
#include "core/auth/account_states.def"
#undef STATE
#undef CHANGE
    ACCOUNT_STATE_COUNT
};

extern const struct state_table account_states;

struct account {
    struct account_id id;
    const char *login; /* lower case */
    const char *name;
    enum account_state state;
    const char *lang; /* NULL: as the workspace's */
    const char *time_zone; /* NULL: as the workspace's */
    const char *theme; /* "auto", "light", "dark" */
    int32_t row_version;
};

struct account_settings {
    const char *name;
    const char *lang; /* NULL: as the workspace's */
    const char *time_zone; /* NULL: as the workspace's */
    const char *theme;
    int32_t row_version; /* what the person saw */
};

/* The login in the form that is stored: trimmed and in lower case. RC_INVALID: no e-mail address of at most 254 bytes. */
MUST_CHECK enum rc account_login(struct cx *cx, const char *text, const char **out);

/* RC_NOT_FOUND: there is none. Needs the account program's or the CLI's database role, as everything here. */
MUST_CHECK enum rc account_get(struct cx *cx, struct account_id id, struct account *out);
MUST_CHECK enum rc account_by_login(struct cx *cx, const char *login, struct account *out);

/* A new active account without a password, audited. Needs TX_WRITE. RC_INVALID: login or name. RC_CONFLICT: the login is taken. */
MUST_CHECK enum rc account_create(struct cx *cx, const struct actor *who, const char *login, const char *name,
                                  struct account_id *out);

/* Disables an account and ends its sessions in the same transaction; its open links no longer work. Audited. Needs TX_WRITE.
 * RC_NOT_FOUND: no such account. RC_CONFLICT: it is disabled already. */
MUST_CHECK enum rc account_disable(struct cx *cx, const struct actor *who, struct account_id id);

/* Makes a disabled account usable again. Audited. Needs TX_WRITE. RC_CONFLICT: it is not disabled. */
MUST_CHECK enum rc account_enable(struct cx *cx, const struct actor *who, struct account_id id);

/* Takes the password away and ends all sessions: what a reset begins with. Audited. Needs TX_WRITE. */
MUST_CHECK enum rc account_forget_password(struct cx *cx, const struct actor *who, struct account_id id);

/* *out: whether a password is set. */
MUST_CHECK enum rc account_has_password(struct cx *cx, struct account_id id, bool *out);

/* Changes the actor's own settings. Needs TX_WRITE. RC_INVALID: a value. RC_CONFLICT: changed since `row_version`. */
MUST_CHECK enum rc account_change_settings(struct cx *cx, const struct actor *who, const struct account_settings *in);

/* Lets a person into the console. Audited. Needs TX_WRITE as the CLI. RC_CONFLICT: is one already. */
MUST_CHECK enum rc account_make_platform_operator(struct cx *cx, const struct actor *who, struct account_id id);

#endif
