#include "core/release/released.h"

#include "support/people.h"
#include "support/released.h"
#include "support/suite.h"

static struct scratch *s;
static struct workspace_id acme;
static struct tenant_id ours;
static struct tenant_id theirs;
static struct release_id old;
static struct release_id latest;
static struct release_id foreign;

static void start(void)
{
    struct release_id hidden;

    s = scratch_new();
    acme = scratch_workspace(s, "acme");
    ours = released_tenant(s, acme, "ours");
    theirs = released_tenant(s, acme, "theirs");
    old = released_make(s, acme, ours, "spring", "superseded", 1);
    latest = released_make(s, acme, ours, "summer", "shown", 2);
    hidden = released_make(s, acme, ours, "autumn", "building", 3);
    foreign = released_make(s, acme, theirs, "canary", "shown", 1);
    (void)hidden;
}

static const struct actor *begin(struct account_id who, enum role role, enum tx_mode mode)
{
    scratch_begin(s, "tp_portal", mode, no_workspace, who);
    return scratch_actor(s, no_workspace, who, role);
}

static size_t count(struct account_id who, enum role role)
{
    struct released_list list;

    ck_assert_int_eq(released_list(&s->cx, begin(who, role, TX_READ), &list), RC_OK);
    scratch_rollback(s);
    return list.count;
}

START_TEST(a_customer_sees_the_releases_of_the_tenant)
{
    struct account_id carla;
    struct released_list list;

    start();
    carla = released_customer(s, acme, "carla", ours);
    ck_assert_int_eq(released_list(&s->cx, begin(carla, ROLE_CUSTOMER, TX_READ), &list), RC_OK);
    ck_assert_uint_eq(list.count, 2);
    ck_assert(uuid_equal(list.items[0].id.v, latest.v));
    ck_assert(uuid_equal(list.items[1].id.v, old.v));
    ck_assert_int_eq(list.items[1].state, RELEASED_SUPERSEDED);
    ck_assert(list.items[0].may_read);
    ck_assert_uint_eq(list.items[0].file_count, 2);
    ck_assert_str_eq(list.items[0].files[0].name, "summer.zip");
    scratch_rollback(s);
    scratch_free(s);
}

END_TEST

START_TEST(tenants_with_the_latest_release_come_first)
{
    struct account_id carla;
    struct released_list list;

    start();
    carla = released_customer(s, acme, "carla", ours);
    scratch_exec(s,
                 "INSERT INTO portal_grant (workspace_id, grant_id, account_id, role, tenant_id)"
                 " VALUES ('%s', gen_random_uuid(), '%s', 'customer', '%s')",
                 id_text(&s->cx, acme.v), id_text(&s->cx, carla.v), id_text(&s->cx, theirs.v));
    ck_assert_int_eq(released_list(&s->cx, begin(carla, ROLE_CUSTOMER, TX_READ), &list), RC_OK);
    ck_assert_uint_eq(list.count, 3);
    ck_assert(uuid_equal(list.items[0].id.v, latest.v));
    ck_assert(uuid_equal(list.items[1].id.v, old.v));
    ck_assert(uuid_equal(list.items[2].id.v, foreign.v));
    scratch_rollback(s);
    scratch_free(s);
}

END_TEST

START_TEST(an_auditor_downloads_one_release_until_the_grant_ends)
{
    struct account_id aron;
    struct account_id late;
    struct released released;
    struct released_list list;
    const struct actor *who;

    start();
    aron = released_auditor(s, acme, "aron", latest, "2099-01-01");
    late = released_auditor(s, acme, "late", latest, "2020-01-01");
    who = begin(aron, ROLE_AUDITOR, TX_READ);
    ck_assert_int_eq(released_list(&s->cx, who, &list), RC_OK);
    ck_assert_uint_eq(list.count, 1);
    ck_assert(!list.items[0].may_read);
    ck_assert_uint_eq(list.items[0].file_count, 2);
    ck_assert_int_eq(released_may_read(&s->cx, who, latest), RC_NOT_FOUND);
    ck_assert_int_eq(released_get(&s->cx, who, latest, &released), RC_NOT_FOUND);
    scratch_rollback(s);
    ck_assert_uint_eq(count(late, ROLE_AUDITOR), 0);
    scratch_free(s);
}

END_TEST

START_TEST(downloads_are_audited_in_the_workspace_of_the_release)
{
    struct account_id carla;
    struct released_download download;
    const struct actor *who;

    start();
    carla = released_customer(s, acme, "carla", ours);
    who = begin(carla, ROLE_CUSTOMER, TX_WRITE);
    ck_assert_int_eq(released_take(&s->cx, who, old, "spring.zip", &download), RC_OK);
    scratch_commit(s);
    ck_assert(uuid_equal(download.workspace.v, acme.v));
    ck_assert_int_eq(scratch_int(s,
                                 "SELECT count(*) FROM audit_event WHERE action = 'release.downloaded' AND"
                                 " workspace_id = '%s' AND object_id = '%s' AND actor_id = '%s' AND tenant_id = '%s'",
                                 id_text(&s->cx, acme.v), id_text(&s->cx, old.v), id_text(&s->cx, carla.v),
                                 id_text(&s->cx, ours.v)),
                     1);
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM release_download WHERE name = 'spring.zip'"), 1);
    scratch_free(s);
}

END_TEST

START_TEST(nothing_of_another_customer_can_be_had)
{
    struct account_id carla;
    struct released released;
    struct released_download download;
    struct release_id hidden;
    const struct actor *who;

    start();
    carla = released_customer(s, acme, "carla", ours);
    hidden.v = uuid_new(&clock_system);
    who = begin(carla, ROLE_CUSTOMER, TX_WRITE);
    ck_assert_int_eq(released_may_read(&s->cx, who, latest), RC_OK);
    ck_assert_int_eq(released_may_read(&s->cx, who, foreign), RC_NOT_FOUND);
    ck_assert_int_eq(released_may_read(&s->cx, who, hidden), RC_NOT_FOUND);
    ck_assert_int_eq(released_get(&s->cx, who, foreign, &released), RC_NOT_FOUND);
    ck_assert_int_eq(released_take(&s->cx, who, foreign, "canary.zip", &download), RC_NOT_FOUND);
    ck_assert_int_eq(released_take(&s->cx, who, latest, "canary.zip", &download), RC_NOT_FOUND);
    ck_assert_int_eq(released_take(&s->cx, who, latest, "../secret", &download), RC_NOT_FOUND);
    scratch_rollback(s);
    scratch_free(s);
}

END_TEST

START_TEST(a_withdrawn_release_has_a_tombstone_and_no_files)
{
    struct account_id carla;
    struct released released;
    struct released_download download;
    const struct actor *who;

    start();
    carla = released_customer(s, acme, "carla", ours);
    scratch_exec(s, "SET session_replication_role = replica");
    scratch_exec(s, "UPDATE release SET state = 'withdrawn' WHERE release_id = '%s'", id_text(&s->cx, latest.v));
    who = begin(carla, ROLE_CUSTOMER, TX_WRITE);
    ck_assert_int_eq(released_may_read(&s->cx, who, latest), RC_NOT_FOUND);
    ck_assert_int_eq(released_get(&s->cx, who, latest, &released), RC_OK);
    ck_assert_int_eq(released.state, RELEASED_WITHDRAWN);
    ck_assert_str_eq(released.end_reason, "wrong numbers");
    ck_assert_int_eq(released_take(&s->cx, who, latest, "summer.zip", &download), RC_NOT_FOUND);
    scratch_rollback(s);
    scratch_free(s);
}

END_TEST

START_TEST(a_revoked_grant_is_worth_nothing)
{
    struct account_id carla;

    start();
    carla = released_customer(s, acme, "carla", ours);
    ck_assert_uint_eq(count(carla, ROLE_CUSTOMER), 2);
    scratch_exec(s, "UPDATE portal_grant SET revoked_at = now()");
    ck_assert_uint_eq(count(carla, ROLE_CUSTOMER), 0);
    scratch_free(s);
}

END_TEST

/* Whatever the program asks for, the database shows its role released data of the account alone. */
START_TEST(the_role_itself_sees_no_more)
{
    static const char *const hidden[] = { "tenant",  "finding", "review",     "membership",
                                          "account", "session", "audit_event" };
    struct account_id carla;
    struct account_id other;

    start();
    carla = released_customer(s, acme, "carla", ours);
    other = released_customer(s, acme, "other", theirs);
    (void)other;
    scratch_exec(s, "SET ROLE tp_portal");
    scratch_exec(s, "SELECT set_config('app.account', '%s', false), set_config('app.ws', '%s', false)",
                 id_text(&s->cx, carla.v), id_text(&s->cx, acme.v));
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM release"), 2);
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM release_file"), 4);
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM portal_grant"), 1);
    for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++) {
        bool refused = scratch_refused(s, NULL, "SELECT count(*) FROM %s", hidden[i]);

        ck_assert_msg(refused || scratch_int(s, "SELECT count(*) FROM %s", hidden[i]) == 0, "%s", hidden[i]);
    }
    scratch_exec(s, "SELECT set_config('app.account', '', false)");
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM release"), 0);
    scratch_exec(s, "RESET ROLE");
    scratch_free(s);
}

END_TEST

SUITE(db_release_released, a_customer_sees_the_releases_of_the_tenant, tenants_with_the_latest_release_come_first,
      an_auditor_downloads_one_release_until_the_grant_ends, downloads_are_audited_in_the_workspace_of_the_release,
      nothing_of_another_customer_can_be_had, a_withdrawn_release_has_a_tombstone_and_no_files,
      a_revoked_grant_is_worth_nothing, the_role_itself_sees_no_more);
