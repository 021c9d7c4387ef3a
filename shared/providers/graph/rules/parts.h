/* Pieces that several families' tables are made of. */
#ifndef PROVIDERS_GRAPH_RULES_PARTS_H
#define PROVIDERS_GRAPH_RULES_PARTS_H

#include "base/i18n.h"
#include "core/drift/rules.h"
#include "providers/graph/rules/rules.h"

/* The elements of "assignments", and what tells one from another. */
extern const struct rule rules_assignment[];
extern const char *const rules_assignment_key[];

/* OData's annotations and bound actions. */
extern const struct rule_annotations rules_annotations;

/* Names in profiles, scripts and embedded XML whose text is a secret. */
extern const char *const rules_secret_words[];

#endif
