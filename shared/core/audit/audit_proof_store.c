#include "core/audit/audit_proof_store.h"

#include "ext/pq.h"

static const struct query LOG = { "audit_proof_log", "SELECT log_id FROM audit_log", "", "log_id:uuid" };

static const struct query LATEST = {
    "audit_checkpoint_latest",
    "SELECT note, size FROM audit_checkpoint WHERE tree_id = $1 ORDER BY size DESC LIMIT 1",
    "uuid",
    "note:text,size:int8",
};

static const struct query EVENTS = {
    "audit_proof_events",
    "SELECT e.event_id, e.action, e.object_type, e.object_id, e.canonical, l.leaf_index FROM audit_event e"
    " JOIN audit_leaf l ON l.workspace_id = e.workspace_id AND l.event_id = e.event_id"
    " WHERE e.workspace_id = $1 AND e.object_id = ANY ($2) AND e.action = ANY ($3) AND l.leaf_index < $4"
    " ORDER BY l.leaf_index LIMIT 10001",
    "uuid,uuid[],text[],int8",
    "event_id:uuid,action:text,object_type:text,object_id:uuid,canonical:bytea,leaf_index:int8",
};

static const struct query IS_SEALED = {
    "audit_is_sealed",
    "SELECT NOT EXISTS (SELECT FROM audit_event e WHERE e.workspace_id = $1 AND e.object_id = $2 AND NOT EXISTS"
    " (SELECT FROM audit_leaf l WHERE l.workspace_id = e.workspace_id AND l.event_id = e.event_id)) AS sealed",
    "uuid,uuid",
    "sealed:bool",
};

enum rc audit_proof_store_log(struct cx *cx, struct uuid *out)
{
    struct row row;
    enum rc rc = query_one(cx, &LOG, &row, NO_ARGS);

    if (rc != RC_OK) {
        return rc;
    }
    *out = row_uuid(&row);
    return row_done(&row);
}

enum rc audit_proof_store_latest(struct cx *cx, const struct actor *who, const char **note, uint64_t *size)
{
    struct row row;
    enum rc rc = query_one(cx, &LATEST, &row, ARGS(arg_uuid(actor_workspace(who).v)));

    if (rc != RC_OK) {
        return rc;
    }
    *note = row_text(&row);
    *size = (uint64_t)row_i64(&row);
    return row_done(&row);
}

enum rc audit_proof_store_events(struct cx *cx, const struct actor *who, const struct audit_wanted *wanted,
                                 struct audit_proof **out, size_t *count)
{
    struct rows rows;
    struct row row;
    enum rc rc =
        query_rows(cx, &EVENTS, &rows,
                   ARGS(arg_uuid(actor_workspace(who).v), arg_uuids(wanted->objects, wanted->object_count),
                        arg_texts(wanted->actions, wanted->action_count), arg_i64((int64_t)wanted->tree_size)));

    *count = 0;
    if (rc != RC_OK) {
        return rc;
    }
    if (rows.count > AUDIT_PROOFS_MAX) {
        return fail_set(cx, RC_TOO_LARGE, NULL, "audit proofs: more than %d events", AUDIT_PROOFS_MAX);
    }
    *out = arena_calloc(cx->mem, (size_t)rows.count, sizeof **out);
    while (rc == RC_OK && rows_next(&rows, &row)) {
        struct audit_proof *proof = &(*out)[(*count)++];

        proof->event.v = row_uuid(&row);
        proof->action = row_text(&row);
        proof->object_type = row_text(&row);
        proof->object = row_uuid(&row);
        proof->canonical = row_bytes(&row);
        proof->leaf_index = (uint64_t)row_i64(&row);
        rc = row_done(&row);
    }
    return rc;
}

enum rc audit_proof_store_is_sealed(struct cx *cx, const struct actor *who, struct uuid object, bool *out)
{
    struct row row;
    enum rc rc = query_one(cx, &IS_SEALED, &row, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(object)));

    if (rc != RC_OK) {
        return rc;
    }
    *out = row_bool(&row);
    return row_done(&row);
}

QUERIES(audit_proof, &LOG, &LATEST, &EVENTS, &IS_SEALED);
