#include "core/audit/audit_seal.h"

#include <string.h>

#include "base/text.h"
#include "core/audit/audit_file.h"
#include "core/audit/audit_seal_store.h"

enum { PUBLISH_BATCH = 200 };

/* One batch while its trees grow. trees[0] is the overall one. */
struct batch {
    struct cx *cx;
    struct uuid log;
    struct audit_tree *trees;
    size_t tree_count;
    struct audit_leaves leaves;
    struct audit_nodes nodes;
    struct uuid growing; /* the tree that merkle_append() is at */
};

static struct bytes hash_bytes(struct cx *cx, const struct merkle_hash *hash)
{
    return arena_bytes(cx->mem, bytes_of(hash->b, sizeof hash->b));
}

static void keep_node(void *context, unsigned level, uint64_t position, const struct merkle_hash *hash)
{
    struct batch *b = context;
    struct audit_nodes *n = &b->nodes;

    n->trees[n->count] = b->growing;
    n->levels[n->count] = level;
    n->positions[n->count] = (int64_t)position;
    n->hashes[n->count] = hash_bytes(b->cx, hash);
    n->count++;
}

static struct audit_tree *find_tree(struct batch *b, struct uuid id)
{
    for (size_t i = 0; i < b->tree_count; i++) {
        if (uuid_equal(b->trees[i].id, id)) {
            return &b->trees[i];
        }
    }
    b->trees[b->tree_count].id = id;
    return &b->trees[b->tree_count++];
}

static int64_t append(struct batch *b, struct audit_tree *tree, const struct merkle_hash *leaf)
{
    const struct merkle_sink sink = { keep_node, b };

    b->growing = tree->id;
    merkle_append(&tree->state, leaf, &sink);
    return (int64_t)tree->state.size - 1;
}

static void place(struct batch *b, const struct audit_waiting *event)
{
    struct audit_leaves *l = &b->leaves;
    struct merkle_hash hash = merkle_leaf(event->canonical);

    l->workspaces[l->count] = event->workspace;
    l->events[l->count] = event->event;
    l->hashes[l->count] = hash_bytes(b->cx, &hash);
    l->overall_indices[l->count] = append(b, find_tree(b, b->log), &hash);
    l->leaf_indices[l->count] = append(b, find_tree(b, event->workspace), &hash);
    l->count++;
}

static void allocate(struct batch *b, size_t events)
{
    struct arena *mem = b->cx->mem;
    size_t nodes = 2 * 8 * events; /* two trees; an append closes at most 8 stored levels */

    b->trees = arena_calloc(mem, events + 1, sizeof *b->trees);
    b->leaves.workspaces = arena_calloc(mem, events, sizeof *b->leaves.workspaces);
    b->leaves.events = arena_calloc(mem, events, sizeof *b->leaves.events);
    b->leaves.leaf_indices = arena_calloc(mem, events, sizeof *b->leaves.leaf_indices);
    b->leaves.overall_indices = arena_calloc(mem, events, sizeof *b->leaves.overall_indices);
    b->leaves.hashes = arena_calloc(mem, events, sizeof *b->leaves.hashes);
    b->nodes.trees = arena_calloc(mem, nodes, sizeof *b->nodes.trees);
    b->nodes.levels = arena_calloc(mem, nodes, sizeof *b->nodes.levels);
    b->nodes.positions = arena_calloc(mem, nodes, sizeof *b->nodes.positions);
    b->nodes.hashes = arena_calloc(mem, nodes, sizeof *b->nodes.hashes);
}

/* The trees as they stand, the overall one included; those without leaves are added when they get their first. */
static enum rc load_trees(struct batch *b, const struct audit_waiting *events, size_t count)
{
    struct uuid *ids = arena_calloc(b->cx->mem, count + 1, sizeof *ids);
    struct audit_tree *found;
    size_t found_count;
    enum rc rc;

    for (size_t i = 0; i < count; i++) {
        ids[i] = events[i].workspace;
    }
    ids[count] = b->log;
    rc = audit_seal_store_trees(b->cx, ids, count + 1, &found, &found_count);
    if (rc == RC_OK && found_count > 0) {
        memcpy(b->trees, found, found_count * sizeof *found);
        b->tree_count = found_count;
    }
    return rc;
}

const char *audit_origin(struct cx *cx, struct uuid log, struct uuid tree)
{
    return uuid_equal(log, tree)
               ? arena_printf(cx->mem, "tenantpilot/audit/%s", id_text(cx, log))
               : arena_printf(cx->mem, "tenantpilot/audit/%s/%s", id_text(cx, log), id_text(cx, tree));
}

static enum rc sign_trees(struct batch *b, const struct sign_secret *key)
{
    struct arena *mem = b->cx->mem;
    struct audit_checkpoints c = {
        .count = b->tree_count,
        .trees = arena_calloc(mem, b->tree_count, sizeof *c.trees),
        .sizes = arena_calloc(mem, b->tree_count, sizeof *c.sizes),
        .roots = arena_calloc(mem, b->tree_count, sizeof *c.roots),
        .peaks = arena_calloc(mem, b->tree_count, sizeof *c.peaks),
        .notes = arena_calloc(mem, b->tree_count, sizeof *c.notes),
    };

    for (size_t i = 0; i < b->tree_count; i++) {
        const struct audit_tree *tree = &b->trees[i];
        const struct checkpoint checkpoint = { .origin = audit_origin(b->cx, b->log, tree->id),
                                               .size = tree->state.size,
                                               .root = merkle_root(&tree->state) };

        c.trees[i] = tree->id;
        c.sizes[i] = (int64_t)tree->state.size;
        c.roots[i] = hash_bytes(b->cx, &checkpoint.root);
        c.peaks[i] = bytes_of(tree->state.peaks, merkle_peak_count(tree->state.size) * MERKLE_HASH_LEN);
        c.notes[i] = checkpoint_write(b->cx, key, &checkpoint);
    }
    return audit_seal_store_checkpoints(b->cx, &c, clock_now_us(b->cx->clock));
}

static enum rc seal_events(struct cx *cx, const struct sign_secret *key, const struct audit_waiting *events,
                           size_t count)
{
    struct batch b = { .cx = cx };
    enum rc rc = audit_seal_store_log(cx, &b.log);

    if (rc != RC_OK) {
        return rc;
    }
    allocate(&b, count);
    rc = load_trees(&b, events, count);
    if (rc != RC_OK) {
        return rc;
    }
    for (size_t i = 0; i < count; i++) {
        place(&b, &events[i]);
    }
    rc = audit_seal_store_leaves(cx, &b.leaves);
    if (rc == RC_OK) {
        rc = audit_seal_store_nodes(cx, &b.nodes);
    }
    return rc == RC_OK ? sign_trees(&b, key) : rc;
}

enum rc audit_seal(struct cx *cx, const struct actor *who, const struct sign_secret *key, int32_t limit,
                   int64_t *sealed)
{
    struct audit_waiting *events;
    size_t count;
    bool mine;
    enum rc rc = actor_require(cx, who, CAP_SEALER);

    *sealed = 0;
    if (rc == RC_OK) {
        rc = audit_seal_store_lock(cx, &mine);
    }
    if (rc != RC_OK || !mine) {
        return rc;
    }
    rc = audit_seal_store_waiting(cx, limit < AUDIT_BATCH_MAX ? limit : AUDIT_BATCH_MAX, &events, &count);
    if (rc != RC_OK || count == 0) {
        return rc;
    }
    rc = seal_events(cx, key, events, count);
    if (rc == RC_OK) {
        *sealed = (int64_t)count;
    }
    return rc;
}

/* The file must continue the log as it is now. */
static enum rc check_last(struct cx *cx, struct uuid log, const struct checkpoint *last, const char *path)
{
    struct merkle_hash root;
    enum rc rc;

    if (last->size == 0) {
        return RC_OK;
    }
    rc = audit_seal_store_root(cx, log, last->size, &root);
    if (rc != RC_OK && rc != RC_NOT_FOUND) {
        return rc;
    }
    if (rc == RC_NOT_FOUND || !text_equal(last->origin, audit_origin(cx, log, log)) ||
        !merkle_equal(&root, &last->root)) {
        return fail_set(cx, RC_CONFLICT, NULL, "'%s': its last checkpoint (size %llu) is not one of this log", path,
                        (unsigned long long)last->size);
    }
    return RC_OK;
}

enum rc audit_publish(struct cx *cx, const struct actor *who, const char *path, int64_t *appended)
{
    struct checkpoint last;
    struct uuid log;
    const char **notes;
    size_t count;
    enum rc rc = actor_require(cx, who, CAP_SEALER);

    *appended = 0;
    if (rc == RC_OK) {
        rc = audit_seal_store_log(cx, &log);
    }
    if (rc == RC_OK) {
        rc = audit_file_mend(cx, path, &last);
    }
    if (rc == RC_OK) {
        rc = check_last(cx, log, &last, path);
    }
    if (rc == RC_OK) {
        rc = audit_seal_store_notes(cx, log, last.size, PUBLISH_BATCH, &notes, &count);
    }
    if (rc != RC_OK || count == 0) {
        return rc;
    }
    rc = audit_file_append(cx, path, notes, count);
    if (rc == RC_OK) {
        *appended = (int64_t)count;
    }
    return rc;
}
