#include "core/finding/finding_store.h"

#include "base/text.h"
#include "ext/pq.h"

#define COLUMNS                                                                                                                      \
    "finding_id, tenant_id, tenant_name, kind, profile_id, control_code, family, family_label, object_id, subject_id, subject_name," \
    " path, label, op, before, after, severity, state, owner_id, owner_name, assignee_id, assignee_name,"                            \
    " first_seen_at, last_seen_at, last_run_id, last_result, state_changed_at, resolved_by, reopened_count, due_at,"                 \
    " exception_id, value_hash, row_version, identity"
#define SHAPE                                                                                                                     \
    "finding_id:uuid,tenant_id:uuid,tenant_name:text,kind:text,profile_id:uuid?,control_code:text,family:text,family_label:text," \
    "object_id:text,subject_id:uuid?,subject_name:text,path:text,label:text,op:text,before:text?,after:text?,"                    \
    "severity:text,state:text,owner_id:uuid?,owner_name:text?,assignee_id:uuid?,assignee_name:text?,"                             \
    "first_seen_at:time,last_seen_at:time,last_run_id:uuid,last_result:text,state_changed_at:time,"                               \
    "resolved_by:uuid?,reopened_count:int4,due_at:time?,exception_id:uuid?,value_hash:bytea,row_version:int4,identity:bytea"

/* $2 states, $3 severity, $4 tenant, $5 text, $6 assignee, $7 unassigned only */
#define FILTER                                                                                                         \
    "workspace_id = $1 AND state = ANY ($2) AND ($3::text IS NULL OR severity_rank = severity_rank($3))"               \
    " AND ($4::uuid IS NULL OR tenant_id = $4)"                                                                        \
    " AND ($5::text IS NULL OR position(lower($5) IN lower(subject_name)) > 0)"                                        \
    " AND ($6::uuid IS NULL OR assignee_id = $6) AND (NOT $7 OR assignee_id IS NULL)"
#define FILTER_PARAMS "uuid,text[],text,uuid,text,uuid,bool"

static const struct query GET = {
    "finding_get",
    "SELECT " COLUMNS " FROM finding_row WHERE workspace_id = $1 AND finding_id = $2",
    "uuid,uuid",
    SHAPE,
};

static const struct query HISTORY = {
    "finding_history",
    "SELECT observed_at, result, run_id FROM finding_observation WHERE workspace_id = $1 AND finding_id = $2"
    " ORDER BY observed_at DESC LIMIT 50",
    "uuid,uuid",
    "observed_at:time,result:text,run_id:uuid",
};

static const struct query REMEDY = {
    "finding_remedy",
    "SELECT i.remedy FROM finding f JOIN control_interpretation i ON i.interpretation_code = f.interpretation"
    " WHERE f.workspace_id = $1 AND f.finding_id = $2 ORDER BY i.version DESC LIMIT 1",
    "uuid,uuid",
    "remedy:text",
};

static const struct query LIST_BY_SEVERITY = {
    "finding_list_by_severity",
    "SELECT " COLUMNS " FROM finding_row WHERE " FILTER
    " AND ($8::uuid IS NULL OR (severity_rank, finding_id) > ($9::int8::int2, $8))"
    " ORDER BY severity_rank, finding_id LIMIT $10",
    FILTER_PARAMS ",uuid,int8,int4",
    SHAPE,
};

static const struct query LIST_BY_SEEN = {
    "finding_list_by_seen",
    "SELECT " COLUMNS " FROM finding_row WHERE " FILTER
    " AND ($8::uuid IS NULL OR (last_seen_at, finding_id) < (timestamptz '1970-01-01 00:00:00Z' + $9 * interval '1 microsecond', $8))"
    " ORDER BY last_seen_at DESC, finding_id DESC LIMIT $10",
    FILTER_PARAMS ",uuid,int8,int4",
    SHAPE,
};

static const struct query COUNT = {
    "finding_count",
    "SELECT count(*) AS total FROM (SELECT FROM finding WHERE " FILTER " LIMIT 1001) AS counted",
    FILTER_PARAMS,
    "total:int8",
};

static const struct query OF_SUBJECT = {
    "finding_of_subject",
    "SELECT " COLUMNS " FROM finding_row WHERE workspace_id = $1 AND profile_id = $2 AND family = $3 AND object_id = $4"
    " AND state IN ('open', 'triaged', 'assigned') ORDER BY severity_rank, path LIMIT 200",
    "uuid,uuid,text,text",
    SHAPE,
};

static const struct query BESIDE = {
    "finding_beside",
    "SELECT " COLUMNS " FROM finding_row WHERE workspace_id = $1 AND finding_id IN (SELECT $2"
    " UNION ALL SELECT o.finding_id FROM finding f JOIN finding o ON o.workspace_id = f.workspace_id"
    "  AND o.profile_id = f.profile_id AND o.family = f.family AND o.object_id = f.object_id"
    "  AND o.state IN ('open', 'triaged', 'assigned') WHERE f.workspace_id = $1 AND f.finding_id = $2"
    " UNION ALL SELECT c.finding_id FROM finding f JOIN finding c ON c.workspace_id = f.workspace_id"
    "  AND c.subject_id = f.subject_id AND c.kind = 'control' AND c.finding_id <> f.finding_id"
    "  AND c.state IN ('open', 'triaged', 'assigned') WHERE f.workspace_id = $1 AND f.finding_id = $2)"
    " ORDER BY severity_rank, path, finding_id LIMIT 200",
    "uuid,uuid",
    SHAPE,
};

static const struct query DIFFERENCES = {
    "finding_differences",
    "SELECT " COLUMNS " FROM finding_row WHERE workspace_id = $1 AND profile_id = $2 AND subject_id = $3"
    " AND last_result = 'failed' ORDER BY severity_rank, path LIMIT 200",
    "uuid,uuid,uuid",
    SHAPE,
};

static const struct query CHANGE = {
    "finding_change",
    "UPDATE finding SET state = $5, severity = $6, owner_id = $7, assignee_id = $8, resolved_by = $9,"
    " exception_id = $10, due_at = $11, dismissed_hash = coalesce($12, dismissed_hash),"
    " state_changed_at = $13, row_version = row_version + 1"
    " WHERE workspace_id = $1 AND finding_id = $2 AND state = $3 AND row_version = $4",
    "uuid,uuid,text,int4,text,text,uuid,uuid,uuid,uuid,time,bytea,time",
    "",
};

static const struct query IS_MEMBER = {
    "finding_is_member",
    "SELECT EXISTS (SELECT FROM membership WHERE workspace_id = $1 AND account_id = $2) AS member",
    "uuid,uuid",
    "member:bool",
};

static enum rc decode(struct row *row, struct finding *out)
{
    const char *severity;
    const char *state;
    int state_value = FINDING_OPEN;

    out->id.v = row_uuid(row);
    out->tenant.v = row_uuid(row);
    out->tenant_name = row_text(row);
    out->kind = row_text(row);
    out->profile.v = row_uuid_opt(row);
    out->control_code = row_text(row);
    out->family = row_text(row);
    out->family_label = row_text(row);
    out->object_id = row_text(row);
    out->subject.v = row_uuid_opt(row);
    out->subject_name = row_text(row);
    out->path = row_text(row);
    out->label = row_text(row);
    out->op = row_text(row);
    out->before = row_text_opt(row);
    out->after = row_text_opt(row);
    severity = row_text(row);
    state = row_text(row);
    out->owner.v = row_uuid_opt(row);
    out->owner_name = row_text_opt(row);
    out->assignee.v = row_uuid_opt(row);
    out->assignee_name = row_text_opt(row);
    out->first_seen_us = row_time_us(row);
    out->last_seen_us = row_time_us(row);
    out->last_run.v = row_uuid(row);
    out->last_result = row_text(row);
    out->state_changed_us = row_time_us(row);
    out->resolved_by.v = row_uuid_opt(row);
    out->reopened_count = row_i32(row);
    out->due_us = row_time_us_opt(row);
    out->exception.v = row_uuid_opt(row);
    out->value_hash = row_bytes(row);
    out->row_version = row_i32(row);
    out->identity = row_bytes(row);
    if (row_done(row) != RC_OK || severity_parse(severity, &out->severity) != RC_OK ||
        state_parse(&finding_states, state, &state_value) != RC_OK) {
        return fail_set(row->cx, RC_INTERNAL, NULL, "finding row: severity '%s', state '%s'", severity, state);
    }
    out->state = (enum finding_state)state_value;
    return RC_OK;
}

static enum rc decode_all(struct cx *cx, struct rows *rows, struct finding_list *out)
{
    struct row row;

    out->items = arena_calloc(cx->mem, (size_t)rows->count, sizeof *out->items);
    out->count = 0;
    while (rows_next(rows, &row)) {
        enum rc rc = decode(&row, &out->items[out->count++]);

        if (rc != RC_OK) {
            return rc;
        }
    }
    return RC_OK;
}

enum rc finding_store_get(struct cx *cx, const struct actor *who, struct finding_id id, struct finding *out)
{
    struct row row;
    enum rc rc = query_one(cx, &GET, &row, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v)));

    return rc == RC_OK ? decode(&row, out) : rc;
}

enum rc finding_store_get_with_history(struct cx *cx, const struct actor *who, struct finding_id id,
                                       struct finding *out, struct finding_history *history)
{
    const struct arg *args = ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v));
    struct batch batch = { .count = 0 };
    struct rows one;
    struct rows events;
    struct rows remedy;
    struct row row;
    enum rc rc;

    batch_add(&batch, &GET, &one, args);
    batch_add(&batch, &HISTORY, &events, args);
    batch_add(&batch, &REMEDY, &remedy, args);
    rc = batch_run(cx, &batch);
    if (rc != RC_OK) {
        return rc;
    }
    if (!rows_next(&one, &row)) {
        return RC_NOT_FOUND;
    }
    rc = decode(&row, out);
    history->items = arena_calloc(cx->mem, (size_t)events.count, sizeof *history->items);
    history->count = 0;
    while (rc == RC_OK && rows_next(&events, &row)) {
        struct finding_event *event = &history->items[history->count++];

        event->kind = "observation";
        event->at_us = row_time_us(&row);
        event->result = row_text(&row);
        event->run.v = row_uuid(&row);
        rc = row_done(&row);
    }
    history->remedy = NULL;
    if (rc == RC_OK && rows_next(&remedy, &row)) {
        history->remedy = row_text(&row);
        rc = row_done(&row);
    }
    return rc;
}

/* The states that a filter asks for, as codes. */
static size_t filter_states(const struct finding_filter *filter, const char *codes[static FINDING_STATE_COUNT])
{
    size_t count = 0;

    for (int state = 0; state < FINDING_STATE_COUNT; state++) {
        bool live = finding_is_live((enum finding_state)state);
        bool wanted = filter->scope == FINDING_SCOPE_ALL || live == (filter->scope != FINDING_SCOPE_CLOSED);

        if (filter->state == STATE_NONE ? wanted : filter->state == state) {
            codes[count++] = state_code(&finding_states, state);
        }
    }
    return count;
}

enum rc finding_store_list(struct cx *cx, const struct actor *who, const struct finding_filter *filter,
                           struct finding_list *out)
{
    const char *codes[FINDING_STATE_COUNT];
    size_t state_count = filter_states(filter, codes);
    struct arg states = arg_texts(codes, state_count);
    struct arg severity = arg_text(filter->severity < 0 ? NULL : severity_code((enum severity)filter->severity));
    struct arg tenant = arg_uuid_opt(filter->tenant.v);
    struct arg text = arg_text(text_empty(filter->text) ? NULL : filter->text);
    struct arg assignee =
        arg_uuid_opt(filter->scope == FINDING_SCOPE_MINE ? actor_account(who).v : (struct uuid){ { 0 } });
    struct arg unassigned = arg_bool(filter->scope == FINDING_SCOPE_INTAKE);
    struct arg workspace = arg_uuid(actor_workspace(who).v);
    struct batch batch = { .count = 0 };
    struct rows page;
    struct rows total;
    struct row row;
    enum rc rc;

    batch_add(&batch, filter->sort == FINDING_BY_SEEN ? &LIST_BY_SEEN : &LIST_BY_SEVERITY, &page,
              ARGS(workspace, states, severity, tenant, text, assignee, unassigned, arg_uuid_opt(filter->after_id.v),
                   arg_i64(filter->after_key), arg_i32(filter->limit + 1)));
    batch_add(&batch, &COUNT, &total, ARGS(workspace, states, severity, tenant, text, assignee, unassigned));
    rc = batch_run(cx, &batch);
    if (rc == RC_OK) {
        rc = decode_all(cx, &page, out);
    }
    if (rc != RC_OK || !rows_next(&total, &row)) {
        return rc;
    }
    out->total = row_i64(&row);
    out->more = out->count > (size_t)filter->limit;
    out->count = out->more ? (size_t)filter->limit : out->count;
    return row_done(&row);
}

enum rc finding_store_list_of_subject(struct cx *cx, const struct actor *who, struct profile_id profile,
                                      const char *family, const char *object_id, struct finding_list *out)
{
    struct rows rows;
    enum rc rc =
        query_rows(cx, &OF_SUBJECT, &rows,
                   ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(profile.v), arg_text(family), arg_text(object_id)));

    out->more = false;
    out->total = rc == RC_OK ? rows.count : 0;
    return rc == RC_OK ? decode_all(cx, &rows, out) : rc;
}

enum rc finding_store_list_beside(struct cx *cx, const struct actor *who, struct finding_id id,
                                  struct finding_list *out)
{
    struct rows rows;
    enum rc rc = query_rows(cx, &BESIDE, &rows, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v)));

    out->more = false;
    rc = rc == RC_OK ? decode_all(cx, &rows, out) : rc;
    out->total = rc == RC_OK ? (int64_t)out->count : 0;
    return rc;
}

enum rc finding_store_differences(struct cx *cx, const struct actor *who, struct profile_id profile,
                                  struct subject_id subject, struct finding_list *out)
{
    struct rows rows;
    enum rc rc = query_rows(cx, &DIFFERENCES, &rows,
                            ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(profile.v), arg_uuid(subject.v)));

    out->more = false;
    out->total = rc == RC_OK ? rows.count : 0;
    return rc == RC_OK ? decode_all(cx, &rows, out) : rc;
}

enum rc finding_store_change(struct cx *cx, const struct actor *who, const struct finding *from,
                             const struct finding *to, struct bytes dismissed)
{
    int64_t affected;
    enum rc rc = query_exec(
        cx, &CHANGE, &affected,
        ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(from->id.v), arg_text(state_code(&finding_states, from->state)),
             arg_i32(from->row_version), arg_text(state_code(&finding_states, to->state)),
             arg_text(severity_code(to->severity)), arg_uuid_opt(to->owner.v), arg_uuid_opt(to->assignee.v),
             arg_uuid_opt(to->resolved_by.v), arg_uuid_opt(to->exception.v), arg_time(to->due_us), arg_bytes(dismissed),
             arg_time(clock_now_us(cx->clock))));

    if (rc == RC_OK && affected == 0) {
        return fail_set(cx, RC_CONFLICT, N_("Somebody else has changed this finding in the meantime."),
                        "finding %s: not '%s' at version %d", id_text(cx, from->id.v),
                        state_code(&finding_states, from->state), from->row_version);
    }
    return rc;
}

enum rc finding_store_is_member(struct cx *cx, const struct actor *who, struct account_id account, bool *out)
{
    struct row row;
    enum rc rc = query_one(cx, &IS_MEMBER, &row, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(account.v)));

    if (rc != RC_OK) {
        return rc;
    }
    *out = row_bool(&row);
    return row_done(&row);
}

QUERIES(finding, &GET, &HISTORY, &LIST_BY_SEVERITY, &LIST_BY_SEEN, &COUNT, &OF_SUBJECT, &DIFFERENCES, &BESIDE, &CHANGE,
        &IS_MEMBER, &REMEDY);
