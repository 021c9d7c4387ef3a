#include "core/auth/signin.h"

#include "core/auth/account.h"
#include "support/people.h"
#include "support/suite.h"

static struct scratch *s;
static struct workspace_id acme;
static struct account_id anna;

static void start(void)
{
    s = scratch_new();
    acme = scratch_workspace(s, "acme");
    anna = scratch_member(s, acme, "anna", ROLE_OPERATOR);
    people_set_password(s, anna);
}

START_TEST(the_right_password_starts_a_session)
{
    struct signin_result result;
    struct session session;

    start();
    result = people_signin(s, " Anna@Example.TEST ", GOOD_PASSWORD);
    ck_assert_int_eq(result.outcome, SIGNIN_DONE);
    ck_assert_uint_eq(strlen(result.token), 43);
    ck_assert_int_eq(people_find(s, result.token, SITE_OPERATOR, "acme", &session), RC_OK);
    ck_assert(account_is(session.account, anna));
    ck_assert_str_eq(session.email, "anna@example.test");
    ck_assert(uuid_equal(session.workspace.v, acme.v));
    ck_assert_str_eq(session.workspace_slug, "acme");
    ck_assert_uint_eq(session.role_count, 1);
    ck_assert_int_eq(session.roles[0], ROLE_OPERATOR);
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM audit_event WHERE action = 'session.started'"), 1);
    ck_assert_int_eq(
        scratch_int(s, "SELECT count(*) FROM session WHERE encode(session_hash, 'escape') LIKE '%%%s%%'", result.token),
        0);
    scratch_free(s);
}

END_TEST

START_TEST(each_signin_has_its_own_token)
{
    struct signin_result first;
    struct signin_result second;

    start();
    first = people_signin(s, "anna@example.test", GOOD_PASSWORD);
    second = people_signin(s, "anna@example.test", GOOD_PASSWORD);
    ck_assert_str_ne(first.token, second.token);
    ck_assert(!uuid_equal(first.session, second.session));
    scratch_free(s);
}

END_TEST

START_TEST(every_refusal_looks_the_same)
{
    struct account_id ben;
    struct account_id carl;
    static const char *const logins[] = { "nobody@example.test", "no address", "ben@example.test", "carl@example.test",
                                          "dora@example.test" };

    start();
    ben = scratch_member(s, acme, "ben", ROLE_OPERATOR); /* has no password */
    carl = scratch_member(s, acme, "carl", ROLE_OPERATOR);
    people_set_password(s, carl);
    scratch_exec(s, "UPDATE account SET state = 'disabled' WHERE account_id = '%s'", id_text(&s->cx, carl.v));
    people_set_password(s, scratch_member(s, acme, "dora", ROLE_OPERATOR));
    scratch_exec(
        s, "DELETE FROM membership WHERE account_id IN (SELECT account_id FROM account WHERE login LIKE 'dora%%')");
    (void)ben;
    for (size_t i = 0; i < sizeof logins / sizeof logins[0]; i++) {
        struct signin_result result = people_signin(s, logins[i], GOOD_PASSWORD);

        ck_assert_msg(result.outcome == SIGNIN_REFUSED, "%s", logins[i]);
        ck_assert_ptr_null(result.token);
    }
    ck_assert_int_eq(people_signin(s, "anna@example.test", OTHER_PASSWORD).outcome, SIGNIN_REFUSED);
    ck_assert_int_eq(people_signin_from(s, "anna@example.test", GOOD_PASSWORD, "192.0.2.1", SITE_PORTAL).outcome,
                     SIGNIN_REFUSED);
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM session"), 0);
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM audit_event WHERE action = 'session.refused'"), 7);
    scratch_free(s);
}

END_TEST

START_TEST(failures_slow_down_and_never_lock_out)
{
    struct signin_result result;

    start();
    for (int i = 0; i < 6; i++) {
        ck_assert_int_eq(people_signin(s, "anna@example.test", OTHER_PASSWORD).outcome, SIGNIN_REFUSED);
    }
    result = people_signin(s, "anna@example.test", GOOD_PASSWORD);
    ck_assert_int_eq(result.outcome, SIGNIN_LIMITED);
    ck_assert_int_eq(result.wait_us, SECOND_US);
    ck_assert_int_eq(people_signin_from(s, "anna@example.test", GOOD_PASSWORD, "198.51.100.7", SITE_OPERATOR).outcome,
                     SIGNIN_DONE);
    s->clock.now_us += SECOND_US;
    ck_assert_int_eq(people_signin(s, "anna@example.test", GOOD_PASSWORD).outcome, SIGNIN_DONE);
    ck_assert_int_eq(people_signin(s, "anna@example.test", OTHER_PASSWORD).outcome, SIGNIN_REFUSED);
    scratch_free(s);
}

END_TEST

START_TEST(guesses_from_everywhere_do_not_slow_the_owner)
{
    start();
    ck_assert_int_eq(people_signin(s, "anna@example.test", GOOD_PASSWORD).outcome, SIGNIN_DONE);
    for (int i = 0; i < 52; i++) {
        const char *address = arena_printf(s->cx.mem, "198.51.%d.7", i);

        ck_assert_int_eq(people_signin_from(s, "anna@example.test", OTHER_PASSWORD, address, SITE_OPERATOR).outcome,
                         i < 51 ? SIGNIN_REFUSED : SIGNIN_LIMITED);
    }
    ck_assert_int_eq(people_signin(s, "anna@example.test", GOOD_PASSWORD).outcome, SIGNIN_DONE);
    scratch_free(s);
}

END_TEST

START_TEST(one_network_that_tries_many_logins_is_slowed)
{
    start();
    for (int i = 0; i < 31; i++) {
        const char *login = arena_printf(s->cx.mem, "guess%d@example.test", i);

        ck_assert_int_eq(people_signin(s, login, OTHER_PASSWORD).outcome, SIGNIN_REFUSED);
    }
    ck_assert_int_eq(people_signin(s, "guess31@example.test", OTHER_PASSWORD).outcome, SIGNIN_LIMITED);
    scratch_free(s);
}

END_TEST

START_TEST(a_hash_of_another_cost_is_made_anew)
{
    const char *before;
    const struct password_cost cost = { .passes = 2, .memory_bytes = 16384 };
    const char *hash = NULL;

    start();
    ck_assert_int_eq(password_hash(&s->cx, &cost, bytes_text(GOOD_PASSWORD), &hash), RC_OK);
    scratch_exec(s, "UPDATE account_secret SET password_hash = '%s'", hash);
    before = scratch_text(s, "SELECT password_hash FROM account_secret");
    ck_assert_int_eq(people_signin(s, "anna@example.test", GOOD_PASSWORD).outcome, SIGNIN_DONE);
    ck_assert_str_ne(scratch_text(s, "SELECT password_hash FROM account_secret"), before);
    ck_assert_int_eq(people_signin(s, "anna@example.test", GOOD_PASSWORD).outcome, SIGNIN_DONE);
    scratch_free(s);
}

END_TEST

static struct password_change_result change(struct uuid session, const char *current, const char *wanted)
{
    const struct password_cost cost = password_cost_of_tests();
    const struct password_change in = {
        .current = current,
        .wanted = wanted,
        .session = session,
        .address = "192.0.2.1",
        .cost = &cost,
    };
    struct password_change_result result;

    scratch_begin(s, "tp_account", TX_WRITE, no_workspace, anna);
    ck_assert_int_eq(password_change(&s->cx, scratch_actor(s, no_workspace, anna, ROLE_OPERATOR), &in, &result), RC_OK);
    scratch_commit(s);
    return result;
}

START_TEST(changing_the_password_ends_the_other_sessions)
{
    struct signin_result here;
    struct signin_result there;
    struct session session;

    start();
    here = people_signin(s, "anna@example.test", GOOD_PASSWORD);
    there = people_signin(s, "anna@example.test", GOOD_PASSWORD);
    ck_assert_int_eq(change(here.session, OTHER_PASSWORD, OTHER_PASSWORD).outcome, CHANGE_WRONG_PASSWORD);
    ck_assert_int_eq(change(here.session, GOOD_PASSWORD, "anna anna anna anna").outcome, CHANGE_UNFIT);
    ck_assert_int_eq(people_find(s, there.token, SITE_OPERATOR, NULL, &session), RC_OK);
    ck_assert_int_eq(change(here.session, GOOD_PASSWORD, OTHER_PASSWORD).outcome, CHANGE_DONE);
    ck_assert_int_eq(people_find(s, there.token, SITE_OPERATOR, NULL, &session), RC_NOT_FOUND);
    ck_assert_int_eq(people_find(s, here.token, SITE_OPERATOR, NULL, &session), RC_OK);
    ck_assert_int_eq(people_signin(s, "anna@example.test", GOOD_PASSWORD).outcome, SIGNIN_REFUSED);
    ck_assert_int_eq(people_signin(s, "anna@example.test", OTHER_PASSWORD).outcome, SIGNIN_DONE);
    scratch_free(s);
}

END_TEST

START_TEST(no_other_program_reads_a_password_hash)
{
    static const char *const roles[] = { "tp_inbox",  "tp_reviews", "tp_reports", "tp_system",
                                         "tp_portal", "tp_worker",  "tp_sealer",  "tp_cli" };

    start();
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        ck_assert_msg(scratch_int(s,
                                  "SELECT has_column_privilege('%s', 'account_secret', 'password_hash', 'SELECT')::int",
                                  roles[i]) == 0,
                      "%s", roles[i]);
    }
    scratch_free(s);
}

END_TEST

SUITE(db_auth_signin, the_right_password_starts_a_session, each_signin_has_its_own_token, every_refusal_looks_the_same,
      failures_slow_down_and_never_lock_out, guesses_from_everywhere_do_not_slow_the_owner,
      one_network_that_tries_many_logins_is_slowed, a_hash_of_another_cost_is_made_anew,
      changing_the_password_ends_the_other_sessions, no_other_program_reads_a_password_hash);
