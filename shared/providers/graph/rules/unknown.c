/* The general rules alone: for objects that no family knows. */
#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    ROW("name"),
    GO_ON(rules_assigned),
};

const struct family_rules rules_unknown = {
    .code = "unknown",
    .label = N_("Unknown kind"),
    .severity = "medium",
    .root = root,
    .wire = &rules_wire,
};
