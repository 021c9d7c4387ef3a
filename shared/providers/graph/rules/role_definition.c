#include "providers/graph/rules/parts.h"

static const char *const by_id[] = { "id", NULL };
static const char *const by_condition[] = { "condition", NULL };

static const struct rule role_assignment[] = {
    { .name = "description", .flags = RULE_EMPTY },
    { .name = "members", .flags = RULE_SET | RULE_EMPTY, .reference = REFERENCE_GROUP, .label = N_("Members") },
    { .name = "resourceScopes", .flags = RULE_SET | RULE_EMPTY, .reference = REFERENCE_GROUP },
    { .name = "scopeMembers", .flags = RULE_SET | RULE_EMPTY, .reference = REFERENCE_GROUP, .label = N_("Scope") },
    { .name = NULL },
};

static const struct rule resource_action[] = {
    { .name = "allowedResourceActions", .flags = RULE_SET | RULE_EMPTY, .label = N_("Allowed actions") },
    { .name = "notAllowedResourceActions", .flags = RULE_SET | RULE_EMPTY, .label = N_("Refused actions") },
    { .name = NULL },
};

static const struct rule permission[] = {
    { .name = "actions", .flags = RULE_DROP },
    { .name = "allowedResourceActions", .flags = RULE_SET | RULE_EMPTY, .label = N_("Allowed actions") },
    { .name = "condition", .flags = RULE_EMPTY },
    { .name = "excludedResourceActions", .flags = RULE_SET | RULE_EMPTY, .label = N_("Refused actions") },
    { .name = "resourceActions",
      .flags = RULE_SET | RULE_EMPTY,
      .inside = resource_action,
      .label = N_("Allowed actions") },
    { .name = NULL },
};

static const struct rule root[] = {
    { .name = "@odata.type", .label = N_("Type") },
    { .name = "createdDateTime", .flags = RULE_DROP },
    { .name = "creationSource", .flags = RULE_DROP },
    { .name = "deployedAppCount", .flags = RULE_DROP },
    { .name = "description", .flags = RULE_EMPTY, .severity = "low", .label = N_("Description") },
    { .name = "displayName", .severity = "low", .label = N_("Name") },
    { .name = "id", .flags = RULE_DROP },
    { .name = "inheritsPermissionsFrom", .flags = RULE_SET | RULE_EMPTY, .key = by_id },
    { .name = "isAssigned", .flags = RULE_DROP },
    { .name = "isBuiltInRoleDefinition", .flags = RULE_DROP },
    { .name = "isEnabled", .label = N_("Enabled") },
    { .name = "lastModifiedDateTime", .flags = RULE_DROP },
    { .name = "modifiedDateTime", .flags = RULE_DROP },
    { .name = "permissions", .flags = RULE_DROP },
    { .name = "resourceScopes", .flags = RULE_SET | RULE_EMPTY },
    { .name = "roleAssignments",
      .flags = RULE_SET | RULE_EMPTY,
      .key = by_id,
      .inside = role_assignment,
      .label = N_("Role assignments") },
    { .name = "rolePermissions",
      .flags = RULE_SET | RULE_EMPTY,
      .key = by_condition,
      .inside = permission,
      .label = N_("Permissions") },
    { .name = "roleScopeTagIds",
      .flags = RULE_SET | RULE_EMPTY,
      .reference = REFERENCE_SCOPE_TAG,
      .label = N_("Scope tags") },
    { .name = "settingCount", .flags = RULE_DROP },
    { .name = "supportsScopeTags", .flags = RULE_DROP },
    { .name = "version", .flags = RULE_DROP },
    { .name = NULL },
};

static const char *const names[] = { "displayName", "name", NULL };
static const char *const contexts[] = { "roleManagement/directory/roleDefinitions", "deviceManagement/roleDefinitions",
                                        NULL };
static const char *const types[] = { "#microsoft.graph.unifiedRoleDefinition", "#microsoft.graph.roleDefinition",
                                     "#microsoft.graph.deviceAndAppManagementRoleDefinition", NULL };
static const char *const shapes[] = { "rolePermissions", NULL };
static const char *const folders[] = { "RoleDefinitions", "roleDefinitions", "Roles", NULL };

const struct family_rules rules_role_definition = {
    .code = "role_definition",
    .label = N_("Custom directory roles"),
    .severity = "critical",
    .root = root,
    .annotations = &rules_annotations,
    .id = "id",
    .names = names,
    .contexts = contexts,
    .types = types,
    .shapes = shapes,
    .folders = folders,
};
