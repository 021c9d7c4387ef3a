#include "providers/graph/rules/parts.h"

/* An instance holds instances, to any depth: the tables point at each other as the service's types do. */
extern const struct rule rules_setting_instance[];

static const char *const by_definition[] = { "settingDefinitionId", NULL };
static const char *const by_setting[] = { "settingInstance/settingDefinitionId", NULL };

static const struct rule group_value[] = {
    { .name = "auditRuleInformation", .flags = RULE_DROP },
    { .name = "children", .flags = RULE_SET | RULE_EMPTY, .key = by_definition, .inside = rules_setting_instance },
    { .name = "settingValueTemplateReference", .flags = RULE_EMPTY },
    { .name = NULL },
};

static const struct rule choice_value[] = {
    { .name = "auditRuleInformation", .flags = RULE_DROP },
    { .name = "children", .flags = RULE_SET | RULE_EMPTY, .key = by_definition, .inside = rules_setting_instance },
    { .name = "settingValueTemplateReference", .flags = RULE_EMPTY },
    { .name = "value", .label = N_("Value") },
    { .name = NULL },
};

static const struct rule simple_value[] = {
    { .name = "auditRuleInformation", .flags = RULE_DROP },
    { .name = "settingValueTemplateReference", .flags = RULE_EMPTY },
    { .name = "value",
      .flags = RULE_SECRET,
      .label = N_("Value"),
      .when = "@odata.type",
      .is = "#microsoft.graph.deviceManagementConfigurationSecretSettingValue" },
    { .name = "value", .label = N_("Value") },
    { .name = NULL },
};

static const struct rule secret_value[] = {
    { .name = "auditRuleInformation", .flags = RULE_DROP },
    { .name = "settingValueTemplateReference", .flags = RULE_EMPTY },
    { .name = "value", .flags = RULE_SECRET, .label = N_("Value") },
    { .name = NULL },
};

static const struct rule xml_value[] = {
    { .name = "auditRuleInformation", .flags = RULE_DROP },
    { .name = "settingValueTemplateReference", .flags = RULE_EMPTY },
    { .name = "value", .flags = RULE_BASE64, .content = CONTENT_XML, .label = N_("Value") },
    { .name = NULL },
};

const struct rule rules_setting_instance[] = {
    { .name = "auditRuleInformation", .flags = RULE_DROP },
    { .name = "choiceSettingCollectionValue", .inside = choice_value },
    { .name = "choiceSettingValue", .inside = choice_value },
    { .name = "groupSettingCollectionValue", .flags = RULE_SET, .inside = group_value },
    { .name = "groupSettingValue", .inside = group_value },
    { .name = "settingDefinitionId", .label = N_("Setting") },
    { .name = "settingInstanceTemplateReference", .flags = RULE_EMPTY },
    { .name = "simpleSettingCollectionValue", .inside = simple_value },
    { .name = "simpleSettingValue",
      .inside = secret_value,
      .when = "settingDefinitionId",
      .is = "device_vendor_msft_windowsadvancedthreatprotection_onboarding" },
    { .name = "simpleSettingValue",
      .inside = secret_value,
      .when = "settingDefinitionId",
      .is = "device_vendor_msft_windowsadvancedthreatprotection_onboarding_fromconnector" },
    { .name = "simpleSettingValue",
      .inside = secret_value,
      .when = "settingDefinitionId",
      .is = "device_vendor_msft_windowsadvancedthreatprotection_offboarding" },
    { .name = "simpleSettingValue",
      .inside = secret_value,
      .when = "settingDefinitionId",
      .is = "device_vendor_msft_windowsadvancedthreatprotection_configurationtype_onboarding" },
    { .name = "simpleSettingValue",
      .inside = xml_value,
      .when = "settingDefinitionId",
      .is = "device_vendor_msft_policy_config_applicationdefaults_defaultassociationsconfiguration" },
    { .name = "simpleSettingValue", .inside = simple_value },
    { .name = NULL },
};

static const struct rule setting[] = {
    { .name = "auditRuleInformation", .flags = RULE_DROP },
    { .name = "id", .flags = RULE_DROP },
    { .name = "settingDefinitions", .flags = RULE_DROP },
    { .name = "settingInstance", .inside = rules_setting_instance },
    { .name = NULL },
};

static const struct rule root[] = {
    { .name = "@odata.type", .label = N_("Type") },
    { .name = "assignments",
      .flags = RULE_SET | RULE_EMPTY,
      .key = rules_assignment_key,
      .inside = rules_assignment,
      .severity = "high",
      .label = N_("Assignments") },
    { .name = "auditRuleInformation", .flags = RULE_DROP },
    { .name = "createdDateTime", .flags = RULE_DROP },
    { .name = "creationSource", .flags = RULE_DROP },
    { .name = "deployedAppCount", .flags = RULE_DROP },
    { .name = "description", .flags = RULE_EMPTY, .severity = "low", .label = N_("Description") },
    { .name = "id", .flags = RULE_DROP },
    { .name = "isAssigned", .flags = RULE_DROP },
    { .name = "lastModifiedDateTime", .flags = RULE_DROP },
    { .name = "modifiedDateTime", .flags = RULE_DROP },
    { .name = "name", .severity = "low", .label = N_("Name") },
    { .name = "platforms", .label = N_("Platforms") },
    { .name = "priorityMetaData", .flags = RULE_DROP },
    { .name = "roleScopeTagIds",
      .flags = RULE_SET | RULE_EMPTY,
      .reference = REFERENCE_SCOPE_TAG,
      .label = N_("Scope tags") },
    { .name = "settingCount", .flags = RULE_DROP },
    { .name = "settings", .flags = RULE_SET, .key = by_setting, .inside = setting, .label = N_("Settings") },
    { .name = "supportsScopeTags", .flags = RULE_DROP },
    { .name = "technologies", .label = N_("Technologies") },
    { .name = "templateReference", .label = N_("Template") },
    { .name = "version", .flags = RULE_DROP },
    { .name = NULL },
};

static const char *const names[] = { "name", "displayName", NULL };
static const char *const contexts[] = { "deviceManagement/configurationPolicies", NULL };
static const char *const types[] = { "#microsoft.graph.deviceManagementConfigurationPolicy", NULL };
static const char *const shapes[] = { "settings platforms technologies", NULL };
static const char *const folders[] = { "SettingsCatalog", "Settings Catalog", "configurationPolicies", NULL };

const struct family_rules rules_settings_catalog = {
    .code = "settings_catalog",
    .label = N_("Settings catalog policies"),
    .severity = "medium",
    .root = root,
    .annotations = &rules_annotations,
    .id = "id",
    .names = names,
    .contexts = contexts,
    .types = types,
    .shapes = shapes,
    .folders = folders,
};
