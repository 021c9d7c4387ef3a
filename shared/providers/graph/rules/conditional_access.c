#include "providers/graph/rules/parts.h"

static const char *const by_id[] = { "id", NULL };

static const struct rule frequency[] = {
    { .name = "type", .flags = RULE_EMPTY },
    { .name = "value", .flags = RULE_EMPTY },
    { .name = NULL },
};

static const struct rule tenants[] = {
    { .name = "members", .flags = RULE_SET | RULE_EMPTY, .label = N_("External tenants") },
    { .name = NULL },
};

static const struct rule guests[] = {
    { .name = "externalTenants", .flags = RULE_EMPTY, .inside = tenants, .label = N_("External tenants") },
    { .name = NULL },
};

static const struct rule users[] = {
    { .name = "excludeGroups",
      .flags = RULE_SET | RULE_EMPTY,
      .reference = REFERENCE_GROUP,
      .label = N_("Excluded groups") },
    { .name = "excludeGuestsOrExternalUsers", .flags = RULE_EMPTY, .inside = guests, .label = N_("Excluded guests") },
    { .name = "excludeRoles",
      .flags = RULE_SET | RULE_EMPTY,
      .reference = REFERENCE_ROLE,
      .label = N_("Excluded roles") },
    { .name = "excludeUsers",
      .flags = RULE_SET | RULE_EMPTY,
      .reference = REFERENCE_USER,
      .label = N_("Excluded users") },
    { .name = "includeGroups",
      .flags = RULE_SET | RULE_EMPTY,
      .reference = REFERENCE_GROUP,
      .label = N_("Included groups") },
    { .name = "includeGuestsOrExternalUsers", .flags = RULE_EMPTY, .inside = guests, .label = N_("Included guests") },
    { .name = "includeRoles",
      .flags = RULE_SET | RULE_EMPTY,
      .reference = REFERENCE_ROLE,
      .label = N_("Included roles") },
    { .name = "includeUsers",
      .flags = RULE_SET | RULE_EMPTY,
      .reference = REFERENCE_USER,
      .label = N_("Included users") },
    { .name = NULL },
};

static const struct rule applications[] = {
    { .name = "applicationFilter", .flags = RULE_EMPTY },
    { .name = "excludeApplications",
      .flags = RULE_SET | RULE_EMPTY,
      .reference = REFERENCE_APPLICATION,
      .label = N_("Excluded applications") },
    { .name = "globalSecureAccess", .flags = RULE_EMPTY },
    { .name = "includeApplications",
      .flags = RULE_SET | RULE_EMPTY,
      .reference = REFERENCE_APPLICATION,
      .label = N_("Included applications") },
    { .name = "includeAuthenticationContextClassReferences",
      .flags = RULE_SET | RULE_EMPTY,
      .label = N_("Authentication contexts") },
    { .name = "includeUserActions", .flags = RULE_SET | RULE_EMPTY, .label = N_("User actions") },
    { .name = "networkAccess", .flags = RULE_EMPTY },
    { .name = NULL },
};

static const struct rule client_applications[] = {
    { .name = "excludeServicePrincipals",
      .flags = RULE_SET | RULE_EMPTY,
      .reference = REFERENCE_APPLICATION,
      .label = N_("Excluded service principals") },
    { .name = "includeServicePrincipals",
      .flags = RULE_SET | RULE_EMPTY,
      .reference = REFERENCE_APPLICATION,
      .label = N_("Included service principals") },
    { .name = "servicePrincipalFilter", .flags = RULE_EMPTY },
    { .name = NULL },
};

static const struct rule locations[] = {
    { .name = "excludeLocations",
      .flags = RULE_SET | RULE_EMPTY,
      .reference = REFERENCE_LOCATION,
      .label = N_("Excluded locations") },
    { .name = "includeLocations",
      .flags = RULE_SET | RULE_EMPTY,
      .reference = REFERENCE_LOCATION,
      .label = N_("Included locations") },
    { .name = NULL },
};

static const struct rule platforms[] = {
    { .name = "excludePlatforms", .flags = RULE_SET | RULE_EMPTY, .label = N_("Excluded platforms") },
    { .name = "includePlatforms", .flags = RULE_SET | RULE_EMPTY, .label = N_("Included platforms") },
    { .name = NULL },
};

static const struct rule devices[] = {
    { .name = "deviceFilter", .flags = RULE_EMPTY, .label = N_("Device filter") },
    { .name = "excludeDeviceStates", .flags = RULE_SET | RULE_EMPTY, .label = N_("Excluded devices") },
    { .name = "excludeDevices", .flags = RULE_SET | RULE_EMPTY, .label = N_("Excluded devices") },
    { .name = "includeDeviceStates", .flags = RULE_SET | RULE_EMPTY, .label = N_("Included devices") },
    { .name = "includeDevices", .flags = RULE_SET | RULE_EMPTY, .label = N_("Included devices") },
    { .name = NULL },
};

static const struct rule device_states[] = {
    { .name = "excludeStates", .flags = RULE_SET | RULE_EMPTY, .label = N_("Excluded devices") },
    { .name = "includeStates", .flags = RULE_SET | RULE_EMPTY, .label = N_("Included devices") },
    { .name = NULL },
};

static const struct rule agent_context[] = {
    { .name = "excludeAgentContexts", .flags = RULE_SET | RULE_EMPTY },
    { .name = "includeAgentContexts", .flags = RULE_SET | RULE_EMPTY },
    { .name = NULL },
};

static const struct rule agents[] = {
    { .name = "agentFilter", .flags = RULE_EMPTY },
    { .name = "excludeAgentUsers", .flags = RULE_SET | RULE_EMPTY },
    { .name = "includeAgentUsers", .flags = RULE_SET | RULE_EMPTY },
    { .name = NULL },
};

static const struct rule conditions[] = {
    { .name = "agentContext", .flags = RULE_EMPTY, .inside = agent_context },
    { .name = "agentIdRiskLevels", .flags = RULE_EMPTY },
    { .name = "agents", .flags = RULE_EMPTY, .inside = agents },
    { .name = "applications", .inside = applications, .label = N_("Applications") },
    { .name = "authenticationFlows", .flags = RULE_EMPTY },
    { .name = "clientAppTypes", .flags = RULE_SET | RULE_EMPTY, .label = N_("Client applications") },
    { .name = "clientApplications",
      .flags = RULE_EMPTY,
      .inside = client_applications,
      .label = N_("Service principals") },
    { .name = "clients", .flags = RULE_EMPTY },
    { .name = "deviceStates", .flags = RULE_EMPTY, .inside = device_states, .label = N_("Devices") },
    { .name = "devices", .flags = RULE_EMPTY, .inside = devices, .label = N_("Devices") },
    { .name = "insiderRiskLevels", .flags = RULE_EMPTY },
    { .name = "locations", .flags = RULE_EMPTY, .inside = locations, .label = N_("Locations") },
    { .name = "platforms", .flags = RULE_EMPTY, .inside = platforms, .label = N_("Platforms") },
    { .name = "servicePrincipalRiskLevels", .flags = RULE_SET | RULE_EMPTY, .label = N_("Service principal risk") },
    { .name = "signInRiskLevels", .flags = RULE_SET | RULE_EMPTY, .label = N_("Sign-in risk") },
    { .name = "times", .flags = RULE_EMPTY },
    { .name = "userRiskLevels", .flags = RULE_SET | RULE_EMPTY, .label = N_("User risk") },
    { .name = "users", .inside = users, .label = N_("Users") },
    { .name = NULL },
};

static const struct rule strength[] = {
    { .name = "allowedCombinations", .flags = RULE_SET | RULE_EMPTY, .label = N_("Allowed combinations") },
    { .name = "combinationConfigurations", .flags = RULE_SET | RULE_EMPTY, .key = by_id },
    { .name = "createdDateTime", .flags = RULE_DROP },
    { .name = "id", .reference = REFERENCE_STRENGTH },
    { .name = "modifiedDateTime", .flags = RULE_DROP },
    { .name = NULL },
};

static const struct rule grant_controls[] = {
    { .name = "authenticationStrength",
      .flags = RULE_EMPTY,
      .inside = strength,
      .label = N_("Authentication strength") },
    { .name = "builtInControls", .flags = RULE_SET | RULE_EMPTY, .label = N_("Grant controls") },
    { .name = "customAuthenticationFactors", .flags = RULE_SET | RULE_EMPTY },
    { .name = "operator", .label = N_("Operator") },
    { .name = "termsOfUse", .flags = RULE_SET | RULE_EMPTY, .reference = REFERENCE_TERMS, .label = N_("Terms of use") },
    { .name = NULL },
};

static const struct rule session_controls[] = {
    { .name = "applicationEnforcedRestrictions", .flags = RULE_EMPTY },
    { .name = "blockSensitiveActions", .flags = RULE_EMPTY },
    { .name = "cloudAppSecurity", .flags = RULE_EMPTY },
    { .name = "continuousAccessEvaluation", .flags = RULE_EMPTY },
    { .name = "disableResilienceDefaults", .flags = RULE_EMPTY },
    { .name = "globalSecureAccessFilteringProfile", .flags = RULE_EMPTY },
    { .name = "networkAccessSecurity", .flags = RULE_EMPTY },
    { .name = "persistentBrowser", .flags = RULE_EMPTY, .label = N_("Persistent browser session") },
    { .name = "secureSignInSession", .flags = RULE_EMPTY },
    { .name = "signInFrequency", .flags = RULE_EMPTY, .inside = frequency, .label = N_("Sign-in frequency") },
    { .name = NULL },
};

static const struct rule root[] = {
    { .name = "@odata.type", .label = N_("Type") },
    { .name = "conditions", .inside = conditions, .label = N_("Conditions") },
    { .name = "createdDateTime", .flags = RULE_DROP },
    { .name = "creationSource", .flags = RULE_DROP },
    { .name = "deletedDateTime", .flags = RULE_DROP },
    { .name = "deployedAppCount", .flags = RULE_DROP },
    { .name = "description", .flags = RULE_EMPTY, .severity = "low", .label = N_("Description") },
    { .name = "displayName", .severity = "low", .label = N_("Name") },
    { .name = "grantControls", .flags = RULE_EMPTY, .inside = grant_controls, .label = N_("Grant controls") },
    { .name = "id", .flags = RULE_DROP },
    { .name = "isAssigned", .flags = RULE_DROP },
    { .name = "lastModifiedDateTime", .flags = RULE_DROP },
    { .name = "modifiedDateTime", .flags = RULE_DROP },
    { .name = "partialEnablementStrategy", .flags = RULE_EMPTY },
    { .name = "sessionControls",
      .flags = RULE_EMPTY,
      .inside = session_controls,
      .severity = "high",
      .label = N_("Session controls") },
    { .name = "settingCount", .flags = RULE_DROP },
    { .name = "state", .label = N_("State") },
    { .name = "supportsScopeTags", .flags = RULE_DROP },
    { .name = "templateId", .flags = RULE_DROP },
    { .name = "version", .flags = RULE_DROP },
    { .name = NULL },
};

static const char *const names[] = { "displayName", "name", NULL };
static const char *const contexts[] = { "conditionalAccess/policies", NULL };
static const char *const types[] = { "#microsoft.graph.conditionalAccessPolicy", NULL };
static const char *const shapes[] = { "conditions grantControls", "conditions/users conditions/applications",
                                      "conditions sessionControls", NULL };
static const char *const folders[] = { "ConditionalAccess", "Conditional Access", NULL };

const struct family_rules rules_conditional_access = {
    .code = "conditional_access",
    .label = N_("Conditional Access policies"),
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
