#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    DROP("referencingConfigurationPolicies"),
    DROP("referencingConfigurationPolicyCount"),
    ROW("settingDefinitionId", .label = N_("Setting")),
    ROW("settingInstance", .inside = rules_setting_instance, .label = N_("Setting")),
    GO_ON(rules_assigned),
};

const struct family_rules rules_reusable_setting = {
    .code = "reusable_setting",
    .label = N_("Reusable settings"),
    .severity = "medium",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("deviceManagement/reusablePolicySettings"),
    .types = TEXTS("#microsoft.graph.deviceManagementReusablePolicySetting"),
    .shapes = TEXTS("settingInstance settingDefinitionId"),
    .folders = TEXTS("ReusableSettings", "ReusablePolicySettings"),
};
