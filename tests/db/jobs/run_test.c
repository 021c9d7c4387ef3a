/* Asking for runs, admitting, cancelling and retrying them; what the database itself refuses. */
#include <string.h>

#include "core/run/gate.h"
#include "core/timer/timer.h"
#include "jobs/tick.h"
#include "support/estate.h"
#include "support/suite.h"

#define COUNT(e, ...) ((int)scratch_int((e)->s, __VA_ARGS__))

static enum rc ask(struct estate *e, const struct actor *who, enum operation operation, struct tenant_id tenant,
                   struct run *out)
{
    const struct run_request request = { .operation = operation, .tenant = tenant, .origin = RUN_BY_PERSON };
    enum rc rc;

    scratch_begin(e->s, "tp_inbox", TX_WRITE, e->workspace, e->operator);
    rc = run_request(&e->s->cx, who, &request, out);
    if (rc == RC_OK) {
        scratch_commit(e->s);
    } else {
        tx_rollback(&e->s->cx);
    }
    return rc;
}

START_TEST(a_request_is_the_run_its_job_and_its_event_together)
{
    struct estate *e = estate_new();
    struct run run = estate_request(e, OPERATION_CAPTURE, estate_tenant(e, "contoso"));

    ck_assert_int_eq(run.state, RUN_QUEUED);
    ck_assert_str_eq(
        scratch_text(e->s, "SELECT kind || ' ' || state FROM job WHERE run_id = '%s'", id_text(&e->s->cx, run.id.v)),
        "capture queued");
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM audit_event WHERE convert_from(canonical, 'UTF8') LIKE"
                              " '%%run.requested%%'"),
                     1);
    estate_free(e);
}

END_TEST

START_TEST(a_second_one_for_the_same_is_refused_with_the_first_ones_id)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");
    struct run first = estate_request(e, OPERATION_CAPTURE, tenant);
    struct run second;

    ck_assert_int_eq(ask(e, e->who, OPERATION_CAPTURE, tenant, &second), RC_CONFLICT);
    ck_assert_str_eq(e->s->fail.args[0].name, "run");
    ck_assert_str_eq(e->s->fail.args[0].value, id_text(&e->s->cx, first.id.v));
    fail_clear(&e->s->cx);
    ck_assert_int_eq(ask(e, e->who, OPERATION_CONNECTION_TEST, tenant, &second), RC_OK);
    estate_free(e);
}

END_TEST

START_TEST(a_viewer_may_not_ask)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");
    const struct actor *viewer = scratch_actor(e->s, e->workspace, e->operator, ROLE_VIEWER);
    struct run run;

    ck_assert_int_eq(ask(e, viewer, OPERATION_CAPTURE, tenant, &run), RC_FORBIDDEN);
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM run"), 0);
    estate_free(e);
}

END_TEST

START_TEST(a_tenant_of_another_workspace_is_not_there)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");
    struct workspace_id other = scratch_workspace(e->s, "other");
    struct account_id stranger = scratch_member(e->s, other, "sven", ROLE_OPERATOR);
    const struct actor *who = scratch_actor(e->s, other, stranger, ROLE_OPERATOR);
    const struct run_request request = { .operation = OPERATION_CAPTURE, .tenant = tenant };
    struct run run;

    scratch_begin(e->s, "tp_inbox", TX_WRITE, other, stranger);
    ck_assert_int_eq(run_request(&e->s->cx, who, &request, &run), RC_NOT_FOUND);
    scratch_rollback(e->s);
    estate_free(e);
}

END_TEST

/* ---- the gate, at request and at execution ---- */

static void throw(struct estate * e, enum switch_scope scope, const char *target)
{
    const struct actor *platform = scratch_actor(e->s, (struct workspace_id){ 0 }, e->operator, ROLE_PLATFORM_OPERATOR);
    struct uuid id;

    scratch_begin(e->s, "tp_system", TX_WRITE, (struct workspace_id){ 0 }, e->operator);
    ck_assert_int_eq(switch_throw(&e->s->cx, platform, scope, target, "a test", &id), RC_OK);
    scratch_commit(e->s);
}

static void blocked_at_execution(struct estate *e, struct tenant_id tenant, const char *sql, enum run_reason reason)
{
    struct run run = estate_request(e, OPERATION_CAPTURE, tenant);

    ck_assert_int_eq(run.state, RUN_QUEUED);
    scratch_exec(e->s, "%s", sql);
    ck_assert_int_eq(estate_work(e), 1);
    run = estate_run(e, run.id);
    ck_assert_int_eq(run.outcome, RUN_OUTCOME_BLOCKED);
    ck_assert_int_eq(run.reason, reason);
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM job"), 0);
    ck_assert_int_eq(fake.calls, 0);
}

START_TEST(each_kind_of_switch_blocks_a_request_visibly)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");
    struct run run;

    for (int scope = 0; scope < SWITCH_SCOPE_COUNT; scope++) {
        const char *target[] = { "", id_text(&e->s->cx, e->workspace.v), "graph" };

        throw(e, (enum switch_scope)scope, target[scope]);
        ck_assert_int_eq(ask(e, e->who, OPERATION_CAPTURE, tenant, &run), RC_OK);
        ck_assert_int_eq(run.state, RUN_COMPLETED);
        ck_assert_int_eq(run.outcome, RUN_OUTCOME_BLOCKED);
        ck_assert_int_eq(run.reason, RUN_REASON_KILL_SWITCH);
        scratch_exec(e->s, "DELETE FROM switch");
    }
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM job"), 0);
    throw(e, SWITCH_WORKSPACE, id_text(&e->s->cx, uuid_new(&clock_system))); /* another's is no matter */
    ck_assert_int_eq(ask(e, e->who, OPERATION_CAPTURE, tenant, &run), RC_OK);
    ck_assert_int_eq(run.state, RUN_QUEUED);
    estate_free(e);
}

END_TEST

START_TEST(the_gate_is_asked_again_at_execution)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");

    blocked_at_execution(
        e, tenant,
        "INSERT INTO switch (switch_id, scope, note, set_at) VALUES (gen_random_uuid(), 'global', 'x', now())",
        RUN_REASON_KILL_SWITCH);
    scratch_exec(e->s, "DELETE FROM switch");
    blocked_at_execution(e, tenant, "UPDATE tenant SET state = 'archived'", RUN_REASON_TENANT_SUSPENDED);
    scratch_exec(e->s, "UPDATE tenant SET state = 'active'");
    blocked_at_execution(e, tenant, "UPDATE connection SET state = 'broken', reason = 'consent_revoked'",
                         RUN_REASON_CONSENT_REVOKED);
    scratch_exec(e->s, "UPDATE connection SET state = 'untested', reason = NULL");
    blocked_at_execution(
        e, tenant,
        "INSERT INTO connection_permission SELECT c.workspace_id, c.connection_id, p.permission, 'missing',"
        " NULL, c.secret_set_at FROM connection c, (SELECT DISTINCT permission FROM provider_permission) p",
        RUN_REASON_PERMISSION_MISSING);
    scratch_exec(e->s, "DELETE FROM connection_permission");
    blocked_at_execution(
        e, tenant,
        "INSERT INTO operation_window SELECT workspace_id, gen_random_uuid(), tenant_id, 'maintenance',"
        " '2026-01-01', '2027-01-01' FROM tenant",
        RUN_REASON_MAINTENANCE_WINDOW);
    scratch_exec(e->s, "DELETE FROM operation_window");
    blocked_at_execution(e, tenant, "DELETE FROM membership", RUN_REASON_CAPABILITY_LOST);
    estate_free(e);
}

END_TEST

START_TEST(a_disabled_account_has_lost_its_capabilities)
{
    struct estate *e = estate_new();

    blocked_at_execution(e, estate_tenant(e, "contoso"), "UPDATE account SET state = 'disabled'",
                         RUN_REASON_CAPABILITY_LOST);
    estate_free(e);
}

END_TEST

START_TEST(beyond_the_limit_a_run_waits_without_using_up_an_attempt)
{
    struct estate *e = estate_new();
    struct run run = estate_request(e, OPERATION_CAPTURE, estate_tenant(e, "contoso"));

    for (int i = 0; i < GATE_PARALLEL_WORKSPACE; i++) {
        struct run busy =
            estate_request(e, OPERATION_CAPTURE, estate_tenant(e, arena_printf(e->s->cx.mem, "busy-%d", i)));

        scratch_exec(e->s, "UPDATE run SET state = 'running' WHERE run_id = '%s'", id_text(&e->s->cx, busy.id.v));
        scratch_exec(e->s, "DELETE FROM job WHERE run_id = '%s'", id_text(&e->s->cx, busy.id.v));
    }
    ck_assert_int_eq(estate_work(e), 1);
    ck_assert_int_eq(estate_run(e, run.id).state, RUN_QUEUED);
    ck_assert_int_eq(COUNT(e, "SELECT attempt FROM job"), 0);
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM job WHERE run_at > now() + interval '5 seconds'"), 1);
    estate_free(e);
}

END_TEST

/* ---- cancel and retry ---- */

static struct run cancelled(struct estate *e, struct run_id id, enum rc expected)
{
    struct run run = { .state = RUN_NONE };

    scratch_begin(e->s, "tp_inbox", TX_WRITE, e->workspace, e->operator);
    ck_assert_int_eq(run_cancel(&e->s->cx, e->who, id, &run), expected);
    if (expected == RC_OK) {
        scratch_commit(e->s);
    } else {
        scratch_rollback(e->s);
    }
    return run;
}

START_TEST(a_queued_run_is_cancelled_at_once)
{
    struct estate *e = estate_new();
    struct run run = estate_request(e, OPERATION_CAPTURE, estate_tenant(e, "contoso"));

    run = cancelled(e, run.id, RC_OK);
    ck_assert_int_eq(run.outcome, RUN_OUTCOME_CANCELLED);
    ck_assert_int_eq(run.reason, RUN_REASON_USER_CANCELLED);
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM job"), 0);
    ck_assert_int_eq(estate_work(e), 0);
    (void)cancelled(e, run.id, RC_CONFLICT);
    estate_free(e);
}

END_TEST

struct canceller {
    struct estate *e;
    struct run_id run;
};

static void cancel_at_second_page(void *context)
{
    struct canceller *c = context;

    if (fake.calls == 2) {
        (void)cancelled(c->e, c->run, RC_OK);
    }
}

START_TEST(a_running_one_stops_between_two_steps)
{
    struct estate *e = estate_new();
    struct run run = estate_request(e, OPERATION_CAPTURE, estate_tenant(e, "contoso"));
    struct canceller context = { e, run.id };

    fake.before_list = cancel_at_second_page;
    fake.context = &context;
    ck_assert_int_eq(estate_work(e), 1);
    run = estate_run(e, run.id);
    ck_assert_int_eq(run.outcome, RUN_OUTCOME_CANCELLED);
    ck_assert_int_eq(run.steps, 2);
    ck_assert_int_eq(fake.calls, 2);
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM subject"), 0); /* its area was not read to the end */
    estate_free(e);
}

END_TEST

START_TEST(a_failed_run_can_be_tried_again_and_a_good_one_not)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");
    struct run first = estate_request(e, OPERATION_CAPTURE, tenant);
    struct run again;

    first = cancelled(e, first.id, RC_OK);
    scratch_begin(e->s, "tp_inbox", TX_WRITE, e->workspace, e->operator);
    ck_assert_int_eq(run_retry(&e->s->cx, e->who, first.id, &again), RC_OK);
    scratch_commit(e->s);
    ck_assert(uuid_equal(again.retry_of.v, first.id.v));
    (void)estate_work(e);
    ck_assert_int_eq(estate_run(e, again.id).outcome, RUN_OUTCOME_SUCCEEDED);
    scratch_begin(e->s, "tp_inbox", TX_WRITE, e->workspace, e->operator);
    ck_assert_int_eq(run_retry(&e->s->cx, e->who, again.id, &again), RC_CONFLICT);
    scratch_rollback(e->s);
    estate_free(e);
}

END_TEST

START_TEST(a_requeued_dead_job_runs_under_a_new_run)
{
    struct estate *e = estate_new();
    struct run run = estate_request(e, OPERATION_CAPTURE, estate_tenant(e, "contoso"));
    const struct actor *platform = scratch_actor(e->s, (struct workspace_id){ 0 }, e->operator, ROLE_PLATFORM_OPERATOR);
    struct job_id job;

    scratch_exec(e->s, "UPDATE job SET attempt = 5");
    ck_assert_int_eq(estate_work(e), 1);
    ck_assert_int_eq(estate_run(e, run.id).outcome, RUN_OUTCOME_FAILED);
    ck_assert_int_eq(uuid_parse(scratch_text(e->s, "SELECT job_id FROM job WHERE state = 'dead'"), &job.v), RC_OK);
    scratch_begin(e->s, "tp_system", TX_WRITE, (struct workspace_id){ 0 }, e->operator);
    ck_assert_int_eq(queue_requeue(&e->s->cx, platform, job), RC_OK);
    scratch_commit(e->s);
    ck_assert_int_eq(estate_work(e), 1);
    ck_assert_str_eq(
        scratch_text(e->s, "SELECT string_agg(outcome, ' ' ORDER BY outcome) FROM run WHERE operation = 'capture'"),
        "failed succeeded");
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM run WHERE retry_of = '%s'", id_text(&e->s->cx, run.id.v)), 1);
    estate_free(e);
}

END_TEST

/* ---- the database's own guard: every pair of states, typed from domain.md ---- */

START_TEST(the_database_refuses_every_other_change_of_state)
{
    static const char *const states[] = { "queued", "running", "completed" };
    static const bool allowed[3][3] = { { true, true, true }, { true, true, true }, { false, false, true } };
    struct estate *e = estate_new();
    struct run run = estate_request(e, OPERATION_CAPTURE, estate_tenant(e, "contoso"));
    const char *id = id_text(&e->s->cx, run.id.v);
    char state[6];

    for (int from = 0; from < 3; from++) {
        for (int to = 0; to < 3; to++) {
            bool refused;

            scratch_exec(e->s, "ALTER TABLE run DISABLE TRIGGER run_states");
            scratch_exec(e->s, "UPDATE run SET state = '%s', outcome = %s, finished_at = %s WHERE run_id = '%s'",
                         states[from], from == 2 ? "'succeeded'" : "NULL", from == 2 ? "now()" : "NULL", id);
            scratch_exec(e->s, "ALTER TABLE run ENABLE TRIGGER run_states");
            refused = scratch_refused(e->s, state,
                                      "UPDATE run SET state = '%s', outcome = %s, finished_at = %s WHERE run_id = '%s'",
                                      states[to], to == 2 ? "'succeeded'" : "NULL", to == 2 ? "now()" : "NULL", id);
            ck_assert_msg(refused == !allowed[from][to], "%s to %s", states[from], states[to]);
            if (refused) {
                ck_assert_str_eq(state, "TP001");
            }
        }
    }
    estate_free(e);
}

END_TEST

/* ---- the schedule ---- */

START_TEST(a_tested_connection_is_captured_on_the_schedule_once_per_due_time)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");
    struct uuid holder = uuid_new(&clock_system);
    struct db *db = scratch_db(e->s, "tp_worker");
    struct cx cx = e->s->cx;
    int acted;

    cx.mem = arena_new(); /* the scheduler empties it */
    (void)estate_request(e, OPERATION_CONNECTION_TEST, tenant);
    (void)estate_work(e);
    ck_assert_int_eq(tick_once(&cx, db, holder, &acted), RC_OK);
    ck_assert_int_gt(acted, 0);
    ck_assert_int_eq(tick_once(&cx, db, holder, &acted), RC_OK);
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM run WHERE origin = 'schedule' AND operation = 'capture'"), 1);
    ck_assert_int_eq(tick_once(&cx, db, uuid_new(&clock_system), &acted), RC_OK); /* another does not hold the lease */
    ck_assert_int_eq(acted, 0);
    (void)estate_work(e);
    e->s->clock.now_us += 20 * HOUR_US; /* three periods were slept through */
    ck_assert_int_eq(tick_once(&cx, db, holder, &acted), RC_OK);
    ck_assert_int_gt(acted, 0);
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM run WHERE origin = 'schedule' AND operation = 'capture'"), 2);
    ck_assert_int_eq(COUNT(e, "SELECT extract(epoch FROM due_at - '2026-01-15T12:00:00Z')::int / 3600 FROM timer"
                              " WHERE kind = 'capture'"),
                     24);
    arena_free(cx.mem);
    estate_free(e);
}

END_TEST

START_TEST(a_timer_that_fails_holds_up_no_other)
{
    struct estate *e = estate_new();
    struct db *db = scratch_db(e->s, "tp_worker");
    struct cx cx = e->s->cx;
    int64_t late_s;
    int acted;

    cx.mem = arena_new();
    (void)estate_tenant(e, "contoso");
    scratch_exec(
        e->s, "INSERT INTO timer (workspace_id, kind, object_id, due_at, next_at, every_s)"
              " SELECT workspace_id, 'unheard_of', gen_random_uuid(), '2026-01-01', '2026-01-01', NULL FROM workspace");
    scratch_exec(e->s, "INSERT INTO timer (workspace_id, kind, object_id, due_at, next_at, every_s)"
                       " SELECT workspace_id, 'capture', tenant_id, '2026-01-02', '2026-01-02', 3600 FROM tenant");
    ck_assert_int_eq(tick_watch(&cx, db, &late_s), RC_OK);
    ck_assert_int_gt(late_s, TICK_LATE_S);
    ck_assert_int_eq(tick_once(&cx, db, uuid_new(&clock_system), &acted), RC_OK);
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM run WHERE origin = 'schedule'"), 1);
    ck_assert_int_eq(COUNT(e, "SELECT failures FROM timer WHERE kind = 'unheard_of'"), 1);
    ck_assert_ptr_nonnull(
        strstr(scratch_text(e->s, "SELECT problem FROM timer WHERE kind = 'unheard_of'"), "unheard_of"));
    arena_free(cx.mem);
    estate_free(e);
}

END_TEST

/* ---- fairness ---- */

START_TEST(a_busy_workspace_does_not_starve_a_quiet_one)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");
    struct workspace_id quiet = scratch_workspace(e->s, "quiet");
    static const char *const kinds[] = { "probe" };
    struct job job;

    scratch_exec(e->s,
                 "INSERT INTO job (workspace_id, job_id, kind, state, priority, run_at, max_attempts, created_at)"
                 " SELECT '%s', gen_random_uuid(), 'probe', 'queued', 10, now() - interval '1 hour', 3, now()"
                 " FROM generate_series(1, 50)",
                 id_text(&e->s->cx, e->workspace.v));
    scratch_exec(e->s,
                 "INSERT INTO job (workspace_id, job_id, kind, state, priority, run_at, max_attempts, created_at)"
                 " VALUES ('%s', gen_random_uuid(), 'probe', 'queued', 50, now(), 3, now())",
                 id_text(&e->s->cx, quiet.v));
    for (int i = 0; i < 2; i++) {
        scratch_begin(e->s, "tp_worker", TX_WRITE, (struct workspace_id){ 0 }, (struct account_id){ 0 });
        ck_assert_int_eq(queue_claim(&e->s->cx, kinds, 1, 60, &job), RC_OK);
        scratch_commit(e->s);
    }
    ck_assert_int_eq(COUNT(e, "SELECT count(DISTINCT workspace_id) FROM job WHERE state = 'running'"), 2);
    (void)tenant;
    estate_free(e);
}

END_TEST

START_TEST(pages_cannot_read_secrets_or_touch_leases)
{
    struct estate *e = estate_new();

    (void)estate_tenant(e, "contoso");
    (void)estate_request(e, OPERATION_CAPTURE, estate_tenant(e, "fabrikam"));
    ck_assert_str_eq(
        scratch_text(e->s, "SELECT concat_ws(' ', has_column_privilege('tp_inbox', 'connection_secret', 'sealed',"
                           " 'SELECT'), has_table_privilege('tp_inbox', 'tenant_secret', 'SELECT'),"
                           " has_table_privilege('tp_inbox', 'job', 'UPDATE'),"
                           " has_table_privilege('tp_inbox', 'run_error', 'SELECT'),"
                           " has_function_privilege('tp_inbox', 'job_claim(text[], int8)', 'EXECUTE'),"
                           " has_table_privilege('tp_system', 'document', 'SELECT'))"),
        "f f f f f f");
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM connection_secret WHERE position('s3cret'::bytea IN sealed) > 0"),
                     0);
    estate_free(e);
}

END_TEST

SUITE(db_jobs_run, a_request_is_the_run_its_job_and_its_event_together,
      a_second_one_for_the_same_is_refused_with_the_first_ones_id, a_viewer_may_not_ask,
      a_tenant_of_another_workspace_is_not_there, each_kind_of_switch_blocks_a_request_visibly,
      the_gate_is_asked_again_at_execution, a_disabled_account_has_lost_its_capabilities,
      beyond_the_limit_a_run_waits_without_using_up_an_attempt, a_queued_run_is_cancelled_at_once,
      a_running_one_stops_between_two_steps, a_failed_run_can_be_tried_again_and_a_good_one_not,
      a_requeued_dead_job_runs_under_a_new_run, the_database_refuses_every_other_change_of_state,
      a_tested_connection_is_captured_on_the_schedule_once_per_due_time, a_timer_that_fails_holds_up_no_other,
      a_busy_workspace_does_not_starve_a_quiet_one, pages_cannot_read_secrets_or_touch_leases);
