/* Applications and service principals: their credentials, roles and owners. */
#include "providers/graph/rules/parts.h"

static const struct rule credential[] = {
    EMPTY("customKeyIdentifier"),
    EMPTY("displayName"),
    ROW("endDateTime", .label = N_("Expiry")),
    SECRET("hint"),
    SECRET("key"),
    SECRET("secretText"),
    END,
};

static const struct rule app_role[] = {
    SET("allowedMemberTypes"),
    END,
};

static const struct rule owner[] = {
    ROW("id", .reference = REFERENCE_USER),
    END,
};

const struct rule rules_app_object[] = {
    ROW("appId"),
    SET("appRoles", .key = TEXTS("id"), .inside = app_role, .label = N_("Application roles")),
    SET("keyCredentials", .key = TEXTS("keyId"), .inside = credential, .label = N_("Certificates")),
    EMPTY("notes"),
    SET("owners", .key = TEXTS("id"), .inside = owner, .label = N_("Owners")),
    SET("passwordCredentials", .key = TEXTS("keyId"), .inside = credential, .label = N_("Client secrets")),
    ROW("signInAudience", .severity = "critical", .label = N_("Who may sign in")),
    SET("tags"),
    GO_ON(rules_directory),
};
