/* The console, asked of the real program by a platform operator who is a member of no workspace. */
#include <string.h>

#include "base/text.h"
#include "core/run/gate.h"
#include "support/estate.h"
#include "support/fcgi_client.h"
#include "support/suite.h"

static struct estate *e;
static struct served *p;
static struct tenant_id tenant;

static void start(void)
{
    struct account_id account;

    e = estate_new();
    tenant = estate_tenant(e, "contoso");
    scratch_exec(e->s, "UPDATE tenant SET name = 'CANARY'");
    account = scratch_member(e->s, e->workspace, "petra", ROLE_VIEWER);
    scratch_exec(e->s, "DELETE FROM membership WHERE account_id = '%s'", id_text(&e->s->cx, account.v));
    scratch_exec(e->s, "INSERT INTO platform_operator (account_id) VALUES ('%s')", id_text(&e->s->cx, account.v));
    p = served_start("system", e->s, 1);
    served_sign_in(p, e->s, account, "operator");
}

static void end(void)
{
    served_free(p);
    estate_free(e);
}

static struct answer get(const char *uri)
{
    struct answer answer = served_get(p, uri);

    ck_assert_msg(answer.status == 200, "%s: %d", uri, answer.status);
    ck_assert_msg(strstr(answer.body, "CANARY") == NULL, "%s shows what is a tenant's", uri);
    return answer;
}

static void says(const struct answer *answer, const char *text)
{
    ck_assert_msg(strstr(answer->body, text) != NULL, "\"%s\" is not in %.4000s", text, answer->body);
}

static void says_not(const struct answer *answer, const char *text)
{
    ck_assert_msg(strstr(answer->body, text) == NULL, "\"%s\" is in %.4000s", text, answer->body);
}

static const char *run_path(const struct run *run)
{
    return arena_printf(p->mem, "/system/runs/%s", id_text(&e->s->cx, run->id.v));
}

START_TEST(health_says_what_waits_and_what_is_stuck)
{
    struct answer answer;

    start();
    (void)estate_request(e, OPERATION_CAPTURE, tenant);
    answer = get("/system");
    says(&answer, "No worker keeps the schedule.");
    says(&answer, "to be done now");
    answer = get("/system?lang=de");
    says(&answer, "Kein Arbeitsprozess hält den Zeitplan ein.");
    answer = served_ask(p, &(struct ask){ .uri = "/system", .accept = "application/json" });
    says(&answer, "\"waiting_jobs\":1");
    says(&answer, "\"dead_jobs\":0");
    end();
}

END_TEST

START_TEST(runs_are_found_by_filter_with_their_raw_error)
{
    struct answer answer;
    struct run run;

    start();
    fake.families[0].failure = RUN_REASON_PERMISSION_MISSING;
    run = estate_request(e, OPERATION_CAPTURE, tenant);
    (void)estate_work(e);
    scratch_exec(e->s,
                 "INSERT INTO run_error (workspace_id, run_id, error_id, detail, at) VALUES ('%s', '%s',"
                 " gen_random_uuid(), 'raw <words> of a machine', now())",
                 id_text(&e->s->cx, e->workspace.v), id_text(&e->s->cx, run.id.v));
    answer = get("/system/runs?workspace=msp&operation=capture&outcome=partial");
    says(&answer, run_path(&run));
    answer = get("/system/runs?outcome=succeeded&operation=capture");
    says(&answer, "No run fits this filter");
    answer = get("/system/runs?workspace=other");
    says_not(&answer, run_path(&run));
    answer = get(run_path(&run));
    says(&answer, "raw &lt;words&gt; of a machine");
    ck_assert_int_eq(served_get(p, "/system/runs/018f0000-0000-7000-8000-000000000000").status, 404);
    end();
}

END_TEST

START_TEST(a_dead_job_is_requeued_once)
{
    struct answer answer;
    const char *uri;

    start();
    (void)estate_request(e, OPERATION_CAPTURE, tenant);
    answer = get("/system/jobs");
    says(&answer, "No job is dead");
    scratch_exec(e->s, "UPDATE job SET state = 'dead', problem = 'its workers died', attempt = 5");
    answer = get("/system/jobs");
    says(&answer, "its workers died");
    uri = arena_printf(p->mem, "/system/jobs/%s/requeue", scratch_text(e->s, "SELECT job_id FROM job"));
    answer = served_post(p, "/system/jobs", uri, "");
    ck_assert_int_eq(answer.status, 303);
    ck_assert_str_eq(answer_header(p->mem, &answer, "Location"), "/system/jobs");
    ck_assert_str_eq(scratch_text(e->s, "SELECT state || attempt FROM job"), "queued0");
    ck_assert_int_eq(scratch_int(e->s, "SELECT count(*) FROM audit_event WHERE convert_from(canonical, 'UTF8')"
                                       " LIKE '%%job.requeued%%'"),
                     1);
    ck_assert_int_eq(served_post(p, "/system/switches", uri, "").status, 404);
    end();
}

END_TEST

/* Asks for a capture and lets the worker have it; how it ended. */
static struct run captured(void)
{
    struct run run = estate_request(e, OPERATION_CAPTURE, tenant);

    (void)estate_work(e);
    return estate_run(e, run.id);
}

static void throw_switch(const char *target)
{
    struct answer answer = served_post(p, "/system/switches", "/system/switches",
                                       arena_printf(p->mem, "target=%s&note=Ticket+4711", target));

    ck_assert_int_eq(answer.status, 303);
}

static void lift_switch(void)
{
    struct answer answer = served_post(
        p, "/system/switches",
        arena_printf(p->mem, "/system/switches/%s/release", scratch_text(e->s, "SELECT switch_id FROM switch")), "");

    ck_assert_int_eq(answer.status, 303);
}

START_TEST(a_switch_stops_what_it_covers_at_the_gate_and_is_lifted)
{
    const char *workspace;
    struct answer answer;
    struct run waiting;

    start();
    workspace = arena_printf(p->mem, "workspace:%s", id_text(&e->s->cx, e->workspace.v));
    for (int i = 0; i < 3; i++) {
        waiting = estate_request(e, OPERATION_CAPTURE, tenant);
        throw_switch(i == 0 ? "global" : i == 1 ? workspace : "provider:graph");
        (void)estate_work(e); /* it was let in before: the gate is asked again */
        waiting = estate_run(e, waiting.id);
        ck_assert_int_eq(waiting.outcome, RUN_OUTCOME_BLOCKED);
        ck_assert_int_eq(waiting.reason, RUN_REASON_KILL_SWITCH);
        ck_assert_int_eq(captured().reason, RUN_REASON_KILL_SWITCH);
        answer = get("/system/switches");
        says(&answer, "Ticket 4711");
        lift_switch();
        ck_assert_int_eq(captured().outcome, RUN_OUTCOME_SUCCEEDED);
    }
    ck_assert_int_eq(
        scratch_int(e->s, "SELECT count(*) FROM audit_event WHERE convert_from(canonical, 'UTF8')"
                          " LIKE '%%switch.thrown%%' OR convert_from(canonical, 'UTF8') LIKE '%%switch.released%%'"),
        6);
    end();
}

END_TEST

START_TEST(a_switch_needs_a_reason_and_a_target_that_is_offered)
{
    struct answer answer;

    start();
    answer = served_post(p, "/system/switches", "/system/switches", "target=global&note=");
    ck_assert_int_eq(answer.status, 422);
    says(&answer, "Please check your entries");
    answer = served_post(p, "/system/switches", "/system/switches",
                         "target=workspace:018f0000-0000-7000-8000-000000000000&note=x");
    ck_assert_int_eq(answer.status, 400);
    answer = served_post(p, "/system/switches", "/system/switches", "target=provider:none&note=x");
    ck_assert_int_eq(answer.status, 400);
    ck_assert_int_eq(scratch_int(e->s, "SELECT count(*) FROM switch"), 0);
    throw_switch("global");
    answer = served_post(p, "/system/switches", "/system/switches", "target=global&note=x");
    ck_assert_int_eq(answer.status, 409);
    end();
}

END_TEST

START_TEST(the_table_of_capabilities_is_shown_in_both_languages)
{
    struct answer answer;

    start();
    answer = get("/system/authorization");
    says(&answer, "exception.approve");
    answer = get("/system/authorization?lang=de");
    says(&answer, "Wer was darf");
    answer = served_ask(p, &(struct ask){ .uri = "/system/authorization", .accept = "application/json" });
    says(&answer, "{\"capability_code\":\"system.switch\"");
    end();
}

END_TEST

SUITE(http_system, health_says_what_waits_and_what_is_stuck, runs_are_found_by_filter_with_their_raw_error,
      a_dead_job_is_requeued_once, a_switch_stops_what_it_covers_at_the_gate_and_is_lifted,
      a_switch_needs_a_reason_and_a_target_that_is_offered, the_table_of_capabilities_is_shown_in_both_languages);
