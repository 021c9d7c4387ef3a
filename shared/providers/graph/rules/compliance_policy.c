#include "providers/graph/rules/parts.h"

static const struct rule script[] = {
    ROW("deviceComplianceScriptId", .reference = REFERENCE_SCRIPT),
    ROW("rulesContent", .flags = RULE_BASE64, .content = CONTENT_JSON, .label = N_("Rules of the script")),
    END,
};

static const struct rule action[] = {
    ROW("actionType", .label = N_("Action")),
    ROW("gracePeriodHours", .label = N_("Grace period")),
    DROP("id"),
    SET("notificationMessageCCList", .reference = REFERENCE_GROUP, .label = N_("Notified groups")),
    ROW("notificationTemplateId", .flags = RULE_NIL_ID, .reference = REFERENCE_NOTIFICATION),
    END,
};

const struct rule rules_scheduled_actions[] = {
    DROP("id"),
    EMPTY("ruleName"),
    SET("scheduledActionConfigurations", .key = TEXTS("actionType", "notificationTemplateId"), .inside = action),
    END,
};

static const struct rule root[] = {
    EMPTY("defenderVersion"),
    EMPTY("deviceCompliancePolicyScript", .inside = script, .label = N_("Compliance script")),
    SET("localActions"),
    EMPTY("mobileOsMaximumVersion"),
    EMPTY("mobileOsMinimumVersion"),
    EMPTY("osMaximumBuildVersion"),
    EMPTY("osMaximumVersion"),
    EMPTY("osMinimumBuildVersion"),
    EMPTY("osMinimumVersion"),
    EMPTY("passwordExpirationDays"),
    EMPTY("passwordMinimumCharacterSetCount"),
    EMPTY("passwordMinimumLength"),
    EMPTY("passwordMinutesOfInactivityBeforeLock"),
    EMPTY("passwordPreviousPasswordBlockCount"),
    SET("scheduledActionsForRule", .key = TEXTS("ruleName"), .inside = rules_scheduled_actions,
        .label = N_("Actions for non-compliance")),
    EMPTY("validOperatingSystemBuildRanges"),
    GO_ON(rules_assigned),
};

const struct family_rules rules_compliance_policy = {
    .code = "compliance_policy",
    .label = N_("Device compliance policies"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("deviceManagement/deviceCompliancePolicies"),
    .types = TEXTS("*CompliancePolicy"),
    .shapes = TEXTS("scheduledActionsForRule"),
    .folders = TEXTS("CompliancePolicies", "Compliance", "deviceCompliancePolicies"),
};
