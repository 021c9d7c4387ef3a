#include "core/decision/decision_store.h"

#include "base/text.h"
#include "ext/pq.h"

#define SELECT_ITEM                                                                                                    \
    "SELECT decision_id, tenant_id, tenant_name, kind, source_type, source_key, source_id, state, severity, reasons,"  \
    " count, subject_name, family, family_label, assignee_id, assignee_name, snoozed_until, value_hash, requested_by," \
    " requested_by_name, decided_by, decided_by_name, decided_at, reason, follow_up_run, opened_at, updated_at,"       \
    " row_version FROM decision_row"
#define SHAPE                                                                                                                        \
    "decision_id:uuid,tenant_id:uuid?,tenant_name:text?,kind:text,source_type:text,source_key:text,source_id:uuid,state:text,"       \
    "severity:text,reasons:text[],count:int4,subject_name:text,family:text,family_label:text,assignee_id:uuid?,assignee_name:text?," \
    "snoozed_until:time?,value_hash:bytea?,requested_by:uuid?,requested_by_name:text?,decided_by:uuid?,"                             \
    "decided_by_name:text?,decided_at:time?,reason:text,follow_up_run:uuid?,opened_at:time,updated_at:time,row_version:int4"
#define FILTER                                                                                                         \
    "workspace_id = $1 AND state = ANY ($2) AND ($3::text IS NULL OR kind = $3)"                                       \
    " AND ($4::uuid IS NULL OR tenant_id = $4) AND ($5::text IS NULL OR severity = $5)"
#define FILTER_PARAMS "uuid,text[],text,uuid,text"

static const struct query GET = {
    "decision_get",
    SELECT_ITEM " WHERE workspace_id = $1 AND decision_id = $2",
    "uuid,uuid",
    SHAPE,
};

static const struct query OF_SOURCE = {
    "decision_of_source",
    SELECT_ITEM " WHERE workspace_id = $1 AND source_id = $2"
                " AND state IN ('open', 'snoozed', 'approved', 'executing', 'executed', 'failed')"
                " ORDER BY opened_at DESC LIMIT 1",
    "uuid,uuid",
    SHAPE,
};

static const struct query LIST = {
    "decision_list",
    SELECT_ITEM " WHERE " FILTER
                " AND ($6::uuid IS NULL OR (severity_rank, opened_at, decision_id) > ($7::int8::int2, $8, $6))"
                " ORDER BY severity_rank, opened_at, decision_id LIMIT $9",
    FILTER_PARAMS ",uuid,int8,time,int4",
    SHAPE,
};

static const struct query COUNT = {
    "decision_count",
    "SELECT count(*) AS total FROM (SELECT FROM decision_item WHERE " FILTER " LIMIT 10001) AS counted",
    FILTER_PARAMS,
    "total:int8",
};

static const struct query RECORDS = {
    "decision_records",
    "SELECT decided_at, verb, account_name(account_id) AS account_name, from_state, to_state, note FROM decision_record"
    " WHERE workspace_id = $1 AND decision_id = $2 ORDER BY decided_at DESC LIMIT 100",
    "uuid,uuid",
    "decided_at:time,verb:text,account_name:text?,from_state:text,to_state:text,note:text",
};

static const struct query CHANGE = {
    "decision_change",
    "UPDATE decision_item SET state = $5, snoozed_until = $6, assignee_id = $7, decided_by = $8, decided_at = $9, reason = $10,"
    " shown_hash = $11, follow_up_run = $12, updated_at = $13, row_version = row_version + 1"
    " WHERE workspace_id = $1 AND decision_id = $2 AND state = $3 AND row_version = $4",
    "uuid,uuid,text,int4,text,time,uuid,uuid,time,text,bytea,uuid,time",
    "",
};

static const struct query RECORD = {
    "decision_record",
    "INSERT INTO decision_record (workspace_id, record_id, decision_id, verb, batch_id, account_id, decided_at, from_state, to_state,"
    " note, seen_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    "uuid,uuid,uuid,text,uuid,uuid,time,text,text,text,bytea",
    "",
};

static const struct query ADD = {
    "decision_add",
    "INSERT INTO decision_item (workspace_id, decision_id, tenant_id, kind, source_type, source_key, source_id, state, severity, reasons,"
    " subject_name, family, value_hash, requested_by, reason, opened_at, updated_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10, $11, $12, $13, $14, $15, $15)",
    "uuid,uuid,uuid,text,text,text,uuid,text,text[],text,text,bytea,uuid,text,time",
    "",
};

static enum rc decode(struct row *row, struct decision_item *out)
{
    const char *state;
    const char *severity;
    int value = DECISION_OPEN;

    out->id.v = row_uuid(row);
    out->tenant.v = row_uuid_opt(row);
    out->tenant_name = row_text_opt(row);
    out->kind = row_text(row);
    out->source_type = row_text(row);
    out->source_key = row_text(row);
    out->source = row_uuid(row);
    state = row_text(row);
    severity = row_text(row);
    out->reasons = row_texts(row, &out->reason_count);
    out->count = row_i32(row);
    out->subject_name = row_text(row);
    out->family = row_text(row);
    out->family_label = row_text(row);
    out->assignee.v = row_uuid_opt(row);
    out->assignee_name = row_text_opt(row);
    out->snoozed_until_us = row_time_us_opt(row);
    out->value_hash = row_bytes_opt(row);
    out->requested_by.v = row_uuid_opt(row);
    out->requested_by_name = row_text_opt(row);
    out->decided_by.v = row_uuid_opt(row);
    out->decided_by_name = row_text_opt(row);
    out->decided_us = row_time_us_opt(row);
    out->reason = row_text(row);
    out->follow_up.v = row_uuid_opt(row);
    out->opened_us = row_time_us(row);
    out->updated_us = row_time_us(row);
    out->row_version = row_i32(row);
    if (row_done(row) != RC_OK || state_parse(&decision_item_states, state, &value) != RC_OK ||
        severity_parse(severity, &out->severity) != RC_OK) {
        return fail_set(row->cx, RC_INTERNAL, NULL, "decision row: state '%s'", state);
    }
    out->state = (enum decision_state)value;
    return RC_OK;
}

enum rc decision_store_get(struct cx *cx, const struct actor *who, struct decision_id id, struct decision_item *out)
{
    struct row row;
    enum rc rc = query_one(cx, &GET, &row, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v)));

    return rc == RC_OK ? decode(&row, out) : rc;
}

enum rc decision_store_of_source(struct cx *cx, const struct actor *who, struct uuid source, struct decision_item *out)
{
    struct row row;
    enum rc rc = query_one(cx, &OF_SOURCE, &row, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(source)));

    return rc == RC_OK ? decode(&row, out) : rc;
}

static struct arg scope_states(enum decision_scope scope)
{
    static const char *const open[] = { "open" };
    static const char *const snoozed[] = { "snoozed" };
    static const char *const under_way[] = { "approved", "executing", "executed", "failed" };
    static const char *const done[] = { "done", "rejected", "verified", "obsolete" };

    switch (scope) {
    case DECISION_SCOPE_SNOOZED:
        return arg_texts(snoozed, 1);
    case DECISION_SCOPE_UNDER_WAY:
        return arg_texts(under_way, 4);
    case DECISION_SCOPE_DONE:
        return arg_texts(done, 4);
    case DECISION_SCOPE_OPEN:
    case DECISION_SCOPE_COUNT:
        break;
    }
    return arg_texts(open, 1);
}

static enum rc read_totals(struct rows *counted, struct decision_list *out)
{
    enum rc rc = RC_OK;

    for (int scope = 0; rc == RC_OK && scope < DECISION_SCOPE_COUNT; scope++) {
        struct row row;

        out->totals[scope] = 0;
        if (rows_next(&counted[scope], &row)) {
            out->totals[scope] = row_i64(&row);
            rc = row_done(&row);
        }
    }
    return rc;
}

enum rc decision_store_list(struct cx *cx, const struct actor *who, const struct decision_filter *filter,
                            struct decision_list *out)
{
    struct arg workspace = arg_uuid(actor_workspace(who).v);
    struct arg kind = arg_text(filter->kind);
    struct arg tenant = arg_uuid_opt(filter->tenant.v);
    struct arg severity = arg_text(filter->severity < 0 ? NULL : severity_code((enum severity)filter->severity));
    struct arg counts[DECISION_SCOPE_COUNT][6] = { 0 }; /* the sixth ends the list */
    struct rows counted[DECISION_SCOPE_COUNT];
    struct batch batch = { .count = 0 };
    struct rows page;
    struct row row;
    enum rc rc;

    batch_add(&batch, &LIST, &page,
              ARGS(workspace, scope_states(filter->scope), kind, tenant, severity, arg_uuid_opt(filter->after.v),
                   arg_i64(filter->after_rank), arg_time(filter->after_us), arg_i32(filter->limit + 1)));
    for (int scope = 0; scope < DECISION_SCOPE_COUNT; scope++) {
        counts[scope][0] = workspace;
        counts[scope][1] = scope_states((enum decision_scope)scope);
        counts[scope][2] = kind;
        counts[scope][3] = tenant;
        counts[scope][4] = severity;
        batch_add(&batch, &COUNT, &counted[scope], counts[scope]);
    }
    rc = batch_run(cx, &batch);
    if (rc != RC_OK) {
        return rc;
    }
    out->items = arena_calloc(cx->mem, (size_t)page.count, sizeof *out->items);
    out->count = 0;
    while (rc == RC_OK && rows_next(&page, &row)) {
        rc = decode(&row, &out->items[out->count++]);
    }
    out->more = out->count > (size_t)filter->limit;
    out->count = out->more ? (size_t)filter->limit : out->count;
    return rc == RC_OK ? read_totals(counted, out) : rc;
}

static enum rc decode_records(struct cx *cx, struct rows *rows, struct decision_records *out)
{
    enum rc rc = RC_OK;
    struct row row;

    out->items = arena_calloc(cx->mem, (size_t)rows->count, sizeof *out->items);
    out->count = 0;
    while (rc == RC_OK && rows_next(rows, &row)) {
        struct decision_record *record = &out->items[out->count++];

        record->at_us = row_time_us(&row);
        record->verb = row_text(&row);
        record->account_name = row_text_opt(&row);
        record->from = row_text(&row);
        record->to = row_text(&row);
        record->note = row_text(&row);
        rc = row_done(&row);
    }
    return rc;
}

enum rc decision_store_records(struct cx *cx, const struct actor *who, struct decision_id id,
                               struct decision_records *out)
{
    struct rows rows;
    enum rc rc = query_rows(cx, &RECORDS, &rows, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v)));

    return rc == RC_OK ? decode_records(cx, &rows, out) : rc;
}

enum rc decision_store_get_with_records(struct cx *cx, const struct actor *who, struct decision_id id,
                                        struct decision_item *out, struct decision_records *records)
{
    const struct arg *args = ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v));
    struct batch batch = { .count = 0 };
    struct rows item;
    struct rows rows;
    struct row row;
    enum rc rc;

    batch_add(&batch, &GET, &item, args);
    batch_add(&batch, &RECORDS, &rows, args);
    rc = batch_run(cx, &batch);
    if (rc != RC_OK) {
        return rc;
    }
    if (!rows_next(&item, &row)) {
        return RC_NOT_FOUND;
    }
    rc = decode(&row, out);
    return rc == RC_OK ? decode_records(cx, &rows, records) : rc;
}

enum rc decision_store_change(struct cx *cx, const struct actor *who, const struct decision_item *from,
                              const struct decision_item *to, struct bytes shown)
{
    int64_t affected = 0;
    enum rc rc = query_exec(cx, &CHANGE, &affected,
                            ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(from->id.v),
                                 arg_text(state_code(&decision_item_states, from->state)), arg_i32(from->row_version),
                                 arg_text(state_code(&decision_item_states, to->state)), arg_time(to->snoozed_until_us),
                                 arg_uuid_opt(to->assignee.v), arg_uuid_opt(to->decided_by.v), arg_time(to->decided_us),
                                 arg_text(to->reason), arg_bytes(shown), arg_uuid_opt(to->follow_up.v),
                                 arg_time(clock_now_us(cx->clock))));

    if (rc == RC_OK && affected == 0) {
        return fail_set(cx, RC_CONFLICT, N_("Somebody else has already decided this."),
                        "decision %s: not '%s' at version %d", id_text(cx, from->id.v),
                        state_code(&decision_item_states, from->state), from->row_version);
    }
    return rc;
}

enum rc decision_store_record(struct cx *cx, const struct actor *who, const struct decision_item *from,
                              const struct decision_item *to, const char *verb, const struct decision_verb *in,
                              struct bytes seen)
{
    return query_exec(cx, &RECORD, NULL,
                      ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(uuid_new(cx->clock)), arg_uuid(from->id.v),
                           arg_text(verb), arg_uuid_opt(in->batch), arg_uuid(actor_account(who).v),
                           arg_time(clock_now_us(cx->clock)), arg_text(state_code(&decision_item_states, from->state)),
                           arg_text(state_code(&decision_item_states, to->state)),
                           arg_text(text_empty(in->note) ? "" : in->note), arg_bytes(seen)));
}

enum rc decision_store_add(struct cx *cx, const struct actor *who, const struct decision_item *item)
{
    return query_exec(cx, &ADD, NULL,
                      ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(item->id.v), arg_uuid_opt(item->tenant.v),
                           arg_text(item->kind), arg_text(item->source_type), arg_text(item->source_key),
                           arg_uuid(item->source), arg_text(severity_code(item->severity)),
                           arg_texts(item->reasons, item->reason_count), arg_text(item->subject_name),
                           arg_text(item->family), arg_bytes(item->value_hash), arg_uuid_opt(item->requested_by.v),
                           arg_text(item->reason), arg_time(item->opened_us)));
}

enum rc decision_store_detect(struct cx *cx, const struct actor *who, const struct query *query,
                              struct tenant_id tenant, struct decision_moves *out)
{
    struct rows rows;
    struct row row;
    enum rc rc =
        query_rows(cx, query, &rows,
                   ARGS(arg_uuid(actor_workspace(who).v), arg_uuid_opt(tenant.v), arg_time(clock_now_us(cx->clock))));

    if (rc != RC_OK) {
        return rc;
    }
    out->items = arena_calloc(cx->mem, (size_t)rows.count, sizeof *out->items);
    out->count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        struct decision_moved *moved = &out->items[out->count++];

        moved->id.v = row_uuid(&row);
        moved->tenant.v = row_uuid_opt(&row);
        moved->from = row_text(&row);
        moved->to = row_text(&row);
        rc = row_done(&row);
    }
    return rc;
}

QUERIES(decision, &GET, &OF_SOURCE, &LIST, &COUNT, &RECORDS, &CHANGE, &RECORD, &ADD);
