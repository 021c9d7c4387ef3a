#include "support/people.h"

#include "core/auth/token.h"
#include "support/suite.h"

const struct workspace_id no_workspace = { { { 0 } } };
const struct account_id no_account = { { { 0 } } };

const struct actor *people_nobody(struct scratch *s)
{
    return actor_new(s->cx.mem, &(struct actor_spec){ .kind = ACTOR_USER, .request_id = "test" });
}

void people_set_password(struct scratch *s, struct account_id account)
{
    const struct password_cost cost = password_cost_of_tests();
    const char *hash = NULL;

    ck_assert_int_eq(password_hash(&s->cx, &cost, bytes_text(GOOD_PASSWORD), &hash), RC_OK);
    scratch_exec(s, "INSERT INTO account_secret (account_id, password_hash) VALUES ('%s', '%s')",
                 id_text(&s->cx, account.v), hash);
}

struct signin_result people_signin(struct scratch *s, const char *login, const char *password)
{
    return people_signin_from(s, login, password, "192.0.2.1", SITE_OPERATOR);
}

struct signin_result people_signin_from(struct scratch *s, const char *login, const char *password, const char *address,
                                        enum session_site site)
{
    const struct password_cost cost = password_cost_of_tests();
    const struct signin in = {
        .login = login,
        .password = password,
        .site = site,
        .address = address,
        .user_agent = "test browser",
        .idle_us = 30 * MINUTE_US,
        .max_us = 8 * HOUR_US,
        .cost = &cost,
    };
    struct signin_result result;
    enum rc rc;

    scratch_begin(s, "tp_account", TX_WRITE, no_workspace, no_account);
    rc = signin(&s->cx, people_nobody(s), &in, &result);
    ck_assert_msg(rc == RC_OK, "%s", s->fail.detail);
    scratch_commit(s);
    return result;
}

enum rc people_find(struct scratch *s, const char *token, enum session_site site, const char *slug, struct session *out)
{
    const struct session_lookup lookup = {
        .token_hash = token_hash(s->cx.mem, token),
        .site = site,
        .workspace_slug = slug,
    };
    enum rc rc = auth_session_find(&s->cx, scratch_db(s, "tp_inbox"), &lookup, out);

    ck_assert_msg(rc == RC_OK || rc == RC_NOT_FOUND, "%s", s->fail.detail);
    return rc;
}
