/* Merkle trees of RFC 6962 (and 9162) over leaves that are only ever appended.
 *
 * struct merkle is the compact form: the roots of the complete subtrees that make up the tree, enough to append and to know the
 * root. Proofs need inner hashes as well; they are asked of a reader at levels 0, 8, 16 ... alone, so that one row in 256 leaves
 * is all that a store keeps beside the leaves. */
#ifndef EXT_CRYPT_MERKLE_H
#define EXT_CRYPT_MERKLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/cx.h"

enum {
    MERKLE_HASH_LEN = 32,
    MERKLE_PEAKS_MAX = 64,
    MERKLE_PROOF_MAX = 65,
    MERKLE_STEP = 8 /* levels between those that a reader gives */
};

struct merkle_hash {
    uint8_t b[MERKLE_HASH_LEN];
};

struct merkle {
    uint64_t size; /* leaves */
    struct merkle_hash peaks[MERKLE_PEAKS_MAX]; /* one per set bit of size, the largest subtree first */
};

struct merkle_proof {
    size_t count;
    struct merkle_hash path[MERKLE_PROOF_MAX]; /* in the order of RFC 9162: from the leaf upwards */
};

/* SHA-256(0x00 || data) and SHA-256(0x01 || left || right). */
struct merkle_hash merkle_leaf(struct bytes data);
struct merkle_hash merkle_node(const struct merkle_hash *left, const struct merkle_hash *right);

bool merkle_equal(const struct merkle_hash *a, const struct merkle_hash *b);

/* The number of peaks of a tree of `size` leaves. */
size_t merkle_peak_count(uint64_t size);

/* Called for every complete subtree of a stored level (8, 16 ...) that an append closes. */
struct merkle_sink {
    void (*closed)(void *context, unsigned level, uint64_t position, const struct merkle_hash *hash);
    void *context;
};

/* Appends one leaf's hash. `sink` may be NULL. */
void merkle_append(struct merkle *tree, const struct merkle_hash *leaf, const struct merkle_sink *sink);

/* The tree's root; of the empty tree SHA-256 of nothing. */
struct merkle_hash merkle_root(const struct merkle *tree);

/* Gives hashes `first` .. `first + count - 1` of a level: 0 are the leaves, 8 the roots of each 256 leaves ... Never asked for more
 * than 128 of them, nor for what was not appended. */
struct merkle_reader {
    enum rc (*read)(void *context, struct cx *cx, unsigned level, uint64_t first, size_t count,
                    struct merkle_hash *out);
    void *context;
};

/* The compact form of the first `size` leaves. */
MUST_CHECK enum rc merkle_load(struct cx *cx, const struct merkle_reader *reader, uint64_t size, struct merkle *out);

/* That leaf `index` is in the tree of the first `size` leaves. RC_INVALID: index >= size. */
MUST_CHECK enum rc merkle_prove(struct cx *cx, const struct merkle_reader *reader, uint64_t index, uint64_t size,
                                struct merkle_proof *out);

/* That the tree of `old_size` leaves is the beginning of that of `size`. RC_INVALID: old_size > size, or 0. */
MUST_CHECK enum rc merkle_prove_consistency(struct cx *cx, const struct merkle_reader *reader, uint64_t old_size,
                                            uint64_t size, struct merkle_proof *out);

/* Whether the proof leads from the leaf to the root (RFC 9162 2.1.3.2). */
bool merkle_included(const struct merkle_hash *leaf, uint64_t index, uint64_t size, const struct merkle_proof *proof,
                     const struct merkle_hash *root);

/* Whether the proof leads from the old root to the new one (RFC 9162 2.1.4.2). */
bool merkle_consistent(uint64_t old_size, const struct merkle_hash *old_root, uint64_t size,
                       const struct merkle_hash *root, const struct merkle_proof *proof);

#endif
