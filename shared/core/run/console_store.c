#include "base/text.h"
#include "core/run/console.h"
#include "ext/pq.h"

#define RUN_COLUMNS                                                                                                    \
    "workspace_id, workspace_slug, run_id, operation, tenant_id, state, outcome, reason, origin, attempt, steps,"      \
    " requested_at, started_at, finished_at"
#define RUN_SHAPE                                                                                                      \
    "workspace_id:uuid,workspace_slug:text,run_id:uuid,operation:text,tenant_id:uuid?,state:text,outcome:text?,"       \
    "reason:text?,origin:text,attempt:int4,steps:int4,requested_at:time,started_at:time?,finished_at:time?"

static const struct query HEALTH = {
    "console_health",
    "SELECT server_version, schema_version, started_at, database_bytes, connections, scheduler_until, overdue_timers,"
    " oldest_timer, live_leases, lost_leases, waiting_jobs, oldest_job, dead_jobs, unsealed_events, oldest_event"
    " FROM console_health()",
    "",
    "server_version:text,schema_version:int4,started_at:time,database_bytes:int8,connections:int8,scheduler_until:time?,"
    "overdue_timers:int8,oldest_timer:time?,live_leases:int8,lost_leases:int8,waiting_jobs:int8,oldest_job:time?,"
    "dead_jobs:int8,unsealed_events:int8,oldest_event:time?",
};

static const struct query WORKSPACES = {
    "console_workspaces",
    "SELECT workspace_id, slug, name FROM console_workspaces()",
    "",
    "workspace_id:uuid,slug:text,name:text",
};

static const struct query RUNS = {
    "console_runs",
    "SELECT " RUN_COLUMNS " FROM console_runs($1, $2, $3, $4, $5, $6, $7)",
    "text,text,text,text,time,uuid,int4",
    RUN_SHAPE,
};

static const struct query RUN = {
    "console_run",
    "SELECT " RUN_COLUMNS " FROM console_run($1)",
    "uuid",
    RUN_SHAPE,
};

static const struct query AREAS = {
    "console_run_areas",
    "SELECT a.area, coalesce((SELECT min(f.label) FROM provider_family f WHERE f.family = a.area), a.area) AS label, a.state,"
    " a.expected, a.read, a.skipped, a.reason FROM console_run_areas($1) a",
    "uuid",
    "area:text,label:text,state:text,expected:int4,read:int4,skipped:int4,reason:text?",
};

static const struct query ERRORS = {
    "console_run_errors",
    "SELECT area, detail, at FROM console_run_errors($1)",
    "uuid",
    "area:text,detail:text,at:time",
};

enum rc console_health(struct cx *cx, const struct actor *who, struct console_health *out)
{
    struct row row;
    enum rc rc = actor_require(cx, who, CAP_SYSTEM_READ);

    rc = rc == RC_OK ? query_one(cx, &HEALTH, &row, NO_ARGS) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    out->server_version = row_text(&row);
    out->schema_version = row_i32(&row);
    out->started_us = row_time_us(&row);
    out->database_bytes = row_i64(&row);
    out->connections = row_i64(&row);
    out->scheduler_until_us = row_time_us_opt(&row);
    out->overdue_timers = row_i64(&row);
    out->oldest_timer_us = row_time_us_opt(&row);
    out->live_leases = row_i64(&row);
    out->lost_leases = row_i64(&row);
    out->waiting_jobs = row_i64(&row);
    out->oldest_job_us = row_time_us_opt(&row);
    out->dead_jobs = row_i64(&row);
    out->unsealed_events = row_i64(&row);
    out->oldest_event_us = row_time_us_opt(&row);
    return row_done(&row);
}

enum rc console_workspaces(struct cx *cx, const struct actor *who, struct console_workspace **out, size_t *count)
{
    struct console_workspace *list;
    struct rows rows;
    struct row row;
    enum rc rc = actor_require(cx, who, CAP_SYSTEM_READ);

    rc = rc == RC_OK ? query_rows(cx, &WORKSPACES, &rows, NO_ARGS) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    list = arena_calloc(cx->mem, (size_t)rows.count, sizeof *list);
    *count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        struct console_workspace *item = &list[(*count)++];

        item->id.v = row_uuid(&row);
        item->slug = row_text(&row);
        item->name = row_text(&row);
        rc = row_done(&row);
    }
    *out = list;
    return rc;
}

static enum run_outcome outcome_of(const char *code)
{
    for (int i = RUN_OUTCOME_NONE + 1; i < RUN_OUTCOME_COUNT; i++) {
        if (text_equal(run_outcome_code((enum run_outcome)i), code)) {
            return (enum run_outcome)i;
        }
    }
    return RUN_OUTCOME_NONE;
}

static enum rc decode(struct row *row, struct console_run *out)
{
    const char *operation;
    const char *reason;
    const char *state;
    int parsed = STATE_NONE;

    out->workspace.v = row_uuid(row);
    out->workspace_slug = row_text(row);
    out->id.v = row_uuid(row);
    operation = row_text(row);
    out->tenant.v = row_uuid_opt(row);
    state = row_text(row);
    out->outcome = outcome_of(row_text_opt(row));
    reason = row_text_opt(row);
    out->origin = row_text(row);
    out->attempt = row_i32(row);
    out->steps = row_i32(row);
    out->requested_us = row_time_us(row);
    out->started_us = row_time_us_opt(row);
    out->finished_us = row_time_us_opt(row);
    if (operation_parse(operation, &out->operation) != RC_OK || state_parse(&run_states, state, &parsed) != RC_OK ||
        run_reason_parse(reason, &out->reason) != RC_OK) {
        return fail_set(row->cx, RC_INTERNAL, NULL, "run: operation '%s', state '%s', reason '%s'", operation, state,
                        reason == NULL ? "" : reason);
    }
    out->state = (enum run_state)parsed;
    return row_done(row);
}

enum rc console_runs(struct cx *cx, const struct actor *who, const struct console_filter *filter,
                     struct console_run **out, size_t *count)
{
    struct console_run *list;
    struct rows rows;
    struct row row;
    enum rc rc = actor_require(cx, who, CAP_SYSTEM_READ);

    if (rc == RC_OK) {
        rc = query_rows(cx, &RUNS, &rows,
                        ARGS(arg_text(filter->state), arg_text(filter->outcome), arg_text(filter->operation),
                             arg_text(filter->workspace), arg_time(filter->after_us), arg_uuid_opt(filter->after.v),
                             arg_i32(filter->limit)));
    }
    if (rc != RC_OK) {
        return rc;
    }
    list = arena_calloc(cx->mem, (size_t)rows.count, sizeof *list);
    *count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        rc = decode(&row, &list[(*count)++]);
    }
    *out = list;
    return rc;
}

enum rc console_run_get(struct cx *cx, const struct actor *who, struct run_id id, struct console_run *out)
{
    struct row row;
    enum rc rc = actor_require(cx, who, CAP_SYSTEM_READ);

    rc = rc == RC_OK ? query_one(cx, &RUN, &row, ARGS(arg_uuid(id.v))) : rc;
    return rc == RC_OK ? decode(&row, out) : rc;
}

static enum rc decode_area(struct row *row, struct console_area *out)
{
    const char *reason;

    out->area = row_text(row);
    out->label = row_text(row);
    out->state = row_text(row);
    out->expected = row_i32(row);
    out->read = row_i32(row);
    out->skipped = row_i32(row);
    reason = row_text_opt(row);
    if (run_reason_parse(reason, &out->reason) != RC_OK) {
        return fail_set(row->cx, RC_INTERNAL, NULL, "area '%s': reason '%s'", out->area, reason);
    }
    return row_done(row);
}

enum rc console_run_areas(struct cx *cx, const struct actor *who, struct run_id id, struct console_area **out,
                          size_t *count)
{
    struct console_area *list;
    struct rows rows;
    struct row row;
    enum rc rc = actor_require(cx, who, CAP_SYSTEM_READ);

    rc = rc == RC_OK ? query_rows(cx, &AREAS, &rows, ARGS(arg_uuid(id.v))) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    list = arena_calloc(cx->mem, (size_t)rows.count, sizeof *list);
    *count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        rc = decode_area(&row, &list[(*count)++]);
    }
    *out = list;
    return rc;
}

enum rc console_run_errors(struct cx *cx, const struct actor *who, struct run_id id, struct console_error **out,
                           size_t *count)
{
    struct console_error *list;
    struct rows rows;
    struct row row;
    enum rc rc = actor_require(cx, who, CAP_SYSTEM_RAW_ERROR);

    rc = rc == RC_OK ? query_rows(cx, &ERRORS, &rows, ARGS(arg_uuid(id.v))) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    list = arena_calloc(cx->mem, (size_t)rows.count, sizeof *list);
    *count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        struct console_error *item = &list[(*count)++];

        item->area = row_text(&row);
        item->detail = row_text(&row);
        item->at_us = row_time_us(&row);
        rc = row_done(&row);
    }
    *out = list;
    return rc;
}

QUERIES(console, &HEALTH, &WORKSPACES, &RUNS, &RUN, &AREAS, &ERRORS);
