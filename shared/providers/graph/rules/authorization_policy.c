#include "providers/graph/rules/parts.h"

static const struct rule permissions[] = {
    { .name = "allowedToCreateApps", .label = N_("Users may register applications") },
    { .name = "allowedToCreateSecurityGroups", .label = N_("Users may create security groups") },
    { .name = "allowedToCreateTenants", .label = N_("Users may create tenants") },
    { .name = "allowedToReadOtherUsers", .label = N_("Users may read other users") },
    { .name = "permissionGrantPoliciesAssigned", .flags = RULE_SET | RULE_EMPTY, .label = N_("Consent policies") },
    { .name = NULL },
};

static const struct rule root[] = {
    { .name = "@odata.type", .label = N_("Type") },
    { .name = "allowInvitesFrom", .severity = "critical", .label = N_("Who may invite guests") },
    { .name = "blockMsolPowerShell", .label = N_("Legacy PowerShell blocked") },
    { .name = "createdDateTime", .flags = RULE_DROP },
    { .name = "creationSource", .flags = RULE_DROP },
    { .name = "defaultUserRolePermissions", .inside = permissions, .label = N_("Permissions of users") },
    { .name = "deployedAppCount", .flags = RULE_DROP },
    { .name = "description", .flags = RULE_EMPTY, .severity = "low", .label = N_("Description") },
    { .name = "displayName", .severity = "low", .label = N_("Name") },
    { .name = "enabledPreviewFeatures", .flags = RULE_SET | RULE_EMPTY },
    { .name = "guestUserRoleId", .reference = REFERENCE_ROLE, .severity = "critical", .label = N_("Role of guests") },
    { .name = "id", .flags = RULE_DROP },
    { .name = "isAssigned", .flags = RULE_DROP },
    { .name = "lastModifiedDateTime", .flags = RULE_DROP },
    { .name = "modifiedDateTime", .flags = RULE_DROP },
    { .name = "permissionGrantPolicyIdsAssignedToDefaultUserRole",
      .flags = RULE_SET | RULE_EMPTY,
      .label = N_("Consent policies") },
    { .name = "settingCount", .flags = RULE_DROP },
    { .name = "supportsScopeTags", .flags = RULE_DROP },
    { .name = "version", .flags = RULE_DROP },
    { .name = NULL },
};

static const char *const names[] = { "displayName", "name", NULL };
static const char *const contexts[] = { "authorizationPolicy", NULL };
static const char *const types[] = { "#microsoft.graph.authorizationPolicy", NULL };
static const char *const shapes[] = { "allowInvitesFrom", "guestUserRoleId", NULL };
static const char *const folders[] = { "AuthorizationPolicy", "authorizationPolicy", NULL };

const struct family_rules rules_authorization_policy = {
    .code = "authorization_policy",
    .label = N_("Authorization policy"),
    .severity = "high",
    .root = root,
    .annotations = &rules_annotations,
    .id = "id",
    .names = names,
    .contexts = contexts,
    .types = types,
    .shapes = shapes,
    .folders = folders,
};
