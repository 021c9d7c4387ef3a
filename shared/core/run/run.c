#include "core/run/run.h"

#include "core/audit/audit.h"
#include "core/connection/connection.h"
#include "core/queue/queue.h"
#include "core/run/gate.h"
#include "core/run/run_store.h"
#include "core/tenant/tenant.h"

static const struct state_def states[] = {

#define STATE(constant, code, label) [RUN_##constant] = { code, label },
#define CHANGE(from, to, by)
#include "core/run/run_states.def"
#undef STATE
#undef CHANGE
};

static const struct state_change changes[] = {

#define STATE(constant, code, label)
#define CHANGE(from, to, by) { RUN_##from, RUN_##to, CAP_##by },
#include "core/run/run_states.def"
#undef STATE
#undef CHANGE
};

const struct state_table run_states = STATE_TABLE("run", states, changes);

static enum rc note(struct cx *cx, const struct actor *who, const char *action, const struct run *run,
                    enum run_state from)
{
    return audit_write(cx, who,
                       &(struct audit_entry){ .action = action,
                                              .object_type = "run",
                                              .object = run->id.v,
                                              .tenant = run->tenant,
                                              .from = from == RUN_NONE ? NULL : state_code(&run_states, (int)from),
                                              .to = state_code(&run_states, (int)run->state),
                                              .reason_code = run_reason_code(run->reason) });
}

/* ---- asking ---- */

static bool needs_connection(enum operation operation)
{
    enum operation_needs needs = operation_needs(operation);

    return needs == NEEDS_PROVIDER || needs == NEEDS_CHANGE || needs == NEEDS_TRIAL;
}

static enum rc check_target(struct cx *cx, const struct actor *who, const struct run_request *in)
{
    struct connection connection;
    struct tenant tenant;
    enum rc rc;

    if (uuid_is_nil(in->tenant.v)) {
        return operation_needs(in->operation) == NEEDS_NOTHING
                   ? RC_OK
                   : fail_set(cx, RC_INVALID, NULL, "%s: no tenant named", operation_code(in->operation));
    }
    rc = tenant_get(cx, who, in->tenant, &tenant);
    if (rc != RC_OK || !needs_connection(in->operation)) {
        return rc;
    }
    rc = connection_of_tenant(cx, who, in->tenant, &connection);
    if (rc == RC_NOT_FOUND) {
        return fail_set(cx, RC_CONFLICT, N_("This tenant has no connection yet. Add one first."),
                        "tenant %s: no connection", id_text(cx, in->tenant.v));
    }
    return rc;
}

enum rc run_under_way(struct cx *cx, const struct actor *who, const struct run_request *like, struct run_id *out)
{
    return run_store_live(cx, who, like, out);
}

static enum rc refuse_second(struct cx *cx, const struct actor *who, const struct run_request *in)
{
    struct run_id live;
    enum rc rc = run_store_live(cx, who, in, &live);

    if (rc == RC_OK) {
        rc = fail_set(cx, RC_CONFLICT, N_("This is already waiting or running."), "run %s: under way",
                      id_text(cx, live.v));
        fail_arg(cx, "run", id_text(cx, live.v));
        return rc;
    }
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum queue_priority priority_of(enum run_origin origin)
{
    switch (origin) {
    case RUN_BY_SCHEDULE:
        return QUEUE_SCHEDULE;
    case RUN_BY_FOLLOW_UP:
        return QUEUE_FOLLOW_UP;
    case RUN_BY_PERSON:
    case RUN_BY_COMMAND:
    case RUN_ORIGIN_COUNT:
        break;
    }
    return QUEUE_PERSON;
}

static enum rc queue_job(struct cx *cx, const struct actor *who, const struct run_request *in, const struct run *run)
{
    const char *code = operation_code(in->operation);
    struct job_id job;

    return queue_push(
        cx, who,
        &(struct queue_entry){
            .kind = code,
            .run = run->id,
            .tenant = in->tenant,
            .unique_key = arena_printf(cx->mem, "%s:%s:%s", code, id_text(cx, in->tenant.v), id_text(cx, in->object)),
            .priority = priority_of(in->origin),
            .max_attempts = operation_attempts(in->operation) },
        &job);
}

enum rc run_request(struct cx *cx, const struct actor *who, const struct run_request *in, struct run *out)
{
    struct gate_verdict verdict;
    struct run run;
    enum rc rc = RC_OK;

    if (actor_kind(who) != ACTOR_SYSTEM) {
        rc = actor_require(cx, who, operation_capability(in->operation));
    }
    rc = rc == RC_OK ? check_target(cx, who, in) : rc;
    rc = rc == RC_OK ? refuse_second(cx, who, in) : rc;
    rc = rc == RC_OK ? gate_ask(cx, who, in->operation, in->tenant, GATE_REQUEST, (struct run_id){ 0 }, &verdict) : rc;
    rc = rc == RC_OK ? run_store_insert(cx, who, (struct run_id){ uuid_new(cx->clock) }, in, &run) : rc;
    rc = rc == RC_OK ? note(cx, who, "run.requested", &run, RUN_NONE) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    if (verdict.answer == GATE_REFUSE) {
        return run_complete(cx, who, run.id, RUN_OUTCOME_BLOCKED, verdict.reason, out);
    }
    rc = queue_job(cx, who, in, &run);
    if (rc == RC_OK) {
        *out = run;
    }
    return rc;
}

enum rc run_retry(struct cx *cx, const struct actor *who, struct run_id id, struct run *out)
{
    struct run before;
    enum rc rc = run_get(cx, who, id, &before);

    if (rc != RC_OK) {
        return rc;
    }
    if (before.state != RUN_COMPLETED || before.outcome == RUN_OUTCOME_SUCCEEDED) {
        return fail_set(cx, RC_CONFLICT, N_("Only a run that ended without success can be tried again."), "run %s: %s",
                        id_text(cx, id.v), state_code(&run_states, (int)before.state));
    }
    return run_request(cx, who,
                       &(struct run_request){ .operation = before.operation,
                                              .tenant = before.tenant,
                                              .object = before.object,
                                              .args = before.args,
                                              .origin = actor_kind(who) == ACTOR_SYSTEM ? before.origin : RUN_BY_PERSON,
                                              .retry_of = before.id },
                       out);
}

enum rc run_cancel(struct cx *cx, const struct actor *who, struct run_id id, struct run *out)
{
    struct run run;
    enum rc rc = actor_require(cx, who, CAP_RUN_CANCEL);

    rc = rc == RC_OK ? run_get(cx, who, id, &run) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    if (run.state == RUN_COMPLETED) {
        return fail_set(cx, RC_CONFLICT, N_("This run has already ended."), "run %s: completed", id_text(cx, id.v));
    }
    if (run.cancel_requested_us != 0) {
        *out = run;
        return RC_OK;
    }
    rc = run_store_ask_cancel(cx, who, id, &run);
    rc = rc == RC_OK ? note(cx, who, "run.cancel_requested", &run, run.state) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    if (run.state == RUN_QUEUED) {
        rc = queue_withdraw(cx, who, id);
        if (rc == RC_OK) {
            return run_complete(cx, who, id, RUN_OUTCOME_CANCELLED, RUN_REASON_USER_CANCELLED, out);
        }
        if (rc != RC_NOT_FOUND) {
            return rc;
        }
    }
    *out = run; /* a worker has it, and sees the request between two steps */
    return RC_OK;
}

/* ---- executing ---- */

enum rc run_start(struct cx *cx, const struct actor *who, struct run_id id, int attempt, struct run *out)
{
    enum rc rc = run_store_move(cx, who, id, RUN_QUEUED, RUN_RUNNING, attempt, out);

    return rc == RC_OK ? note(cx, who, "run.started", out, RUN_QUEUED) : rc;
}

enum rc run_reissue(struct cx *cx, const struct actor *who, const struct run *before, struct run *out)
{
    const struct run_request again = { .operation = before->operation,
                                       .tenant = before->tenant,
                                       .object = before->object,
                                       .args = before->args,
                                       .origin = before->origin,
                                       .retry_of = before->id };
    struct run made;
    enum rc rc = run_store_insert(cx, who, (struct run_id){ uuid_new(cx->clock) }, &again, &made);

    rc = rc == RC_OK ? note(cx, who, "run.requested", &made, RUN_NONE) : rc;
    if (rc == RC_OK) {
        *out = made;
    }
    return rc;
}

enum rc run_suspend(struct cx *cx, const struct actor *who, struct run_id id)
{
    struct run run;
    enum rc rc = run_store_move(cx, who, id, RUN_RUNNING, RUN_QUEUED, 0, &run);

    return rc == RC_OK ? note(cx, who, "run.suspended", &run, RUN_RUNNING) : rc;
}

enum rc run_complete(struct cx *cx, const struct actor *who, struct run_id id, enum run_outcome outcome,
                     enum run_reason reason, struct run *out)
{
    struct run before;
    enum rc rc = run_get(cx, who, id, &before);

    rc = rc == RC_OK ? run_store_complete(cx, who, id, outcome, reason, out) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    return audit_write(cx, who,
                       &(struct audit_entry){ .action = arena_printf(cx->mem, "run.%s", run_outcome_code(outcome)),
                                              .object_type = "run",
                                              .object = id.v,
                                              .tenant = before.tenant,
                                              .from = state_code(&run_states, (int)before.state),
                                              .to = state_code(&run_states, RUN_COMPLETED),
                                              .reason_code = run_reason_code(reason) });
}
