#include "providers/graph/rules/parts.h"

static const struct rule combination[] = {
    SET("allowedAAGUIDs", .label = N_("Allowed keys")),
    SET("allowedIssuerSkis", .label = N_("Issuers")),
    SET("allowedIssuers", .label = N_("Issuers")),
    SET("allowedPolicyOIDs", .label = N_("Policies")),
    SET("appliesToCombinations"),
    DROP("id"),
    END,
};

static const struct rule root[] = {
    SET("allowedCombinations", .label = N_("Allowed combinations")),
    SET("combinationConfigurations", .key = TEXTS("@odata.type", "appliesToCombinations"), .inside = combination,
        .label = N_("Allowed keys")),
    ROW("requirementsSatisfied", .label = N_("Satisfies")),
    GO_ON(rules_directory),
};

const struct family_rules rules_authentication_strength = {
    .code = "authentication_strength",
    .label = N_("Authentication strengths"),
    .severity = "critical",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("authenticationStrength/policies", "authenticationStrengthPolicies"),
    .types = TEXTS("#microsoft.graph.authenticationStrengthPolicy"),
    .shapes = TEXTS("allowedCombinations"),
    .folders = TEXTS("AuthenticationStrengths", "AuthenticationStrength"),
};
