#include "core/auth/session.h"

#include <string.h>

#include "core/auth/account.h"
#include "core/auth/sessions.h"
#include "support/people.h"
#include "support/suite.h"

static struct scratch *s;
static struct workspace_id acme;
static struct account_id anna;
static const char *token;
static struct uuid present;

static void start(void)
{
    struct signin_result result;

    s = scratch_new();
    acme = scratch_workspace(s, "acme");
    anna = scratch_member(s, acme, "anna", ROLE_OPERATOR);
    people_set_password(s, anna);
    result = people_signin(s, "anna@example.test", GOOD_PASSWORD);
    ck_assert_int_eq(result.outcome, SIGNIN_DONE);
    token = result.token;
    present = result.session;
}

static enum rc find(void)
{
    struct session session;

    return people_find(s, token, SITE_OPERATOR, NULL, &session);
}

START_TEST(it_ends_when_idle)
{
    start();
    s->clock.now_us += 29 * MINUTE_US;
    ck_assert_int_eq(find(), RC_OK);
    s->clock.now_us += 29 * MINUTE_US;
    ck_assert_int_eq(find(), RC_OK);
    s->clock.now_us += 30 * MINUTE_US;
    ck_assert_int_eq(find(), RC_NOT_FOUND);
    s->clock.now_us -= 30 * MINUTE_US;
    scratch_free(s);
}

END_TEST

START_TEST(it_ends_however_busy)
{
    start();
    for (int i = 0; i < 31; i++) {
        s->clock.now_us += 15 * MINUTE_US;
        ck_assert_int_eq(find(), RC_OK);
    }
    s->clock.now_us += 15 * MINUTE_US;
    ck_assert_int_eq(find(), RC_NOT_FOUND);
    scratch_free(s);
}

END_TEST

START_TEST(a_visit_is_noted_once_a_minute)
{
    const char *first;

    start();
    first = scratch_text(s, "SELECT last_seen_at FROM session");
    s->clock.now_us += 59 * SECOND_US;
    ck_assert_int_eq(find(), RC_OK);
    ck_assert_str_eq(scratch_text(s, "SELECT last_seen_at FROM session"), first);
    s->clock.now_us += SECOND_US;
    ck_assert_int_eq(find(), RC_OK);
    ck_assert_str_ne(scratch_text(s, "SELECT last_seen_at FROM session"), first);
    scratch_free(s);
}

END_TEST

START_TEST(a_token_is_worth_nothing_elsewhere)
{
    struct session session;

    start();
    ck_assert_int_eq(people_find(s, token, SITE_PORTAL, NULL, &session), RC_NOT_FOUND);
    ck_assert_int_eq(people_find(s, "", SITE_OPERATOR, NULL, &session), RC_NOT_FOUND);
    ck_assert_int_eq(people_find(s, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", SITE_OPERATOR, NULL, &session),
                     RC_NOT_FOUND);
    scratch_free(s);
}

END_TEST

START_TEST(a_workspace_is_seen_by_its_members_alone)
{
    struct session session;

    start();
    (void)scratch_workspace(s, "other");
    ck_assert_int_eq(people_find(s, token, SITE_OPERATOR, "other", &session), RC_OK);
    ck_assert(uuid_is_nil(session.workspace.v));
    ck_assert_ptr_null(session.workspace_slug);
    ck_assert_ptr_null(session.workspace_name);
    ck_assert_uint_eq(session.role_count, 0);
    ck_assert_int_eq(session.workspace_count, 1);
    ck_assert_int_eq(people_find(s, token, SITE_OPERATOR, "no-such", &session), RC_OK);
    ck_assert(uuid_is_nil(session.workspace.v));
    scratch_free(s);
}

END_TEST

START_TEST(roles_are_those_of_now)
{
    struct session session;

    start();
    scratch_exec(s, "INSERT INTO membership (workspace_id, account_id, role) VALUES ('%s', '%s', 'approver')",
                 id_text(&s->cx, acme.v), id_text(&s->cx, anna.v));
    scratch_exec(s, "INSERT INTO platform_operator (account_id) VALUES ('%s')", id_text(&s->cx, anna.v));
    ck_assert_int_eq(people_find(s, token, SITE_OPERATOR, "acme", &session), RC_OK);
    ck_assert_uint_eq(session.role_count, 3);
    scratch_exec(s, "DELETE FROM membership");
    ck_assert_int_eq(people_find(s, token, SITE_OPERATOR, "acme", &session), RC_OK);
    ck_assert_uint_eq(session.role_count, 1);
    ck_assert_int_eq(session.roles[0], ROLE_PLATFORM_OPERATOR);
    ck_assert(uuid_is_nil(session.workspace.v));
    scratch_free(s);
}

END_TEST

START_TEST(disabling_the_account_ends_its_sessions_at_once)
{
    start();
    scratch_begin(s, "tp_cli", TX_WRITE, no_workspace, no_account);
    ck_assert_int_eq(account_disable(&s->cx, scratch_system(s, no_workspace, CAP_WORKER), anna), RC_OK);
    ck_assert_int_eq(find(), RC_OK); /* not before the transaction ends: the lookup is another connection */
    scratch_commit(s);
    ck_assert_int_eq(find(), RC_NOT_FOUND);
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM session WHERE revoked_at IS NULL"), 0);
    ck_assert_int_eq(people_signin(s, "anna@example.test", GOOD_PASSWORD).outcome, SIGNIN_REFUSED);
    scratch_begin(s, "tp_cli", TX_WRITE, no_workspace, no_account);
    ck_assert_int_eq(account_disable(&s->cx, scratch_system(s, no_workspace, CAP_WORKER), anna), RC_CONFLICT);
    scratch_rollback(s);
    scratch_free(s);
}

END_TEST

START_TEST(people_see_and_end_their_own_sessions)
{
    struct session_list list;
    struct account_id ben;
    const struct actor *who;

    start();
    ben = scratch_member(s, acme, "ben", ROLE_OPERATOR);
    s->clock.now_us += MINUTE_US;
    (void)people_signin(s, "anna@example.test", GOOD_PASSWORD);
    scratch_begin(s, "tp_account", TX_WRITE, no_workspace, ben);
    who = scratch_actor(s, no_workspace, ben, ROLE_OPERATOR);
    ck_assert_int_eq(sessions_own(&s->cx, who, &list), RC_OK);
    ck_assert_uint_eq(list.count, 0);
    ck_assert_int_eq(sessions_end(&s->cx, who, present), RC_NOT_FOUND);
    scratch_commit(s);
    scratch_begin(s, "tp_account", TX_WRITE, no_workspace, anna);
    who = scratch_actor(s, no_workspace, anna, ROLE_OPERATOR);
    ck_assert_int_eq(sessions_own(&s->cx, who, &list), RC_OK);
    ck_assert_uint_eq(list.count, 2);
    ck_assert(!uuid_equal(list.items[0].id, present));
    ck_assert_str_eq(list.items[1].user_agent, "test browser");
    ck_assert_int_eq(sessions_end(&s->cx, who, present), RC_OK);
    scratch_commit(s);
    ck_assert_int_eq(find(), RC_NOT_FOUND);
    scratch_free(s);
}

END_TEST

START_TEST(all_others_can_be_ended_together)
{
    int64_t ended = 0;

    start();
    (void)people_signin(s, "anna@example.test", GOOD_PASSWORD);
    (void)people_signin(s, "anna@example.test", GOOD_PASSWORD);
    scratch_begin(s, "tp_account", TX_WRITE, no_workspace, anna);
    ck_assert_int_eq(sessions_end_others(&s->cx, scratch_actor(s, no_workspace, anna, ROLE_OPERATOR), present, &ended),
                     RC_OK);
    scratch_commit(s);
    ck_assert_int_eq(ended, 2);
    ck_assert_int_eq(find(), RC_OK);
    scratch_free(s);
}

END_TEST

SUITE(db_auth_session, it_ends_when_idle, it_ends_however_busy, a_visit_is_noted_once_a_minute,
      a_token_is_worth_nothing_elsewhere, a_workspace_is_seen_by_its_members_alone, roles_are_those_of_now,
      disabling_the_account_ends_its_sessions_at_once, people_see_and_end_their_own_sessions,
      all_others_can_be_ended_together);
