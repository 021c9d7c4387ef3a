/* Compare and evaluation, killed at every point: what they leave behind is that of an undisturbed run. */
#include <stdio.h>
#include <string.h>

#include "support/estate.h"
#include "support/line.h"
#include "support/suite.h"

enum { CA = 0, NL = 1 };

static struct line *l;

/* The same history for every tenant: captured, in force as baseline, one difference found, then repaired while others appear. What
 * follows the last capture is queued and not worked. */
static void prepare(int n)
{
    const struct connection_new how = {
        .provider = "graph", .external_tenant = "ext", .client = "app", .secret = "s3cret of the test"
    };

    fake_reset();
    l->profile = (struct profile_id){ 0 };
    line_connect(l, arena_printf(l->s->cx.mem, "tenant-%d", n), &how);
    (void)line_baseline(l);
    fake.families[CA].objects[1] = "{\"id\":\"ca-2\",\"displayName\":\"Block legacy\",\"state\":\"disabled\"}";
    ck_assert_int_eq(line_run(l, OPERATION_CAPTURE).outcome, RUN_OUTCOME_SUCCEEDED);
    fake.families[CA].objects[1] = "{\"id\":\"ca-2\",\"displayName\":\"Block legacy\",\"state\":\"enabled\"}";
    fake.families[CA].objects[0] = "{\"id\":\"ca-1\",\"displayName\":\"Require MFA\",\"state\":\"disabled\"}";
    fake.families[NL].objects[2] = NULL;
    (void)line_ask(l, OPERATION_CAPTURE);
    ck_assert_int_eq(line_work(l, JOB_BY_WORKER, "capture"), 1);
}

static const char *rows(const char *what, const char *from)
{
    return scratch_text(
        l->s,
        "SELECT coalesce(string_agg(concat_ws(' ', %s), E'\\n' ORDER BY concat_ws(' ', %s)), '') FROM %s"
        " WHERE x.tenant_id = '%s'",
        what, what, from, id_text(&l->s->cx, l->tenant.id.v));
}

/* All that the two leave behind for the tenant, without ids and times. The last step is done twice where the end did not follow it: how
 * many steps were taken may differ, what they leave may not. */
static const char *left_behind(void)
{
    return arena_printf(
        l->s->cx.mem,
        "findings:\n%s\nentries:\n%s\nresults:\n%s\nposture:\n%s\nruns:\n%s\nareas:\n%s\nevidence:\n%s\njobs:\n%s",
        rows(
            "kind, control_code, family, object_id, path, op, severity, state, last_result, reopened_count, row_version,"
            " (SELECT string_agg(o.result, ',' ORDER BY o.run_id) FROM finding_observation o WHERE o.finding_id = x.finding_id)",
            "finding x"),
        rows("kind, source_type, state, severity, reasons::text, count, family, subject_name", "decision_item x"),
        rows("interpretation_code, result, reason, checked, failing", "control_result x"),
        rows("compliant, by_exception, non_compliant, not_assessed", "tenant_posture x"),
        rows("operation, state, outcome, reason", "run x"),
        rows("operation, area, a.state, expected, read, a.reason",
             "run x JOIN run_area a ON a.workspace_id = x.workspace_id AND a.run_id = x.run_id"),
        rows("control_code, source, name", "evidence_item x"), rows("kind", "job x"));
}

/* Kills the job of that kind at each of its points; `points` are counted by hand at the callers. */
static void kill_everywhere(const char *kind, int points)
{
    const char *undisturbed;
    int fired = 0;

    l = line_new(fake_find, NULL);
    /* four of the catalogue, so that killing at each of their steps does not take all day */
    scratch_exec(l->s, "DELETE FROM control_interpretation WHERE interpretation_code NOT IN ('ca-mfa-all-users',"
                       " 'ca-emergency-excluded', 'locations-narrow', 'windows-encryption')");
    prepare(0);
    ck_assert_int_eq(line_kill(l, JOB_BY_WORKER, kind, 0), points);
    line_drain(l);
    undisturbed = left_behind();
    for (int n = 1; n <= points; n++) {
        prepare(n);
        ck_assert_msg(line_kill(l, JOB_BY_WORKER, kind, n) == -1, "point %d did not fire", n);
        fired++;
        line_expire(l);
        line_drain(l);
        if (strcmp(left_behind(), undisturbed) != 0) {
            (void)printf("killed at %d:\n%s\n\nundisturbed:\n%s\n", n, left_behind(), undisturbed);
            ck_abort_msg("point %d leaves something else behind", n);
        }
    }
    ck_assert_int_eq(fired, points);
    ck_assert_ptr_nonnull(
        strstr(undisturbed, "drift  conditional_access ca-2 /state replace critical resolved passed"));
    ck_assert_ptr_nonnull(strstr(undisturbed, "drift  conditional_access ca-1 /state replace critical open failed"));
    ck_assert_ptr_nonnull(strstr(undisturbed, "drift  named_location nl-3  remove high open failed"));
    line_free(l);
}

/* Claim, begin, load; one step, as everything fits in it; the end: before and after each commit. */
START_TEST(a_compare_ends_as_if_undisturbed)
{
    kill_everywhere("compare", 1 + 2 + 2 + 1 * 2 + 2);
}

END_TEST

/* Claim, begin, load; a step for each interpretation, one for the figures; the end. */
START_TEST(an_evaluation_ends_as_if_undisturbed)
{
    kill_everywhere("evaluate", 1 + 2 + 2 + (4 + 1) * 2 + 2);
}

END_TEST

SUITE(db_jobs_governance_kill, a_compare_ends_as_if_undisturbed, an_evaluation_ends_as_if_undisturbed);
