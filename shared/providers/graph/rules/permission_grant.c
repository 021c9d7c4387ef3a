#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    ROW("clientId", .reference = REFERENCE_SERVICE, .label = N_("Client")),
    ROW("consentType", .label = N_("Granted for")),
    DROP("expiryTime"),
    EMPTY("principalId", .reference = REFERENCE_USER, .label = N_("User")),
    ROW("resourceId", .reference = REFERENCE_SERVICE, .label = N_("Resource")),
    ROW("scope", .label = N_("Permissions")),
    DROP("startTime"),
    GO_ON(rules_object),
};

const struct family_rules rules_permission_grant = {
    .code = "permission_grant",
    .label = N_("Delegated permissions"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("oauth2PermissionGrants"),
    .types = TEXTS("#microsoft.graph.oAuth2PermissionGrant"),
    .shapes = TEXTS("consentType scope"),
    .folders = TEXTS("oauth2PermissionGrants", "PermissionGrants"),
};
