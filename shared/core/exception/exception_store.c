#include "core/exception/exception_store.h"

#include "ext/pq.h"

#define COLUMNS                                                                                                         \
    "exception_id, tenant_id, tenant_name, finding_id, subject_name, path, label, family, family_label, before, after," \
    " op, state, severity, justification,"                                                                              \
    " requester_id, requester_name, requested_at, approver_id, approver_name, decided_at, decision_note, starts_at,"    \
    " expires_at, frozen, frozen_hash, value_hash, finding_severity, finding_state, finding_kind, interpretation,"      \
    " interpretation_version, finding_assignee, supersedes, ended_at,"                                                  \
    " end_reason, stale, row_version"
#define SHAPE                                                                                                                                                                                 \
    "exception_id:uuid,tenant_id:uuid,tenant_name:text,finding_id:uuid,subject_name:text,path:text,label:text,family:text,family_label:text,before:text?,after:text?,op:text,"                \
    "state:text,severity:text,justification:text,requester_id:uuid,requester_name:text?,requested_at:time,"                                                                                   \
    "approver_id:uuid?,approver_name:text?,decided_at:time?,decision_note:text,starts_at:time,expires_at:time,frozen:text?,"                                                                  \
    "frozen_hash:bytea?,value_hash:bytea,finding_severity:text,finding_state:text,finding_kind:text,interpretation:text,interpretation_version:int4,finding_assignee:uuid?,supersedes:uuid?," \
    "ended_at:time?,end_reason:text,stale:bool,row_version:int4"

static const struct query GET = {
    "exception_get",
    "SELECT " COLUMNS " FROM exception_row WHERE workspace_id = $1 AND exception_id = $2",
    "uuid,uuid",
    SHAPE,
};

/* $2 states, $3 tenant, $4 finding */
#define FILTER                                                                                                         \
    "workspace_id = $1 AND state = ANY ($2) AND ($3::uuid IS NULL OR tenant_id = $3)"                                  \
    " AND ($4::uuid IS NULL OR finding_id = $4)"
#define FILTER_PARAMS "uuid,text[],uuid,uuid"

static const struct query LIST = {
    "exception_list",
    "SELECT " COLUMNS " FROM exception_row WHERE " FILTER
    " AND ($5::timestamptz IS NULL OR (expires_at, exception_id) > ($5, $6)) ORDER BY expires_at, exception_id LIMIT $7",
    FILTER_PARAMS ",time,uuid,int4",
    SHAPE,
};

static const struct query IN_FORCE = {
    "exception_in_force",
    "SELECT " COLUMNS " FROM exception_row WHERE workspace_id = $1 AND finding_id = ANY ($2)"
    " AND state IN ('active', 'expiring')",
    "uuid,uuid[]",
    SHAPE,
};

static const struct query COUNT = {
    "exception_count",
    "SELECT count(*) AS total FROM (SELECT FROM exception WHERE " FILTER " LIMIT 10001) AS counted",
    FILTER_PARAMS,
    "total:int8",
};

static const struct query ADD = {
    "exception_add",
    "INSERT INTO exception (workspace_id, exception_id, tenant_id, finding_id, state, justification, requester_id, requested_at,"
    " starts_at, expires_at, severity, supersedes) VALUES ($1, $2, $3, $4, 'draft', $5, $6, $7, $8, $9, $10, $11)",
    "uuid,uuid,uuid,uuid,text,uuid,time,time,time,text,uuid",
    "",
};

static const struct query CHANGE = {
    "exception_change",
    "UPDATE exception SET state = $5, justification = $6, starts_at = $7, expires_at = $8, approver_id = $9, decided_at = $10,"
    " decision_note = $11, frozen = $12::text::jsonb, frozen_hash = $13, requested_at = $14, row_version = row_version + 1"
    " WHERE workspace_id = $1 AND exception_id = $2 AND state = $3 AND row_version = $4",
    "uuid,uuid,text,int4,text,text,time,time,uuid,time,text,text,bytea,time",
    "",
};

static const struct query MOVE = {
    "exception_move",
    "UPDATE exception SET state = $5, end_reason = CASE WHEN $5 IN ('active', 'expiring') THEN '' ELSE $5 END,"
    " ended_at = CASE WHEN $5 IN ('active', 'expiring') THEN ended_at ELSE $6 END, row_version = row_version + 1"
    " WHERE workspace_id = $1 AND exception_id = $2 AND state = $3 AND row_version = $4",
    "uuid,uuid,text,int4,text,time",
    "",
};

static enum rc decode(struct row *row, struct exception *out)
{
    const char *state;
    const char *severity;
    const char *finding_severity;
    int value = EXCEPTION_DRAFT;

    out->id.v = row_uuid(row);
    out->tenant.v = row_uuid(row);
    out->tenant_name = row_text(row);
    out->finding.v = row_uuid(row);
    out->subject_name = row_text(row);
    out->path = row_text(row);
    out->label = row_text(row);
    out->family = row_text(row);
    out->family_label = row_text(row);
    out->before = row_text_opt(row);
    out->after = row_text_opt(row);
    out->op = row_text(row);
    state = row_text(row);
    severity = row_text(row);
    out->justification = row_text(row);
    out->requester.v = row_uuid(row);
    out->requester_name = row_text_opt(row);
    out->requested_us = row_time_us(row);
    out->approver.v = row_uuid_opt(row);
    out->approver_name = row_text_opt(row);
    out->decided_us = row_time_us_opt(row);
    out->decision_note = row_text(row);
    out->starts_us = row_time_us(row);
    out->expires_us = row_time_us(row);
    out->frozen = row_text_opt(row);
    out->frozen_hash = row_bytes_opt(row);
    out->value_hash = row_bytes(row);
    finding_severity = row_text(row);
    out->finding_state = row_text(row);
    out->finding_kind = row_text(row);
    out->interpretation = row_text(row);
    out->interpretation_version = row_i32(row);
    out->finding_assignee.v = row_uuid_opt(row);
    out->supersedes.v = row_uuid_opt(row);
    out->ended_us = row_time_us_opt(row);
    out->end_reason = row_text(row);
    out->is_stale = row_bool(row);
    out->row_version = row_i32(row);
    if (row_done(row) != RC_OK || state_parse(&exception_states, state, &value) != RC_OK ||
        severity_parse(severity, &out->severity) != RC_OK ||
        severity_parse(finding_severity, &out->finding_severity) != RC_OK) {
        return fail_set(row->cx, RC_INTERNAL, NULL, "exception row: state '%s'", state);
    }
    out->state = (enum exception_state)value;
    return RC_OK;
}

enum rc exception_store_get(struct cx *cx, const struct actor *who, struct exception_id id, struct exception *out)
{
    struct row row;
    enum rc rc = query_one(cx, &GET, &row, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v)));

    return rc == RC_OK ? decode(&row, out) : rc;
}

enum rc exception_store_in_force(struct cx *cx, const struct actor *who, const struct uuid *findings,
                                 size_t finding_count, struct exception **out, size_t *count)
{
    struct rows rows;
    struct row row;
    enum rc rc =
        query_rows(cx, &IN_FORCE, &rows, ARGS(arg_uuid(actor_workspace(who).v), arg_uuids(findings, finding_count)));

    if (rc != RC_OK) {
        return rc;
    }
    *out = arena_calloc(cx->mem, (size_t)rows.count, sizeof **out);
    *count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        rc = decode(&row, &(*out)[(*count)++]);
    }
    return rc;
}

static bool in_scope(enum exception_scope scope, enum exception_state state)
{
    switch (state) {
    case EXCEPTION_REQUESTED:
    case EXCEPTION_CHANGES_REQUESTED:
        return scope == EXCEPTION_SCOPE_REQUESTED || scope == EXCEPTION_SCOPE_ANY;
    case EXCEPTION_APPROVED:
    case EXCEPTION_ACTIVE:
        return scope == EXCEPTION_SCOPE_ACTIVE || scope == EXCEPTION_SCOPE_ANY;
    case EXCEPTION_EXPIRING:
        return scope == EXCEPTION_SCOPE_EXPIRING || scope == EXCEPTION_SCOPE_ANY;
    case EXCEPTION_WITHDRAWN:
        return scope == EXCEPTION_SCOPE_ENDED;
    case EXCEPTION_REJECTED:
    case EXCEPTION_EXPIRED:
    case EXCEPTION_REVOKED:
    case EXCEPTION_SUPERSEDED:
        return scope == EXCEPTION_SCOPE_ENDED || scope == EXCEPTION_SCOPE_ANY;
    case EXCEPTION_NONE:
    case EXCEPTION_DRAFT:
    case EXCEPTION_STATE_COUNT:
        break;
    }
    return false;
}

/* The states that a filter asks for in `scope`, as codes that live in cx->mem. */
static struct arg states_of(struct cx *cx, const struct exception_filter *filter, enum exception_scope scope)
{
    const char **codes = arena_calloc(cx->mem, EXCEPTION_STATE_COUNT, sizeof *codes);
    size_t count = 0;

    for (int state = 0; state < EXCEPTION_STATE_COUNT; state++) {
        bool wanted = filter->state == STATE_NONE || filter->state == state;
        bool here =
            in_scope(scope, (enum exception_state)state) || (scope == EXCEPTION_SCOPE_ANY && filter->state == state);

        if (wanted && here) {
            codes[count++] = state_code(&exception_states, state);
        }
    }
    return arg_texts(codes, count);
}

static enum rc read_totals(struct rows *counted, struct exception_list *out)
{
    enum rc rc = RC_OK;

    for (int scope = 0; rc == RC_OK && scope < EXCEPTION_SCOPE_COUNT; scope++) {
        struct row row;

        out->totals[scope] = 0;
        if (rows_next(&counted[scope], &row)) {
            out->totals[scope] = row_i64(&row);
            rc = row_done(&row);
        }
    }
    return rc;
}

enum rc exception_store_list(struct cx *cx, const struct actor *who, const struct exception_filter *filter,
                             struct exception_list *out)
{
    struct arg workspace = arg_uuid(actor_workspace(who).v);
    struct arg tenant = arg_uuid_opt(filter->tenant.v);
    struct arg finding = arg_uuid_opt(filter->finding.v);
    struct arg counts[EXCEPTION_SCOPE_COUNT][5] = { 0 }; /* the fifth ends the list */
    struct rows counted[EXCEPTION_SCOPE_COUNT];
    struct batch batch = { .count = 0 };
    struct rows rows;
    struct row row;
    enum rc rc;

    batch_add(&batch, &LIST, &rows,
              ARGS(workspace, states_of(cx, filter, filter->scope), tenant, finding, arg_time(filter->after_us),
                   arg_uuid_opt(filter->after.v), arg_i32(filter->limit + 1)));
    for (int scope = 0; scope < EXCEPTION_SCOPE_COUNT; scope++) {
        counts[scope][0] = workspace;
        counts[scope][1] = states_of(cx, filter, (enum exception_scope)scope);
        counts[scope][2] = tenant;
        counts[scope][3] = finding;
        batch_add(&batch, &COUNT, &counted[scope], counts[scope]);
    }
    rc = batch_run(cx, &batch);
    if (rc != RC_OK) {
        return rc;
    }
    out->items = arena_calloc(cx->mem, (size_t)rows.count, sizeof *out->items);
    out->count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        rc = decode(&row, &out->items[out->count++]);
    }
    out->more = out->count > (size_t)filter->limit;
    out->count = out->more ? (size_t)filter->limit : out->count;
    return rc == RC_OK ? read_totals(counted, out) : rc;
}

enum rc exception_store_add(struct cx *cx, const struct actor *who, const struct exception *in)
{
    return query_exec(cx, &ADD, NULL,
                      ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(in->id.v), arg_uuid(in->tenant.v),
                           arg_uuid(in->finding.v), arg_text(in->justification), arg_uuid(in->requester.v),
                           arg_time(in->requested_us), arg_time(in->starts_us), arg_time(in->expires_us),
                           arg_text(severity_code(in->severity)), arg_uuid_opt(in->supersedes.v)));
}

static enum rc as_seen(struct cx *cx, const struct exception *from, enum rc rc, int64_t affected)
{
    if (rc == RC_OK && affected == 0) {
        return fail_set(cx, RC_CONFLICT, N_("Somebody else has already decided this request"),
                        "exception %s: not '%s' at version %d", id_text(cx, from->id.v),
                        state_code(&exception_states, from->state), from->row_version);
    }
    return rc;
}

enum rc exception_store_change(struct cx *cx, const struct actor *who, const struct exception *from,
                               const struct exception *to)
{
    int64_t affected = 0;
    enum rc rc = query_exec(cx, &CHANGE, &affected,
                            ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(from->id.v),
                                 arg_text(state_code(&exception_states, from->state)), arg_i32(from->row_version),
                                 arg_text(state_code(&exception_states, to->state)), arg_text(to->justification),
                                 arg_time(to->starts_us), arg_time(to->expires_us), arg_uuid_opt(to->approver.v),
                                 arg_time(to->decided_us), arg_text(to->decision_note), arg_text(to->frozen),
                                 arg_bytes(to->frozen_hash), arg_time(to->requested_us)));

    return as_seen(cx, from, rc, affected);
}

enum rc exception_store_move(struct cx *cx, const struct actor *who, const struct exception *from,
                             enum exception_state to)
{
    int64_t affected = 0;
    enum rc rc = query_exec(cx, &MOVE, &affected,
                            ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(from->id.v),
                                 arg_text(state_code(&exception_states, from->state)), arg_i32(from->row_version),
                                 arg_text(state_code(&exception_states, to)), arg_time(clock_now_us(cx->clock))));

    return as_seen(cx, from, rc, affected);
}

QUERIES(exception, &GET, &LIST, &IN_FORCE, &COUNT, &ADD, &CHANGE, &MOVE);
