#include "core/drift/align.h"

#include <stdlib.h>
#include <string.h>

#include "core/drift/document_write.h"
#include "core/drift/path.h"

enum {
    SIMILAR_ENOUGH = 500,
    SIMILARITIES_MAX = 4096, /* compared pairwise; past it, what is left over is removed and added */
    COMMON_CELLS_MAX = 4 << 20
};

struct side {
    const struct node *array;
    const struct set_names *names;
    size_t *order; /* indices by token */
    size_t *partner;
};

static int order_compare(const void *a, const void *b, void *names)
{
    const struct set_names *n = names;
    size_t x = *(const size_t *)a;
    size_t y = *(const size_t *)b;
    int order = strcmp(n->tokens[x], n->tokens[y]);

    return order != 0 ? order : (x > y) - (x < y);
}

static struct side side_of(struct arena *arena, const struct node *array, const struct set_names *names)
{
    struct set_names sorted = *names;
    struct side side = { .array = array, .names = names };

    side.order = arena_calloc(arena, array->len, sizeof *side.order);
    side.partner = arena_calloc(arena, array->len, sizeof *side.partner);
    for (size_t i = 0; i < array->len; i++) {
        side.order[i] = i;
        side.partner[i] = ALIGN_NONE;
    }
    if (array->len > 1) {
        qsort_r(side.order, array->len, sizeof *side.order, order_compare, &sorted);
    }
    return side;
}

static const char *token_at(const struct side *side, size_t at)
{
    return side->names->tokens[side->order[at]];
}

static size_t group_end(const struct side *side, size_t from)
{
    size_t to = from + 1;

    while (to < side->array->len && strcmp(token_at(side, from), token_at(side, to)) == 0) {
        to++;
    }
    return to;
}

static void join(struct side *a, size_t x, struct side *b, size_t y)
{
    a->partner[x] = y;
    b->partner[y] = x;
}

/* The first free one of these for `x`: an equal one, or any. */
static void pair_one(struct side *a, size_t x, struct side *b, size_t b_from, size_t b_to, bool equal)
{
    for (size_t j = b_from; j < b_to && a->partner[x] == ALIGN_NONE; j++) {
        size_t y = b->order[j];

        if (b->partner[y] == ALIGN_NONE && (!equal || document_equal(&a->array->items[x], &b->array->items[y]))) {
            join(a, x, b, y);
        }
    }
}

/* Elements of one token: equal ones first, then, unless they are known by their content, in order. */
static void pair_group(struct side *a, size_t a_from, size_t a_to, struct side *b, size_t b_from, size_t b_to)
{
    for (size_t i = a_from; i < a_to; i++) {
        pair_one(a, a->order[i], b, b_from, b_to, true);
    }
    for (size_t i = a_from; i < a_to && !path_is_content_token(token_at(a, a_from)); i++) {
        pair_one(a, a->order[i], b, b_from, b_to, false);
    }
}

static void pair_by_token(struct side *a, struct side *b)
{
    size_t i = 0;
    size_t j = 0;

    while (i < a->array->len && j < b->array->len) {
        int order = strcmp(token_at(a, i), token_at(b, j));
        size_t i_end = group_end(a, i);
        size_t j_end = group_end(b, j);

        if (order == 0) {
            pair_group(a, i, i_end, b, j, j_end);
        }
        i = order <= 0 ? i_end : i;
        j = order >= 0 ? j_end : j;
    }
}

/* Indices of elements without a partner that are known by their content. */
static size_t left_over(struct arena *arena, const struct side *side, size_t **out)
{
    size_t count = 0;

    *out = arena_calloc(arena, side->array->len, sizeof **out);
    for (size_t i = 0; i < side->array->len; i++) {
        if (side->partner[i] == ALIGN_NONE && path_is_content_token(side->names->tokens[i])) {
            (*out)[count++] = i;
        }
    }
    return count;
}

static void pair_similar(struct arena *arena, struct side *a, struct side *b)
{
    size_t *x;
    size_t *y;
    size_t x_count = left_over(arena, a, &x);
    size_t y_count = left_over(arena, b, &y);
    bool alone = a->array->len == 1 && b->array->len == 1;

    if (x_count * y_count > SIMILARITIES_MAX) {
        return;
    }
    for (size_t i = 0; i < x_count; i++) {
        unsigned most = alone ? 0 : SIMILAR_ENOUGH - 1;
        size_t best = alone && y_count == 1 ? y[0] : ALIGN_NONE;

        for (size_t j = 0; j < y_count; j++) {
            const struct node *other = &b->array->items[y[j]];
            unsigned alike =
                b->partner[y[j]] == ALIGN_NONE ? align_similarity(arena, &a->array->items[x[i]], other) : 0;

            if (alike > most) {
                most = alike;
                best = y[j];
            }
        }
        if (best != ALIGN_NONE) {
            join(a, x[i], b, best);
        }
    }
}

static void put_pair(struct align_pairs *out, size_t before, size_t after)
{
    out->items[out->count++] = (struct align_pair){ .before = before, .after = after };
}

void align_sets(struct arena *arena, const struct node *before, const struct set_names *before_names,
                const struct node *after, const struct set_names *after_names, struct align_pairs *out)
{
    struct side a = side_of(arena, before, before_names);
    struct side b = side_of(arena, after, after_names);

    pair_by_token(&a, &b);
    pair_similar(arena, &a, &b);
    out->items = arena_calloc(arena, (size_t)before->len + after->len, sizeof *out->items);
    out->count = 0;
    for (size_t i = 0; i < before->len; i++) {
        put_pair(out, i, a.partner[i]);
    }
    for (size_t i = 0; i < after->len; i++) {
        if (b.partner[i] == ALIGN_NONE) {
            put_pair(out, ALIGN_NONE, i);
        }
    }
}

/* Elements from..to of both lists that have nothing in common: paired in order, the rest removed or added. */
static void pair_gap(struct align_pairs *out, struct align_pair from, struct align_pair to)
{
    while (from.before < to.before && from.after < to.after) {
        put_pair(out, from.before++, from.after++);
    }
    while (from.before < to.before) {
        put_pair(out, from.before++, ALIGN_NONE);
    }
    while (from.after < to.after) {
        put_pair(out, ALIGN_NONE, from.after++);
    }
}

static bool same(const struct node *before, size_t i, const struct node *after, size_t j)
{
    return document_equal(&before->items[i], &after->items[j]);
}

/* Lengths of the longest common subsequences of the rests, row by row; n + 1 times m + 1 cells. */
static uint32_t *common_table(struct arena *arena, const struct node *before, const struct node *after,
                              struct align_pair from, struct align_pair to)
{
    size_t n = to.before - from.before;
    size_t m = to.after - from.after;
    uint32_t *cells = arena_calloc(arena, (n + 1) * (m + 1), sizeof *cells);

    for (size_t i = n; i-- > 0;) {
        for (size_t j = m; j-- > 0;) {
            uint32_t down = cells[(i + 1) * (m + 1) + j];
            uint32_t right = cells[i * (m + 1) + j + 1];

            cells[i * (m + 1) + j] = same(before, from.before + i, after, from.after + j)
                                         ? cells[(i + 1) * (m + 1) + j + 1] + 1
                                         : (down > right ? down : right);
        }
    }
    return cells;
}

static void pair_middle(struct arena *arena, const struct node *before, const struct node *after,
                        struct align_pair from, struct align_pair to, struct align_pairs *out)
{
    size_t m = to.after - from.after;
    struct align_pair gap = from;
    struct align_pair at = from;
    const uint32_t *cells;

    if ((to.before - from.before + 1) * (m + 1) > COMMON_CELLS_MAX) {
        pair_gap(out, from, to);
        return;
    }
    cells = common_table(arena, before, after, from, to);
    while (at.before < to.before && at.after < to.after) {
        size_t cell = (at.before - from.before) * (m + 1) + (at.after - from.after);

        if (same(before, at.before, after, at.after)) {
            pair_gap(out, gap, at);
            put_pair(out, at.before++, at.after++);
            gap = at;
        } else if (cells[cell + m + 1] >= cells[cell + 1]) {
            at.before++;
        } else {
            at.after++;
        }
    }
    pair_gap(out, gap, to);
}

void align_lists(struct arena *arena, const struct node *before, const struct node *after, struct align_pairs *out)
{
    struct align_pair from = { 0, 0 };
    struct align_pair to = { before->len, after->len };

    out->items = arena_calloc(arena, (size_t)before->len + after->len, sizeof *out->items);
    out->count = 0;
    while (from.before < to.before && from.after < to.after && same(before, from.before, after, from.after)) {
        put_pair(out, from.before++, from.after++);
    }
    while (from.before < to.before && from.after < to.after && same(before, to.before - 1, after, to.after - 1)) {
        to.before--;
        to.after--;
    }
    pair_middle(arena, before, after, from, to, out);
    while (to.before < before->len) {
        put_pair(out, to.before++, to.after++);
    }
}
