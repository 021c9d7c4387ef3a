#include "providers/graph/rules/parts.h"

/* The service changes its own roles: what they may do is not the tenant's. */
static const struct rule root[] = {
    DROP("description", .when = "isBuiltIn", .is = "true"),
    DROP("inheritsPermissionsFrom", .when = "isBuiltIn", .is = "true"),
    SET("inheritsPermissionsFrom", .key = TEXTS("id")),
    ROW("isEnabled", .label = N_("Enabled")),
    SET("resourceScopes"),
    DROP("rolePermissions", .when = "isBuiltIn", .is = "true"),
    SET("rolePermissions", .key = TEXTS("condition"), .inside = rules_role_permission, .label = N_("Permissions")),
    GO_ON(rules_object),
};

const struct family_rules rules_role_definition = {
    .code = "role_definition",
    .label = N_("Custom directory roles"),
    .severity = "critical",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("directory/roleDefinitions"),
    .types = TEXTS("#microsoft.graph.unifiedRoleDefinition"),
    .shapes = TEXTS("rolePermissions templateId", "rolePermissions isEnabled", "inheritsPermissionsFrom"),
    .folders = TEXTS("DirectoryRoles", "DirectoryRoleDefinitions"),
};
