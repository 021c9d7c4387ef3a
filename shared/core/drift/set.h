/* Arrays that are sets: their one order, and what each element is called. */
#ifndef CORE_DRIFT_SET_H
#define CORE_DRIFT_SET_H

#include "core/drift/document.h"
#include "core/drift/rules.h"

/* The token of each element (path_set_token) and which of equal tokens it is, from 1. Arrays of array->len; the elements must be in
 * the set's order. */
struct set_names {
    const char **tokens;
    size_t *nth;
};

/* Puts canonical elements into the set's order: by token, then by canonical text. */
void set_sort(struct arena *arena, const struct rule *rule, struct node *array);

void set_names(struct arena *arena, const struct rule *rule, const struct node *array, struct set_names *out);

#endif
