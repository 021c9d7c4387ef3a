#include "core/audit/audit_seal_store.h"

#include <string.h>

#include "ext/pq.h"

static const struct query LOCK = {
    "audit_seal_lock",
    "SELECT pg_try_advisory_xact_lock(7201120001) AS got",
    "",
    "got:bool",
};

static const struct query LOG = { "audit_log", "SELECT log_id FROM audit_log", "", "log_id:uuid" };

static const struct query WAITING = {
    "audit_waiting",
    "SELECT w.workspace_id, w.event_id, e.canonical FROM audit_pending w"
    " JOIN audit_event e ON e.workspace_id = w.workspace_id AND e.event_id = w.event_id ORDER BY w.event_id LIMIT $1",
    "int4",
    "workspace_id:uuid,event_id:uuid,canonical:bytea",
};

static const struct query TREES = {
    "audit_trees",
    "SELECT tree_id, size, peaks FROM audit_tree WHERE tree_id = ANY ($1)",
    "uuid[]",
    "tree_id:uuid,size:int8,peaks:bytea",
};

static const struct query LEAVES = {
    "audit_leaves_insert",
    "WITH sealed AS (SELECT * FROM unnest($1, $2, $3, $4, $5) AS s (workspace_id, event_id, leaf_index, overall_index, hash)),"
    " placed AS (INSERT INTO audit_leaf (workspace_id, event_id, leaf_index, overall_index, leaf_hash) SELECT * FROM sealed)"
    " DELETE FROM audit_pending w USING sealed s WHERE w.workspace_id = s.workspace_id AND w.event_id = s.event_id",
    "uuid[],uuid[],int8[],int8[],bytea[]",
    "",
};

static const struct query NODES = {
    "audit_nodes_insert",
    "INSERT INTO audit_node (tree_id, level, position, hash)"
    " SELECT n.tree_id, n.level::int4, n.position, n.hash FROM unnest($1, $2, $3, $4) AS n (tree_id, level, position, hash)",
    "uuid[],int8[],int8[],bytea[]",
    "",
};

static const struct query CHECKPOINTS = {
    "audit_checkpoints_insert",
    "WITH grown AS (SELECT * FROM unnest($1, $2, $3, $4, $5) AS g (tree_id, size, root, peaks, note)),"
    " trees AS (INSERT INTO audit_tree (tree_id, size, peaks) SELECT tree_id, size, peaks FROM grown"
    " ON CONFLICT (tree_id) DO UPDATE SET size = EXCLUDED.size, peaks = EXCLUDED.peaks)"
    " INSERT INTO audit_checkpoint (tree_id, size, root, note, signed_at) SELECT tree_id, size, root, note, $6 FROM grown",
    "uuid[],int8[],bytea[],bytea[],text[],time",
    "",
};

static const struct query ROOT = {
    "audit_checkpoint_root",
    "SELECT root FROM audit_checkpoint WHERE tree_id = $1 AND size = $2",
    "uuid,int8",
    "root:bytea",
};

static const struct query NOTES = {
    "audit_checkpoint_notes",
    "SELECT note FROM audit_checkpoint WHERE tree_id = $1 AND size > $2 ORDER BY size LIMIT $3",
    "uuid,int8,int4",
    "note:text",
};

enum rc audit_seal_store_lock(struct cx *cx, bool *out)
{
    struct row row;
    enum rc rc = query_one(cx, &LOCK, &row, NO_ARGS);

    if (rc != RC_OK) {
        return rc;
    }
    *out = row_bool(&row);
    return row_done(&row);
}

enum rc audit_seal_store_log(struct cx *cx, struct uuid *out)
{
    struct row row;
    enum rc rc = query_one(cx, &LOG, &row, NO_ARGS);

    if (rc != RC_OK) {
        return rc;
    }
    *out = row_uuid(&row);
    return row_done(&row);
}

enum rc audit_seal_store_waiting(struct cx *cx, int32_t limit, struct audit_waiting **out, size_t *count)
{
    struct rows rows;
    struct row row;
    enum rc rc = query_rows(cx, &WAITING, &rows, ARGS(arg_i32(limit)));

    *count = 0;
    if (rc != RC_OK) {
        return rc;
    }
    *out = arena_calloc(cx->mem, (size_t)rows.count, sizeof **out);
    while (rc == RC_OK && rows_next(&rows, &row)) {
        struct audit_waiting *w = &(*out)[(*count)++];

        w->workspace = row_uuid(&row);
        w->event = row_uuid(&row);
        w->canonical = row_bytes(&row);
        rc = row_done(&row);
    }
    return rc;
}

static enum rc decode_tree(struct cx *cx, struct row *row, struct audit_tree *out)
{
    struct bytes peaks;
    enum rc rc;

    out->id = row_uuid(row);
    out->state.size = (uint64_t)row_i64(row);
    peaks = row_bytes(row);
    rc = row_done(row);
    if (rc == RC_OK && peaks.len != merkle_peak_count(out->state.size) * MERKLE_HASH_LEN) {
        return fail_set(cx, RC_INTERNAL, NULL, "audit tree %s: %zu bytes of peaks", id_text(cx, out->id), peaks.len);
    }
    if (rc == RC_OK) {
        memcpy(out->state.peaks, peaks.data, peaks.len);
    }
    return rc;
}

enum rc audit_seal_store_trees(struct cx *cx, const struct uuid *ids, size_t count, struct audit_tree **out,
                               size_t *found)
{
    struct rows rows;
    struct row row;
    enum rc rc = query_rows(cx, &TREES, &rows, ARGS(arg_uuids(ids, count)));

    *found = 0;
    if (rc != RC_OK) {
        return rc;
    }
    *out = arena_calloc(cx->mem, (size_t)rows.count, sizeof **out);
    while (rc == RC_OK && rows_next(&rows, &row)) {
        rc = decode_tree(cx, &row, &(*out)[(*found)++]);
    }
    return rc;
}

enum rc audit_seal_store_leaves(struct cx *cx, const struct audit_leaves *l)
{
    int64_t taken;
    enum rc rc = query_exec(cx, &LEAVES, &taken,
                            ARGS(arg_uuids(l->workspaces, l->count), arg_uuids(l->events, l->count),
                                 arg_i64s(l->leaf_indices, l->count), arg_i64s(l->overall_indices, l->count),
                                 arg_byteas(l->hashes, l->count)));

    if (rc == RC_OK && taken != (int64_t)l->count) {
        return fail_set(cx, RC_INTERNAL, NULL, "audit: %zu leaves, but %lld events waited", l->count, (long long)taken);
    }
    return rc;
}

enum rc audit_seal_store_nodes(struct cx *cx, const struct audit_nodes *n)
{
    if (n->count == 0) {
        return RC_OK;
    }
    return query_exec(cx, &NODES, NULL,
                      ARGS(arg_uuids(n->trees, n->count), arg_i64s(n->levels, n->count),
                           arg_i64s(n->positions, n->count), arg_byteas(n->hashes, n->count)));
}

enum rc audit_seal_store_checkpoints(struct cx *cx, const struct audit_checkpoints *c, int64_t now_us)
{
    return query_exec(cx, &CHECKPOINTS, NULL,
                      ARGS(arg_uuids(c->trees, c->count), arg_i64s(c->sizes, c->count), arg_byteas(c->roots, c->count),
                           arg_byteas(c->peaks, c->count), arg_texts(c->notes, c->count), arg_time(now_us)));
}

enum rc audit_seal_store_root(struct cx *cx, struct uuid tree, uint64_t size, struct merkle_hash *out)
{
    struct row row;
    struct bytes root;
    enum rc rc = query_one(cx, &ROOT, &row, ARGS(arg_uuid(tree), arg_i64((int64_t)size)));

    if (rc != RC_OK) {
        return rc;
    }
    root = row_bytes(&row);
    rc = row_done(&row);
    if (rc == RC_OK && root.len != sizeof out->b) {
        return fail_set(cx, RC_INTERNAL, NULL, "audit checkpoint: a root of %zu bytes", root.len);
    }
    if (rc == RC_OK) {
        memcpy(out->b, root.data, sizeof out->b);
    }
    return rc;
}

enum rc audit_seal_store_notes(struct cx *cx, struct uuid tree, uint64_t size, int32_t limit, const char ***out,
                               size_t *count)
{
    struct rows rows;
    struct row row;
    enum rc rc = query_rows(cx, &NOTES, &rows, ARGS(arg_uuid(tree), arg_i64((int64_t)size), arg_i32(limit)));

    *count = 0;
    if (rc != RC_OK) {
        return rc;
    }
    *out = arena_calloc(cx->mem, (size_t)rows.count, sizeof **out);
    while (rc == RC_OK && rows_next(&rows, &row)) {
        (*out)[(*count)++] = row_text(&row);
        rc = row_done(&row);
    }
    return rc;
}

QUERIES(audit_seal, &LOCK, &LOG, &WAITING, &TREES, &LEAVES, &NODES, &CHECKPOINTS, &ROOT, &NOTES);
