/* Reading the inventory. */
#include "base/text.h"
#include "core/subject/subject.h"
#include "ext/pq.h"

#define COLUMNS                                                                                                        \
    "s.subject_id, s.tenant_id, t.name AS tenant_name, s.family,"                                                      \
    " coalesce((SELECT f.label FROM provider_family f WHERE f.family = s.family LIMIT 1), s.family) AS family_label,"  \
    " s.object_id, s.name, s.state, s.version, s.document_hash, s.first_seen_at, s.changed_at, s.last_seen_at,"        \
    " s.last_seen_run"
#define SOURCE " FROM subject s JOIN tenant t USING (workspace_id, tenant_id)"
#define SHAPE                                                                                                          \
    "subject_id:uuid,tenant_id:uuid,tenant_name:text,family:text,family_label:text,object_id:text,name:text,"          \
    "state:text,version:int4,document_hash:bytea,first_seen_at:time,changed_at:time,last_seen_at:time,last_seen_run:uuid"

static const struct query GET = {
    "subject_get",
    "SELECT " COLUMNS SOURCE " WHERE s.workspace_id = $1 AND s.subject_id = $2",
    "uuid,uuid",
    SHAPE,
};

static const struct query LIST = {
    "subject_list",
    "SELECT " COLUMNS SOURCE " WHERE s.workspace_id = $1 AND ($2::uuid IS NULL OR s.tenant_id = $2)"
    " AND ($3::text IS NULL OR s.family = $3) AND ($4::text IS NULL OR s.state = $4)"
    " AND ($5::text IS NULL OR strpos(lower(s.name), lower($5)) > 0)"
    " AND ($6::text IS NULL OR (s.name, s.subject_id) > ($6, $7)) ORDER BY s.name, s.subject_id LIMIT $8",
    "uuid,uuid,text,text,text,text,uuid,int4",
    SHAPE,
};

static const struct query VERSIONS = {
    "subject_versions",
    "SELECT version, change, name, document_hash, run_id, at FROM subject_version"
    " WHERE workspace_id = $1 AND subject_id = $2 ORDER BY version DESC LIMIT 200",
    "uuid,uuid",
    "version:int4,change:text,name:text,document_hash:bytea,run_id:uuid,at:time",
};

static const struct query DOCUMENT = {
    "document_get",
    "SELECT canonical, raw, rules FROM document WHERE workspace_id = $1 AND hash = $2",
    "uuid,bytea",
    "canonical:bytea,raw:bytea,rules:int4",
};

#define KEY(who, id) arg_uuid(actor_workspace(who).v), arg_uuid((id).v)

static enum rc decode(struct row *row, struct subject *out)
{
    const char *state;
    int parsed = SUBJECT_PRESENT;

    out->id.v = row_uuid(row);
    out->tenant.v = row_uuid(row);
    out->tenant_name = row_text(row);
    out->family = row_text(row);
    out->family_label = row_text(row);
    out->object = row_text(row);
    out->name = row_text(row);
    state = row_text(row);
    out->version = row_i32(row);
    out->hash = row_bytes(row);
    out->first_seen_us = row_time_us(row);
    out->changed_us = row_time_us(row);
    out->last_seen_us = row_time_us(row);
    out->last_seen_run.v = row_uuid(row);
    if (state_parse(&subject_states, state, &parsed) != RC_OK) {
        return fail_set(row->cx, RC_INTERNAL, NULL, "subject: state '%s'", state);
    }
    out->state = (enum subject_state)parsed;
    return row_done(row);
}

enum rc subject_get(struct cx *cx, const struct actor *who, struct subject_id id, struct subject *out)
{
    struct row row;
    enum rc rc = query_one(cx, &GET, &row, ARGS(KEY(who, id)));

    return rc == RC_OK ? decode(&row, out) : rc;
}

enum rc subject_list(struct cx *cx, const struct actor *who, const struct subject_filter *filter, struct subject **out,
                     size_t *count)
{
    struct subject *list;
    struct rows rows;
    struct row row;
    size_t n = 0;
    enum rc rc = query_rows(cx, &LIST, &rows,
                            ARGS(arg_uuid(actor_workspace(who).v), arg_uuid_opt(filter->tenant.v),
                                 arg_text(filter->family), arg_text(filter->state), arg_text(filter->q),
                                 arg_text(filter->after_name), arg_uuid(filter->after.v), arg_i32(filter->limit)));

    if (rc != RC_OK) {
        return rc;
    }
    list = arena_calloc(cx->mem, (size_t)rows.count, sizeof *list);
    while (rows_next(&rows, &row)) {
        rc = decode(&row, &list[n++]);
        if (rc != RC_OK) {
            return rc;
        }
    }
    *out = list;
    *count = n;
    return RC_OK;
}

static enum rc decode_version(struct row *row, struct subject_version *out)
{
    const char *change;

    out->version = row_i32(row);
    change = row_text(row);
    out->name = row_text(row);
    out->hash = row_bytes(row);
    out->run.v = row_uuid(row);
    out->at_us = row_time_us(row);
    out->change = SUBJECT_ADDED;
    while (out->change < SUBJECT_CHANGE_COUNT && !text_equal(subject_change_code(out->change), change)) {
        out->change++;
    }
    if (out->change == SUBJECT_CHANGE_COUNT) {
        return fail_set(row->cx, RC_INTERNAL, NULL, "subject version: change '%s'", change);
    }
    return row_done(row);
}

enum rc subject_versions(struct cx *cx, const struct actor *who, struct subject_id id, struct subject_version **out,
                         size_t *count)
{
    struct subject_version *list;
    struct rows rows;
    struct row row;
    size_t n = 0;
    enum rc rc = query_rows(cx, &VERSIONS, &rows, ARGS(KEY(who, id)));

    if (rc != RC_OK) {
        return rc;
    }
    list = arena_calloc(cx->mem, (size_t)rows.count, sizeof *list);
    while (rows_next(&rows, &row)) {
        rc = decode_version(&row, &list[n++]);
        if (rc != RC_OK) {
            return rc;
        }
    }
    *out = list;
    *count = n;
    return RC_OK;
}

enum rc document_get(struct cx *cx, const struct actor *who, struct bytes hash, struct document *out)
{
    struct row row;
    enum rc rc = query_one(cx, &DOCUMENT, &row, ARGS(arg_uuid(actor_workspace(who).v), arg_bytes(hash)));

    if (rc != RC_OK) {
        return rc;
    }
    out->canonical = row_bytes(&row);
    out->raw = row_bytes(&row);
    out->rules = row_i32(&row);
    return row_done(&row);
}

QUERIES(subject, &GET, &LIST, &VERSIONS, &DOCUMENT);
