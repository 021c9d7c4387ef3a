#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    ROW("isAvailable", .label = N_("Enabled")),
    GO_ON(rules_directory),
};

const struct family_rules rules_authentication_context = {
    .code = "authentication_context",
    .label = N_("Authentication contexts"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("conditionalAccess/authenticationContextClassReferences"),
    .types = TEXTS("#microsoft.graph.authenticationContextClassReference"),
    .folders = TEXTS("AuthenticationContexts", "AuthenticationContext", "authenticationContextClassReferences"),
};
