#include "providers/graph/rules/parts.h"

static const char *const by_target[] = { "targetType", "id", NULL };
static const char *const by_method[] = { "id", NULL };

static const struct rule who[] = {
    { .name = "id", .reference = REFERENCE_GROUP },
    { .name = NULL },
};

static const struct rule feature[] = {
    { .name = "excludeTarget", .flags = RULE_EMPTY, .inside = who, .label = N_("Excluded targets") },
    { .name = "includeTarget", .flags = RULE_EMPTY, .inside = who, .label = N_("Included targets") },
    { .name = NULL },
};

static const struct rule features[] = {
    { .name = "companionAppAllowedState", .inside = feature },
    { .name = "displayAppInformationRequiredState", .inside = feature },
    { .name = "displayLocationInformationRequiredState", .inside = feature },
    { .name = "numberMatchingRequiredState", .flags = RULE_DROP },
    { .name = NULL },
};

static const struct rule keys[] = {
    { .name = "aaGuids", .flags = RULE_SET | RULE_EMPTY, .label = N_("Allowed keys") },
    { .name = NULL },
};

static const struct rule method[] = {
    { .name = "excludeTargets",
      .flags = RULE_SET | RULE_EMPTY,
      .key = by_target,
      .inside = who,
      .label = N_("Excluded targets") },
    { .name = "featureSettings", .inside = features },
    { .name = "includeTargets",
      .flags = RULE_SET | RULE_EMPTY,
      .key = by_target,
      .inside = who,
      .label = N_("Included targets") },
    { .name = "keyRestrictions", .inside = keys, .label = N_("Key restrictions") },
    { .name = "state", .label = N_("State") },
    { .name = NULL },
};

static const struct rule campaign[] = {
    { .name = "excludeTargets",
      .flags = RULE_SET | RULE_EMPTY,
      .key = by_target,
      .inside = who,
      .label = N_("Excluded targets") },
    { .name = "includeTargets",
      .flags = RULE_SET | RULE_EMPTY,
      .key = by_target,
      .inside = who,
      .label = N_("Included targets") },
    { .name = "state", .label = N_("State") },
    { .name = NULL },
};

static const struct rule registration[] = {
    { .name = "authenticationMethodsRegistrationCampaign", .inside = campaign, .label = N_("Registration campaign") },
    { .name = NULL },
};

static const struct rule root[] = {
    { .name = "@odata.type", .label = N_("Type") },
    { .name = "authenticationMethodConfigurations",
      .flags = RULE_SET | RULE_EMPTY,
      .key = by_method,
      .inside = method,
      .label = N_("Authentication methods") },
    { .name = "createdDateTime", .flags = RULE_DROP },
    { .name = "creationSource", .flags = RULE_DROP },
    { .name = "deployedAppCount", .flags = RULE_DROP },
    { .name = "description", .flags = RULE_EMPTY, .severity = "low", .label = N_("Description") },
    { .name = "displayName", .severity = "low", .label = N_("Name") },
    { .name = "id", .flags = RULE_DROP },
    { .name = "isAssigned", .flags = RULE_DROP },
    { .name = "lastModifiedDateTime", .flags = RULE_DROP },
    { .name = "modifiedDateTime", .flags = RULE_DROP },
    { .name = "policyMigrationState", .flags = RULE_DROP },
    { .name = "policyVersion", .flags = RULE_DROP },
    { .name = "reconfirmationInDays", .flags = RULE_DROP },
    { .name = "registrationEnforcement", .inside = registration, .label = N_("Registration campaign") },
    { .name = "reportSuspiciousActivitySettings",
      .flags = RULE_EMPTY,
      .inside = feature,
      .label = N_("Reports of suspicious activity") },
    { .name = "settingCount", .flags = RULE_DROP },
    { .name = "supportsScopeTags", .flags = RULE_DROP },
    { .name = "systemCredentialPreferences",
      .flags = RULE_EMPTY,
      .inside = campaign,
      .label = N_("System-preferred method") },
    { .name = "version", .flags = RULE_DROP },
    { .name = NULL },
};

static const char *const names[] = { "displayName", "name", NULL };
static const char *const contexts[] = { "authenticationMethodsPolicy", NULL };
static const char *const types[] = { "#microsoft.graph.authenticationMethodsPolicy", NULL };
static const char *const shapes[] = { "authenticationMethodConfigurations", NULL };
static const char *const folders[] = { "AuthenticationMethods", "authenticationMethodsPolicy", NULL };

const struct family_rules rules_authentication_methods = {
    .code = "authentication_methods",
    .label = N_("Authentication methods"),
    .severity = "critical",
    .root = root,
    .annotations = &rules_annotations,
    .id = "id",
    .names = names,
    .contexts = contexts,
    .types = types,
    .shapes = shapes,
    .folders = folders,
};
