/* What audit_verify reads. Included by this domain and its tests alone. */
#ifndef CORE_AUDIT_AUDIT_VERIFY_STORE_H
#define CORE_AUDIT_AUDIT_VERIFY_STORE_H

#include <stdbool.h>

#include "core/audit/audit_event.h"
#include "ext/crypt.h"

/* One leaf with its event and the checkpoints that end at it. */
struct audit_sealed {
    int64_t overall_index;
    int64_t leaf_index;
    struct merkle_hash leaf;
    struct audit_event event; /* workspace and id are the leaf's */
    bool has_event;
    struct bytes canonical;
    struct bytes salt; /* no data: none, or erased */
    struct bytes personal;
    struct bytes root; /* of the overall tree's checkpoint; no data: none ends here */
    const char *note;
    struct bytes tree_root; /* of the workspace's */
    const char *tree_note;
};

/* Calls take() for the leaves [first, first + count) of the overall tree of `log`, with flat memory. */
MUST_CHECK enum rc
audit_verify_store_each(struct cx *cx, struct uuid log, int64_t first, int64_t count,
                        enum rc (*take)(void *context, struct cx *cx, const struct audit_sealed *leaf), void *context);

struct audit_extent {
    struct uuid log;
    int64_t end; /* one past the last leaf */
    int64_t waiting; /* events without a leaf that the sealer knows */
};

MUST_CHECK enum rc audit_verify_store_extent(struct cx *cx, struct audit_extent *out);

/* An event that is neither sealed nor waiting, or waits without being there. */
struct audit_stray {
    struct uuid workspace;
    struct uuid event;
    bool exists;
};

MUST_CHECK enum rc audit_verify_store_strays(struct cx *cx, struct audit_stray **out, size_t *count);

/* A tree's size: as stored, and when the overall tree had `overall_size` leaves. */
struct audit_tree_size {
    struct uuid tree;
    int64_t size;
};

MUST_CHECK enum rc audit_verify_store_trees(struct cx *cx, struct audit_tree_size **out, size_t *count);
MUST_CHECK enum rc audit_verify_store_trees_at(struct cx *cx, int64_t overall_size, struct audit_tree_size **out,
                                               size_t *count);

/* Reads hashes of a tree for proofs: context is a struct audit_tree_reader. */
struct audit_tree_reader {
    struct uuid log;
    struct uuid tree;
};

MUST_CHECK enum rc audit_verify_store_hashes(void *reader, struct cx *cx, unsigned level, uint64_t first, size_t count,
                                             struct merkle_hash *out);

#endif
