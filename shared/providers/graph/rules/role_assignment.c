#include "providers/graph/rules/parts.h"

const struct family_rules rules_role_assignment = {
    .code = "role_assignment",
    .label = N_("Role assignments"),
    .severity = "critical",
    .root = rules_role_grant,
    .wire = &rules_wire,
    .contexts = TEXTS("directory/roleAssignments"),
    .types = TEXTS("#microsoft.graph.unifiedRoleAssignment"),
    .shapes = TEXTS("principalId roleDefinitionId"),
    .folders = TEXTS("RoleAssignments", "DirectoryRoleAssignments"),
};
