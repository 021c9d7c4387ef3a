/* The evaluation of a captured tenant: results, findings, evidence and the four numbers; an area that was not read is not assessed. */
#include "core/control/control.h"
#include "core/control/control_store.h"
#include "core/exception/exception.h"
#include "core/timer/timer.h"
#include "support/governance.h"
#include "support/suite.h"

#define CA            0
#define NL            1
#define AUTHORIZATION 2
#define COUNT(e, ...) ((int)scratch_int((e)->s, __VA_ARGS__))
#define RESULT(e, code)                                                                                                \
    scratch_text((e)->s,                                                                                               \
                 "SELECT string_agg(result || ' ' || reason || ' ' || failing, ', ' ORDER BY evaluated_at)"            \
                 " FROM control_result WHERE interpretation_code = '%s'",                                              \
                 code)

#define MFA(state)                                                                                                     \
    "{\"id\":\"ca-1\",\"displayName\":\"Require MFA\",\"state\":\"" state                                              \
    "\",\"conditions\":{\"applications\":{\"includeApplications\":[\"All\"]},\"clientAppTypes\":[\"all\"],"            \
    "\"users\":{\"includeUsers\":[\"All\"],\"excludeGroups\":[\"0e0e0e0e-0000-4000-8000-000000000001\"]}},"            \
    "\"grantControls\":{\"operator\":\"OR\",\"builtInControls\":[\"mfa\"]}}"

/* Captures and evaluates, an hour after the last. */
static void evaluated(struct estate *e, struct tenant_id tenant)
{
    e->s->clock.now_us += HOUR_US;
    (void)estate_request(e, OPERATION_CAPTURE, tenant);
    ck_assert_int_eq(estate_work(e), 1);
    ck_assert_int_eq(estate_work_on(e, "evaluate"), 1);
}

/* The newest evaluation's interpretations of families other than `read` that came to anything else than not assessed; and of `read` that did. */
static int wrongly_assessed(struct estate *e, const char *read)
{
    return COUNT(e,
                 "SELECT count(*) FROM control_interpretation i CROSS JOIN tenant_posture p LEFT JOIN control_result r"
                 " ON r.run_id = p.run_id AND r.interpretation_code = i.interpretation_code AND r.version = i.version"
                 " WHERE i.current AND (r.result IS NOT DISTINCT FROM 'not_assessed') = (i.family = '%s')",
                 read);
}

/* Two captures, so that each area is unread once; the rest of the catalogue's areas this provider does not even have. */
START_TEST(what_was_not_read_is_not_assessed)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");

    fake.families[CA].failure = RUN_REASON_PERMISSION_MISSING;
    fake.families[NL].failure = RUN_REASON_THROTTLED;
    evaluated(e, tenant);
    ck_assert_int_eq(wrongly_assessed(e, "authorization_policy"), 0);
    ck_assert_str_eq(RESULT(e, "ca-mfa-all-users"), "not_assessed permission_missing 0");
    ck_assert_str_eq(RESULT(e, "locations-narrow"), "not_assessed throttled 0");
    ck_assert_str_eq(RESULT(e, "windows-encryption"), "not_assessed dependency_failed 0");
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM finding WHERE family <> 'authorization_policy'"), 0);
    ck_assert_int_eq(COUNT(e, "SELECT compliant + by_exception + non_compliant + not_assessed -"
                              " (SELECT count(*) FROM control) FROM tenant_posture"),
                     0);
    ck_assert_str_eq(scratch_text(e->s, "SELECT outcome FROM run WHERE operation = 'evaluate'"), "partial");

    fake_reset();
    fake.families[CA].objects[0] = NULL;
    fake.families[NL].failure = fake.families[AUTHORIZATION].failure = RUN_REASON_TIMEOUT;
    evaluated(e, tenant);
    ck_assert_int_eq(wrongly_assessed(e, "conditional_access"), 0);
    ck_assert_str_eq(RESULT(e, "registration-by-admins"), "not_satisfied  1, not_assessed timeout 0");
    estate_free(e);
}

END_TEST

START_TEST(a_change_turns_the_result_and_back)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");

    fake.families[CA].objects[0] = MFA("enabled");
    evaluated(e, tenant);
    ck_assert_str_eq(RESULT(e, "ca-mfa-all-users"), "satisfied  0");
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM finding WHERE interpretation = 'ca-mfa-all-users'"), 0);

    fake.families[CA].objects[0] = MFA("disabled");
    evaluated(e, tenant);
    ck_assert_str_eq(RESULT(e, "ca-mfa-all-users"), "satisfied  0, not_satisfied  1");
    ck_assert_str_eq(scratch_text(e->s, "SELECT state || ' ' || severity FROM finding"
                                        " WHERE interpretation = 'ca-mfa-all-users'"),
                     "open critical");

    /* nobody can tell: the finding stays as it is */
    fake.families[CA].failure = RUN_REASON_THROTTLED;
    evaluated(e, tenant);
    ck_assert_str_eq(RESULT(e, "ca-mfa-all-users"), "satisfied  0, not_satisfied  1, not_assessed throttled 0");
    ck_assert_str_eq(scratch_text(e->s, "SELECT state FROM finding WHERE interpretation = 'ca-mfa-all-users'"), "open");

    fake.families[CA].failure = RUN_REASON_NONE;
    fake.families[CA].objects[0] = MFA("enabled");
    evaluated(e, tenant);
    ck_assert_str_eq(scratch_text(e->s, "SELECT state FROM finding WHERE interpretation = 'ca-mfa-all-users'"),
                     "resolved");
    estate_free(e);
}

END_TEST

START_TEST(an_accepted_failure_is_satisfied_by_exception)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");

    fake.families[AUTHORIZATION].objects[0] =
        "{\"id\":\"ap\",\"displayName\":\"Authorization\",\"allowInvitesFrom\":\"everyone\"}";
    evaluated(e, tenant);
    ck_assert_str_eq(RESULT(e, "guests-invited-by-roles"), "not_satisfied  1");
    scratch_exec(e->s, "SET session_replication_role = replica");
    scratch_exec(e->s, "UPDATE finding SET state = 'risk_accepted' WHERE interpretation = 'guests-invited-by-roles'");
    scratch_exec(e->s, "SET session_replication_role = DEFAULT");
    evaluated(e, tenant);
    ck_assert_str_eq(RESULT(e, "guests-invited-by-roles"), "not_satisfied  1, satisfied_by_exception  1");
    estate_free(e);
}

END_TEST

/* The four numbers of the newest evaluation, of one control alone. */
static const char *numbers(struct estate *e)
{
    return scratch_text(e->s, "SELECT concat_ws(' ', compliant, by_exception, non_compliant) FROM tenant_posture");
}

/* No capture is needed for the numbers to say what was decided, nor for them to say that it is over. */
START_TEST(the_numbers_follow_an_accepted_risk)
{
    struct governance *g = governance_new();
    struct exception_request request = { .justification = "The partners are moved in March." };
    struct exception_decision decision = { .note = "" };
    struct exception ex;

    /* guests-restricted, and nothing else */
    scratch_exec(g->s, "DELETE FROM control_interpretation WHERE interpretation_code <> 'guests-invited-by-roles'");
    fake.families[AUTHORIZATION].objects[0] =
        "{\"id\":\"ap\",\"displayName\":\"Authorization\",\"allowInvitesFrom\":\"everyone\"}";
    (void)governance_capture(g);
    ck_assert_int_eq(estate_work_on(g->e, "evaluate"), 1);
    ck_assert_str_eq(numbers(g->e), "0 0 1");
    ck_assert_int_eq(
        uuid_parse(scratch_text(g->s, "SELECT finding_id FROM finding WHERE state = 'open'"), &request.finding.v),
        RC_OK);
    request.expires_us = g->s->clock.now_us + 20 * DAY_US;
    ck_assert_int_eq(GOVERN(g, g->olga.who, exception_request(g->cx, g->olga.who, &request, &ex)), RC_OK);
    decision.id = ex.id;
    decision.row_version = ex.row_version;
    ck_assert_int_eq(GOVERN(g, g->anna.who, exception_approve(g->cx, g->anna.who, &decision, &ex)), RC_OK);
    ck_assert_int_eq(estate_work_on(g->e, "evaluate"), 0);
    governance_tick(g);
    ck_assert_int_eq(estate_work_on(g->e, "evaluate"), 1);
    ck_assert_str_eq(numbers(g->e), "0 1 0");
    g->s->clock.now_us = ex.expires_us;
    governance_tick(g);
    ck_assert_int_eq(estate_work_on(g->e, "evaluate"), 1);
    ck_assert_str_eq(numbers(g->e), "0 0 1");
    ck_assert_str_eq(RESULT(g->e, "guests-invited-by-roles"),
                     "not_satisfied  1, satisfied_by_exception  1, not_satisfied  1");
    governance_free(g);
}

END_TEST

/* An evaluation that is under way has perhaps looked at the finding already. */
START_TEST(an_evaluation_that_is_under_way_is_waited_for)
{
    struct governance *g = governance_new();

    (void)governance_capture(g); /* its evaluation waits */
    governance_begin(g, g->scheduler);
    ck_assert_int_eq(governance_end(g, timer_evaluate_soon(g->cx, g->scheduler, g->tenant)), RC_OK);
    governance_tick(g);
    ck_assert_int_eq(estate_work_on(g->e, "evaluate"), 1);
    governance_tick(g);
    ck_assert_int_eq(estate_work_on(g->e, "evaluate"), 0);
    governance_wait(g);
    governance_tick(g);
    ck_assert_int_eq(estate_work_on(g->e, "evaluate"), 1);
    governance_free(g);
}

END_TEST

START_TEST(each_result_has_its_evidence)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");

    evaluated(e, tenant);
    ck_assert_int_gt(COUNT(e, "SELECT count(*) FROM control_result WHERE result <> 'not_assessed'"), 0);
    ck_assert_int_eq(
        COUNT(e, "SELECT count(*) FROM control_result r LEFT JOIN evidence_item i USING (workspace_id, evidence_id)"
                 " WHERE (r.result <> 'not_assessed') <> (i.evidence_id IS NOT NULL)"),
        0);
    estate_free(e);
}

END_TEST

/* More failures than one observation takes: none may be taken for passed. */
START_TEST(every_failing_object_is_a_finding)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");

    fake.families[AUTHORIZATION].objects[0] =
        "{\"id\":\"ap\",\"displayName\":\"Authorization\",\"allowInvitesFrom\":\"everyone\","
        "\"guestUserRoleId\":\"2af84b1e-32c8-42b7-82bc-daa82404023b\",\"defaultUserRolePermissions\":{\"allowedToCreateApps\":false}}";
    (void)estate_request(e, OPERATION_CAPTURE, tenant);
    ck_assert_int_eq(estate_work(e), 1);
    scratch_exec(e->s, "SET session_replication_role = replica");
    scratch_exec(
        e->s, "INSERT INTO subject SELECT (jsonb_populate_record(s, jsonb_build_object('subject_id', gen_random_uuid(),"
              " 'object_id', 'copy-' || n))).* FROM subject s, generate_series(1, 2100) n"
              " WHERE family = 'authorization_policy'");
    scratch_exec(e->s, "SET session_replication_role = DEFAULT");
    ck_assert_int_eq(estate_work_on(e, "evaluate"), 1);
    ck_assert_str_eq(RESULT(e, "guests-invited-by-roles"), "not_satisfied  2101");
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM finding WHERE state = 'open'"
                              " AND interpretation = 'guests-invited-by-roles'"),
                     2101);
    estate_free(e);
}

END_TEST

/* Loads the compiled catalogue as the schema's owner. */
static enum rc loaded(struct scratch *s)
{
    struct workspace_id nowhere = { { { 0 } } };
    struct account_id nobody = { { { 0 } } };
    enum rc rc;

    scratch_begin(s, "tp_owner", TX_WRITE, nowhere, nobody);
    rc = control_catalog_load(&s->cx);
    if (rc == RC_OK) {
        scratch_commit(s);
    } else {
        scratch_rollback(s);
    }
    return rc;
}

START_TEST(a_published_version_is_immutable)
{
    static const char *const changes[] = {
        "rule = jsonb_set(rule, '{strategy}', '\"each\"')",
        "severity = 'info'",
        "family = 'application'",
        "licence = 'another'",
    };
    struct scratch *s = scratch_new();

    ck_assert_int_eq(loaded(s), RC_OK);
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        scratch_exec(s, "CREATE TABLE kept AS SELECT * FROM control_interpretation");
        scratch_exec(s, "UPDATE control_interpretation SET %s WHERE interpretation_code = 'ca-mfa-all-users'",
                     changes[i]);
        ck_assert_msg(loaded(s) == RC_CONFLICT, "%s", changes[i]);
        scratch_exec(s, "DELETE FROM control_interpretation");
        scratch_exec(s, "INSERT INTO control_interpretation SELECT * FROM kept");
        scratch_exec(s, "DROP TABLE kept");
    }
    /* words may be mended */
    scratch_exec(s,
                 "UPDATE control_interpretation SET title = 'Mistyped' WHERE interpretation_code = 'ca-mfa-all-users'");
    ck_assert_int_eq(loaded(s), RC_OK);
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM control_interpretation WHERE title = 'Mistyped'"), 0);
    scratch_free(s);
}

END_TEST

SUITE(evaluate, what_was_not_read_is_not_assessed, a_change_turns_the_result_and_back,
      an_accepted_failure_is_satisfied_by_exception, the_numbers_follow_an_accepted_risk,
      an_evaluation_that_is_under_way_is_waited_for, each_result_has_its_evidence, every_failing_object_is_a_finding,
      a_published_version_is_immutable);
