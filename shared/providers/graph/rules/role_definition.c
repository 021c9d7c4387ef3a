#include "providers/graph/rules/parts.h"

static const struct rule role_assignment[] = {
    EMPTY("description"),
    SET("members", .reference = REFERENCE_GROUP, .label = N_("Members")),
    SET("resourceScopes", .reference = REFERENCE_GROUP),
    SET("scopeMembers", .reference = REFERENCE_GROUP, .label = N_("Scope")),
    END,
};

static const struct rule resource_action[] = {
    SET("allowedResourceActions", .label = N_("Allowed actions")),
    SET("notAllowedResourceActions", .label = N_("Refused actions")),
    END,
};

static const struct rule permission[] = {
    DROP("actions"),
    SET("allowedResourceActions", .label = N_("Allowed actions")),
    EMPTY("condition"),
    SET("excludedResourceActions", .label = N_("Refused actions")),
    SET("resourceActions", .inside = resource_action, .label = N_("Allowed actions")),
    END,
};

static const struct rule root[] = {
    SET("inheritsPermissionsFrom", .key = TEXTS("id")),
    DROP("isBuiltInRoleDefinition"),
    ROW("isEnabled", .label = N_("Enabled")),
    DROP("permissions"),
    SET("resourceScopes"),
    SET("roleAssignments", .key = TEXTS("id"), .inside = role_assignment, .label = N_("Role assignments")),
    SET("rolePermissions", .key = TEXTS("condition"), .inside = permission, .label = N_("Permissions")),
    SET("roleScopeTagIds", .reference = REFERENCE_SCOPE_TAG, .label = N_("Scope tags")),
    GO_ON(rules_object),
};

const struct family_rules rules_role_definition = {
    .code = "role_definition",
    .label = N_("Custom directory roles"),
    .severity = "critical",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("roleManagement/directory/roleDefinitions", "deviceManagement/roleDefinitions"),
    .types = TEXTS("#microsoft.graph.unifiedRoleDefinition", "#microsoft.graph.roleDefinition",
                   "#microsoft.graph.deviceAndAppManagementRoleDefinition"),
    .shapes = TEXTS("rolePermissions"),
    .folders = TEXTS("RoleDefinitions", "Roles"),
};
