#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    EMPTY("permissions"),
    GO_ON(rules_assigned),
};

const struct family_rules rules_scope_tag = {
    .code = "scope_tag",
    .label = N_("Scope tags"),
    .severity = "medium",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("deviceManagement/roleScopeTags"),
    .types = TEXTS("#microsoft.graph.roleScopeTag"),
    .folders = TEXTS("ScopeTags", "roleScopeTags"),
};
