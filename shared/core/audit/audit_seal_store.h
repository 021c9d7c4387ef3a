/* The rows of leaves, trees and checkpoints. Included by this domain and its tests alone. */
#ifndef CORE_AUDIT_AUDIT_SEAL_STORE_H
#define CORE_AUDIT_AUDIT_SEAL_STORE_H

#include <stdbool.h>

#include "base/cx.h"
#include "ext/crypt.h"

/* Takes the sequencer's place for the rest of the transaction; false: somebody else has it. */
MUST_CHECK enum rc audit_seal_store_lock(struct cx *cx, bool *out);

/* The log's id, which is that of the overall tree. */
MUST_CHECK enum rc audit_seal_store_log(struct cx *cx, struct uuid *out);

struct audit_waiting {
    struct uuid workspace;
    struct uuid event;
    struct bytes canonical;
};

/* Events without a place, ordered by id. */
MUST_CHECK enum rc audit_seal_store_waiting(struct cx *cx, int32_t limit, struct audit_waiting **out, size_t *count);

struct audit_tree {
    struct uuid id;
    struct merkle state;
};

/* Those of `ids` that have leaves. */
MUST_CHECK enum rc audit_seal_store_trees(struct cx *cx, const struct uuid *ids, size_t count, struct audit_tree **out,
                                          size_t *found);

/* New rows, column by column. */
struct audit_leaves {
    size_t count;
    struct uuid *workspaces;
    struct uuid *events;
    int64_t *leaf_indices;
    int64_t *overall_indices;
    struct bytes *hashes;
};

struct audit_nodes {
    size_t count;
    size_t capacity;
    struct uuid *trees;
    int64_t *levels;
    int64_t *positions;
    struct bytes *hashes;
};

struct audit_checkpoints {
    size_t count;
    struct uuid *trees;
    int64_t *sizes;
    struct bytes *roots;
    struct bytes *peaks;
    const char **notes;
};

/* Leaves in, waiting notes out. */
MUST_CHECK enum rc audit_seal_store_leaves(struct cx *cx, const struct audit_leaves *leaves);
MUST_CHECK enum rc audit_seal_store_nodes(struct cx *cx, const struct audit_nodes *nodes);

/* The trees' new states and their checkpoints. */
MUST_CHECK enum rc audit_seal_store_checkpoints(struct cx *cx, const struct audit_checkpoints *checkpoints,
                                                int64_t now_us);

/* The root that the log has at `size` of a tree by its checkpoint. RC_NOT_FOUND: none. */
MUST_CHECK enum rc audit_seal_store_root(struct cx *cx, struct uuid tree, uint64_t size, struct merkle_hash *out);

/* The notes of a tree's checkpoints after `size`, smallest first. */
MUST_CHECK enum rc audit_seal_store_notes(struct cx *cx, struct uuid tree, uint64_t size, int32_t limit,
                                          const char ***out, size_t *count);

#endif
