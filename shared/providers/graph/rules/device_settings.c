#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    EMPTY("derivedCredentialProvider"),
    EMPTY("derivedCredentialUrl"),
    ROW("deviceComplianceCheckinThresholdDays", .label = N_("Days until a silent device is not compliant")),
    ROW("deviceInactivityBeforeRetirementInDay", .label = N_("Days until a silent device is retired")),
    ROW("isScheduledActionEnabled", .label = N_("Actions for non-compliance")),
    ROW("secureByDefault", .severity = "critical", .label = N_("Devices without a policy are not compliant")),
    GO_ON(rules_object),
};

const struct family_rules rules_device_settings = {
    .code = "device_settings",
    .label = N_("Device management settings"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("deviceManagement/settings"),
    .types = TEXTS("#microsoft.graph.deviceManagementSettings"),
    .shapes = TEXTS("secureByDefault", "deviceComplianceCheckinThresholdDays"),
    .folders = TEXTS("DeviceManagementSettings"),
};
