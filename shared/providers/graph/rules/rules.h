/* The drift rules of Microsoft Graph's families: one table each, in <family>.c. */
#ifndef PROVIDERS_GRAPH_RULES_RULES_H
#define PROVIDERS_GRAPH_RULES_RULES_H

#include "core/drift/rules.h"

/* FAMILY(code) in the order in which exported objects are asked whose they are. */
#define FAMILY(code) extern const struct family_rules rules_##code;
#include "providers/graph/rules/families.def"
#undef FAMILY

/* For objects of no known family: the general rules alone; its code is "unknown". */
extern const struct family_rules rules_unknown;

/* The rules of that family code, or NULL. "unknown" is one too. */
const struct family_rules *graph_rules_find(const char *code);

/* All families, "unknown" excluded. */
const struct family_rules *const *graph_rules_all(size_t *count);

#endif
