#include "providers/graph/rules/parts.h"

static const struct rule custom_setting[] = {
    SECRET("value", .label = N_("Value")),
    END,
};

/* Pairs of a device's configuration, or settings of the catalog. */
static const struct rule setting[] = {
    ROW("appConfigKeyType", .label = N_("Type")),
    SECRET("appConfigKeyValue", .label = N_("Value")),
    GO_ON(rules_setting),
};

static const struct rule root[] = {
    EMPTY("appGroupType", .label = N_("Applications")),
    SET("apps", .key = rules_app_key, .inside = rules_app, .label = N_("Applications")),
    SET("customSettings", .key = TEXTS("name"), .inside = custom_setting, .label = N_("Settings")),
    DROP("deploymentSummary"),
    DROP("deviceStatusSummary"),
    DROP("deviceStatuses"),
    ROW("encodedSettingXml", .flags = RULE_SECRET | RULE_BASE64 | RULE_EMPTY, .content = CONTENT_XML,
        .label = N_("Settings")),
    EMPTY("packageId"),
    ROW("payloadJson", .flags = RULE_SECRET | RULE_BASE64 | RULE_EMPTY, .content = CONTENT_JSON,
        .label = N_("Settings")),
    SET("permissionActions", .key = TEXTS("permission"), .label = N_("Permissions")),
    EMPTY("profileApplicability"),
    SET("settings", .key = TEXTS("appConfigKey", "settingInstance/settingDefinitionId"), .inside = setting,
        .label = N_("Settings")),
    SET("targetedMobileApps", .reference = REFERENCE_APP, .label = N_("Applications")),
    DROP("userStatusSummary"),
    DROP("userStatuses"),
    GO_ON(rules_assigned),
};

const struct family_rules rules_app_configuration = {
    .code = "app_configuration",
    .label = N_("App configuration policies"),
    .severity = "medium",
    .root = root,
    .wire = &rules_wire,
    .secret_words = rules_secret_words,
    .contexts =
        TEXTS("deviceAppManagement/targetedManagedAppConfigurations", "deviceAppManagement/mobileAppConfigurations"),
    .types = TEXTS("#microsoft.graph.targetedManagedAppConfiguration", "#microsoft.graph.iosMobileAppConfiguration",
                   "#microsoft.graph.androidManagedStoreAppConfiguration",
                   "#microsoft.graph.androidForWorkMobileAppConfiguration", "*MobileAppConfiguration"),
    .shapes = TEXTS("customSettings apps", "encodedSettingXml", "targetedMobileApps", "payloadJson packageId"),
    .folders = TEXTS("AppConfiguration", "AppConfigurationManagedApp", "AppConfigurationManagedDevice",
                     "AndroidOEMConfig", "mobileAppConfigurations", "targetedManagedAppConfigurations"),
};
