#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    DROP("description"),
    DROP("displayName"),
    ROW("isEnabled", .label = N_("Enabled")),
    DROP("securityDefaultsUpsell"),
    GO_ON(rules_directory),
};

const struct family_rules rules_security_defaults = {
    .code = "security_defaults",
    .label = N_("Security defaults"),
    .severity = "critical",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("identitySecurityDefaultsEnforcementPolicy"),
    .types = TEXTS("#microsoft.graph.identitySecurityDefaultsEnforcementPolicy"),
    .shapes = TEXTS("securityDefaultsUpsell"),
    .folders = TEXTS("SecurityDefaults", "identitySecurityDefaultsEnforcementPolicy"),
};
