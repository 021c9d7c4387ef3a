#include "core/auth/signin.h"

#include "base/text.h"
#include "core/audit/audit.h"
#include "core/auth/access_store.h"
#include "core/auth/account_store.h"
#include "core/auth/limit.h"
#include "core/auth/session_store.h"
#include "core/auth/token.h"
#include "ext/crypt.h"

/* What is known of whoever tries, the nil account included: each step runs for it as for a real one. */
struct candidate {
    struct account account;
    const char *hash; /* NULL: none */
    bool may_enter;
};

const struct password_cost *signin_cost(struct arena *mem, const char *run_folder)
{
    struct password_cost *cost = arena_alloc(mem, sizeof *cost);

    *cost = password_cost(arena_printf(mem, "%s/password.gate", run_folder));
    return cost;
}

static enum rc find_candidate(struct cx *cx, const char *login, enum session_site site, struct candidate *out)
{
    enum rc rc = account_store_by_login(cx, login, &out->account);

    if (rc == RC_NOT_FOUND) {
        out->account = (struct account){ .state = ACCOUNT_DISABLED };
        rc = RC_OK;
    }
    if (rc == RC_OK) {
        rc = account_store_password(cx, out->account.id, &out->hash);
    }
    return rc == RC_OK ? access_store_may_enter(cx, out->account.id, site, &out->may_enter) : rc;
}

static enum rc audit(struct cx *cx, const struct actor *who, const char *action, struct account_id account)
{
    const struct audit_entry entry = { .action = action, .object_type = "account", .object = account.v };

    return audit_write(cx, who, &entry);
}

static enum rc refuse(struct cx *cx, const struct actor *who, const struct signin_source *source,
                      struct account_id account, struct signin_result *out)
{
    enum rc rc = signin_note_failure(cx, source);

    out->outcome = SIGNIN_REFUSED;
    return rc == RC_OK ? audit(cx, who, "session.refused", account) : rc;
}

static const struct actor *as_person(struct cx *cx, const struct actor *who, const struct account *account)
{
    const struct actor_spec spec = {
        .kind = ACTOR_USER,
        .account = account->id,
        .name = account->name,
        .request_id = actor_request(who),
    };

    return actor_new(cx->mem, &spec);
}

static enum rc start_session(struct cx *cx, const struct actor *who, const struct signin *in,
                             const struct account *account, struct signin_result *out)
{
    const char *token = token_new(cx->mem);
    const struct session_row row = {
        .token_hash = token_hash(cx->mem, token),
        .id = uuid_new(cx->clock),
        .account = account->id,
        .site = in->site,
        .expires_us = clock_now_us(cx->clock) + in->max_us,
        .idle_us = in->idle_us,
        .user_agent = in->user_agent == NULL ? "" : in->user_agent,
    };
    enum rc rc = session_store_insert(cx, &row);

    if (rc == RC_OK) {
        rc = session_store_sweep(cx);
    }
    out->outcome = SIGNIN_DONE;
    out->account = account->id;
    out->session = row.id;
    out->token = token;
    return rc == RC_OK ? audit(cx, as_person(cx, who, account), "session.started", account->id) : rc;
}

static enum rc refresh_hash(struct cx *cx, struct account_id account, const char *password,
                            const struct password_cost *cost)
{
    const char *hash;
    enum rc rc = password_hash(cx, cost, bytes_text(password), &hash);

    return rc == RC_OK ? account_store_set_password(cx, account, hash) : rc;
}

enum rc signin(struct cx *cx, const struct actor *who, const struct signin *in, struct signin_result *out)
{
    struct signin_source source = { .login = "", .address = in->address };
    struct candidate candidate = { .hash = NULL };
    struct password_check check = { .matches = false };
    enum rc rc = RC_OK;

    *out = (struct signin_result){ .outcome = SIGNIN_LIMITED };
    if (account_login(cx, in->login, &source.login) != RC_OK) {
        fail_clear(cx);
    }
    rc = signin_limit(cx, &source, &out->wait_us);
    if (rc != RC_OK || out->wait_us > 0) {
        return rc;
    }
    rc = find_candidate(cx, source.login, in->site, &candidate);
    if (rc == RC_OK) {
        rc = password_verify(cx, in->cost, candidate.hash, bytes_text(in->password), &check);
    }
    if (rc != RC_OK) {
        return rc;
    }
    if (!check.matches || candidate.account.state != ACCOUNT_ACTIVE || !candidate.may_enter) {
        return refuse(cx, who, &source, candidate.account.id, out);
    }
    if (check.is_stale) {
        rc = refresh_hash(cx, candidate.account.id, in->password, in->cost);
    }
    if (rc == RC_OK) {
        rc = signin_note_success(cx, &source);
    }
    return rc == RC_OK ? start_session(cx, who, in, &candidate.account, out) : rc;
}

enum rc signout(struct cx *cx, const struct actor *who, struct uuid id)
{
    enum rc rc = session_store_end(cx, actor_account(who), id);

    if (rc == RC_NOT_FOUND) {
        return RC_OK;
    }
    return rc == RC_OK ? audit(cx, who, "session.ended", actor_account(who)) : rc;
}

static enum rc set_new_password(struct cx *cx, const struct actor *who, const struct password_change *in,
                                const struct signin_source *source)
{
    const char *hash;
    enum rc rc = password_hash(cx, in->cost, bytes_text(in->wanted), &hash);

    if (rc == RC_OK) {
        rc = account_store_set_password(cx, actor_account(who), hash);
    }
    if (rc == RC_OK) {
        rc = session_store_end_all(cx, actor_account(who), in->session, NULL);
    }
    if (rc == RC_OK) {
        rc = signin_note_success(cx, source);
    }
    return rc == RC_OK ? audit(cx, who, "account.password_changed", actor_account(who)) : rc;
}

enum rc password_change(struct cx *cx, const struct actor *who, const struct password_change *in,
                        struct password_change_result *out)
{
    struct signin_source source = { .address = in->address };
    struct password_check check = { .matches = false };
    struct account account;
    const char *hash = NULL;
    enum rc rc = account_store_get(cx, actor_account(who), &account);

    *out = (struct password_change_result){ .outcome = CHANGE_LIMITED };
    if (rc != RC_OK) {
        return rc;
    }
    source.login = account.login;
    rc = signin_limit(cx, &source, &out->wait_us);
    if (rc != RC_OK || out->wait_us > 0) {
        return rc;
    }
    out->fault = password_judge(cx->mem, in->wanted, (const char *const[]){ account.login, account.name }, 2);
    if (out->fault != PASSWORD_GOOD) {
        out->outcome = CHANGE_UNFIT;
        return RC_OK;
    }
    rc = account_store_password(cx, account.id, &hash);
    if (rc == RC_OK) {
        rc = password_verify(cx, in->cost, hash, bytes_text(in->current), &check);
    }
    if (rc == RC_OK && !check.matches) {
        out->outcome = CHANGE_WRONG_PASSWORD;
        return signin_note_failure(cx, &source);
    }
    out->outcome = CHANGE_DONE;
    return rc == RC_OK ? set_new_password(cx, who, in, &source) : rc;
}
