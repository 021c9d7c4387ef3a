#include "core/run/run_store.h"

#include "base/text.h"
#include "ext/pq.h"

#define COLUMNS                                                                                                        \
    "run_id, operation, tenant_id, (SELECT t.name FROM tenant t WHERE t.workspace_id = run.workspace_id"               \
    " AND t.tenant_id = run.tenant_id) AS tenant_name, object_id, args, state, outcome, reason, origin, requester_id," \
    " coalesce(account_name(requester_id), '') AS requester_name, on_behalf_of, caused_by, retry_of, attempt, steps,"  \
    " requested_at, started_at, progressed_at, finished_at, cancel_requested_at, row_version"
#define SHAPE                                                                                                                       \
    "run_id:uuid,operation:text,tenant_id:uuid?,tenant_name:text?,object_id:uuid?,args:text,state:text,outcome:text?,reason:text?," \
    "origin:text,requester_id:uuid?,requester_name:text,on_behalf_of:text,caused_by:uuid?,retry_of:uuid?,attempt:int4,"             \
    "steps:int4,requested_at:time,started_at:time?,progressed_at:time?,finished_at:time?,cancel_requested_at:time?,"                \
    "row_version:int4"

static const struct query INSERT = {
    "run_insert",
    "INSERT INTO run (workspace_id, run_id, operation, tenant_id, object_id, args, state, origin, requester_id, on_behalf_of,"
    " caused_by, retry_of, requested_at)"
    " VALUES ($1, $2, $3, $4, $5, coalesce($6, ''), 'queued', $7, $8, $9, $10, $11, $12) RETURNING " COLUMNS,
    "uuid,uuid,text,uuid,uuid,text,text,uuid,text,uuid,uuid,time",
    SHAPE,
};

static const struct query LIVE = {
    "run_live",
    "SELECT run_id FROM run WHERE workspace_id = $1 AND operation = $2 AND tenant_id IS NOT DISTINCT FROM $3"
    " AND object_id IS NOT DISTINCT FROM $4 AND state <> 'completed' ORDER BY requested_at LIMIT 1",
    "uuid,text,uuid,uuid",
    "run_id:uuid",
};

static const struct query GET = {
    "run_get",
    "SELECT " COLUMNS " FROM run WHERE workspace_id = $1 AND run_id = $2",
    "uuid,uuid",
    SHAPE,
};

static const struct query LIST = {
    "run_list",
    "SELECT " COLUMNS ", cover.* FROM run CROSS JOIN LATERAL (SELECT coalesce(sum(a.expected), 0)::int8 AS expected,"
    " coalesce(sum(a.read), 0)::int8 AS read, coalesce(sum(a.skipped), 0)::int8 AS skipped FROM run_area a"
    " WHERE a.workspace_id = run.workspace_id AND a.run_id = run.run_id) AS cover"
    " WHERE workspace_id = $1 AND ($2::uuid IS NULL OR tenant_id = $2)"
    " AND ($3::text IS NULL OR operation = $3) AND ($4::text IS NULL OR state = $4)"
    " AND ($5::text IS NULL OR outcome = $5) AND ($6::timestamptz IS NULL OR (requested_at, run_id) < ($6, $7))"
    " AND ($9::text IS NULL OR EXISTS (SELECT FROM tenant t WHERE t.workspace_id = run.workspace_id"
    "  AND t.tenant_id = run.tenant_id AND strpos(lower(t.name), lower($9)) > 0))"
    " ORDER BY requested_at DESC, run_id DESC LIMIT $8",
    "uuid,uuid,text,text,text,time,uuid,int4,text",
    SHAPE ",expected:int8,read:int8,skipped:int8",
};

static const struct query LATEST = {
    "run_latest",
    "SELECT " COLUMNS " FROM run WHERE workspace_id = $1 AND tenant_id = $2 AND operation = $3"
    " AND outcome IN ('succeeded', 'partial') ORDER BY requested_at DESC, run_id DESC LIMIT 1",
    "uuid,uuid,text",
    SHAPE,
};

static const struct query MOVE = {
    "run_move",
    "UPDATE run SET state = $4, attempt = CASE WHEN $5 > 0 THEN $5 ELSE attempt END,"
    " started_at = CASE WHEN $4 = 'running' THEN coalesce(started_at, $6) ELSE started_at END, progressed_at = $6,"
    " row_version = row_version + 1 WHERE workspace_id = $1 AND run_id = $2 AND state = $3 RETURNING " COLUMNS,
    "uuid,uuid,text,text,int4,time",
    SHAPE,
};

static const struct query COMPLETE = {
    "run_complete",
    "UPDATE run SET state = 'completed', outcome = $3, reason = $4, finished_at = $5, progressed_at = $5,"
    " row_version = row_version + 1 WHERE workspace_id = $1 AND run_id = $2 AND state <> 'completed' RETURNING " COLUMNS,
    "uuid,uuid,text,text,time",
    SHAPE,
};

static const struct query ASK_CANCEL = {
    "run_ask_cancel",
    "UPDATE run SET cancel_requested_at = $3, cancel_requester_id = $4, row_version = row_version + 1"
    " WHERE workspace_id = $1 AND run_id = $2 AND state <> 'completed' RETURNING " COLUMNS,
    "uuid,uuid,time,uuid",
    SHAPE,
};

static const struct query LOAD_TYPES = {
    "operation_type_load",
    "INSERT INTO operation_type (operation, label) SELECT * FROM unnest($1, $2)"
    " ON CONFLICT (operation) DO UPDATE SET label = excluded.label",
    "text[],text[]",
    "",
};

static enum rc outcome_parse(const char *code, enum run_outcome *out)
{
    for (int i = RUN_OUTCOME_NONE; i < RUN_OUTCOME_COUNT; i++) {
        if (text_equal(run_outcome_code((enum run_outcome)i), code)) {
            *out = (enum run_outcome)i;
            return RC_OK;
        }
    }
    return RC_INVALID;
}

static enum rc origin_parse(const char *code, enum run_origin *out)
{
    for (int i = 0; i < RUN_ORIGIN_COUNT; i++) {
        if (text_equal(run_origin_code((enum run_origin)i), code)) {
            *out = (enum run_origin)i;
            return RC_OK;
        }
    }
    return RC_INVALID;
}

/* All columns of SHAPE; the caller reads what follows and ends the row. */
static enum rc decode_head(struct row *row, struct run *out)
{
    const char *operation;
    const char *state;
    const char *outcome;
    const char *reason;
    const char *origin;
    int parsed = RUN_QUEUED;

    out->id.v = row_uuid(row);
    operation = row_text(row);
    out->tenant.v = row_uuid_opt(row);
    out->tenant_name = row_text_opt(row);
    out->object = row_uuid_opt(row);
    out->args = row_text(row);
    state = row_text(row);
    outcome = row_text_opt(row);
    reason = row_text_opt(row);
    origin = row_text(row);
    out->requester.v = row_uuid_opt(row);
    out->requester_name = row_text(row);
    out->on_behalf_of = row_text(row);
    out->caused_by.v = row_uuid_opt(row);
    out->retry_of.v = row_uuid_opt(row);
    out->attempt = row_i32(row);
    out->steps = row_i32(row);
    out->requested_us = row_time_us(row);
    out->started_us = row_time_us_opt(row);
    out->progressed_us = row_time_us_opt(row);
    out->finished_us = row_time_us_opt(row);
    out->cancel_requested_us = row_time_us_opt(row);
    out->row_version = row_i32(row);
    if (operation_parse(operation, &out->operation) != RC_OK || state_parse(&run_states, state, &parsed) != RC_OK ||
        outcome_parse(outcome, &out->outcome) != RC_OK || run_reason_parse(reason, &out->reason) != RC_OK ||
        origin_parse(origin, &out->origin) != RC_OK) {
        return fail_set(row->cx, RC_INTERNAL, NULL, "run: '%s' '%s' '%s' '%s'", operation, state,
                        outcome == NULL ? "" : outcome, reason == NULL ? "" : reason);
    }
    out->state = (enum run_state)parsed;
    return RC_OK;
}

static enum rc decode(struct row *row, struct run *out)
{
    enum rc rc = decode_head(row, out);

    return rc == RC_OK ? row_done(row) : rc;
}

static enum rc decode_listed(struct row *row, struct run *out)
{
    enum rc rc = decode_head(row, out);

    out->cover.expected = row_i64(row);
    out->cover.read = row_i64(row);
    out->cover.skipped = row_i64(row);
    return rc == RC_OK ? row_done(row) : rc;
}

#define KEY(who, id) arg_uuid(actor_workspace(who).v), arg_uuid((id).v)
#define NOW(cx)      arg_time(clock_now_us((cx)->clock))

enum rc run_store_insert(struct cx *cx, const struct actor *who, struct run_id id, const struct run_request *in,
                         struct run *out)
{
    struct row row;
    enum rc rc = query_one(cx, &INSERT, &row,
                           ARGS(KEY(who, id), arg_text(operation_code(in->operation)), arg_uuid_opt(in->tenant.v),
                                arg_uuid_opt(in->object), arg_text(in->args), arg_text(run_origin_code(in->origin)),
                                arg_uuid_opt(actor_account(who).v), arg_text(actor_on_behalf_of(who)),
                                arg_uuid_opt(in->caused_by.v), arg_uuid_opt(in->retry_of.v), NOW(cx)));

    return rc == RC_OK ? decode(&row, out) : rc;
}

enum rc run_store_live(struct cx *cx, const struct actor *who, const struct run_request *in, struct run_id *out)
{
    struct row row;
    enum rc rc = query_one(cx, &LIVE, &row,
                           ARGS(arg_uuid(actor_workspace(who).v), arg_text(operation_code(in->operation)),
                                arg_uuid_opt(in->tenant.v), arg_uuid_opt(in->object)));

    if (rc != RC_OK) {
        return rc;
    }
    out->v = row_uuid(&row);
    return row_done(&row);
}

enum rc run_get(struct cx *cx, const struct actor *who, struct run_id id, struct run *out)
{
    struct row row;
    enum rc rc = query_one(cx, &GET, &row, ARGS(KEY(who, id)));

    return rc == RC_OK ? decode(&row, out) : rc;
}

enum rc run_list(struct cx *cx, const struct actor *who, const struct run_filter *filter, struct run **out,
                 size_t *count)
{
    struct run *list;
    struct rows rows;
    struct row row;
    size_t n = 0;
    enum rc rc =
        query_rows(cx, &LIST, &rows,
                   ARGS(arg_uuid(actor_workspace(who).v), arg_uuid_opt(filter->tenant.v), arg_text(filter->operation),
                        arg_text(filter->state), arg_text(filter->outcome), arg_time(filter->after_us),
                        arg_uuid_opt(filter->after.v), arg_i32(filter->limit), arg_text(filter->q)));

    if (rc != RC_OK) {
        return rc;
    }
    list = arena_calloc(cx->mem, (size_t)rows.count, sizeof *list);
    while (rows_next(&rows, &row)) {
        rc = decode_listed(&row, &list[n++]);
        if (rc != RC_OK) {
            return rc;
        }
    }
    *out = list;
    *count = n;
    return RC_OK;
}

enum rc run_latest(struct cx *cx, const struct actor *who, enum operation operation, struct tenant_id tenant,
                   struct run *out)
{
    struct row row;
    enum rc rc = query_one(cx, &LATEST, &row, ARGS(KEY(who, tenant), arg_text(operation_code(operation))));

    return rc == RC_OK ? decode(&row, out) : rc;
}

/* The row was not in the state that the statement asks for; a run that is not there at all was refused before. */
static enum rc moved(struct cx *cx, struct run_id id, enum rc rc, struct row *row, struct run *out)
{
    if (rc == RC_NOT_FOUND) {
        return fail_set(cx, RC_CONFLICT,
                        N_("This is no longer in the state that you saw. Reload the page to see what changed."),
                        "run %s: not in the expected state", id_text(cx, id.v));
    }
    return rc == RC_OK ? decode(row, out) : rc;
}

enum rc run_store_move(struct cx *cx, const struct actor *who, struct run_id id, enum run_state from, enum run_state to,
                       int attempt, struct run *out)
{
    struct row row;
    enum rc rc = query_one(cx, &MOVE, &row,
                           ARGS(KEY(who, id), arg_text(state_code(&run_states, (int)from)),
                                arg_text(state_code(&run_states, (int)to)), arg_i32(attempt), NOW(cx)));

    return moved(cx, id, rc, &row, out);
}

enum rc run_store_complete(struct cx *cx, const struct actor *who, struct run_id id, enum run_outcome outcome,
                           enum run_reason reason, struct run *out)
{
    struct row row;
    enum rc rc =
        query_one(cx, &COMPLETE, &row,
                  ARGS(KEY(who, id), arg_text(run_outcome_code(outcome)), arg_text(run_reason_code(reason)), NOW(cx)));

    return moved(cx, id, rc, &row, out);
}

enum rc run_store_ask_cancel(struct cx *cx, const struct actor *who, struct run_id id, struct run *out)
{
    struct row row;
    enum rc rc = query_one(cx, &ASK_CANCEL, &row, ARGS(KEY(who, id), NOW(cx), arg_uuid_opt(actor_account(who).v)));

    return moved(cx, id, rc, &row, out);
}

enum rc operation_types_load(struct cx *cx)
{
    const char *codes[OPERATION_COUNT];
    const char *labels[OPERATION_COUNT];

    for (int i = 0; i < OPERATION_COUNT; i++) {
        codes[i] = operation_code((enum operation)i);
        labels[i] = operation_label((enum operation)i);
    }
    return query_exec(cx, &LOAD_TYPES, NULL,
                      ARGS(arg_texts(codes, OPERATION_COUNT), arg_texts(labels, OPERATION_COUNT)));
}

QUERIES(run, &INSERT, &LIVE, &GET, &LIST, &LATEST, &MOVE, &COMPLETE, &ASK_CANCEL, &LOAD_TYPES);
