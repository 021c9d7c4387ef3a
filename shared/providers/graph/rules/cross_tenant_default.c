#include "providers/graph/rules/parts.h"

const struct family_rules rules_cross_tenant_default = {
    .code = "cross_tenant_default",
    .label = N_("Cross-tenant access by default"),
    .severity = "critical",
    .root = rules_cross_tenant,
    .wire = &rules_wire,
    .contexts = TEXTS("crossTenantAccessPolicy/default"),
    .types = TEXTS("#microsoft.graph.crossTenantAccessPolicyConfigurationDefault"),
    .shapes = TEXTS("isServiceDefault b2bCollaborationInbound"),
    .folders = TEXTS("CrossTenantDefault"),
};
