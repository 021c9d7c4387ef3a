#include "core/audit/audit_verify_store.h"

#include <string.h>

#include "ext/pq.h"

/* No join may hide a row that should not be there: the leaf leads, everything else may be absent. */
static const struct query EACH = {
    "audit_verify_each",
    "SELECT l.overall_index, l.leaf_index, l.leaf_hash, l.workspace_id, l.event_id, e.canonical, e.occurred_at, e.action,"
    " e.object_type, e.object_id, e.tenant_id, e.actor_kind, e.actor_id, e.from_state, e.to_state, e.reason_code,"
    " e.request_id, e.seen, e.evidence, e.personal, p.salt, p.data, c.root, c.note, w.root AS tree_root,"
    " w.note AS tree_note"
    " FROM audit_leaf l"
    " LEFT JOIN audit_event e ON e.workspace_id = l.workspace_id AND e.event_id = l.event_id"
    " LEFT JOIN audit_person p ON p.workspace_id = l.workspace_id AND p.event_id = l.event_id"
    " LEFT JOIN audit_checkpoint c ON c.tree_id = $1 AND c.size = l.overall_index + 1"
    " LEFT JOIN audit_checkpoint w ON w.tree_id = l.workspace_id AND w.size = l.leaf_index + 1"
    " WHERE l.overall_index >= $2 AND l.overall_index < $3 ORDER BY l.overall_index",
    "uuid,int8,int8",
    "overall_index:int8,leaf_index:int8,leaf_hash:bytea,workspace_id:uuid,event_id:uuid,canonical:bytea?,"
    "occurred_at:time?,action:text?,object_type:text?,object_id:uuid?,tenant_id:uuid?,actor_kind:text?,actor_id:uuid?,"
    "from_state:text?,to_state:text?,reason_code:text?,request_id:text?,seen:bytea?,evidence:uuid[]?,personal:bytea?,"
    "salt:bytea?,data:bytea?,root:bytea?,note:text?,tree_root:bytea?,tree_note:text?",
};

static const struct query EXTENT = {
    "audit_verify_extent",
    "SELECT log_id, coalesce((SELECT max(overall_index) FROM audit_leaf), -1) + 1 AS leaves_end,"
    " (SELECT count(*) FROM audit_pending) AS waiting FROM audit_log",
    "",
    "log_id:uuid,leaves_end:int8,waiting:int8",
};

static const struct query STRAYS = {
    "audit_verify_strays",
    "SELECT e.workspace_id, e.event_id, true AS is_there FROM audit_event e"
    " WHERE NOT EXISTS (SELECT FROM audit_leaf l WHERE l.workspace_id = e.workspace_id AND l.event_id = e.event_id)"
    " AND NOT EXISTS (SELECT FROM audit_pending w WHERE w.workspace_id = e.workspace_id AND w.event_id = e.event_id)"
    " UNION ALL SELECT w.workspace_id, w.event_id, false FROM audit_pending w"
    " WHERE NOT EXISTS (SELECT FROM audit_event e WHERE e.workspace_id = w.workspace_id AND e.event_id = w.event_id)"
    " ORDER BY event_id LIMIT 1000",
    "",
    "workspace_id:uuid,event_id:uuid,is_there:bool",
};

static const struct query TREES = {
    "audit_verify_trees",
    "SELECT tree_id, size FROM audit_tree ORDER BY tree_id",
    "",
    "tree_id:uuid,size:int8",
};

static const struct query TREES_AT = {
    "audit_verify_trees_at",
    "SELECT workspace_id, max(leaf_index) + 1 AS size FROM audit_leaf WHERE overall_index < $1 GROUP BY workspace_id",
    "int8",
    "workspace_id:uuid,size:int8",
};

static const struct query OVERALL_HASHES = {
    "audit_overall_hashes",
    "SELECT leaf_hash FROM audit_leaf WHERE overall_index >= $1 AND overall_index < $2 ORDER BY overall_index",
    "int8,int8",
    "leaf_hash:bytea",
};

static const struct query LEAF_HASHES = {
    "audit_leaf_hashes",
    "SELECT leaf_hash FROM audit_leaf WHERE workspace_id = $1 AND leaf_index >= $2 AND leaf_index < $3"
    " ORDER BY leaf_index",
    "uuid,int8,int8",
    "leaf_hash:bytea",
};

static const struct query NODE_HASHES = {
    "audit_node_hashes",
    "SELECT hash FROM audit_node WHERE tree_id = $1 AND level = $2 AND position >= $3 AND position < $4"
    " ORDER BY position",
    "uuid,int4,int8,int8",
    "hash:bytea",
};

static bool take_hash(struct bytes bytes, struct merkle_hash *out)
{
    if (bytes.len != sizeof out->b) {
        return false;
    }
    memcpy(out->b, bytes.data, sizeof out->b);
    return true;
}

static enum rc decode(struct row *row, struct audit_sealed *out)
{
    struct bytes leaf;

    out->overall_index = row_i64(row);
    out->leaf_index = row_i64(row);
    leaf = row_bytes(row);
    out->event.workspace = row_uuid(row);
    out->event.id = row_uuid(row);
    out->canonical = row_bytes_opt(row);
    out->has_event = out->canonical.data != NULL;
    out->event.occurred_at_us = row_time_us_opt(row);
    out->event.action = row_text_opt(row);
    out->event.object_type = row_text_opt(row);
    out->event.object = row_uuid_opt(row);
    out->event.tenant = row_uuid_opt(row);
    out->event.actor_kind = row_text_opt(row);
    out->event.actor = row_uuid_opt(row);
    out->event.from = row_text_opt(row);
    out->event.to = row_text_opt(row);
    out->event.reason_code = row_text_opt(row);
    out->event.request_id = row_text_opt(row);
    out->event.seen = row_bytes_opt(row);
    out->event.evidence = row_uuids(row, &out->event.evidence_count);
    out->event.personal = row_bytes_opt(row);
    out->salt = row_bytes_opt(row);
    out->personal = row_bytes_opt(row);
    out->root = row_bytes_opt(row);
    out->note = row_text_opt(row);
    out->tree_root = row_bytes_opt(row);
    out->tree_note = row_text_opt(row);
    return row_done(row) == RC_OK && take_hash(leaf, &out->leaf) ? RC_OK : RC_INTERNAL;
}

struct each {
    enum rc (*take)(void *context, struct cx *cx, const struct audit_sealed *leaf);
    void *context;
};

static enum rc take_row(void *context, struct cx *cx, struct row *row)
{
    struct each *each = context;
    struct audit_sealed leaf = { .has_event = false };
    enum rc rc = decode(row, &leaf);

    return rc == RC_OK ? each->take(each->context, cx, &leaf) : rc;
}

enum rc audit_verify_store_each(struct cx *cx, struct uuid log, int64_t first, int64_t count,
                                enum rc (*take)(void *context, struct cx *cx, const struct audit_sealed *leaf),
                                void *context)
{
    struct each each = { take, context };

    return query_each(cx, &EACH, ARGS(arg_uuid(log), arg_i64(first), arg_i64(first + count)), take_row, &each);
}

enum rc audit_verify_store_extent(struct cx *cx, struct audit_extent *out)
{
    struct row row;
    enum rc rc = query_one(cx, &EXTENT, &row, NO_ARGS);

    if (rc != RC_OK) {
        return rc;
    }
    out->log = row_uuid(&row);
    out->end = row_i64(&row);
    out->waiting = row_i64(&row);
    return row_done(&row);
}

enum rc audit_verify_store_strays(struct cx *cx, struct audit_stray **out, size_t *count)
{
    struct rows rows;
    struct row row;
    enum rc rc = query_rows(cx, &STRAYS, &rows, NO_ARGS);

    *count = 0;
    if (rc != RC_OK) {
        return rc;
    }
    *out = arena_calloc(cx->mem, (size_t)rows.count, sizeof **out);
    while (rc == RC_OK && rows_next(&rows, &row)) {
        struct audit_stray *stray = &(*out)[(*count)++];

        stray->workspace = row_uuid(&row);
        stray->event = row_uuid(&row);
        stray->exists = row_bool(&row);
        rc = row_done(&row);
    }
    return rc;
}

static enum rc sizes(struct cx *cx, struct rows *rows, struct audit_tree_size **out, size_t *count)
{
    struct row row;
    enum rc rc = RC_OK;

    *count = 0;
    *out = arena_calloc(cx->mem, (size_t)rows->count, sizeof **out);
    while (rc == RC_OK && rows_next(rows, &row)) {
        struct audit_tree_size *tree = &(*out)[(*count)++];

        tree->tree = row_uuid(&row);
        tree->size = row_i64(&row);
        rc = row_done(&row);
    }
    return rc;
}

enum rc audit_verify_store_trees(struct cx *cx, struct audit_tree_size **out, size_t *count)
{
    struct rows rows;
    enum rc rc = query_rows(cx, &TREES, &rows, NO_ARGS);

    return rc == RC_OK ? sizes(cx, &rows, out, count) : rc;
}

enum rc audit_verify_store_trees_at(struct cx *cx, int64_t overall_size, struct audit_tree_size **out, size_t *count)
{
    struct rows rows;
    enum rc rc = query_rows(cx, &TREES_AT, &rows, ARGS(arg_i64(overall_size)));

    return rc == RC_OK ? sizes(cx, &rows, out, count) : rc;
}

static enum rc ask_hashes(struct cx *cx, const struct audit_tree_reader *reader, unsigned level, int64_t first,
                          int64_t end, struct rows *out)
{
    if (level > 0) {
        return query_rows(cx, &NODE_HASHES, out,
                          ARGS(arg_uuid(reader->tree), arg_i32((int32_t)level), arg_i64(first), arg_i64(end)));
    }
    if (uuid_equal(reader->tree, reader->log)) {
        return query_rows(cx, &OVERALL_HASHES, out, ARGS(arg_i64(first), arg_i64(end)));
    }
    return query_rows(cx, &LEAF_HASHES, out, ARGS(arg_uuid(reader->tree), arg_i64(first), arg_i64(end)));
}

enum rc audit_verify_store_hashes(void *reader, struct cx *cx, unsigned level, uint64_t first, size_t count,
                                  struct merkle_hash *out)
{
    struct rows rows;
    struct row row;
    size_t taken = 0;
    enum rc rc = ask_hashes(cx, reader, level, (int64_t)first, (int64_t)(first + count), &rows);

    while (rc == RC_OK && taken < count && rows_next(&rows, &row)) {
        struct bytes hash = row_bytes(&row);

        rc = row_done(&row) == RC_OK && take_hash(hash, &out[taken]) ? RC_OK : RC_INTERNAL;
        taken++;
    }
    if (rc == RC_OK && taken != count) {
        return fail_set(cx, RC_CONFLICT, NULL, "audit tree %s: hashes are missing at level %u from %llu",
                        id_text(cx, ((const struct audit_tree_reader *)reader)->tree), level,
                        (unsigned long long)first);
    }
    return rc;
}

QUERIES(audit_verify, &EACH, &EXTENT, &STRAYS, &TREES, &TREES_AT, &OVERALL_HASHES, &LEAF_HASHES, &NODE_HASHES);
