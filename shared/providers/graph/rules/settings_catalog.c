#include "providers/graph/rules/parts.h"

const struct family_rules rules_settings_catalog = {
    .code = "settings_catalog",
    .label = N_("Settings catalog policies"),
    .severity = "medium",
    .root = rules_settings,
    .wire = &rules_wire,
    .names = TEXTS("name", "displayName"),
    .contexts = TEXTS("deviceManagement/configurationPolicies"),
    .types = TEXTS("#microsoft.graph.deviceManagementConfigurationPolicy"),
    .shapes = TEXTS("settings platforms technologies"),
    .folders = TEXTS("SettingsCatalog", "configurationPolicies"),
};
