#include "core/auth/link.h"

#include "core/auth/account.h"
#include "support/people.h"
#include "support/suite.h"

static struct scratch *s;
static struct account_id anna;

static const char *issue(int64_t life_us)
{
    const struct link_order order = { .account = anna, .site = SITE_OPERATOR, .life_us = life_us };
    const char *token = NULL;

    scratch_begin(s, "tp_cli", TX_WRITE, no_workspace, no_account);
    ck_assert_int_eq(link_issue(&s->cx, scratch_system(s, no_workspace, CAP_WORKER), &order, &token), RC_OK);
    scratch_commit(s);
    return token;
}

static void start(void)
{
    struct workspace_id acme;

    s = scratch_new();
    acme = scratch_workspace(s, "acme");
    anna = scratch_member(s, acme, "anna", ROLE_OPERATOR);
}

static enum rc redeem(const char *token, const char *password, enum password_fault *fault)
{
    const struct password_cost cost = password_cost_of_tests();
    const struct link_use in = { .token = token, .site = SITE_OPERATOR, .password = password, .cost = &cost };
    enum rc rc;

    scratch_begin(s, "tp_account", TX_WRITE, no_workspace, no_account);
    rc = link_redeem(&s->cx, people_nobody(s), &in, fault);
    if (rc == RC_OK) {
        scratch_commit(s);
    } else {
        scratch_rollback(s);
    }
    return rc;
}

static enum rc look(const char *token, enum session_site site)
{
    struct link_target target;
    enum rc rc;

    scratch_begin(s, "tp_account", TX_READ, no_workspace, no_account);
    rc = link_find(&s->cx, token, site, &target);
    scratch_rollback(s);
    return rc;
}

START_TEST(it_sets_the_password_once)
{
    enum password_fault fault;
    const char *token;

    start();
    token = issue(LINK_LIFE_HANDED_OUT_US);
    ck_assert_int_eq(look(token, SITE_OPERATOR), RC_OK);
    ck_assert_int_eq(look(token, SITE_OPERATOR), RC_OK);
    ck_assert_int_eq(redeem(token, "too short", &fault), RC_OK);
    ck_assert_int_eq(fault, PASSWORD_SHORT);
    ck_assert_int_eq(redeem(token, GOOD_PASSWORD, &fault), RC_OK);
    ck_assert_int_eq(fault, PASSWORD_GOOD);
    ck_assert_int_eq(people_signin(s, "anna@example.test", GOOD_PASSWORD).outcome, SIGNIN_DONE);
    ck_assert_int_eq(redeem(token, OTHER_PASSWORD, &fault), RC_NOT_FOUND);
    ck_assert_int_eq(look(token, SITE_OPERATOR), RC_NOT_FOUND);
    ck_assert_int_eq(
        scratch_int(s, "SELECT count(*) FROM one_time_link WHERE encode(link_hash, 'escape') LIKE '%%%s%%'", token), 0);
    scratch_free(s);
}

END_TEST

START_TEST(it_lives_as_long_as_was_said)
{
    const char *token;

    start();
    token = issue(LINK_LIFE_SELF_SERVICE_US);
    s->clock.now_us += 10 * MINUTE_US - 1;
    ck_assert_int_eq(look(token, SITE_OPERATOR), RC_OK);
    s->clock.now_us += 1;
    ck_assert_int_eq(look(token, SITE_OPERATOR), RC_NOT_FOUND);
    token = issue(LINK_LIFE_HANDED_OUT_US);
    s->clock.now_us += 24 * HOUR_US;
    ck_assert_int_eq(look(token, SITE_OPERATOR), RC_NOT_FOUND);
    scratch_free(s);
}

END_TEST

START_TEST(it_works_on_its_own_site_for_an_active_account)
{
    const char *token;

    start();
    token = issue(LINK_LIFE_HANDED_OUT_US);
    ck_assert_int_eq(look(token, SITE_PORTAL), RC_NOT_FOUND);
    ck_assert_int_eq(look("", SITE_OPERATOR), RC_NOT_FOUND);
    scratch_exec(s, "UPDATE account SET state = 'disabled'");
    ck_assert_int_eq(look(token, SITE_OPERATOR), RC_NOT_FOUND);
    scratch_free(s);
}

END_TEST

START_TEST(a_new_password_ends_sessions_and_other_links)
{
    enum password_fault fault;
    struct signin_result signed_in;
    struct session session;
    const char *first;
    const char *second;

    start();
    people_set_password(s, anna);
    signed_in = people_signin(s, "anna@example.test", GOOD_PASSWORD);
    first = issue(LINK_LIFE_HANDED_OUT_US);
    second = issue(LINK_LIFE_HANDED_OUT_US);
    ck_assert_int_eq(redeem(second, OTHER_PASSWORD, &fault), RC_OK);
    ck_assert_int_eq(people_find(s, signed_in.token, SITE_OPERATOR, NULL, &session), RC_NOT_FOUND);
    ck_assert_int_eq(redeem(first, GOOD_PASSWORD, &fault), RC_NOT_FOUND);
    ck_assert_int_eq(people_signin(s, "anna@example.test", GOOD_PASSWORD).outcome, SIGNIN_REFUSED);
    ck_assert_int_eq(people_signin(s, "anna@example.test", OTHER_PASSWORD).outcome, SIGNIN_DONE);
    scratch_free(s);
}

END_TEST

START_TEST(a_reset_takes_the_old_password_away)
{
    start();
    people_set_password(s, anna);
    scratch_begin(s, "tp_cli", TX_WRITE, no_workspace, no_account);
    ck_assert_int_eq(account_forget_password(&s->cx, scratch_system(s, no_workspace, CAP_WORKER), anna), RC_OK);
    scratch_commit(s);
    ck_assert_int_eq(people_signin(s, "anna@example.test", GOOD_PASSWORD).outcome, SIGNIN_REFUSED);
    scratch_free(s);
}

END_TEST

SUITE(db_auth_link, it_sets_the_password_once, it_lives_as_long_as_was_said,
      it_works_on_its_own_site_for_an_active_account, a_new_password_ends_sessions_and_other_links,
      a_reset_takes_the_old_password_away);
