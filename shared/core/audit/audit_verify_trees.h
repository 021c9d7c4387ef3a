/* The trees as audit_verify builds them up, and the checkpoints that they must meet. Shared by audit_verify*.c alone. */
#ifndef CORE_AUDIT_AUDIT_VERIFY_TREES_H
#define CORE_AUDIT_AUDIT_VERIFY_TREES_H

#include <stdio.h>
#include <sys/types.h>

#include "core/audit/audit_verify.h"
#include "core/audit/audit_verify_store.h"

struct verify_tree {
    struct uuid id;
    const char *origin;
    struct merkle state;
    int64_t next; /* the index that must come; ahead of state.size once the tree is broken */
    int64_t good; /* the size up to which a signed checkpoint confirmed it */
    bool broken; /* a leaf is missing or a root differed: later roots cannot be compared */
};

struct verifier {
    const struct audit_check *check;
    struct audit_verdict *verdict;
    struct cx *cx; /* of the caller: what must outlive a row */
    struct verify_tree overall;
    struct verify_tree **trees; /* an open-addressing table by workspace */
    size_t tree_count;
    size_t tree_capacity; /* a power of two */
    struct uuid previous; /* the event before, in the same batch; nil at its start */
    FILE *outside; /* NULL: not compared, or missing */
    off_t
        outside_end; /* where the file ended before the log was read: what came later is not in this view of the log */
    struct checkpoint next_outside; /* size 0: none */
    bool has_gap;
};

/* Reports a range of a tree, or an event in it. */
void verify_report(struct verifier *v, enum audit_problem_kind kind, const struct verify_tree *tree, struct uuid event,
                   int64_t first, int64_t last);

/* The workspace's tree; a new one is empty. */
struct verify_tree *verify_tree_of(struct verifier *v, struct uuid workspace);

/* Takes the next leaf: its place, its hash, and the checkpoints that end at it, inside and outside the database. */
MUST_CHECK enum rc verify_leaf(struct verifier *v, struct cx *cx, const struct audit_sealed *leaf);

/* Begins at `since`: signed by a published key, and the root of what the stored hashes say. RC_INVALID: it is not. */
MUST_CHECK enum rc verify_since(struct verifier *v, const char *since);

/* Opens the file outside; called before the first query. */
MUST_CHECK enum rc verify_outside_open(struct verifier *v);

/* Reads on to the first checkpoint past the start. */
MUST_CHECK enum rc verify_outside_begin(struct verifier *v);

/* After the last leaf: uncovered events, a tree shorter than it was, checkpoints outside of events that are gone. */
MUST_CHECK enum rc verify_ends(struct verifier *v);

#endif
