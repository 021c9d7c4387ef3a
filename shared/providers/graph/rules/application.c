#include "providers/graph/rules/parts.h"

static const struct rule resource[] = {
    SET("resourceAccess", .key = TEXTS("type", "id"), .label = N_("Required permissions")),
    ROW("resourceAppId", .reference = REFERENCE_APPLICATION),
    END,
};

static const struct rule authorized[] = {
    ROW("appId", .reference = REFERENCE_APPLICATION),
    SET("delegatedPermissionIds"),
    SET("permissionIds"),
    END,
};

static const struct rule api[] = {
    SET("knownClientApplications"),
    SET("oauth2PermissionScopes", .key = TEXTS("id"), .label = N_("Exposed permissions")),
    SET("preAuthorizedApplications", .key = TEXTS("appId"), .inside = authorized,
        .label = N_("Pre-authorised applications")),
    END,
};

static const struct rule claim[] = {
    SET("additionalProperties"),
    END,
};

static const struct rule claims[] = {
    SET("accessToken", .key = TEXTS("name"), .inside = claim),
    SET("idToken", .key = TEXTS("name"), .inside = claim),
    SET("saml2Token", .key = TEXTS("name"), .inside = claim),
    END,
};

static const struct rule redirect[] = {
    DROP("index"),
    END,
};

static const struct rule redirects[] = {
    SET("redirectUriSettings", .key = TEXTS("uri"), .inside = redirect),
    SET("redirectUris", .label = N_("Redirect addresses")),
    END,
};

static const struct rule root[] = {
    EMPTY("api", .inside = api, .label = N_("Exposed permissions")),
    SET("identifierUris", .label = N_("Identifier addresses")),
    EMPTY("optionalClaims", .inside = claims),
    EMPTY("publicClient", .inside = redirects, .label = N_("Redirect addresses")),
    DROP("publisherDomain"),
    SET("requiredResourceAccess", .key = TEXTS("resourceAppId"), .inside = resource,
        .label = N_("Required permissions")),
    EMPTY("spa", .inside = redirects, .label = N_("Redirect addresses")),
    EMPTY("web", .inside = redirects, .label = N_("Redirect addresses")),
    GO_ON(rules_app_object),
};

const struct family_rules rules_application = {
    .code = "application",
    .label = N_("Applications"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("applications"),
    .types = TEXTS("#microsoft.graph.application"),
    .shapes = TEXTS("appId requiredResourceAccess", "signInAudience passwordCredentials"),
    .folders = TEXTS("Applications", "AppRegistrations"),
};
