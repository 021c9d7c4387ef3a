#include "core/evidence/evidence_store.h"

#include "ext/pq.h"

#define HEAD                                                                                                           \
    "SELECT e.evidence_id, e.tenant_id, t.name AS tenant_name, e.run_id, e.control_code, e.source,"                    \
    " family_label(e.source) AS source_label, e.name, e.media_type,"                                                   \
    " e.collected_at, e.sha256, length(e.body)::int8 AS size"
#define FROM " FROM evidence_item e JOIN tenant t ON t.workspace_id = e.workspace_id AND t.tenant_id = e.tenant_id"
#define SHAPE                                                                                                                                 \
    "evidence_id:uuid,tenant_id:uuid,tenant_name:text,run_id:uuid,control_code:text,source:text,source_label:text,name:text,media_type:text," \
    "collected_at:time,sha256:bytea,size:int8"

static const struct query FIND = {
    "evidence_find",
    "SELECT evidence_id FROM evidence_item WHERE workspace_id = $1 AND run_id = $2 AND control_code = $3 AND name = $4 LIMIT 1",
    "uuid,uuid,text,text",
    "evidence_id:uuid",
};

static const struct query ADD = {
    "evidence_add",
    "INSERT INTO evidence_item (workspace_id, evidence_id, tenant_id, run_id, control_code, source, name, media_type, collected_at,"
    " sha256, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    "uuid,uuid,uuid,uuid,text,text,text,text,time,bytea,bytea",
    "",
};

static const struct query GET = {
    "evidence_get",
    HEAD ", e.body" FROM " WHERE e.workspace_id = $1 AND e.evidence_id = $2",
    "uuid,uuid",
    SHAPE ",body:bytea",
};

static const struct query LIST = {
    "evidence_list",
    HEAD FROM
    " WHERE e.workspace_id = $1 AND ($2::uuid IS NULL OR e.tenant_id = $2) AND ($3::uuid IS NULL OR e.run_id = $3)"
    " AND ($4::text IS NULL OR e.control_code = $4)"
    " AND ($5::timestamptz IS NULL OR (e.collected_at, e.evidence_id) < ($5, $6))"
    " AND ($8::text IS NULL OR strpos(lower(e.name), lower($8)) > 0)"
    " ORDER BY e.collected_at DESC, e.evidence_id DESC LIMIT $7",
    "uuid,uuid,uuid,text,time,uuid,int4,text",
    SHAPE,
};

static const struct query OF_RUN = {
    "evidence_of_run",
    HEAD ", e.body" FROM " WHERE e.workspace_id = $1 AND e.run_id = $2 ORDER BY e.control_code, e.name LIMIT 1000",
    "uuid,uuid",
    SHAPE ",body:bytea",
};

static void decode_head(struct row *row, struct evidence_item *out)
{
    out->id.v = row_uuid(row);
    out->tenant.v = row_uuid(row);
    out->tenant_name = row_text(row);
    out->run.v = row_uuid(row);
    out->control_code = row_text(row);
    out->source = row_text(row);
    out->source_label = row_text(row);
    out->name = row_text(row);
    out->media_type = row_text(row);
    out->collected_us = row_time_us(row);
    out->sha256 = row_bytes(row);
    out->size_bytes = row_i64(row);
}

enum rc evidence_store_find(struct cx *cx, const struct actor *who, const struct evidence_item *like,
                            struct evidence_id *out)
{
    struct row row;
    enum rc rc = query_one(cx, &FIND, &row,
                           ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(like->run.v), arg_text(like->control_code),
                                arg_text(like->name)));

    if (rc != RC_OK) {
        return rc;
    }
    out->v = row_uuid(&row);
    return row_done(&row);
}

enum rc evidence_store_add(struct cx *cx, const struct actor *who, const struct evidence_item *in)
{
    return query_exec(cx, &ADD, NULL,
                      ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(in->id.v), arg_uuid(in->tenant.v),
                           arg_uuid(in->run.v), arg_text(in->control_code), arg_text(in->source), arg_text(in->name),
                           arg_text(in->media_type), arg_time(in->collected_us), arg_bytes(in->sha256),
                           arg_bytes(in->body)));
}

enum rc evidence_store_get(struct cx *cx, const struct actor *who, struct evidence_id id, struct evidence_item *out)
{
    struct row row;
    enum rc rc = query_one(cx, &GET, &row, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v)));

    if (rc != RC_OK) {
        return rc;
    }
    decode_head(&row, out);
    out->body = row_bytes(&row);
    return row_done(&row);
}

enum rc evidence_store_list(struct cx *cx, const struct actor *who, const struct evidence_filter *filter,
                            struct evidence_list *out)
{
    struct rows rows;
    struct row row;
    enum rc rc =
        query_rows(cx, &LIST, &rows,
                   ARGS(arg_uuid(actor_workspace(who).v), arg_uuid_opt(filter->tenant.v), arg_uuid_opt(filter->run.v),
                        arg_text(filter->control_code), arg_time(filter->before_us), arg_uuid_opt(filter->before.v),
                        arg_i32(filter->limit + 1), arg_text(filter->q)));

    if (rc != RC_OK) {
        return rc;
    }
    out->items = arena_calloc(cx->mem, (size_t)rows.count, sizeof *out->items);
    out->count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        decode_head(&row, &out->items[out->count++]);
        rc = row_done(&row);
    }
    out->more = out->count > (size_t)filter->limit;
    out->count = out->more ? (size_t)filter->limit : out->count;
    return rc;
}

enum rc evidence_store_of_run(struct cx *cx, const struct actor *who, struct run_id run, struct evidence_list *out)
{
    struct rows rows;
    struct row row;
    enum rc rc = query_rows(cx, &OF_RUN, &rows, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(run.v)));

    if (rc != RC_OK) {
        return rc;
    }
    out->items = arena_calloc(cx->mem, (size_t)rows.count, sizeof *out->items);
    out->count = 0;
    out->more = false;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        struct evidence_item *item = &out->items[out->count++];

        decode_head(&row, item);
        item->body = row_bytes(&row);
        rc = row_done(&row);
    }
    return rc;
}

QUERIES(evidence, &FIND, &ADD, &GET, &LIST, &OF_RUN);
