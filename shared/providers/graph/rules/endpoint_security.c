#include "providers/graph/rules/parts.h"

/* A text that is a password's is not to be seen; one that is about passwords is. */
static const struct rule setting[] = {
    ROW("definitionId", .label = N_("Setting")),
    DROP("id"),
    SECRET("value", .label = N_("Value"), .when = "definitionId", .is = "*assword"),
    SECRET("value", .label = N_("Value"), .when = "definitionId", .is = "*reSharedKey"),
    SECRET("value", .label = N_("Value"), .when = "definitionId", .is = "*ecret"),
    EMPTY("value", .label = N_("Value")),
    SECRET("valueJson", .content = CONTENT_JSON, .label = N_("Value"), .when = "definitionId", .is = "*assword"),
    SECRET("valueJson", .content = CONTENT_JSON, .label = N_("Value"), .when = "definitionId", .is = "*reSharedKey"),
    SECRET("valueJson", .content = CONTENT_JSON, .label = N_("Value"), .when = "definitionId", .is = "*ecret"),
    EMPTY("valueJson", .content = CONTENT_JSON, .label = N_("Value")),
    END,
};

static const struct rule category[] = {
    DROP("hasRequiredSetting"),
    DROP("settingDefinitions"),
    SET("settings", .key = TEXTS("definitionId"), .inside = setting, .label = N_("Settings")),
    END,
};

static const struct rule root[] = {
    SET("categories", .key = TEXTS("id"), .inside = category, .label = N_("Settings")),
    DROP("deviceSettingStateSummaries"),
    DROP("deviceStateSummary"),
    DROP("deviceStates"),
    DROP("isMigratingToConfigurationPolicy"),
    SET("settings", .key = TEXTS("definitionId"), .inside = setting, .label = N_("Settings")),
    SET("settingsDelta", .key = TEXTS("definitionId"), .inside = setting, .label = N_("Settings")),
    ROW("templateId", .label = N_("Template")),
    DROP("userStateSummary"),
    DROP("userStates"),
    GO_ON(rules_assigned),
};

const struct family_rules rules_endpoint_security = {
    .code = "endpoint_security",
    .label = N_("Endpoint security policies"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .secret_words = rules_secret_words,
    .contexts = TEXTS("deviceManagement/intents"),
    .types = TEXTS("#microsoft.graph.deviceManagementIntent"),
    .shapes = TEXTS("TemplateId settingsDelta", "templateId settings", "templateId isMigratingToConfigurationPolicy"),
    .folders = TEXTS("EndpointSecurity", "ManagementIntents", "Intents", "DeviceManagementIntents"),
};
