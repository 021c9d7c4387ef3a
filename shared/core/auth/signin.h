/* Signing in and out, and changing one's password.
 *
 * Whatever is wrong (no such login, no password set, a wrong one, a disabled account, nothing held on this site), the answer and
 * the time it takes are the same. Hashing comes before the first change of a row, so that nothing is locked meanwhile. */
#ifndef CORE_AUTH_SIGNIN_H
#define CORE_AUTH_SIGNIN_H

#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/auth/password.h"
#include "core/auth/session.h"

struct password_cost; /* ext/crypt.h */

struct signin {
    const char *login; /* as typed */
    const char *password; /* as typed */
    enum session_site site;
    const char *address; /* of the client */
    const char *user_agent; /* at most 200 characters */
    int64_t idle_us; /* the site's timeouts */
    int64_t max_us;
    const struct password_cost *cost;
};

struct signin_result {
    enum { SIGNIN_DONE, SIGNIN_REFUSED, SIGNIN_LIMITED } outcome;

    int64_t wait_us; /* LIMITED: until the next attempt is looked at */
    struct account_id account; /* DONE */
    struct uuid session; /* DONE */
    const char *token; /* DONE: the cookie's value; kept nowhere else */
};

/* Starts a session where login and password fit. RC_OK with any outcome: refusals are counted and audited in the same
 * transaction, so commit it. `who` is nobody, with the request's id. Needs TX_WRITE. RC_LIMITED: too many passwords are being
 * hashed on this machine just now. */
MUST_CHECK enum rc signin(struct cx *cx, const struct actor *who, const struct signin *in, struct signin_result *out);

/* Ends the actor's session `id`. Audited. Needs TX_WRITE. RC_OK also where it has ended already. */
MUST_CHECK enum rc signout(struct cx *cx, const struct actor *who, struct uuid id);

struct password_change {
    const char *current;
    const char *wanted;
    struct uuid session; /* the present one, which goes on; all others end */
    const char *address; /* of the client: the current password is guarded as at sign-in */
    const struct password_cost *cost;
};

struct password_change_result {
    enum { CHANGE_DONE, CHANGE_WRONG_PASSWORD, CHANGE_UNFIT, CHANGE_LIMITED } outcome;
    enum password_fault fault; /* UNFIT */
    int64_t wait_us; /* LIMITED */
};

/* Changes the actor's own password. RC_OK with any outcome, as signin(). Needs TX_WRITE. */
MUST_CHECK enum rc password_change(struct cx *cx, const struct actor *who, const struct password_change *in,
                                   struct password_change_result *out);

/* The product's cost of a password hash; at most four are made at once on this host, counted at a file in `run_folder`. */
const struct password_cost *signin_cost(struct arena *mem, const char *run_folder);

#endif
