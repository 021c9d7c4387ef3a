#include "ext/crypt_merkle.h"

#include <string.h>

#include "ext/crypt.h"

_Static_assert((int)MERKLE_HASH_LEN == (int)SHA256_LEN, "trees are of SHA-256");

enum { READ_MAX = 1 << (MERKLE_STEP - 1) };

struct merkle_hash merkle_leaf(struct bytes data)
{
    static const uint8_t prefix = 0;
    const struct bytes parts[] = { bytes_of(&prefix, 1), data };
    struct merkle_hash out;

    sha256_joined(parts, 2, out.b);
    return out;
}

struct merkle_hash merkle_node(const struct merkle_hash *left, const struct merkle_hash *right)
{
    uint8_t joined[1 + 2 * MERKLE_HASH_LEN] = { 1 };
    struct merkle_hash out;

    memcpy(joined + 1, left->b, MERKLE_HASH_LEN);
    memcpy(joined + 1 + MERKLE_HASH_LEN, right->b, MERKLE_HASH_LEN);
    sha256(bytes_of(joined, sizeof joined), out.b);
    return out;
}

bool merkle_equal(const struct merkle_hash *a, const struct merkle_hash *b)
{
    return memcmp(a->b, b->b, sizeof a->b) == 0;
}

size_t merkle_peak_count(uint64_t size)
{
    return (size_t)__builtin_popcountll(size);
}

void merkle_append(struct merkle *tree, const struct merkle_hash *leaf, const struct merkle_sink *sink)
{
    size_t count = merkle_peak_count(tree->size);
    struct merkle_hash hash = *leaf;

    for (unsigned level = 0; (tree->size >> level & 1) != 0; level++) {
        hash = merkle_node(&tree->peaks[--count], &hash);
        if (sink != NULL && (level + 1) % MERKLE_STEP == 0) {
            sink->closed(sink->context, level + 1, tree->size >> (level + 1), &hash);
        }
    }
    tree->peaks[count] = hash;
    tree->size++;
}

/* The hash of everything from the peaks [0, count): the smaller ones on the right are joined first. */
static struct merkle_hash fold(const struct merkle_hash *peaks, size_t count)
{
    struct merkle_hash hash = peaks[--count];

    while (count > 0) {
        hash = merkle_node(&peaks[--count], &hash);
    }
    return hash;
}

struct merkle_hash merkle_root(const struct merkle *tree)
{
    struct merkle_hash none;

    if (tree->size == 0) {
        sha256(bytes_of(NULL, 0), none.b);
        return none;
    }
    return fold(tree->peaks, merkle_peak_count(tree->size));
}

/* The root of the complete subtree `position` of `level`. */
static enum rc subtree(struct cx *cx, const struct merkle_reader *reader, unsigned level, uint64_t position,
                       struct merkle_hash *out)
{
    struct merkle_hash row[READ_MAX];
    unsigned above = level % MERKLE_STEP;
    size_t count = (size_t)1 << above;
    enum rc rc = reader->read(reader->context, cx, level - above, position << above, count, row);

    if (rc != RC_OK) {
        return rc;
    }
    for (; count > 1; count /= 2) {
        for (size_t i = 0; i < count / 2; i++) {
            row[i] = merkle_node(&row[2 * i], &row[2 * i + 1]);
        }
    }
    *out = row[0];
    return RC_OK;
}

/* The complete subtrees of leaves [begin, end), largest first; begin is a multiple of the largest one's size. */
static enum rc range_peaks(struct cx *cx, const struct merkle_reader *reader, uint64_t begin, uint64_t end,
                           struct merkle_hash *peaks, size_t *count)
{
    *count = 0;
    while (begin < end) {
        unsigned level = 63 - (unsigned)__builtin_clzll(end - begin);
        enum rc rc = subtree(cx, reader, level, begin >> level, &peaks[*count]);

        if (rc != RC_OK) {
            return rc;
        }
        (*count)++;
        begin += UINT64_C(1) << level;
    }
    return RC_OK;
}

enum rc merkle_load(struct cx *cx, const struct merkle_reader *reader, uint64_t size, struct merkle *out)
{
    struct merkle tree = { .size = size };
    size_t count;
    enum rc rc = range_peaks(cx, reader, 0, size, tree.peaks, &count);

    if (rc == RC_OK) {
        *out = tree;
    }
    return rc;
}

struct range {
    uint64_t begin;
    uint64_t end;
};

/* The hash of each range, in reverse. */
static enum rc hash_ranges(struct cx *cx, const struct merkle_reader *reader, const struct range *ranges, size_t count,
                           struct merkle_proof *out)
{
    struct merkle_proof proof = { .count = 0 };

    while (count-- > 0) {
        struct merkle_hash peaks[MERKLE_PEAKS_MAX];
        size_t peak_count;
        enum rc rc = range_peaks(cx, reader, ranges[count].begin, ranges[count].end, peaks, &peak_count);

        if (rc != RC_OK) {
            return rc;
        }
        proof.path[proof.count++] = fold(peaks, peak_count);
    }
    *out = proof;
    return RC_OK;
}

/* The largest power of two under `count`, which is at least 2: where RFC 6962 splits a tree. */
static uint64_t split(uint64_t count)
{
    return UINT64_C(1) << (63 - (unsigned)__builtin_clzll(count - 1));
}

enum rc merkle_prove(struct cx *cx, const struct merkle_reader *reader, uint64_t index, uint64_t size,
                     struct merkle_proof *out)
{
    struct range siblings[MERKLE_PROOF_MAX];
    struct range at = { 0, size };
    size_t count = 0;

    if (index >= size) {
        return fail_set(cx, RC_INVALID, NULL, "no leaf %llu in a tree of %llu", (unsigned long long)index,
                        (unsigned long long)size);
    }
    while (at.end - at.begin > 1) {
        uint64_t middle = at.begin + split(at.end - at.begin);

        if (index < middle) {
            siblings[count++] = (struct range){ middle, at.end };
            at.end = middle;
        } else {
            siblings[count++] = (struct range){ at.begin, middle };
            at.begin = middle;
        }
    }
    return hash_ranges(cx, reader, siblings, count, out);
}

enum rc merkle_prove_consistency(struct cx *cx, const struct merkle_reader *reader, uint64_t old_size, uint64_t size,
                                 struct merkle_proof *out)
{
    struct range siblings[MERKLE_PROOF_MAX];
    struct range at = { 0, size };
    size_t count = 0;

    if (old_size == 0 || old_size > size) {
        return fail_set(cx, RC_INVALID, NULL, "a tree of %llu does not begin one of %llu", (unsigned long long)old_size,
                        (unsigned long long)size);
    }
    while (at.end != old_size) {
        uint64_t middle = at.begin + split(at.end - at.begin);

        if (old_size <= middle) {
            siblings[count++] = (struct range){ middle, at.end };
            at.end = middle;
        } else {
            siblings[count++] = (struct range){ at.begin, middle };
            at.begin = middle;
        }
    }
    if (at.begin != 0) {
        siblings[count++] = at;
    }
    return hash_ranges(cx, reader, siblings, count, out);
}

bool merkle_included(const struct merkle_hash *leaf, uint64_t index, uint64_t size, const struct merkle_proof *proof,
                     const struct merkle_hash *root)
{
    struct merkle_hash hash = *leaf;
    uint64_t last = size - 1;

    if (index >= size) {
        return false;
    }
    for (size_t i = 0; i < proof->count; i++) {
        if (last == 0) {
            return false;
        }
        if ((index & 1) == 0 && index != last) {
            hash = merkle_node(&hash, &proof->path[i]);
        } else {
            hash = merkle_node(&proof->path[i], &hash);
            while ((index & 1) == 0 && index != 0) {
                index >>= 1;
                last >>= 1;
            }
        }
        index >>= 1;
        last >>= 1;
    }
    return last == 0 && merkle_equal(&hash, root);
}

/* The walk of RFC 9162 2.1.4.2 from step 3 on, for 0 < old_size < size. */
static bool consistent_walk(uint64_t old_size, const struct merkle_hash *old_root, uint64_t size,
                            const struct merkle_hash *root, const struct merkle_hash *path, size_t count)
{
    uint64_t first = old_size - 1;
    uint64_t last = size - 1;
    struct merkle_hash of_old = path[0];
    struct merkle_hash of_new = path[0];

    while ((first & 1) != 0) {
        first >>= 1;
        last >>= 1;
    }
    for (size_t i = 1; i < count; i++) {
        if (last == 0) {
            return false;
        }
        if ((first & 1) != 0 || first == last) {
            of_old = merkle_node(&path[i], &of_old);
            of_new = merkle_node(&path[i], &of_new);
            while ((first & 1) == 0 && first != 0) {
                first >>= 1;
                last >>= 1;
            }
        } else {
            of_new = merkle_node(&of_new, &path[i]);
        }
        first >>= 1;
        last >>= 1;
    }
    return last == 0 && merkle_equal(&of_old, old_root) && merkle_equal(&of_new, root);
}

bool merkle_consistent(uint64_t old_size, const struct merkle_hash *old_root, uint64_t size,
                       const struct merkle_hash *root, const struct merkle_proof *proof)
{
    struct merkle_hash path[MERKLE_PROOF_MAX + 1];
    size_t count = 0;

    if (old_size == 0 || old_size > size || proof->count > MERKLE_PROOF_MAX) {
        return false;
    }
    if (old_size == size) {
        return proof->count == 0 && merkle_equal(old_root, root);
    }
    if ((old_size & (old_size - 1)) == 0) {
        path[count++] = *old_root;
    }
    memcpy(path + count, proof->path, proof->count * sizeof path[0]);
    count += proof->count;
    return count > 0 && consistent_walk(old_size, old_root, size, root, path, count);
}
