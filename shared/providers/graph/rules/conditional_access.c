#include "providers/graph/rules/parts.h"

static const struct rule frequency[] = {
    EMPTY("type"),
    EMPTY("value"),
    END,
};

static const struct rule tenants[] = {
    SET("members", .label = N_("External tenants")),
    END,
};

static const struct rule guests[] = {
    EMPTY("externalTenants", .inside = tenants, .label = N_("External tenants")),
    END,
};

static const struct rule users[] = {
    SET("excludeGroups", .reference = REFERENCE_GROUP, .label = N_("Excluded groups")),
    EMPTY("excludeGuestsOrExternalUsers", .inside = guests, .label = N_("Excluded guests")),
    SET("excludeRoles", .reference = REFERENCE_ROLE, .label = N_("Excluded roles")),
    SET("excludeUsers", .reference = REFERENCE_USER, .label = N_("Excluded users")),
    SET("includeGroups", .reference = REFERENCE_GROUP, .label = N_("Included groups")),
    EMPTY("includeGuestsOrExternalUsers", .inside = guests, .label = N_("Included guests")),
    SET("includeRoles", .reference = REFERENCE_ROLE, .label = N_("Included roles")),
    SET("includeUsers", .reference = REFERENCE_USER, .label = N_("Included users")),
    END,
};

static const struct rule applications[] = {
    EMPTY("applicationFilter"),
    SET("excludeApplications", .reference = REFERENCE_APPLICATION, .label = N_("Excluded applications")),
    EMPTY("globalSecureAccess"),
    SET("includeApplications", .reference = REFERENCE_APPLICATION, .label = N_("Included applications")),
    SET("includeAuthenticationContextClassReferences", .reference = REFERENCE_CONTEXT,
        .label = N_("Authentication contexts")),
    SET("includeUserActions", .label = N_("User actions")),
    EMPTY("networkAccess"),
    END,
};

static const struct rule client_applications[] = {
    EMPTY("agentIdServicePrincipalFilter"),
    SET("excludeAgentIdServicePrincipals", .reference = REFERENCE_SERVICE, .label = N_("Excluded agents")),
    SET("excludeServicePrincipals", .reference = REFERENCE_SERVICE, .label = N_("Excluded service principals")),
    SET("includeAgentIdServicePrincipals", .reference = REFERENCE_SERVICE, .label = N_("Included agents")),
    SET("includeServicePrincipals", .reference = REFERENCE_SERVICE, .label = N_("Included service principals")),
    EMPTY("servicePrincipalFilter"),
    END,
};

static const struct rule locations[] = {
    SET("excludeLocations", .reference = REFERENCE_LOCATION, .label = N_("Excluded locations")),
    SET("includeLocations", .reference = REFERENCE_LOCATION, .label = N_("Included locations")),
    END,
};

static const struct rule platforms[] = {
    SET("excludePlatforms", .label = N_("Excluded platforms")),
    SET("includePlatforms", .label = N_("Included platforms")),
    END,
};

static const struct rule devices[] = {
    EMPTY("deviceFilter", .label = N_("Device filter")),    SET("excludeDeviceStates", .label = N_("Excluded devices")),
    SET("excludeDevices", .label = N_("Excluded devices")), SET("includeDeviceStates", .label = N_("Included devices")),
    SET("includeDevices", .label = N_("Included devices")), END,
};

static const struct rule device_states[] = {
    SET("excludeStates", .label = N_("Excluded devices")),
    SET("includeStates", .label = N_("Included devices")),
    END,
};

static const struct rule agent_context[] = {
    SET("excludeAgentContexts"),
    SET("includeAgentContexts"),
    END,
};

static const struct rule agents[] = {
    EMPTY("agentFilter"),
    SET("excludeAgentUsers"),
    SET("includeAgentUsers"),
    END,
};

static const struct rule conditions[] = {
    EMPTY("agentContext", .inside = agent_context),
    EMPTY("agentIdRiskLevels"),
    EMPTY("agents", .inside = agents),
    ROW("applications", .inside = applications, .label = N_("Applications")),
    EMPTY("authenticationFlows"),
    SET("clientAppTypes", .label = N_("Client applications")),
    EMPTY("clientApplications", .inside = client_applications, .label = N_("Service principals")),
    EMPTY("clients"),
    EMPTY("deviceStates", .inside = device_states, .label = N_("Devices")),
    EMPTY("devices", .inside = devices, .label = N_("Devices")),
    EMPTY("insiderRiskLevels"),
    EMPTY("locations", .inside = locations, .label = N_("Locations")),
    EMPTY("platforms", .inside = platforms, .label = N_("Platforms")),
    SET("servicePrincipalRiskLevels", .label = N_("Service principal risk")),
    SET("signInRiskLevels", .label = N_("Sign-in risk")),
    EMPTY("times"),
    SET("userRiskLevels", .label = N_("User risk")),
    ROW("users", .inside = users, .label = N_("Users")),
    END,
};

static const struct rule strength[] = {
    SET("allowedCombinations", .label = N_("Allowed combinations")),
    SET("combinationConfigurations", .key = TEXTS("id")),
    DROP("createdDateTime"),
    ROW("id", .reference = REFERENCE_STRENGTH),
    DROP("modifiedDateTime"),
    END,
};

static const struct rule grant_controls[] = {
    EMPTY("authenticationStrength", .inside = strength, .label = N_("Authentication strength")),
    SET("builtInControls", .label = N_("Grant controls")),
    SET("customAuthenticationFactors"),
    ROW("operator", .label = N_("Operator")),
    SET("termsOfUse", .reference = REFERENCE_TERMS, .label = N_("Terms of use")),
    END,
};

static const struct rule session_controls[] = {
    EMPTY("applicationEnforcedRestrictions"),
    EMPTY("blockSensitiveActions"),
    EMPTY("cloudAppSecurity"),
    EMPTY("continuousAccessEvaluation"),
    EMPTY("disableResilienceDefaults"),
    EMPTY("globalSecureAccessFilteringProfile"),
    EMPTY("networkAccessSecurity"),
    EMPTY("persistentBrowser", .label = N_("Persistent browser session")),
    EMPTY("secureSignInSession"),
    EMPTY("signInFrequency", .inside = frequency, .label = N_("Sign-in frequency")),
    END,
};

static const struct rule root[] = {
    ROW("conditions", .inside = conditions, .label = N_("Conditions")),
    EMPTY("grantControls", .inside = grant_controls, .label = N_("Grant controls")),
    EMPTY("partialEnablementStrategy"),
    EMPTY("sessionControls", .inside = session_controls, .severity = "high", .label = N_("Session controls")),
    ROW("state", .label = N_("State")),
    DROP("templateId"),
    GO_ON(rules_directory),
};

const struct family_rules rules_conditional_access = {
    .code = "conditional_access",
    .label = N_("Conditional Access policies"),
    .severity = "critical",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("conditionalAccess/policies"),
    .types = TEXTS("#microsoft.graph.conditionalAccessPolicy"),
    .shapes =
        TEXTS("conditions grantControls", "conditions/users conditions/applications", "conditions sessionControls"),
    .folders = TEXTS("ConditionalAccess"),
};
