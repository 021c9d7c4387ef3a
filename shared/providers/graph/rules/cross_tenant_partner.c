#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    EMPTY("identitySynchronization", .label = N_("Synchronisation of users")),
    ROW("isInMultiTenantOrganization"),
    ROW("isServiceProvider", .label = N_("Service provider")),
    ROW("tenantId", .reference = REFERENCE_TENANT),
    GO_ON(rules_cross_tenant),
};

/* A partner is its tenant: it has no id of its own. */
const struct family_rules rules_cross_tenant_partner = {
    .code = "cross_tenant_partner",
    .label = N_("Cross-tenant access of partners"),
    .severity = "critical",
    .root = root,
    .wire = &rules_wire,
    .id = "tenantId",
    .names = TEXTS("displayName", "tenantId"),
    .contexts = TEXTS("crossTenantAccessPolicy/partners"),
    .types = TEXTS("#microsoft.graph.crossTenantAccessPolicyConfigurationPartner"),
    .shapes = TEXTS("tenantId b2bCollaborationInbound", "tenantId inboundTrust", "tenantId isServiceProvider"),
    .folders = TEXTS("CrossTenantPartners"),
};
