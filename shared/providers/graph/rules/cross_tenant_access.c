#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    SET("allowedCloudEndpoints", .label = N_("Allowed clouds")),
    DROP("default"),
    DROP("partners"),
    GO_ON(rules_directory),
};

const struct family_rules rules_cross_tenant_access = {
    .code = "cross_tenant_access",
    .label = N_("Cross-tenant access"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("crossTenantAccessPolicy"),
    .types = TEXTS("#microsoft.graph.crossTenantAccessPolicy"),
    .shapes = TEXTS("allowedCloudEndpoints"),
    .folders = TEXTS("CrossTenantAccess", "CrossTenantAccessPolicy"),
};
