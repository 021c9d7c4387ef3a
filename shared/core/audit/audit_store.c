#include "core/audit/audit_store.h"

#include "ext/pq.h"

static const struct query INSERT = {
    "audit_insert",
    "WITH event AS (INSERT INTO audit_event (workspace_id, event_id, occurred_at, action, object_type, object_id, tenant_id,"
    " actor_kind, actor_id, from_state, to_state, reason_code, request_id, seen, evidence, personal, canonical)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)),"
    " person AS (INSERT INTO audit_person (workspace_id, event_id, salt, data)"
    " SELECT $1, $2, $18, $19 WHERE $19 IS NOT NULL)"
    " INSERT INTO audit_pending (workspace_id, event_id) VALUES ($1, $2)",
    "uuid,uuid,time,text,text,uuid,uuid,text,uuid,text,text,text,text,bytea,uuid[],bytea,bytea,bytea,bytea",
    "",
};

/* $1 workspace $2 now $3 actor's kind $4 actor $5 request; then one array per column. */
static const struct query INSERT_ALL = {
    "audit_insert_all",
    "WITH row AS (SELECT * FROM unnest($6::uuid[], $7::text[], $8::text[], $9::uuid[], $10::uuid[], $11::text[], $12::text[],"
    "  $13::text[], $14::bytea[], $15::bytea[], $16::bytea[], $17::bytea[], $18::bytea[])"
    "  AS r (event_id, action, object_type, object_id, tenant_id, from_state, to_state, reason_code, seen, personal, canonical,"
    "    salt, data)"
    "), event AS (INSERT INTO audit_event (workspace_id, event_id, occurred_at, action, object_type, object_id, tenant_id,"
    "  actor_kind, actor_id, from_state, to_state, reason_code, request_id, seen, evidence, personal, canonical)"
    "  SELECT $1, event_id, $2, action, object_type, object_id, tenant_id, $3, $4, from_state, to_state, reason_code, $5, seen, '{}',"
    "    personal, canonical FROM row"
    "), person AS (INSERT INTO audit_person (workspace_id, event_id, salt, data)"
    "  SELECT $1, event_id, salt, data FROM row WHERE data IS NOT NULL)"
    " INSERT INTO audit_pending (workspace_id, event_id) SELECT $1, event_id FROM row",
    "uuid,time,text,uuid,text,uuid[],text[],text[],uuid[],uuid[],text[],text[],text[],bytea[],bytea[],bytea[],bytea[],bytea[]",
    "",
};

static const struct query LIST = {
    "audit_list",
    "SELECT e.event_id, e.occurred_at, e.action, e.object_type, e.object_id, e.tenant_id, e.actor_kind, e.actor_id,"
    " e.from_state, e.to_state, e.reason_code, e.request_id, e.personal IS NOT NULL AND p.data IS NULL AS erased, p.data,"
    " coalesce(l.leaf_index, -1) AS leaf_index"
    " FROM audit_event e"
    " LEFT JOIN audit_person p ON p.workspace_id = e.workspace_id AND p.event_id = e.event_id"
    " LEFT JOIN audit_leaf l ON l.workspace_id = e.workspace_id AND l.event_id = e.event_id"
    " WHERE e.workspace_id = $1 AND ($2::text IS NULL OR e.object_type = $2) AND ($3::uuid IS NULL OR e.object_id = $3)"
    " AND ($4::uuid IS NULL OR e.tenant_id = $4) AND ($5::uuid IS NULL OR e.actor_id = $5)"
    " AND ($6::text IS NULL OR e.action = $6) AND ($7::uuid IS NULL OR e.event_id < $7)"
    " ORDER BY e.event_id DESC LIMIT $8",
    "uuid,text,uuid,uuid,uuid,text,uuid,int4",
    "event_id:uuid,occurred_at:time,action:text,object_type:text,object_id:uuid?,tenant_id:uuid?,actor_kind:text,"
    "actor_id:uuid?,from_state:text?,to_state:text?,reason_code:text?,request_id:text?,erased:bool,data:bytea?,"
    "leaf_index:int8",
};

static const struct query ERASE = {
    "audit_erase",
    "UPDATE audit_person p SET salt = NULL, data = NULL FROM audit_event e"
    " WHERE p.workspace_id = $1 AND e.workspace_id = $1 AND e.event_id = p.event_id AND e.actor_id = $2"
    " AND p.data IS NOT NULL",
    "uuid,uuid",
    "",
};

enum rc audit_store_insert(struct cx *cx, const struct audit_row *row)
{
    const struct audit_event *e = &row->event;

    return query_exec(cx, &INSERT, NULL,
                      ARGS(arg_uuid(e->workspace), arg_uuid(e->id), arg_time(e->occurred_at_us), arg_text(e->action),
                           arg_text(e->object_type), arg_uuid_opt(e->object), arg_uuid_opt(e->tenant),
                           arg_text(e->actor_kind), arg_uuid_opt(e->actor), arg_text(e->from), arg_text(e->to),
                           arg_text(e->reason_code), arg_text(e->request_id), arg_bytes(e->seen),
                           arg_uuids(e->evidence, e->evidence_count), arg_bytes(e->personal), arg_bytes(row->canonical),
                           arg_bytes(row->salt), arg_bytes(row->data)));
}

/* The rows turned by 90 degrees: one array per column that differs among them. */
struct columns {
    struct uuid *id;
    const char **action;
    const char **object_type;
    struct uuid *object;
    struct uuid *tenant;
    const char **from;
    const char **to;
    const char **reason_code;
    struct bytes *seen;
    struct bytes *personal;
    struct bytes *canonical;
    struct bytes *salt;
    struct bytes *data;
};

static void turn(struct arena *mem, const struct audit_row *rows, size_t count, struct columns *out)
{
    *out = (struct columns){
        .id = arena_calloc(mem, count, sizeof(struct uuid)),
        .action = arena_calloc(mem, count, sizeof(char *)),
        .object_type = arena_calloc(mem, count, sizeof(char *)),
        .object = arena_calloc(mem, count, sizeof(struct uuid)),
        .tenant = arena_calloc(mem, count, sizeof(struct uuid)),
        .from = arena_calloc(mem, count, sizeof(char *)),
        .to = arena_calloc(mem, count, sizeof(char *)),
        .reason_code = arena_calloc(mem, count, sizeof(char *)),
        .seen = arena_calloc(mem, count, sizeof(struct bytes)),
        .personal = arena_calloc(mem, count, sizeof(struct bytes)),
        .canonical = arena_calloc(mem, count, sizeof(struct bytes)),
        .salt = arena_calloc(mem, count, sizeof(struct bytes)),
        .data = arena_calloc(mem, count, sizeof(struct bytes)),
    };
    for (size_t i = 0; i < count; i++) {
        out->id[i] = rows[i].event.id;
        out->action[i] = rows[i].event.action;
        out->object_type[i] = rows[i].event.object_type;
        out->object[i] = rows[i].event.object;
        out->tenant[i] = rows[i].event.tenant;
        out->from[i] = rows[i].event.from;
        out->to[i] = rows[i].event.to;
        out->reason_code[i] = rows[i].event.reason_code;
        out->seen[i] = rows[i].event.seen;
        out->personal[i] = rows[i].event.personal;
        out->canonical[i] = rows[i].canonical;
        out->salt[i] = rows[i].salt;
        out->data[i] = rows[i].data;
    }
}

enum rc audit_store_insert_all(struct cx *cx, const struct audit_row *rows, size_t count)
{
    const struct audit_event *first = &rows[0].event;
    struct columns c;

    turn(cx->mem, rows, count, &c);
    return query_exec(cx, &INSERT_ALL, NULL,
                      ARGS(arg_uuid(first->workspace), arg_time(first->occurred_at_us), arg_text(first->actor_kind),
                           arg_uuid_opt(first->actor), arg_text(first->request_id), arg_uuids(c.id, count),
                           arg_texts(c.action, count), arg_texts(c.object_type, count), arg_uuids_opt(c.object, count),
                           arg_uuids_opt(c.tenant, count), arg_texts(c.from, count), arg_texts(c.to, count),
                           arg_texts(c.reason_code, count), arg_byteas(c.seen, count), arg_byteas(c.personal, count),
                           arg_byteas(c.canonical, count), arg_byteas(c.salt, count), arg_byteas(c.data, count)));
}

static enum rc decode(struct cx *cx, struct row *row, struct audit_record *out)
{
    struct audit_personal personal = { .name = NULL };
    struct bytes data;
    enum rc rc;

    out->id.v = row_uuid(row);
    out->occurred_at_us = row_time_us(row);
    out->action = row_text(row);
    out->object_type = row_text(row);
    out->object = row_uuid_opt(row);
    out->tenant.v = row_uuid_opt(row);
    out->actor_kind = row_text(row);
    out->actor.v = row_uuid_opt(row);
    out->from = row_text_opt(row);
    out->to = row_text_opt(row);
    out->reason_code = row_text_opt(row);
    out->request_id = row_text_opt(row);
    out->is_erased = row_bool(row);
    data = row_bytes_opt(row);
    out->leaf_index = row_i64(row);
    rc = row_done(row);
    if (rc == RC_OK && data.data != NULL && audit_personal_parse(cx, data, &personal) != RC_OK) {
        return fail_set(cx, RC_INTERNAL, NULL, "audit event %s: its personal data cannot be read",
                        id_text(cx, out->id.v));
    }
    out->actor_name = personal.name;
    out->on_behalf_of = personal.on_behalf_of;
    out->note = personal.note;
    return rc;
}

enum rc audit_store_list(struct cx *cx, const struct actor *who, const struct audit_filter *f,
                         struct audit_record **out, size_t *count)
{
    struct rows rows;
    struct row row;
    enum rc rc = query_rows(cx, &LIST, &rows,
                            ARGS(arg_uuid(actor_workspace(who).v), arg_text(f->object_type), arg_uuid_opt(f->object),
                                 arg_uuid_opt(f->tenant.v), arg_uuid_opt(f->actor.v), arg_text(f->action),
                                 arg_uuid_opt(f->before.v), arg_i32(f->limit + 1)));

    *count = 0;
    if (rc != RC_OK) {
        return rc;
    }
    *out = arena_calloc(cx->mem, (size_t)rows.count, sizeof **out);
    while (rc == RC_OK && rows_next(&rows, &row)) {
        rc = decode(cx, &row, &(*out)[(*count)++]);
    }
    return rc;
}

enum rc audit_store_erase(struct cx *cx, const struct actor *who, struct account_id account, int64_t *erased)
{
    return query_exec(cx, &ERASE, erased, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(account.v)));
}

QUERIES(audit, &INSERT, &INSERT_ALL, &LIST, &ERASE);
