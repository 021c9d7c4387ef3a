#include "core/report/stored_report_store.h"

#include "ext/pq.h"

#define COLUMNS                                                                                                        \
    "report_id, kind, format, parameters::text AS parameters,"                                                         \
    " ARRAY(SELECT f.key FROM jsonb_each_text(parameters) f ORDER BY f.key) AS names,"                                 \
    " ARRAY(SELECT f.value FROM jsonb_each_text(parameters) f ORDER BY f.key) AS filter,"                              \
    " (SELECT t.name FROM tenant t WHERE t.workspace_id = stored_report.workspace_id"                                  \
    "  AND t.tenant_id::text = parameters ->> 'tenant') AS tenant,"                                                    \
    " (SELECT min(f.label) FROM provider_family f WHERE f.family = parameters ->> 'family') AS family,"                \
    " state, requested_by, account_name(requested_by) AS name,"                                                        \
    " run_id, created_at, finished_at, expires_at, size_bytes, row_count, sha256, reason"
#define SHAPE                                                                                                          \
    "report_id:uuid,kind:text,format:text,parameters:text,names:text[],filter:text[],tenant:text?,family:text?,"       \
    "state:text,requested_by:uuid?,name:text?,run_id:uuid?,created_at:time,finished_at:time?,expires_at:time,"         \
    "size_bytes:int8?,row_count:int8?,sha256:bytea?,reason:text?"

static const struct query INSERT = {
    "stored_report_insert",
    "INSERT INTO stored_report (workspace_id, report_id, kind, format, parameters, state, requested_by, created_at, expires_at)"
    " VALUES ($1, $2, $3, $4, $5, 'requested', $6, $7, $8) RETURNING " COLUMNS,
    "uuid,uuid,text,text,jsonb,uuid,time,time",
    SHAPE,
};

static const struct query WAITING = {
    "stored_report_waiting",
    "SELECT " COLUMNS " FROM stored_report WHERE workspace_id = $1 AND state = 'requested'"
    " AND requested_by IS NOT DISTINCT FROM $2 AND kind = $3 AND format = $4 AND parameters = $5"
    " ORDER BY created_at DESC LIMIT 1",
    "uuid,uuid,text,text,jsonb",
    SHAPE,
};

static const struct query GET = {
    "stored_report_get",
    "SELECT " COLUMNS " FROM stored_report WHERE workspace_id = $1 AND report_id = $2",
    "uuid,uuid",
    SHAPE,
};

static const struct query LIST = {
    "stored_report_list",
    "SELECT " COLUMNS " FROM stored_report WHERE workspace_id = $1"
    " AND ($2::timestamptz IS NULL OR (created_at, report_id) < ($2, $3)) ORDER BY created_at DESC, report_id DESC LIMIT $4",
    "uuid,time,uuid,int4",
    SHAPE,
};

static const struct query SET_RUN = {
    "stored_report_set_run",
    "UPDATE stored_report SET run_id = $3, row_version = row_version + 1"
    " WHERE workspace_id = $1 AND report_id = $2 AND state = 'requested' RETURNING " COLUMNS,
    "uuid,uuid,uuid",
    SHAPE,
};

static const struct query FINISH = {
    "stored_report_finish",
    "UPDATE stored_report SET state = 'ready', finished_at = $3, size_bytes = $4, row_count = $5, sha256 = $6,"
    " row_version = row_version + 1 WHERE workspace_id = $1 AND report_id = $2 AND state = 'requested' RETURNING " COLUMNS,
    "uuid,uuid,time,int8,int8,bytea",
    SHAPE,
};

static const struct query FAIL = {
    "stored_report_fail",
    "UPDATE stored_report SET state = 'failed', finished_at = $3, reason = $4, row_version = row_version + 1"
    " WHERE workspace_id = $1 AND report_id = $2 AND state = 'requested' RETURNING " COLUMNS,
    "uuid,uuid,time,text",
    SHAPE,
};

static const struct query EXPIRE = {
    "stored_report_expire",
    "UPDATE stored_report SET state = 'expired', row_version = row_version + 1 WHERE workspace_id = $1 AND report_id ="
    " (SELECT d.report_id FROM stored_report d WHERE d.workspace_id = $1 AND d.state = 'ready' AND d.expires_at <= $2"
    " ORDER BY d.expires_at LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING " COLUMNS,
    "uuid,time",
    SHAPE,
};

static enum rc decode_filters(struct row *row, struct stored_report *out)
{
    size_t count;
    const char *const *names = row_texts(row, &out->filter_count);
    const char *const *values = row_texts(row, &count);

    if (count != out->filter_count) {
        return fail_set(row->cx, RC_INTERNAL, NULL, "stored report: %zu filters, %zu values", out->filter_count, count);
    }
    out->filters = arena_calloc(row->cx->mem, count, sizeof *out->filters);
    for (size_t i = 0; i < count; i++) {
        out->filters[i] = (struct stored_report_filter){ names[i], values[i] == NULL ? "" : values[i] };
    }
    return RC_OK;
}

static enum rc decode(struct row *row, struct stored_report *out)
{
    int state = STATE_NONE;
    enum rc rc;

    out->id.v = row_uuid(row);
    out->kind = row_text(row);
    out->format = row_text(row);
    out->parameters = row_text(row);
    rc = decode_filters(row, out);
    if (rc != RC_OK) {
        return rc;
    }
    out->tenant_name = row_text_opt(row);
    out->family_label = row_text_opt(row);
    rc = state_parse(&stored_report_states, row_text(row), &state);
    if (rc != RC_OK) {
        return fail_set(row->cx, RC_INTERNAL, NULL, "stored report: unknown state");
    }
    out->state = (enum stored_report_state)state;
    out->requester.v = row_uuid_opt(row);
    out->requester_name = row_text_opt(row);
    out->run.v = row_uuid_opt(row);
    out->created_us = row_time_us(row);
    out->finished_us = row_time_us_opt(row);
    out->expires_us = row_time_us(row);
    out->size_bytes = row_i64_opt(row, 0);
    out->row_count = row_i64_opt(row, 0);
    out->sha256 = row_bytes_opt(row);
    out->reason = row_text_opt(row);
    return row_done(row);
}

static enum rc one(struct cx *cx, const struct query *query, const struct arg *args, struct stored_report *out)
{
    struct row row;
    enum rc rc = query_one(cx, query, &row, args);

    return rc == RC_OK ? decode(&row, out) : rc;
}

/* A change that finds no row in its state. */
static enum rc moved(struct cx *cx, struct report_id id, enum rc rc)
{
    if (rc != RC_NOT_FOUND) {
        return rc;
    }
    return fail_set(cx, RC_CONFLICT, N_("This report is no longer being made"), "stored report %s: not 'requested'",
                    id_text(cx, id.v));
}

enum rc stored_report_store_insert(struct cx *cx, const struct actor *who, const struct stored_report *in,
                                   struct stored_report *out)
{
    return one(cx, &INSERT,
               ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(in->id.v), arg_text(in->kind), arg_text(in->format),
                    arg_json(in->parameters), arg_uuid_opt(in->requester.v), arg_time(in->created_us),
                    arg_time(in->expires_us)),
               out);
}

enum rc stored_report_store_waiting(struct cx *cx, const struct actor *who, const struct stored_report_order *in,
                                    struct stored_report *out)
{
    return one(cx, &WAITING,
               ARGS(arg_uuid(actor_workspace(who).v), arg_uuid_opt(actor_account(who).v), arg_text(in->kind),
                    arg_text(in->format), arg_json(in->parameters)),
               out);
}

enum rc stored_report_store_get(struct cx *cx, const struct actor *who, struct report_id id, struct stored_report *out)
{
    return one(cx, &GET, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v)), out);
}

enum rc stored_report_store_list(struct cx *cx, const struct actor *who, const struct stored_report_page *page,
                                 struct stored_report **out, size_t *count)
{
    struct rows rows;
    struct row row;
    struct stored_report *items;
    enum rc rc = query_rows(cx, &LIST, &rows,
                            ARGS(arg_uuid(actor_workspace(who).v), arg_time(page->before_us),
                                 arg_uuid_opt(page->before_id.v), arg_i32(page->limit)));

    if (rc != RC_OK) {
        return rc;
    }
    items = arena_calloc(cx->mem, (size_t)rows.count, sizeof *items);
    *count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        rc = decode(&row, &items[(*count)++]);
    }
    *out = items;
    return rc;
}

enum rc stored_report_store_set_run(struct cx *cx, const struct actor *who, struct report_id id, struct run_id run)
{
    struct stored_report changed;

    return moved(cx, id,
                 one(cx, &SET_RUN, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v), arg_uuid(run.v)), &changed));
}

enum rc stored_report_store_finish(struct cx *cx, const struct actor *who, struct report_id id,
                                   const struct stored_report_file *file, struct stored_report *out)
{
    return moved(cx, id,
                 one(cx, &FINISH,
                     ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v), arg_time(clock_now_us(cx->clock)),
                          arg_i64(file->size_bytes), arg_i64(file->row_count), arg_bytes(file->sha256)),
                     out));
}

enum rc stored_report_store_fail(struct cx *cx, const struct actor *who, struct report_id id, const char *reason,
                                 struct stored_report *out)
{
    return moved(
        cx, id,
        one(cx, &FAIL,
            ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v), arg_time(clock_now_us(cx->clock)), arg_text(reason)),
            out));
}

enum rc stored_report_store_expire(struct cx *cx, const struct actor *who, struct stored_report *out)
{
    return one(cx, &EXPIRE, ARGS(arg_uuid(actor_workspace(who).v), arg_time(clock_now_us(cx->clock))), out);
}

QUERIES(stored_report, &INSERT, &WAITING, &GET, &LIST, &SET_RUN, &FINISH, &FAIL, &EXPIRE);
