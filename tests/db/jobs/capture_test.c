/* A capture against a provider in the test: what it leaves behind, whatever happens on the way. */
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/estate.h"
#include "support/suite.h"

#define CA 0
#define NL 1

static struct run captured(struct estate *e, struct tenant_id tenant)
{
    struct run run = estate_request(e, OPERATION_CAPTURE, tenant);

    ck_assert_int_eq(run.state, RUN_QUEUED);
    (void)estate_work(e);
    return estate_run(e, run.id);
}

static struct run_area area_of(struct estate *e, struct run_id run, size_t i)
{
    struct run_area *areas;
    size_t count;

    scratch_begin(e->s, "tp_inbox", TX_READ, e->workspace, e->operator);
    ck_assert_int_eq(run_areas(&e->s->cx, e->who, run, &areas, &count), RC_OK);
    scratch_commit(e->s);
    ck_assert_uint_eq(count, FAKE_FAMILIES);
    return areas[i];
}

#define COUNT(e, ...) ((int)scratch_int((e)->s, __VA_ARGS__))

START_TEST(the_first_capture_adds_every_object_once)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");
    struct run run = captured(e, tenant);

    ck_assert_int_eq(run.state, RUN_COMPLETED);
    ck_assert_int_eq(run.outcome, RUN_OUTCOME_SUCCEEDED);
    ck_assert_int_eq(run.attempt, 1);
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM subject WHERE state = 'present' AND version = 1"), 9);
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM subject_version WHERE change = 'added'"), 9);
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM document"), 9);
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM job WHERE kind = 'capture'"), 0);
    ck_assert_int_eq(area_of(e, run.id, CA).read, 5);
    ck_assert_int_eq(area_of(e, run.id, CA).added, 5);
    ck_assert_int_eq(fake.calls, 3 + 2 + 1);
    estate_free(e);
}

END_TEST

START_TEST(a_second_capture_of_the_same_changes_nothing)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");
    struct run first = captured(e, tenant);
    struct run second;

    e->s->clock.now_us += HOUR_US;
    second = captured(e, tenant);
    ck_assert_int_eq(second.outcome, RUN_OUTCOME_SUCCEEDED);
    ck_assert(!uuid_equal(first.id.v, second.id.v));
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM subject_version"), 9);
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM document"), 9);
    ck_assert_int_eq(
        COUNT(e, "SELECT count(*) FROM subject WHERE last_seen_run = '%s'", id_text(&e->s->cx, second.id.v)), 9);
    ck_assert_int_eq(area_of(e, second.id, CA).expected, 5);
    ck_assert_int_eq(area_of(e, second.id, CA).changed, 0);
    estate_free(e);
}

END_TEST

START_TEST(changed_deleted_and_returned_objects_get_a_version_each)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");
    struct run run;

    (void)captured(e, tenant);
    fake.families[NL].objects[1] = "{\"id\":\"nl-2\",\"displayName\":\"Plant\",\"isTrusted\":true}";
    fake.families[NL].objects[2] = NULL;
    run = captured(e, tenant);
    ck_assert_int_eq(area_of(e, run.id, NL).changed, 1);
    ck_assert_int_eq(area_of(e, run.id, NL).deleted, 1);
    ck_assert_str_eq(scratch_text(e->s, "SELECT state FROM subject WHERE object_id = 'nl-3'"), "deleted");
    fake_reset();
    run = captured(e, tenant);
    ck_assert_int_eq(area_of(e, run.id, NL).changed, 2); /* changed back, and returned */
    ck_assert_str_eq(scratch_text(e->s, "SELECT string_agg(change, ' ' ORDER BY v.version) FROM subject_version v"
                                        " JOIN subject USING (workspace_id, subject_id) WHERE object_id = 'nl-3'"),
                     "added deleted restored");
    ck_assert_str_eq(scratch_text(e->s, "SELECT string_agg(change, ' ' ORDER BY v.version) FROM subject_version v"
                                        " JOIN subject USING (workspace_id, subject_id) WHERE object_id = 'nl-2'"),
                     "added changed changed");
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM document"), 10); /* content seen before is not stored again */
    estate_free(e);
}

END_TEST

START_TEST(an_area_that_fails_half_way_changes_nothing)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");
    struct run run;

    (void)captured(e, tenant);
    fake.families[CA].objects[0] = "{\"id\":\"ca-1\",\"displayName\":\"Require MFA\",\"state\":\"disabled\"}";
    fake.families[CA].failure = RUN_REASON_PERMISSION_MISSING;
    fake.families[CA].fails_at = 1; /* its first page, with a change on it, is read */
    run = captured(e, tenant);
    ck_assert_int_eq(run.outcome, RUN_OUTCOME_PARTIAL);
    ck_assert_int_eq(run.reason, RUN_REASON_PERMISSION_MISSING);
    ck_assert_int_eq(area_of(e, run.id, CA).state, AREA_NOT_READ);
    ck_assert_int_eq(area_of(e, run.id, CA).expected, 5);
    ck_assert_str_eq(area_of(e, run.id, CA).detail, "Policy.Read.All");
    ck_assert_int_eq(area_of(e, run.id, NL).state, AREA_READ);
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM subject_version"), 9);
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM subject WHERE state = 'present'"), 9);
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM run_seen"), 0);
    ck_assert_str_eq(scratch_text(e->s, "SELECT detail FROM run_error"), "fake: raw words of the provider");
    estate_free(e);
}

END_TEST

START_TEST(an_object_that_makes_no_sense_is_kept_as_it_was)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");
    struct run run;

    (void)captured(e, tenant);
    fake.families[NL].objects[0] = "{\"id\":\"nl-1\",\"displayName\":\"Office\",\"isTrusted\":tru}";
    run = captured(e, tenant);
    ck_assert_int_eq(run.outcome, RUN_OUTCOME_PARTIAL);
    ck_assert_int_eq(run.reason, RUN_REASON_VALIDATION_FAILED);
    ck_assert_int_eq(area_of(e, run.id, NL).read, 2);
    ck_assert_int_eq(area_of(e, run.id, NL).skipped, 1);
    ck_assert_int_eq(area_of(e, run.id, NL).deleted, 0);
    ck_assert_str_eq(scratch_text(e->s, "SELECT state FROM subject WHERE object_id = 'nl-1'"), "present");
    ck_assert_int_eq(COUNT(e, "SELECT version FROM subject WHERE object_id = 'nl-1'"), 1);
    estate_free(e);
}

END_TEST

START_TEST(pages_that_lead_in_a_circle_end_as_not_read)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");
    struct run run;

    fake.families[NL].looping = true;
    run = captured(e, tenant);
    ck_assert_int_eq(run.outcome, RUN_OUTCOME_PARTIAL);
    ck_assert_int_eq(area_of(e, run.id, NL).state, AREA_NOT_READ);
    ck_assert_int_eq(area_of(e, run.id, NL).reason, RUN_REASON_VALIDATION_FAILED);
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM subject WHERE family = 'named_location'"), 0);
    estate_free(e);
}

END_TEST

START_TEST(lost_consent_fails_the_run_and_breaks_the_connection)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");
    struct run run;

    fake.open_failure = RUN_REASON_CONSENT_REVOKED;
    run = captured(e, tenant);
    ck_assert_int_eq(run.outcome, RUN_OUTCOME_FAILED);
    ck_assert_int_eq(run.reason, RUN_REASON_CONSENT_REVOKED);
    ck_assert_str_eq(scratch_text(e->s, "SELECT state || ' ' || reason FROM connection"), "broken consent_revoked");
    /* what is known is not tried again, and the run says so */
    run = estate_request(e, OPERATION_CAPTURE, tenant);
    ck_assert_int_eq(run.state, RUN_COMPLETED);
    ck_assert_int_eq(run.outcome, RUN_OUTCOME_BLOCKED);
    ck_assert_int_eq(run.reason, RUN_REASON_CONSENT_REVOKED);
    /* a test of the connection is let through, and mends it */
    fake.open_failure = RUN_REASON_NONE;
    run = estate_request(e, OPERATION_CONNECTION_TEST, tenant);
    (void)estate_work(e);
    ck_assert_int_eq(estate_run(e, run.id).outcome, RUN_OUTCOME_SUCCEEDED);
    ck_assert_str_eq(scratch_text(e->s, "SELECT state FROM connection"), "ready");
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM timer WHERE kind = 'capture'"), 1);
    estate_free(e);
}

END_TEST

START_TEST(a_provider_that_cannot_be_reached_is_tried_again_later)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");
    struct run run = estate_request(e, OPERATION_CAPTURE, tenant);

    fake.open_failure = RUN_REASON_TIMEOUT;
    for (int attempt = 1; attempt <= 5; attempt++) {
        scratch_exec(e->s, "UPDATE job SET run_at = now()");
        ck_assert_int_eq(estate_work(e), 1);
        ck_assert_int_eq(estate_run(e, run.id).state, attempt < 5 ? RUN_QUEUED : RUN_COMPLETED);
    }
    ck_assert_int_eq(estate_run(e, run.id).outcome, RUN_OUTCOME_FAILED);
    ck_assert_int_eq(estate_run(e, run.id).reason, RUN_REASON_TIMEOUT);
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM job WHERE kind = 'capture'"), 0);
    estate_free(e);
}

END_TEST

/* Not by this run's other areas, which are another matter for the provider, but by every run that comes too soon. */
START_TEST(a_provider_that_named_a_time_is_left_alone_until_then)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");
    struct run run;
    int calls;

    fake.families[CA].failure = RUN_REASON_THROTTLED;
    fake.families[CA].retry_at_us = e->s->clock.now_us + 10 * MINUTE_US;
    run = captured(e, tenant);
    ck_assert_int_eq(run.outcome, RUN_OUTCOME_PARTIAL);
    ck_assert_int_eq(area_of(e, run.id, CA).reason, RUN_REASON_THROTTLED);
    ck_assert_int_eq(area_of(e, run.id, NL).state, AREA_READ);
    calls = fake.calls;
    e->s->clock.now_us += 9 * MINUTE_US;
    run = captured(e, tenant);
    ck_assert_int_eq(run.state, RUN_QUEUED);
    ck_assert_int_eq(fake.calls, calls);
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM job WHERE kind = 'capture' AND attempt = 0 AND run_at BETWEEN"
                              " now() + interval '50 s' AND now() + interval '60 s'"),
                     1);
    e->s->clock.now_us += MINUTE_US;
    fake.families[CA].failure = RUN_REASON_NONE;
    scratch_exec(e->s, "UPDATE job SET run_at = now() WHERE kind = 'capture'");
    (void)estate_work(e);
    ck_assert_int_eq(estate_run(e, run.id).outcome, RUN_OUTCOME_SUCCEEDED);
    estate_free(e);
}

END_TEST

/* ---- kill -9 ---- */

/* In a process of its own, which dies at the given fault point; its total is the exit code when it does not. */
static int work_until_killed(struct estate *e, int64_t fault_at)
{
    int status;
    pid_t pid = fork();

    if (pid == 0) {
        struct runner *runner = estate_runner(e, fault_at);
        bool worked = true;

        while (worked && runner_once(runner, &worked) == RC_OK) {
        }
        _exit((int)runner_faults(runner));
    }
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    return status;
}

/* The same history for every tenant: a first capture, then one with changes in it, which is the one that is disturbed. */
static struct tenant_id prepared(struct estate *e, int n)
{
    struct tenant_id tenant = estate_tenant(e, arena_printf(e->s->cx.mem, "tenant-%d", n));

    fake_reset();
    (void)captured(e, tenant);
    fake.families[CA].objects[1] = "{\"id\":\"ca-2\",\"displayName\":\"Block legacy\",\"state\":\"disabled\"}";
    fake.families[NL].objects[2] = NULL;
    e->s->clock.now_us += SECOND_US;
    (void)estate_request(e, OPERATION_CAPTURE, tenant);
    return tenant;
}

START_TEST(killed_at_every_point_it_ends_as_if_undisturbed)
{
    struct estate *e = estate_new();
    const char *undisturbed;
    struct tenant_id tenant = prepared(e, 0);
    int status = work_until_killed(e, 0);
    int points;

    ck_assert(WIFEXITED(status));
    points = WEXITSTATUS(status);
    /* claim, begin, load, five steps of fetch and apply, the end: before and after each commit */
    ck_assert_int_eq(points, 1 + 2 + 2 + 5 * 3 + 2);
    undisturbed = estate_dump(e, tenant);
    ck_assert_ptr_nonnull(strstr(undisturbed, "run: completed succeeded 6, completed succeeded 5"));
    for (int n = 1; n <= points; n++) {
        tenant = prepared(e, n);
        status = work_until_killed(e, n);
        ck_assert_msg(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, "point %d did not fire", n);
        estate_expire(e);
        (void)estate_work(e);
        ck_assert_str_eq(estate_dump(e, tenant), undisturbed);
    }
    estate_free(e);
}

END_TEST

START_TEST(a_job_whose_workers_keep_dying_is_set_aside)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");
    struct run run = estate_request(e, OPERATION_CAPTURE, tenant);

    for (int i = 0; i < 5; i++) {
        (void)work_until_killed(e, 2);
        estate_expire(e);
    }
    ck_assert_int_eq(estate_work(e), 1);
    run = estate_run(e, run.id);
    ck_assert_int_eq(run.outcome, RUN_OUTCOME_FAILED);
    ck_assert_int_eq(run.reason, RUN_REASON_INTERNAL_ERROR);
    ck_assert_str_eq(scratch_text(e->s, "SELECT state FROM job"), "dead");
    ck_assert_int_eq(estate_work(e), 0);
    estate_free(e);
}

END_TEST

/* ---- two workers ---- */

struct thief {
    struct estate *e;
    bool done;
};

/* In the middle of a fetch the lease runs out, and another worker takes the job and finishes it. */
static void steal(void *context)
{
    struct thief *thief = context;

    if (!thief->done && fake.calls == 2) {
        thief->done = true;
        estate_expire(thief->e);
        ck_assert_int_eq(estate_work(thief->e), 1);
    }
}

START_TEST(a_worker_that_was_thought_dead_can_change_nothing)
{
    struct estate *e = estate_new();
    struct tenant_id tenant = estate_tenant(e, "contoso");
    struct run run = estate_request(e, OPERATION_CAPTURE, tenant);
    struct thief thief = { e, false };
    const char *after_thief;
    struct runner *zombie = estate_runner(e, 0);
    bool worked;

    fake.before_list = steal;
    fake.context = &thief;
    ck_assert_int_eq(runner_once(zombie, &worked), RC_OK);
    ck_assert(thief.done);
    run = estate_run(e, run.id);
    ck_assert_int_eq(run.outcome, RUN_OUTCOME_SUCCEEDED);
    ck_assert_int_eq(run.attempt, 2);
    ck_assert_int_eq(run.steps, 6); /* one by the zombie before, five by the other; none after */
    after_thief = estate_dump(e, tenant);
    ck_assert_ptr_nonnull(strstr(after_thief, "completed succeeded 6"));
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM subject_version"), 9);
    runner_free(zombie);
    estate_free(e);
}

END_TEST

START_TEST(two_workers_at_once_do_each_job_once)
{
    struct estate *e = estate_new();
    pid_t pids[2];

    for (int i = 0; i < 8; i++) {
        (void)estate_request(e, OPERATION_CAPTURE, estate_tenant(e, arena_printf(e->s->cx.mem, "t-%d", i)));
    }
    for (int i = 0; i < 2; i++) {
        pids[i] = fork();
        if (pids[i] == 0) {
            struct runner *runner = estate_runner(e, 0);
            bool worked = true;

            while (worked && runner_once(runner, &worked) == RC_OK) {
            }
            _exit(0);
        }
    }
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(waitpid(pids[i], NULL, 0), pids[i]);
    }
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM run WHERE outcome = 'succeeded' AND attempt = 1 AND steps = 6"), 8);
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM subject_version"), 8 * 9);
    ck_assert_int_eq(COUNT(e, "SELECT count(*) FROM tenant_secret"), 8);
    estate_free(e);
}

END_TEST

SUITE(db_jobs_capture, the_first_capture_adds_every_object_once, a_second_capture_of_the_same_changes_nothing,
      changed_deleted_and_returned_objects_get_a_version_each, an_area_that_fails_half_way_changes_nothing,
      an_object_that_makes_no_sense_is_kept_as_it_was, pages_that_lead_in_a_circle_end_as_not_read,
      lost_consent_fails_the_run_and_breaks_the_connection, a_provider_that_cannot_be_reached_is_tried_again_later,
      a_provider_that_named_a_time_is_left_alone_until_then, killed_at_every_point_it_ends_as_if_undisturbed,
      a_job_whose_workers_keep_dying_is_set_aside, a_worker_that_was_thought_dead_can_change_nothing,
      two_workers_at_once_do_each_job_once);
