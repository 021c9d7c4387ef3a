/* Which element of one array is which of the other.
 *
 * Both sides of a pair are indices; SIZE_MAX on one side: removed or added. */
#ifndef CORE_DRIFT_ALIGN_H
#define CORE_DRIFT_ALIGN_H

#include <stddef.h>
#include <stdint.h>

#include "core/drift/set.h"

#define ALIGN_NONE SIZE_MAX

struct align_pair {
    size_t before;
    size_t after;
};

struct align_pairs {
    struct align_pair *items;
    size_t count;
};

/* Sets: elements of equal token belong together, equal ones first. Of those known by their content alone, the ones that are left over
 * are paired with the most similar one, if at least half of it is the same. In the order of `before`, then of `after`. */
void align_sets(struct arena *arena, const struct node *before, const struct set_names *before_names,
                const struct node *after, const struct set_names *after_names, struct align_pairs *out);

/* Ordered lists: a longest common subsequence is equal; between its members, elements are paired in order. Pairs never cross. */
void align_lists(struct arena *arena, const struct node *before, const struct node *after, struct align_pairs *out);

/* How alike two values are: 0 nothing, 1000 all of their scalars, by name and value. */
unsigned align_similarity(struct arena *arena, const struct node *a, const struct node *b);

#endif
