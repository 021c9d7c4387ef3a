/* Objects of the settings catalog: an instance holds instances, to any depth, and the tables point at each other as the service's types do. */
#include "providers/graph/rules/parts.h"

static const struct rule group_value[] = {
    DROP("auditRuleInformation"),
    SET("children", .key = TEXTS("settingDefinitionId"), .inside = rules_setting_instance),
    EMPTY("settingValueTemplateReference"),
    END,
};

static const struct rule choice_value[] = {
    DROP("auditRuleInformation"),
    SET("children", .key = TEXTS("settingDefinitionId"), .inside = rules_setting_instance),
    EMPTY("settingValueTemplateReference"),
    ROW("value", .label = N_("Value")),
    END,
};

static const struct rule simple_value[] = {
    DROP("auditRuleInformation"),
    EMPTY("settingValueTemplateReference"),
    SECRET("value", .label = N_("Value"), .when = "@odata.type",
           .is = "#microsoft.graph.deviceManagementConfigurationSecretSettingValue"),
    ROW("value", .label = N_("Value")),
    END,
};

static const struct rule secret_value[] = {
    DROP("auditRuleInformation"),
    EMPTY("settingValueTemplateReference"),
    SECRET("value", .label = N_("Value")),
    END,
};

static const struct rule xml_value[] = {
    DROP("auditRuleInformation"),
    EMPTY("settingValueTemplateReference"),
    ROW("value", .flags = RULE_BASE64, .content = CONTENT_XML, .label = N_("Value")),
    END,
};

const struct rule rules_setting_instance[] = {
    DROP("auditRuleInformation"),
    ROW("choiceSettingCollectionValue", .inside = choice_value),
    ROW("choiceSettingValue", .inside = choice_value),
    ROW("groupSettingCollectionValue", .flags = RULE_SET, .inside = group_value),
    ROW("groupSettingValue", .inside = group_value),
    ROW("settingDefinitionId", .label = N_("Setting")),
    EMPTY("settingInstanceTemplateReference"),
    ROW("simpleSettingCollectionValue", .inside = simple_value),
    ROW("simpleSettingValue", .inside = secret_value, .when = "settingDefinitionId",
        .is = "device_vendor_msft_windowsadvancedthreatprotection_onboarding"),
    ROW("simpleSettingValue", .inside = secret_value, .when = "settingDefinitionId",
        .is = "device_vendor_msft_windowsadvancedthreatprotection_onboarding_fromconnector"),
    ROW("simpleSettingValue", .inside = secret_value, .when = "settingDefinitionId",
        .is = "device_vendor_msft_windowsadvancedthreatprotection_offboarding"),
    ROW("simpleSettingValue", .inside = secret_value, .when = "settingDefinitionId",
        .is = "device_vendor_msft_windowsadvancedthreatprotection_configurationtype_onboarding"),
    ROW("simpleSettingValue", .inside = xml_value, .when = "settingDefinitionId",
        .is = "device_vendor_msft_policy_config_applicationdefaults_defaultassociationsconfiguration"),
    ROW("simpleSettingValue", .inside = simple_value),
    END,
};

const struct rule rules_setting[] = {
    DROP("auditRuleInformation"),
    DROP("id"),
    DROP("settingDefinitions"),
    ROW("settingInstance", .inside = rules_setting_instance),
    END,
};

/* A policy without a template says so with an empty id and names that are null. */
static const struct rule template_reference[] = {
    EMPTY("templateDisplayName"),
    EMPTY("templateDisplayVersion"),
    EMPTY("templateId"),
    END,
};

const struct rule rules_settings[] = {
    DROP("auditRuleInformation"),
    ROW("name", .severity = "low", .label = N_("Name")),
    ROW("platforms", .label = N_("Platforms")),
    DROP("priorityMetaData"),
    ROW("settings", .flags = RULE_SET, .key = TEXTS("settingInstance/settingDefinitionId"), .inside = rules_setting,
        .label = N_("Settings")),
    ROW("technologies", .label = N_("Technologies")),
    ROW("templateReference", .inside = template_reference, .label = N_("Template")),
    GO_ON(rules_assigned),
};
