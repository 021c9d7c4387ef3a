#include "providers/graph/rules/parts.h"

/* Instances come and go; the schedule that they are of stays. */
const struct family_rules rules_role_activation = {
    .code = "role_activation",
    .label = N_("Active roles"),
    .severity = "critical",
    .root = rules_role_grant,
    .wire = &rules_wire,
    .id = "roleAssignmentScheduleId",
    .contexts = TEXTS("directory/roleAssignmentScheduleInstances"),
    .types = TEXTS("#microsoft.graph.unifiedRoleAssignmentScheduleInstance"),
    .shapes = TEXTS("roleAssignmentScheduleId", "roleAssignmentOriginId"),
    .folders = TEXTS("RoleAssignmentScheduleInstances", "ActiveRoles"),
};
