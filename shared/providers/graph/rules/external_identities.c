#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    ROW("allowDeletedIdentitiesDataRemoval", .label = N_("Removal of deleted guests")),
    ROW("allowExternalIdentitiesToLeave", .label = N_("Guests may leave")),
    GO_ON(rules_directory),
};

const struct family_rules rules_external_identities = {
    .code = "external_identities",
    .label = N_("External identities"),
    .severity = "medium",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("externalIdentitiesPolicy"),
    .types = TEXTS("#microsoft.graph.externalIdentitiesPolicy"),
    .shapes = TEXTS("allowExternalIdentitiesToLeave"),
    .folders = TEXTS("ExternalIdentities", "ExternalIdentitiesPolicy"),
};
