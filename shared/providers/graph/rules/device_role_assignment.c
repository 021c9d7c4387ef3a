#include "providers/graph/rules/parts.h"

const struct rule rules_device_role_assignment_root[] = {
    SET("members", .reference = REFERENCE_GROUP, .label = N_("Members")),
    DROP("resourceScopes"),
    EMPTY("roleDefinition"),
    SET("roleScopeTags", .key = TEXTS("id"), .label = N_("Scope tags")),
    SET("scopeMembers", .reference = REFERENCE_GROUP, .label = N_("Scope")),
    ROW("scopeType", .label = N_("Scope")),
    GO_ON(rules_object),
};

const struct family_rules rules_device_role_assignment = {
    .code = "device_role_assignment",
    .label = N_("Assignments of device management roles"),
    .severity = "critical",
    .root = rules_device_role_assignment_root,
    .wire = &rules_wire,
    .contexts = TEXTS("deviceManagement/roleAssignments"),
    .types = TEXTS("#microsoft.graph.deviceAndAppManagementRoleAssignment"),
    .shapes = TEXTS("scopeMembers members", "scopeType members"),
    .folders = TEXTS("DeviceRoleAssignments"),
};
