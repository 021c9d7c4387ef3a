#include "providers/graph/rules/parts.h"

static const struct rule permissions[] = {
    ROW("allowedToCreateApps", .label = N_("Users may register applications")),
    ROW("allowedToCreateSecurityGroups", .label = N_("Users may create security groups")),
    ROW("allowedToCreateTenants", .label = N_("Users may create tenants")),
    ROW("allowedToReadOtherUsers", .label = N_("Users may read other users")),
    SET("permissionGrantPoliciesAssigned", .label = N_("Consent policies")),
    END,
};

static const struct rule root[] = {
    ROW("allowInvitesFrom", .severity = "critical", .label = N_("Who may invite guests")),
    ROW("blockMsolPowerShell", .label = N_("Legacy PowerShell blocked")),
    ROW("defaultUserRolePermissions", .inside = permissions, .label = N_("Permissions of users")),
    SET("enabledPreviewFeatures"),
    ROW("guestUserRoleId", .reference = REFERENCE_ROLE, .severity = "critical", .label = N_("Role of guests")),
    SET("permissionGrantPolicyIdsAssignedToDefaultUserRole", .label = N_("Consent policies")),
    GO_ON(rules_object),
};

const struct family_rules rules_authorization_policy = {
    .code = "authorization_policy",
    .label = N_("Authorization policy"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("authorizationPolicy"),
    .types = TEXTS("#microsoft.graph.authorizationPolicy"),
    .shapes = TEXTS("allowInvitesFrom", "guestUserRoleId"),
    .folders = TEXTS("AuthorizationPolicy"),
};
