#include "jobs/runner.h"

#include <signal.h>

#include "base/log.h"
#include "base/text.h"
#include "core/run/gate.h"
#include "core/timer/timer.h"
#include "ext/pq.h"
#include "jobs/transact.h"

enum { GATE_WAIT_S = 10, ROLES_MAX = 8 };

struct runner {
    struct runner_spec spec;
    struct arena *job_mem;
    struct arena *step_mem;
    int64_t faults;
};

/* ---- fault points ---- */

static void fault_point(struct runner *r)
{
    r->faults++;
    if (r->faults == r->spec.fault_at) {
        (void)raise(SIGKILL);
    }
}

int64_t runner_faults(const struct runner *runner)
{
    return runner->faults;
}

static void tell_lease(const struct runner *r, struct uuid lease)
{
    if (r->spec.leased != NULL) {
        r->spec.leased(r->spec.context, lease);
    }
}

void job_fault_point(const struct execution *x)
{
    fault_point(x->runner);
}

/* ---- one execution ---- */

struct work {
    struct runner *runner;
    const struct job_type *type;
    struct execution x;
    struct job job;
    struct run run;
    const char *problem; /* for the log and the console */
    bool cancelled;
    bool lost; /* the lease is another's */
    bool ended; /* nothing remains to be done here */
};

typedef enum rc (*work_body)(struct cx *cx, struct work *w);

static enum rc run_fenced(struct cx *cx, struct work *w, work_body body)
{
    enum rc rc = queue_fence(cx, w->x.who, &w->job, w->runner->spec.lease_s);

    if (rc == RC_CONFLICT) {
        w->lost = true;
    }
    rc = rc == RC_OK ? body(cx, w) : rc;
    if (rc == RC_OK) {
        fault_point(w->runner);
    }
    return rc;
}

/* One transaction of the job. It is not run again after a serialisation failure: what the body has changed in memory would
 * stay, and the next attempt loads anew. */
static enum rc fenced(struct cx *cx, struct work *w, work_body body)
{
    const struct tx_scope scope = { w->job.workspace.v, actor_account(w->x.who).v, actor_request(w->x.who) };
    enum rc rc = tx_begin(cx, w->runner->spec.db, TX_WRITE, &scope);

    if (rc != RC_OK) {
        return rc;
    }
    rc = run_fenced(cx, w, body);
    if (rc != RC_OK) {
        tx_rollback(cx);
        return rc;
    }
    rc = tx_commit(cx);
    if (rc == RC_OK) {
        fault_point(w->runner);
    }
    return rc;
}

static struct cx cx_on(struct runner *r, struct arena *mem, struct fail *fail)
{
    *fail = (struct fail){ .rc = RC_OK };
    return (struct cx){ .mem = mem, .fail = fail, .clock = r->spec.clock, .loc = &locale_source };
}

/* ---- beginning ---- */

static const struct actor *system_actor(struct arena *mem, const struct job *job, struct account_id requester,
                                        const char *on_behalf_of, enum capability nature)
{
    return actor_new(
        mem, &(struct actor_spec){ .kind = ACTOR_SYSTEM,
                                   .workspace = job->workspace,
                                   .account = requester,
                                   .on_behalf_of = on_behalf_of,
                                   .nature = nature,
                                   .request_id = uuid_text(mem, uuid_is_nil(job->run.v) ? job->id.v : job->run.v) });
}

static void appear_as(struct work *w, struct account_id requester, const char *on_behalf_of)
{
    w->x.who = system_actor(w->x.mem, &w->job, requester, on_behalf_of, CAP_WORKER);
    w->x.observer = system_actor(w->x.mem, &w->job, requester, on_behalf_of, CAP_OBSERVATION);
}

static enum rc end(struct cx *cx, struct work *w, enum run_outcome outcome, enum run_reason reason)
{
    enum rc rc = RC_OK;

    if (!uuid_is_nil(w->job.run.v)) {
        rc = run_complete(cx, w->x.who, w->job.run, outcome, reason, &w->run);
        if (rc == RC_OK && !uuid_is_nil(w->job.tenant.v)) {
            rc = timer_detect_soon(cx, w->x.who,
                                   w->job.tenant); /* a run that was blocked, or that carried a decision out */
        }
    }
    rc = rc == RC_OK ? queue_finish(cx, w->x.who, &w->job) : rc;
    w->ended = rc == RC_OK;
    return rc;
}

/* Its workers died one after the other, or it failed for the last time: a person must look. */
static enum rc set_aside(struct cx *cx, struct work *w, enum run_reason reason)
{
    enum rc rc = RC_OK;

    if (!uuid_is_nil(w->job.run.v)) {
        rc = run_complete(cx, w->x.who, w->job.run, RUN_OUTCOME_FAILED, reason, &w->run);
    }
    rc = rc == RC_OK ? queue_bury(cx, w->x.who, &w->job, w->problem) : rc;
    w->ended = rc == RC_OK;
    return rc;
}

static enum rc requester_still_may(struct cx *cx, struct work *w, bool *may)
{
    enum role roles[ROLES_MAX];
    size_t count;
    enum rc rc;

    *may = true;
    if (uuid_is_nil(w->run.requester.v) || w->run.origin != RUN_BY_PERSON) {
        return RC_OK;
    }
    rc = run_requester_roles(cx, w->x.who, w->run.requester, roles, ROLES_MAX, &count);
    if (rc == RC_OK) {
        *may = false;
        for (size_t i = 0; i < count; i++) {
            *may = *may || role_grants(roles[i], operation_capability(w->run.operation));
        }
    }
    return rc;
}

/* What was true when the run was asked for is asked again now. */
static enum rc admit(struct cx *cx, struct work *w)
{
    struct gate_verdict verdict;
    bool may;
    enum rc rc = requester_still_may(cx, w, &may);

    if (rc != RC_OK) {
        return rc;
    }
    if (!may) {
        return end(cx, w, RUN_OUTCOME_BLOCKED, RUN_REASON_CAPABILITY_LOST);
    }
    rc = gate_ask(cx, w->x.who, w->run.operation, w->run.tenant, GATE_EXECUTION, w->run.id, &verdict);
    if (rc != RC_OK) {
        return rc;
    }
    switch (verdict.answer) {
    case GATE_REFUSE:
        return end(cx, w, RUN_OUTCOME_BLOCKED, verdict.reason);
    case GATE_WAIT:
        w->ended = true;
        return queue_defer(cx, w->x.who, &w->job, verdict.wait_us > 0 ? verdict.wait_us : GATE_WAIT_S * SECOND_US,
                           false, NULL);
    case GATE_PASS:
        break;
    }
    return run_start(cx, w->x.who, w->run.id, w->job.attempt, &w->run);
}

static enum rc begin_run(struct cx *cx, struct work *w)
{
    enum rc rc = run_get(cx, w->x.who, w->job.run, &w->run);

    if (rc != RC_OK) {
        return rc;
    }
    appear_as(w, w->run.requester, w->run.on_behalf_of);
    if (w->run.state == RUN_COMPLETED) { /* a dead job that was requeued */
        rc = run_reissue(cx, w->x.who, &w->run, &w->run);
        w->job.run = w->run.id;
        rc = rc == RC_OK ? queue_rebind(cx, w->x.who, &w->job, w->run.id) : rc;
    } else if (w->run.state == RUN_RUNNING) { /* its worker is gone */
        rc = run_suspend(cx, w->x.who, w->run.id);
    }
    if (rc != RC_OK) {
        return rc;
    }
    if (w->run.cancel_requested_us != 0) {
        return end(cx, w, RUN_OUTCOME_CANCELLED, RUN_REASON_USER_CANCELLED);
    }
    if (w->job.attempt > w->job.max_attempts) {
        w->problem = "its workers died";
        return set_aside(cx, w, RUN_REASON_INTERNAL_ERROR);
    }
    rc = admit(cx, w);
    w->x.run = &w->run;
    return rc;
}

static enum rc begin_bare(struct cx *cx, struct work *w)
{
    if (w->job.attempt <= w->job.max_attempts) {
        return RC_OK;
    }
    w->problem = "its workers died";
    return set_aside(cx, w, RUN_REASON_INTERNAL_ERROR);
}

static enum rc load(struct cx *cx, struct work *w)
{
    return w->type->load(cx, &w->x);
}

/* ---- steps ---- */

/* Gives the job back until what it waits for may have happened: at once if there is nothing to wait for. */
static enum rc give_back(struct cx *cx, struct work *w, int64_t delay_us)
{
    enum rc rc = w->x.run == NULL ? RC_OK : run_suspend(cx, w->x.who, w->run.id);

    w->ended = true;
    return rc == RC_OK ? queue_defer(cx, w->x.who, &w->job, delay_us, false, NULL) : rc;
}

static enum rc apply(struct cx *cx, struct work *w)
{
    enum rc rc;

    w->x.step_area = NULL;
    w->x.step_items = 0;
    w->x.checkpoint = NULL;
    rc = w->type->apply(cx, &w->x);
    if (rc == RC_OK && w->x.wait_us > 0) {
        return give_back(cx, w, w->x.wait_us);
    }
    if (rc == RC_OK && w->x.run != NULL) {
        rc = run_step_note(cx, w->x.who, w->run.id, w->x.step_area == NULL ? "" : w->x.step_area, w->x.step_items,
                           &w->cancelled);
    }
    if (rc == RC_OK && w->x.checkpoint != NULL) {
        rc = queue_checkpoint(cx, w->x.who, &w->job, w->x.checkpoint);
    }
    return rc;
}

static bool stopping(const struct runner *r)
{
    return r->spec.env->stopping != NULL && *r->spec.env->stopping != 0;
}

/* Not fenced: it changes nothing, and a fence that is held for so long would keep the leases of all workers from being extended. */
static enum rc read_only(struct cx *cx, struct work *w)
{
    const struct tx_scope scope = { w->job.workspace.v, actor_account(w->x.who).v, actor_request(w->x.who) };
    enum rc rc = tx_begin(cx, w->runner->spec.db, TX_READ, &scope);

    if (rc != RC_OK) {
        return rc;
    }
    rc = w->type->read(cx, &w->x);
    tx_rollback(cx);
    fault_point(w->runner);
    return rc;
}

static enum rc step(struct cx *cx, struct work *w)
{
    enum rc rc = RC_OK;

    if (w->type->fetch != NULL) {
        rc = w->type->fetch(cx, &w->x);
        fault_point(w->runner);
    }
    if (rc == RC_OK && w->type->read != NULL) {
        rc = read_only(cx, w);
    }
    if (stopping(w->runner)) { /* a fetch that was cut short must not be written down as the provider's failure */
        return RC_OK;
    }
    return rc == RC_OK ? fenced(cx, w, apply) : rc;
}

/* ---- ending ---- */

static enum rc complete(struct cx *cx, struct work *w)
{
    bool worked = w->x.outcome == RUN_OUTCOME_SUCCEEDED || w->x.outcome == RUN_OUTCOME_PARTIAL;
    enum rc rc = end(cx, w, w->x.outcome, w->x.reason);

    return rc == RC_OK && worked && w->x.run != NULL ? job_follow_ups(cx, w->x.who, &w->run) : rc;
}

static enum rc cancel(struct cx *cx, struct work *w)
{
    return end(cx, w, RUN_OUTCOME_CANCELLED, RUN_REASON_USER_CANCELLED);
}

/* A worker that is told to stop gives its job back as it is. */
static enum rc hand_back(struct cx *cx, struct work *w)
{
    return give_back(cx, w, 0);
}

static enum rc note_failure(struct cx *cx, struct work *w)
{
    enum run_reason reason = w->x.reason == RUN_REASON_NONE ? RUN_REASON_INTERNAL_ERROR : w->x.reason;
    int64_t named_us = w->x.retry_at_us == 0 ? 0 : w->x.retry_at_us - clock_now_us(cx->clock);
    enum rc rc = RC_OK;

    if (!uuid_is_nil(w->job.run.v)) {
        rc = run_error_note(cx, w->x.who, w->job.run, "", w->problem);
    }
    if (rc != RC_OK) {
        return rc;
    }
    if (w->job.attempt >= w->job.max_attempts) {
        return reason == RUN_REASON_INTERNAL_ERROR ? set_aside(cx, w, reason) : end(cx, w, RUN_OUTCOME_FAILED, reason);
    }
    rc = w->x.run == NULL ? RC_OK : run_suspend(cx, w->x.who, w->job.run);
    w->ended = true;
    return rc == RC_OK ? queue_defer(cx, w->x.who, &w->job,
                                     queue_backoff_us(w->job.attempt, named_us < 0 ? 0 : named_us), true, w->problem)
                       : rc;
}

/* The step was rolled back; what failed is written down in a transaction of its own. If even that cannot be, the lease runs out
 * and another worker goes on. */
static void failed(struct work *w, const struct cx *cx, enum rc rc)
{
    struct fail again;
    struct cx note = cx_on(w->runner, w->runner->step_mem, &again);

    w->problem = arena_printf(note.mem, "%s: %s", rc_name(rc), cx->fail->detail == NULL ? "" : cx->fail->detail);
    LOG_WARN("job_failed", log_text("job", uuid_text(note.mem, w->job.id.v)), log_text("kind", w->job.kind),
             log_int("attempt", w->job.attempt), log_text("problem", w->problem));
    if (!w->lost) {
        rc = fenced(&note, w, note_failure);
        if (rc != RC_OK) {
            LOG_WARN("job_abandoned", log_text("job", uuid_text(note.mem, w->job.id.v)),
                     log_text("problem", again.detail));
        }
    }
    w->ended = true;
}

static enum rc start(struct work *w)
{
    struct fail fail;
    struct cx cx = cx_on(w->runner, w->x.mem, &fail);
    enum rc rc = fenced(&cx, w, uuid_is_nil(w->job.run.v) ? begin_bare : begin_run);

    if (rc == RC_OK && !w->ended) {
        rc = fenced(&cx, w, load);
    }
    if (rc != RC_OK) {
        failed(w, &cx, rc);
    }
    return rc;
}

/* What comes after the last step: what `x` or the circumstances say. */
static work_body next_ending(const struct work *w)
{
    if (w->x.done) {
        return complete;
    }
    if (w->cancelled) {
        return cancel;
    }
    return stopping(w->runner) ? hand_back : NULL;
}

static void execute(struct work *w)
{
    if (start(w) != RC_OK) {
        return;
    }
    while (!w->ended) {
        struct fail fail;
        struct cx cx = cx_on(w->runner, w->runner->step_mem, &fail);
        work_body ending = next_ending(w);
        enum rc rc = ending == NULL ? step(&cx, w) : fenced(&cx, w, ending);

        if (rc != RC_OK) {
            failed(w, &cx, rc);
        }
        arena_reset(w->runner->step_mem);
        tell_lease(w->runner, w->job.lease);
    }
}

/* ---- claiming ---- */

static enum rc claim(void *context, struct cx *cx)
{
    struct work *w = context;
    const struct runner_spec *spec = &w->runner->spec;

    return queue_claim(cx, spec->kinds, spec->kind_count, spec->lease_s, &w->job);
}

static void log_end(const struct work *w, int64_t began_us)
{
    const char *outcome = w->x.run == NULL ? NULL : run_outcome_code(w->run.outcome);
    int64_t took_us = w->runner->spec.clock->monotonic_us(w->runner->spec.clock) - began_us;

    LOG_INFO("job_done", log_text("job", uuid_text(w->x.mem, w->job.id.v)), log_text("kind", w->job.kind),
             log_text("run", uuid_is_nil(w->job.run.v) ? NULL : uuid_text(w->x.mem, w->job.run.v)),
             log_int("attempt", w->job.attempt), log_text("outcome", outcome), log_int("took_ms", took_us / 1000));
}

enum rc runner_once(struct runner *r, bool *worked)
{
    struct work w = { .runner = r, .x = { .env = r->spec.env, .mem = r->job_mem, .runner = r } };
    int64_t began_us = r->spec.clock->monotonic_us(r->spec.clock);
    struct fail fail;
    struct cx cx = cx_on(r, r->job_mem, &fail);
    enum rc rc = transact(&cx, r->spec.db, TX_WRITE, NULL, claim, &w);

    *worked = rc == RC_OK;
    if (rc == RC_OK) {
        tell_lease(r, w.job.lease);
        fault_point(r);
        w.type = r->spec.type(w.job.kind);
        w.x.job = &w.job;
        appear_as(&w, (struct account_id){ 0 }, NULL);
        execute(&w);
        if (w.type->close != NULL) {
            w.type->close(&w.x);
        }
        tell_lease(r, (struct uuid){ 0 });
        log_end(&w, began_us);
    }
    arena_reset(r->step_mem);
    arena_reset(r->job_mem);
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

struct runner *runner_new(struct arena *mem, const struct runner_spec *spec)
{
    struct runner *r = arena_alloc(mem, sizeof *r);

    r->spec = *spec;
    r->job_mem = arena_new();
    r->step_mem = arena_new();
    return r;
}

void runner_free(struct runner *runner)
{
    arena_free(runner->step_mem);
    arena_free(runner->job_mem);
}
