#include "providers/graph/rules/parts.h"

static const struct rule restriction[] = {
    SET("excludeActors"),
    EMPTY("maxLifetime", .label = N_("Longest life")),
    EMPTY("restrictForAppsCreatedAfterDateTime"),
    ROW("state", .label = N_("State")),
    END,
};

static const struct rule restrictions[] = {
    SET("keyCredentials", .key = TEXTS("restrictionType"), .inside = restriction, .label = N_("Certificates")),
    SET("passwordCredentials", .key = TEXTS("restrictionType"), .inside = restriction, .label = N_("Client secrets")),
    END,
};

static const struct rule root[] = {
    EMPTY("applicationRestrictions", .inside = restrictions, .label = N_("Restrictions of applications")),
    SET("appliesTo", .key = TEXTS("id"), .label = N_("Applies to")),
    ROW("isEnabled", .label = N_("Enabled")),
    EMPTY("restrictions", .inside = restrictions, .label = N_("Restrictions of applications")),
    EMPTY("servicePrincipalRestrictions", .inside = restrictions, .label = N_("Restrictions of service principals")),
    GO_ON(rules_directory),
};

const struct family_rules rules_app_management_policy = {
    .code = "app_management_policy",
    .label = N_("Policies for applications' credentials"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("defaultAppManagementPolicy", "appManagementPolicies"),
    .types = TEXTS("#microsoft.graph.tenantAppManagementPolicy", "#microsoft.graph.appManagementPolicy"),
    .shapes = TEXTS("applicationRestrictions", "restrictions/passwordCredentials", "restrictions/keyCredentials"),
    .folders = TEXTS("AppManagementPolicies", "AppManagementPolicy"),
};
