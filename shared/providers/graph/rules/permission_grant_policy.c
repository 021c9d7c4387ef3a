#include "providers/graph/rules/parts.h"

static const struct rule condition[] = {
    SET("clientApplicationIds", .reference = REFERENCE_APPLICATION, .label = N_("Applications")),
    SET("clientApplicationPublisherIds", .label = N_("Publisher")),
    SET("clientApplicationTenantIds", .reference = REFERENCE_TENANT, .label = N_("External tenants")),
    SET("permissions", .label = N_("Permissions")),
    ROW("resourceApplication", .reference = REFERENCE_APPLICATION, .label = N_("Resource")),
    SET("scopeSensitivityLabels"),
    END,
};

static const struct rule root[] = {
    SET("excludes", .key = TEXTS("id"), .inside = condition, .label = N_("Excluded")),
    SET("includes", .key = TEXTS("id"), .inside = condition, .label = N_("Included")),
    GO_ON(rules_directory),
};

const struct family_rules rules_permission_grant_policy = {
    .code = "permission_grant_policy",
    .label = N_("Consent policies"),
    .severity = "critical",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("permissionGrantPolicies"),
    .types = TEXTS("#microsoft.graph.permissionGrantPolicy"),
    .shapes = TEXTS("includes excludes"),
    .folders = TEXTS("PermissionGrantPolicies"),
};
