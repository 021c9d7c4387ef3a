#include <stdlib.h>
#include <string.h>

#include "core/drift/align.h"

struct leaves {
    struct arena *arena;
    uint64_t *hashes;
    size_t count;
    size_t capacity;
};

static uint64_t fnv(uint64_t hash, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        hash = (hash ^ (uint8_t)text[i]) * UINT64_C(0x100000001b3);
    }
    return hash;
}

/* `scope` tells equal names in different places apart: it is made of the names and texts beside and above. */
/* NOLINTNEXTLINE(misc-no-recursion): the parser bounds the depth */
static void collect(struct leaves *leaves, uint64_t scope, const struct node *node)
{
    uint64_t hash = fnv(scope, node->name == NULL ? "" : node->name, node->name_len);

    if (node->kind == DOCUMENT_OBJECT || node->kind == DOCUMENT_ARRAY) {
        for (uint32_t i = 0; i < node->len; i++) {
            collect(leaves, hash, &node->items[i]);
        }
        return;
    }
    if (node->kind == DOCUMENT_STRING || node->kind == DOCUMENT_NUMBER) {
        hash = fnv(hash, node->text, node->len);
    }
    leaves->hashes =
        arena_grow(leaves->arena, leaves->hashes, leaves->count, &leaves->capacity, sizeof *leaves->hashes);
    leaves->hashes[leaves->count++] = hash ^ (uint64_t)node->kind;
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

static struct leaves leaves_of(struct arena *arena, const struct node *node)
{
    struct leaves leaves = { .arena = arena };

    collect(&leaves, UINT64_C(0xcbf29ce484222325), node);
    if (leaves.count > 1) {
        qsort(leaves.hashes, leaves.count, sizeof *leaves.hashes, by_value);
    }
    return leaves;
}

unsigned align_similarity(struct arena *arena, const struct node *a, const struct node *b)
{
    const struct leaves x = leaves_of(arena, a);
    const struct leaves y = leaves_of(arena, b);
    size_t common = 0;

    for (size_t i = 0, j = 0; i < x.count && j < y.count;) {
        if (x.hashes[i] == y.hashes[j]) {
            common++;
            i++;
            j++;
        } else if (x.hashes[i] < y.hashes[j]) {
            i++;
        } else {
            j++;
        }
    }
    return x.count + y.count == 0 ? 1000 : (unsigned)(2000 * common / (x.count + y.count));
}
