/* Tries a tenant's connection and notes what it may do. One that works is captured on the schedule from then on. */
#include "base/text.h"
#include "core/timer/timer.h"
#include "jobs/session.h"

struct trial {
    struct session session;
    enum rc asked;
    struct provider_report report;
    struct provider_failure failure;
    const char *problem;
};

static const char *const standings[] = {
    [PROVIDER_GRANTED] = "granted",
    [PROVIDER_MISSING] = "missing",
    [PROVIDER_UNLICENSED] = "unlicensed",
    [PROVIDER_UNKNOWN] = "unknown",
};

static enum rc trial_load(struct cx *cx, struct execution *x)
{
    struct trial *t = arena_alloc(x->mem, sizeof *t);

    x->state = t;
    return session_load(cx, x, &t->session);
}

static enum rc trial_fetch(struct cx *cx, struct execution *x)
{
    struct trial *t = x->state;
    enum rc rc = session_open(cx, x, &t->session, &t->failure);

    rc = rc == RC_OK ? t->session.provider->test(cx, t->session.open, &t->report, &t->failure) : rc;
    if (rc == RC_UNAVAILABLE && session_transient(t->failure.reason)) {
        x->reason = t->failure.reason;
        x->retry_at_us = t->failure.retry_at_us;
        return rc;
    }
    t->asked = rc;
    if (rc != RC_OK) {
        t->problem = arena_strdup(cx->mem, cx->fail->detail == NULL ? rc_name(rc) : cx->fail->detail);
        fail_clear(cx);
    }
    return RC_OK;
}

static enum rc note_broken(struct cx *cx, struct execution *x, const struct trial *t)
{
    const struct connection_finding found = { .state = CONNECTION_BROKEN, .reason = run_reason_code(x->reason) };
    enum rc rc = run_error_note(cx, x->who, x->run->id, "", t->problem);

    return rc == RC_OK ? connection_note(cx, x->who, &t->session.connection, &found) : rc;
}

static enum rc note_report(struct cx *cx, struct execution *x, const struct trial *t)
{
    size_t count = t->report.count;
    const char **permissions = arena_calloc(cx->mem, count, sizeof *permissions);
    const char **found = arena_calloc(cx->mem, count, sizeof *found);
    const char **reasons = arena_calloc(cx->mem, count, sizeof *reasons);

    for (size_t i = 0; i < count; i++) {
        permissions[i] = t->report.grants[i].permission->code;
        found[i] = standings[t->report.grants[i].state];
        reasons[i] = run_reason_code(t->report.grants[i].reason);
    }
    return connection_note(
        cx, x->who, &t->session.connection,
        &(struct connection_finding){ .state = t->report.complete ? CONNECTION_READY : CONNECTION_LIMITED,
                                      .reason = run_reason_code(x->reason),
                                      .permissions = permissions,
                                      .standings = found,
                                      .reasons = reasons,
                                      .count = count });
}

/* The first capture follows at once; a schedule that is there stays as it is. */
static enum rc schedule(struct cx *cx, struct execution *x)
{
    struct timer timer;
    enum rc rc = timer_get(cx, x->who, "capture", x->run->tenant.v, &timer);

    if (rc != RC_NOT_FOUND) {
        return rc;
    }
    timer = (struct timer){ .kind = "capture",
                            .object = x->run->tenant.v,
                            .due_us = clock_now_us(cx->clock),
                            .every_s = x->env->config->capture_every_h * 3600 };
    return timer_set(cx, x->who, &timer);
}

static enum run_reason first_reason(const struct provider_report *report)
{
    for (size_t i = 0; i < report->count; i++) {
        if (report->grants[i].state != PROVIDER_GRANTED && report->grants[i].reason != RUN_REASON_NONE) {
            return report->grants[i].reason;
        }
    }
    return RUN_REASON_PERMISSION_MISSING;
}

static enum rc trial_apply(struct cx *cx, struct execution *x)
{
    struct trial *t = x->state;
    enum rc rc;

    x->done = true;
    if (t->asked != RC_OK) {
        x->outcome = RUN_OUTCOME_FAILED;
        x->reason = t->failure.reason == RUN_REASON_NONE ? RUN_REASON_VALIDATION_FAILED : t->failure.reason;
        return note_broken(cx, x, t);
    }
    x->step_items = (int)t->report.count;
    x->outcome = t->report.complete ? RUN_OUTCOME_SUCCEEDED : RUN_OUTCOME_PARTIAL;
    x->reason = t->report.complete ? RUN_REASON_NONE : first_reason(&t->report);
    rc = note_report(cx, x, t);
    return rc == RC_OK ? schedule(cx, x) : rc;
}

static void trial_close(struct execution *x)
{
    struct trial *t = x->state;

    if (t != NULL) {
        session_close(&t->session);
    }
}

const struct job_type connection_test_job = {
    .operation = OPERATION_CONNECTION_TEST,
    .load = trial_load,
    .fetch = trial_fetch,
    .apply = trial_apply,
    .close = trial_close,
};
