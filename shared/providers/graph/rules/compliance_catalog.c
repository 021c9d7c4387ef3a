#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    SET("scheduledActionsForRule", .key = TEXTS("ruleName"), .inside = rules_scheduled_actions,
        .label = N_("Actions for non-compliance")),
    GO_ON(rules_settings),
};

const struct family_rules rules_compliance_catalog = {
    .code = "compliance_catalog",
    .label = N_("Compliance policies of the settings catalog"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .names = TEXTS("name", "displayName"),
    .contexts = TEXTS("deviceManagement/compliancePolicies"),
    .types = TEXTS("#microsoft.graph.deviceManagementCompliancePolicy"),
    .shapes = TEXTS("scheduledActionsForRule settings platforms technologies"),
    .folders = TEXTS("CompliancePoliciesV2", "LinuxCompliance"),
};
