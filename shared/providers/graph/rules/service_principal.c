#include "providers/graph/rules/parts.h"

static const struct rule role_assignment[] = {
    DROP("createdDateTime"),
    DROP("deletedDateTime"),
    DROP("id"),
    DROP("principalDisplayName"),
    ROW("principalId", .reference = REFERENCE_PRINCIPAL),
    DROP("resourceDisplayName"),
    ROW("resourceId", .reference = REFERENCE_SERVICE),
    END,
};

static const struct rule grant[] = {
    DROP("expiryTime"),
    DROP("id"),
    EMPTY("principalId", .reference = REFERENCE_USER),
    ROW("resourceId", .reference = REFERENCE_SERVICE),
    ROW("scope", .label = N_("Permissions")),
    DROP("startTime"),
    END,
};

static const struct rule publisher[] = {
    DROP("addedDateTime"),
    EMPTY("displayName"),
    EMPTY("verifiedPublisherId"),
    END,
};

static const struct rule root[] = {
    ROW("accountEnabled", .label = N_("Enabled")),
    SET("alternativeNames"),
    EMPTY("appDescription", .severity = "low"),
    EMPTY("appOwnerOrganizationId", .reference = REFERENCE_TENANT),
    SET("appRoleAssignedTo", .key = TEXTS("principalId", "appRoleId"), .inside = role_assignment, .label = N_("Users")),
    ROW("appRoleAssignmentRequired", .label = N_("Assignment required")),
    SET("appRoleAssignments", .key = TEXTS("resourceId", "appRoleId", "principalId"), .inside = role_assignment,
        .label = N_("Application permissions")),
    EMPTY("homepage", .severity = "low"),
    DROP("info"),
    EMPTY("loginUrl"),
    EMPTY("logoutUrl"),
    SET("notificationEmailAddresses"),
    SET("oauth2PermissionGrants", .key = TEXTS("clientId", "resourceId", "consentType", "principalId"), .inside = grant,
        .label = N_("Delegated permissions")),
    SET("oauth2PermissionScopes", .key = TEXTS("id"), .label = N_("Exposed permissions")),
    EMPTY("preferredSingleSignOnMode", .label = N_("Single sign-on")),
    EMPTY("preferredTokenSigningKeyThumbprint", .label = N_("Signing certificate")),
    SET("replyUrls", .label = N_("Redirect addresses")),
    SET("servicePrincipalNames", .label = N_("Identifier addresses")),
    EMPTY("verifiedPublisher", .inside = publisher, .label = N_("Publisher")),
    GO_ON(rules_app_object),
};

const struct family_rules rules_service_principal = {
    .code = "service_principal",
    .label = N_("Service principals"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("servicePrincipals"),
    .types = TEXTS("#microsoft.graph.servicePrincipal"),
    .shapes = TEXTS("servicePrincipalType", "appRoleAssignmentRequired"),
    .folders = TEXTS("ServicePrincipals", "EnterpriseApplications", "EnterpriseApps"),
};
