#include "providers/graph/rules/parts.h"

static const struct rule who[] = {
    ROW("id", .reference = REFERENCE_GROUP),
    END,
};

static const struct rule feature[] = {
    EMPTY("excludeTarget", .inside = who, .label = N_("Excluded targets")),
    EMPTY("includeTarget", .inside = who, .label = N_("Included targets")),
    END,
};

static const struct rule features[] = {
    ROW("companionAppAllowedState", .inside = feature),
    ROW("displayAppInformationRequiredState", .inside = feature),
    ROW("displayLocationInformationRequiredState", .inside = feature),
    DROP("numberMatchingRequiredState"),
    END,
};

static const struct rule keys[] = {
    SET("aaGuids", .label = N_("Allowed keys")),
    END,
};

static const struct rule method[] = {
    SET("excludeTargets", .key = TEXTS("targetType", "id"), .inside = who, .label = N_("Excluded targets")),
    ROW("featureSettings", .inside = features),
    SET("includeTargets", .key = TEXTS("targetType", "id"), .inside = who, .label = N_("Included targets")),
    ROW("keyRestrictions", .inside = keys, .label = N_("Key restrictions")),
    ROW("state", .label = N_("State")),
    END,
};

static const struct rule campaign[] = {
    SET("excludeTargets", .key = TEXTS("targetType", "id"), .inside = who, .label = N_("Excluded targets")),
    SET("includeTargets", .key = TEXTS("targetType", "id"), .inside = who, .label = N_("Included targets")),
    ROW("state", .label = N_("State")),
    END,
};

static const struct rule registration[] = {
    ROW("authenticationMethodsRegistrationCampaign", .inside = campaign, .label = N_("Registration campaign")),
    END,
};

static const struct rule root[] = {
    SET("authenticationMethodConfigurations", .key = TEXTS("id"), .inside = method,
        .label = N_("Authentication methods")),
    DROP("policyMigrationState"),
    DROP("policyVersion"),
    DROP("reconfirmationInDays"),
    ROW("registrationEnforcement", .inside = registration, .label = N_("Registration campaign")),
    EMPTY("reportSuspiciousActivitySettings", .inside = feature, .label = N_("Reports of suspicious activity")),
    EMPTY("systemCredentialPreferences", .inside = campaign, .label = N_("System-preferred method")),
    GO_ON(rules_object),
};

const struct family_rules rules_authentication_methods = {
    .code = "authentication_methods",
    .label = N_("Authentication methods"),
    .severity = "critical",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("authenticationMethodsPolicy"),
    .types = TEXTS("#microsoft.graph.authenticationMethodsPolicy"),
    .shapes = TEXTS("authenticationMethodConfigurations"),
    .folders = TEXTS("AuthenticationMethods", "authenticationMethodsPolicy"),
};
