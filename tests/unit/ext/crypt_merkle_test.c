#include "base/text.h"
#include "ext/crypt.h"
#include "support/bench.h"
#include "support/suite.h"

enum {
    LEAVES = 600 /* past two stored subtrees of level 8 */
};

/* The tree of a test: every leaf, and the stored level. */
struct forest {
    struct merkle tree;
    struct merkle_hash leaves[LEAVES];
    struct merkle_hash level8[LEAVES / 256 + 1];
    size_t level8_count;
};

static void keep(void *context, unsigned level, uint64_t position, const struct merkle_hash *hash)
{
    struct forest *f = context;

    ck_assert_uint_eq(level, 8);
    ck_assert_uint_eq(position, f->level8_count);
    f->level8[f->level8_count++] = *hash;
}

static enum rc give(void *context, struct cx *cx, unsigned level, uint64_t first, size_t count, struct merkle_hash *out)
{
    struct forest *f = context;
    const struct merkle_hash *row = level == 0 ? f->leaves : f->level8;

    (void)cx;
    ck_assert(level == 0 || level == 8);
    ck_assert_uint_le(count, 128);
    ck_assert_uint_le(first + count, level == 0 ? f->tree.size : f->level8_count);
    memcpy(out, row + first, count * sizeof *out);
    return RC_OK;
}

static void grow(struct forest *f, uint64_t size)
{
    const struct merkle_sink sink = { keep, f };

    while (f->tree.size < size) {
        uint64_t number = f->tree.size;

        f->leaves[number] = merkle_leaf(bytes_of(&number, sizeof number));
        merkle_append(&f->tree, &f->leaves[number], &sink);
    }
}

/* RFC 6962 2.1 word by word. */
static struct merkle_hash mth(const struct merkle_hash *leaves, uint64_t count)
{
    struct merkle_hash left;
    struct merkle_hash right;
    uint64_t k = 1;

    if (count == 1) {
        return leaves[0];
    }
    while (k * 2 < count) {
        k *= 2;
    }
    left = mth(leaves, k);
    right = mth(leaves + k, count - k);
    return merkle_node(&left, &right);
}

START_TEST(roots_are_those_of_the_certificate_transparency_vectors)
{
    static const struct {
        const char *data;
        size_t len;
        const char *root;
    } steps[] = {
        { "", 0, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d" },
        { "\x00", 1, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125" },
        { "\x10", 1, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77" },
        { "\x20\x21", 2, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7" },
        { "\x30\x31", 2, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4" },
        { "\x40\x41\x42\x43", 4, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef" },
        { "\x50\x51\x52\x53\x54\x55\x56\x57", 8, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c" },
        { "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f", 16,
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328" },
    };
    struct arena *mem = arena_new();
    struct merkle tree = { .size = 0 };
    struct merkle_hash root = merkle_root(&tree);

    ck_assert_str_eq(hex_encode(mem, bytes_of(root.b, sizeof root.b)),
                     "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        struct merkle_hash leaf = merkle_leaf(bytes_of(steps[i].data, steps[i].len));

        merkle_append(&tree, &leaf, NULL);
        root = merkle_root(&tree);
        ck_assert_str_eq(hex_encode(mem, bytes_of(root.b, sizeof root.b)), steps[i].root);
    }
    arena_free(mem);
}

END_TEST

START_TEST(every_leaf_of_every_tree_proves_itself_and_no_other)
{
    static const uint64_t sizes[] = { 1, 2, 3, 7, 8, 9, 127, 255, 256, 257, 511, 513, 600 };
    struct bench bench;
    struct forest f = { .level8_count = 0 };
    const struct merkle_reader reader = { give, &f };

    bench_open(&bench);
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
        struct merkle_hash root;

        grow(&f, sizes[s]);
        root = merkle_root(&f.tree);
        ck_assert(merkle_equal(&root, &(struct merkle_hash[]){ mth(f.leaves, sizes[s]) }[0]));
        for (uint64_t i = 0; i < sizes[s]; i++) {
            struct merkle_proof proof;

            ck_assert_int_eq(merkle_prove(&bench.cx, &reader, i, sizes[s], &proof), RC_OK);
            ck_assert(merkle_included(&f.leaves[i], i, sizes[s], &proof, &root));
            ck_assert(!merkle_included(&f.leaves[(i + 1) % LEAVES], i, sizes[s], &proof, &root));
            ck_assert(sizes[s] == 1 || !merkle_included(&f.leaves[i], (i + 1) % sizes[s], sizes[s], &proof, &root));
            ck_assert(!merkle_included(&f.leaves[i], i, i, &proof, &root));
            if (proof.count > 0) {
                proof.path[proof.count / 2].b[7] ^= 1;
                ck_assert(!merkle_included(&f.leaves[i], i, sizes[s], &proof, &root));
                proof.count--;
                ck_assert(!merkle_included(&f.leaves[i], i, sizes[s], &proof, &root));
            }
        }
    }
    ck_assert_int_eq(merkle_prove(&bench.cx, &reader, 600, 600, &(struct merkle_proof){ .count = 0 }), RC_INVALID);
    bench_close(&bench);
}

END_TEST

START_TEST(an_older_tree_is_loaded_and_proved_to_be_the_beginning)
{
    struct bench bench;
    struct forest f = { .level8_count = 0 };
    const struct merkle_reader reader = { give, &f };
    struct merkle_hash root;

    bench_open(&bench);
    grow(&f, LEAVES);
    root = merkle_root(&f.tree);
    for (uint64_t old = 1; old <= LEAVES; old++) {
        struct merkle tree;
        struct merkle_hash expected = mth(f.leaves, old);
        struct merkle_hash old_root;
        struct merkle_proof proof;

        ck_assert_int_eq(merkle_load(&bench.cx, &reader, old, &tree), RC_OK);
        old_root = merkle_root(&tree);
        ck_assert(merkle_equal(&old_root, &expected));
        ck_assert_int_eq(merkle_prove_consistency(&bench.cx, &reader, old, LEAVES, &proof), RC_OK);
        ck_assert(merkle_consistent(old, &old_root, LEAVES, &root, &proof));
        old_root.b[0] ^= 1;
        ck_assert(!merkle_consistent(old, &old_root, LEAVES, &root, &proof));
        if (proof.count > 0) {
            proof.path[0].b[0] ^= 1;
            ck_assert(!merkle_consistent(old, &expected, LEAVES, &root, &proof));
        }
    }
    bench_close(&bench);
}

END_TEST

SUITE(ext_crypt_merkle, roots_are_those_of_the_certificate_transparency_vectors,
      every_leaf_of_every_tree_proves_itself_and_no_other, an_older_tree_is_loaded_and_proved_to_be_the_beginning);
