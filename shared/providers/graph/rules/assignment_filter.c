#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    ROW("assignmentFilterManagementType"),
    DROP("payloads"),
    ROW("platform", .label = N_("Platforms")),
    SET("roleScopeTags", .reference = REFERENCE_SCOPE_TAG, .label = N_("Scope tags")),
    ROW("rule", .label = N_("Rule")),
    GO_ON(rules_object),
};

const struct family_rules rules_assignment_filter = {
    .code = "assignment_filter",
    .label = N_("Assignment filters"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("deviceManagement/assignmentFilters"),
    .types = TEXTS("#microsoft.graph.deviceAndAppManagementAssignmentFilter", "#microsoft.graph.assignmentFilter",
                   "#microsoft.graph.payloadCompatibleAssignmentFilter"),
    .shapes = TEXTS("assignmentFilterManagementType", "rule platform"),
    .folders = TEXTS("Filters", "AssignmentFilters"),
};
