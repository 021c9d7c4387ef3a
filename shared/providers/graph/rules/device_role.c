#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    DROP("isBuiltInRoleDefinition"),
    DROP("permissions"),
    SET("roleAssignments", .key = TEXTS("displayName"), .inside = rules_device_role_assignment_root,
        .label = N_("Role assignments")),
    SET("rolePermissions", .key = TEXTS("condition"), .inside = rules_role_permission, .label = N_("Permissions")),
    SET("roleScopeTagIds", .reference = REFERENCE_SCOPE_TAG, .label = N_("Scope tags")),
    SET("roleScopeTags", .key = TEXTS("id"), .label = N_("Scope tags")),
    GO_ON(rules_object),
};

const struct family_rules rules_device_role = {
    .code = "device_role",
    .label = N_("Device management roles"),
    .severity = "critical",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("deviceManagement/roleDefinitions"),
    .types = TEXTS("#microsoft.graph.roleDefinition", "#microsoft.graph.deviceAndAppManagementRoleDefinition"),
    .shapes = TEXTS("rolePermissions"),
    .folders = TEXTS("RoleDefinitions", "Roles"),
};
