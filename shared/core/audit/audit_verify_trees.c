#include "core/audit/audit_verify_trees.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "core/audit/audit_file.h"
#include "core/audit/audit_keys.h"
#include "core/audit/audit_seal.h"

static const struct uuid no_event;

void verify_report(struct verifier *v, enum audit_problem_kind kind, const struct verify_tree *tree, struct uuid event,
                   int64_t first, int64_t last)
{
    const struct audit_problem problem = {
        .kind = kind, .tree = tree->id, .event = event, .first = first, .last = last
    };

    v->verdict->problems++;
    v->check->report(v->check->context, &problem);
}

static size_t slot_of(const struct verifier *v, struct uuid id)
{
    uint64_t key;
    size_t slot;

    memcpy(&key, id.b + 8, sizeof key); /* the random half of a UUIDv7 */
    slot = (size_t)key & (v->tree_capacity - 1);
    while (v->trees[slot] != NULL && !uuid_equal(v->trees[slot]->id, id)) {
        slot = (slot + 1) & (v->tree_capacity - 1);
    }
    return slot;
}

static void grow_table(struct verifier *v)
{
    struct verify_tree **old = v->trees;
    size_t old_capacity = v->tree_capacity;

    v->tree_capacity = old_capacity == 0 ? 64 : old_capacity * 2;
    v->trees = arena_calloc(v->cx->mem, v->tree_capacity, sizeof(struct verify_tree *));
    for (size_t i = 0; i < old_capacity; i++) {
        if (old[i] != NULL) {
            v->trees[slot_of(v, old[i]->id)] = old[i];
        }
    }
}

struct verify_tree *verify_tree_of(struct verifier *v, struct uuid workspace)
{
    size_t slot;

    if (v->tree_count * 2 >= v->tree_capacity) {
        grow_table(v);
    }
    slot = slot_of(v, workspace);
    if (v->trees[slot] == NULL) {
        struct verify_tree *tree = arena_alloc(v->cx->mem, sizeof *tree);

        tree->id = workspace;
        tree->origin = audit_origin(v->cx, v->overall.id, workspace);
        v->trees[slot] = tree;
        v->tree_count++;
    }
    return v->trees[slot];
}

static bool is_signed(struct verifier *v, const struct note *note, const char *origin)
{
    for (size_t i = 0; i < v->check->signer_count; i++) {
        const struct signer *signer = &v->check->signers[i];

        if (text_equal(signer->principal, AUDIT_PRINCIPAL) && note_valid(note, origin, &signer->key)) {
            return true;
        }
    }
    return false;
}

/* The checkpoint that the database has at the tree's size. */
static void meet_checkpoint(struct verifier *v, struct cx *cx, struct verify_tree *tree, struct bytes root,
                            const char *text)
{
    struct merkle_hash now = merkle_root(&tree->state);
    struct checkpoint checkpoint;
    struct note note;

    if (tree->broken) {
        return;
    }
    if (checkpoint_parse(cx, bytes_text(text), &checkpoint, &note) != RC_OK || !is_signed(v, &note, tree->origin) ||
        !text_equal(checkpoint.origin, tree->origin) || checkpoint.size != tree->state.size) {
        fail_clear(cx);
        verify_report(v, AUDIT_PROBLEM_SIGNATURE, tree, no_event, tree->good, tree->next - 1);
        return;
    }
    if (!merkle_equal(&checkpoint.root, &now) || !bytes_equal(root, bytes_of(now.b, sizeof now.b))) {
        tree->broken = true;
        verify_report(v, AUDIT_PROBLEM_ROOT, tree, no_event, tree->good, tree->next - 1);
        return;
    }
    tree->good = tree->next;
}

/* The next checkpoint outside that a published key signed; an unsigned one is reported and passed over. */
static enum rc next_outside(struct verifier *v, struct cx *cx)
{
    struct checkpoint checkpoint;
    struct note note;
    enum rc rc;

    v->next_outside.size = 0;
    if (v->outside == NULL || ftello(v->outside) >= v->outside_end) {
        return RC_OK;
    }
    while ((rc = audit_file_next(cx, v->outside, &checkpoint, &note)) == RC_OK) {
        if (text_equal(checkpoint.origin, v->overall.origin) && is_signed(v, &note, v->overall.origin)) {
            v->next_outside = (struct checkpoint){ .size = checkpoint.size, .root = checkpoint.root };
            return RC_OK;
        }
        verify_report(v, AUDIT_PROBLEM_SIGNATURE, &v->overall, no_event, -1, (int64_t)checkpoint.size - 1);
    }
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum rc meet_outside(struct verifier *v, struct cx *cx)
{
    enum rc rc = RC_OK;

    while (rc == RC_OK && v->next_outside.size != 0 && v->next_outside.size <= v->overall.state.size) {
        struct merkle_hash now = merkle_root(&v->overall.state);

        if (!v->overall.broken &&
            (v->next_outside.size != v->overall.state.size || !merkle_equal(&v->next_outside.root, &now))) {
            v->overall.broken = true;
            verify_report(v, AUDIT_PROBLEM_OUTSIDE, &v->overall, no_event, v->overall.good, v->overall.next - 1);
        }
        rc = next_outside(v, cx);
    }
    return rc;
}

/* Puts a leaf into a tree. A hole in the overall tree explains those in the workspaces' trees: they are not told twice. */
static void put(struct verifier *v, struct verify_tree *tree, int64_t index, const struct audit_sealed *leaf)
{
    if (index > tree->next && (tree == &v->overall || !v->has_gap)) {
        v->has_gap = true;
        verify_report(v, AUDIT_PROBLEM_MISSING, tree, no_event, tree->next, index - 1);
    } else if (index < tree->next) {
        verify_report(v, AUDIT_PROBLEM_REORDERED, tree, leaf->event.id, index, index);
    }
    tree->broken = tree->broken || index != tree->next;
    tree->next = index >= tree->next ? index + 1 : tree->next;
    if (!tree->broken) {
        merkle_append(&tree->state, &leaf->leaf, NULL);
    }
}

enum rc verify_leaf(struct verifier *v, struct cx *cx, const struct audit_sealed *leaf)
{
    struct verify_tree *tree = verify_tree_of(v, leaf->event.workspace);

    put(v, &v->overall, leaf->overall_index, leaf);
    put(v, tree, leaf->leaf_index, leaf);
    if (!uuid_is_nil(v->previous) && uuid_compare(leaf->event.id, v->previous) <= 0) {
        verify_report(v, AUDIT_PROBLEM_REORDERED, &v->overall, leaf->event.id, leaf->overall_index,
                      leaf->overall_index);
    }
    v->previous = leaf->event.id;
    if (leaf->tree_note != NULL) {
        meet_checkpoint(v, cx, tree, leaf->tree_root, leaf->tree_note);
    }
    if (leaf->note != NULL) {
        v->previous = no_event;
        meet_checkpoint(v, cx, &v->overall, leaf->root, leaf->note);
    }
    return meet_outside(v, cx);
}

static enum rc load_tree(struct verifier *v, struct verify_tree *tree, uint64_t size)
{
    struct audit_tree_reader source = { .log = v->overall.id, .tree = tree->id };
    const struct merkle_reader reader = { audit_verify_store_hashes, &source };
    enum rc rc = merkle_load(v->cx, &reader, size, &tree->state);

    tree->next = (int64_t)size;
    tree->good = (int64_t)size;
    return rc;
}

enum rc verify_since(struct verifier *v, const char *since)
{
    struct checkpoint checkpoint;
    struct note note;
    struct merkle_hash root;
    struct audit_tree_size *trees;
    size_t count;
    enum rc rc = checkpoint_parse(v->cx, bytes_text(since), &checkpoint, &note);

    if (rc != RC_OK) {
        return rc;
    }
    if (!text_equal(checkpoint.origin, v->overall.origin) || !is_signed(v, &note, v->overall.origin)) {
        return fail_set(v->cx, RC_INVALID, N_("The checkpoint is not one of this log, or no published key signed it"),
                        "audit verify: origin '%s', expected '%s'", checkpoint.origin, v->overall.origin);
    }
    rc = load_tree(v, &v->overall, checkpoint.size);
    if (rc == RC_CONFLICT) { /* the log has not that many leaves any more: told at the end */
        fail_clear(v->cx);
        v->next_outside = (struct checkpoint){ .size = checkpoint.size, .root = checkpoint.root };
        v->overall = (struct verify_tree){ .id = v->overall.id, .origin = v->overall.origin };
        return RC_OK;
    }
    root = merkle_root(&v->overall.state);
    if (rc == RC_OK && !merkle_equal(&root, &checkpoint.root)) {
        v->overall.broken = true;
        verify_report(v, AUDIT_PROBLEM_OUTSIDE, &v->overall, no_event, 0, (int64_t)checkpoint.size - 1);
    }
    if (rc == RC_OK) {
        rc = audit_verify_store_trees_at(v->cx, (int64_t)checkpoint.size, &trees, &count);
    }
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        rc = load_tree(v, verify_tree_of(v, trees[i].tree), (uint64_t)trees[i].size);
    }
    return rc;
}

static void close_file(void *file)
{
    (void)fclose(file);
}

enum rc verify_outside_open(struct verifier *v)
{
    struct stat info;

    if (v->check->file == NULL) {
        return RC_OK;
    }
    v->outside = fopen(v->check->file, "re");
    if (v->outside == NULL) {
        return errno == ENOENT ? RC_OK
                               : fail_set(v->cx, RC_UNAVAILABLE, NULL, "'%s': %s", v->check->file, strerror(errno));
    }
    arena_defer(v->cx->mem, close_file, v->outside);
    if (fstat(fileno(v->outside), &info) != 0) {
        return fail_set(v->cx, RC_UNAVAILABLE, NULL, "'%s': %s", v->check->file, strerror(errno));
    }
    v->outside_end = info.st_size;
    return RC_OK;
}

enum rc verify_outside_begin(struct verifier *v)
{
    struct checkpoint since = v->next_outside; /* one that the log no longer reaches */
    enum rc rc;

    if (v->check->file != NULL && v->outside == NULL) {
        verify_report(v, AUDIT_PROBLEM_OUTSIDE_MISSING, &v->overall, no_event, -1, -1);
    }
    do {
        rc = next_outside(v, v->cx);
    } while (rc == RC_OK && v->next_outside.size != 0 && v->next_outside.size <= v->overall.state.size);
    if (rc == RC_OK && v->next_outside.size == 0) {
        v->next_outside = since;
    }
    return rc;
}

/* A tree that lost its tail, or whose tail no checkpoint covers. */
static void check_end(struct verifier *v, const struct verify_tree *tree)
{
    if (!tree->broken && tree->good != tree->next) {
        verify_report(v, AUDIT_PROBLEM_UNSIGNED, tree, no_event, tree->good, tree->next - 1);
    }
}

enum rc verify_ends(struct verifier *v)
{
    struct audit_tree_size *trees;
    size_t count;
    int64_t longest = v->overall.next;
    enum rc rc = audit_verify_store_trees(v->cx, &trees, &count);

    check_end(v, &v->overall);
    for (size_t i = 0; i < v->tree_capacity; i++) {
        if (v->trees[i] != NULL) {
            check_end(v, v->trees[i]);
        }
    }
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        if (uuid_equal(trees[i].tree, v->overall.id)) {
            longest = trees[i].size > longest ? trees[i].size : longest;
        } else if (trees[i].size > verify_tree_of(v, trees[i].tree)->next) {
            const struct verify_tree *tree = verify_tree_of(v, trees[i].tree);

            verify_report(v, AUDIT_PROBLEM_CUT, tree, no_event, tree->next, trees[i].size - 1);
        }
    }
    while (rc == RC_OK && v->next_outside.size != 0) {
        longest = (int64_t)v->next_outside.size > longest ? (int64_t)v->next_outside.size : longest;
        rc = next_outside(v, v->cx);
    }
    if (rc == RC_OK && longest > v->overall.next) {
        verify_report(v, AUDIT_PROBLEM_CUT, &v->overall, no_event, v->overall.next, longest - 1);
    }
    return rc;
}
