#include "providers/graph/rules/parts.h"

static const struct rule script[] = {
    { .name = "rulesContent", .flags = RULE_BASE64, .content = CONTENT_JSON, .label = N_("Rules of the script") },
    { .name = NULL },
};

static const char *const by_action[] = { "actionType", "notificationTemplateId", NULL };
static const char *const by_rule[] = { "ruleName", NULL };

static const struct rule action[] = {
    { .name = "actionType", .label = N_("Action") },
    { .name = "gracePeriodHours", .label = N_("Grace period") },
    { .name = "id", .flags = RULE_DROP },
    { .name = "notificationMessageCCList",
      .flags = RULE_SET | RULE_EMPTY,
      .reference = REFERENCE_GROUP,
      .label = N_("Notified groups") },
    { .name = "notificationTemplateId", .flags = RULE_NIL_ID },
    { .name = NULL },
};

static const struct rule scheduled[] = {
    { .name = "id", .flags = RULE_DROP },
    { .name = "ruleName", .flags = RULE_EMPTY },
    { .name = "scheduledActionConfigurations", .flags = RULE_SET | RULE_EMPTY, .key = by_action, .inside = action },
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
    { .name = "createdDateTime", .flags = RULE_DROP },
    { .name = "creationSource", .flags = RULE_DROP },
    { .name = "defenderVersion", .flags = RULE_EMPTY },
    { .name = "deployedAppCount", .flags = RULE_DROP },
    { .name = "description", .flags = RULE_EMPTY, .severity = "low", .label = N_("Description") },
    { .name = "deviceCompliancePolicyScript", .flags = RULE_EMPTY, .inside = script, .label = N_("Compliance script") },
    { .name = "displayName", .severity = "low", .label = N_("Name") },
    { .name = "id", .flags = RULE_DROP },
    { .name = "isAssigned", .flags = RULE_DROP },
    { .name = "lastModifiedDateTime", .flags = RULE_DROP },
    { .name = "localActions", .flags = RULE_SET | RULE_EMPTY },
    { .name = "mobileOsMaximumVersion", .flags = RULE_EMPTY },
    { .name = "mobileOsMinimumVersion", .flags = RULE_EMPTY },
    { .name = "modifiedDateTime", .flags = RULE_DROP },
    { .name = "osMaximumBuildVersion", .flags = RULE_EMPTY },
    { .name = "osMaximumVersion", .flags = RULE_EMPTY },
    { .name = "osMinimumBuildVersion", .flags = RULE_EMPTY },
    { .name = "osMinimumVersion", .flags = RULE_EMPTY },
    { .name = "passwordExpirationDays", .flags = RULE_EMPTY },
    { .name = "passwordMinimumCharacterSetCount", .flags = RULE_EMPTY },
    { .name = "passwordMinimumLength", .flags = RULE_EMPTY },
    { .name = "passwordMinutesOfInactivityBeforeLock", .flags = RULE_EMPTY },
    { .name = "passwordPreviousPasswordBlockCount", .flags = RULE_EMPTY },
    { .name = "roleScopeTagIds",
      .flags = RULE_SET | RULE_EMPTY,
      .reference = REFERENCE_SCOPE_TAG,
      .label = N_("Scope tags") },
    { .name = "scheduledActionsForRule",
      .flags = RULE_SET | RULE_EMPTY,
      .key = by_rule,
      .inside = scheduled,
      .label = N_("Actions for non-compliance") },
    { .name = "settingCount", .flags = RULE_DROP },
    { .name = "supportsScopeTags", .flags = RULE_DROP },
    { .name = "validOperatingSystemBuildRanges", .flags = RULE_EMPTY },
    { .name = "version", .flags = RULE_DROP },
    { .name = NULL },
};

static const char *const names[] = { "displayName", "name", NULL };
static const char *const contexts[] = { "deviceManagement/deviceCompliancePolicies", NULL };
static const char *const types[] = { "#microsoft.graph.*CompliancePolicy", "*CompliancePolicy", NULL };
static const char *const shapes[] = { "scheduledActionsForRule", NULL };
static const char *const folders[] = { "CompliancePolicies", "Compliance", "deviceCompliancePolicies", NULL };

const struct family_rules rules_compliance_policy = {
    .code = "compliance_policy",
    .label = N_("Device compliance policies"),
    .severity = "high",
    .root = root,
    .annotations = &rules_annotations,
    .id = "id",
    .names = names,
    .contexts = contexts,
    .types = types,
    .shapes = shapes,
    .folders = folders,
};
