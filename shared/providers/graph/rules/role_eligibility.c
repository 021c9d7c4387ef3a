#include "providers/graph/rules/parts.h"

const struct family_rules rules_role_eligibility = {
    .code = "role_eligibility",
    .label = N_("Eligible roles"),
    .severity = "critical",
    .root = rules_role_grant,
    .wire = &rules_wire,
    .contexts = TEXTS("directory/roleEligibilitySchedules"),
    .types = TEXTS("#microsoft.graph.unifiedRoleEligibilitySchedule"),
    .shapes = TEXTS("principalId roleDefinitionId scheduleInfo"),
    .folders = TEXTS("RoleEligibilitySchedules", "EligibleRoles"),
};
