#include "providers/graph/rules/parts.h"

static const struct rule domains[] = {
    SET("AllowedDomains", .label = N_("Allowed domains")),
    SET("BlockedDomains", .label = N_("Blocked domains")),
    END,
};

static const struct rule b2b[] = {
    ROW("InvitationsAllowedAndBlockedDomainsPolicy", .inside = domains, .label = N_("Domains of guests")),
    END,
};

static const struct rule definition[] = {
    ROW("B2BManagementPolicy", .inside = b2b),
    END,
};

static const struct rule root[] = {
    ROW("definition", .content = CONTENT_JSON, .inside = definition, .label = N_("Definition")),
    ROW("isOrganizationDefault", .label = N_("Default")),
    GO_ON(rules_directory),
};

const struct family_rules rules_guest_policy = {
    .code = "guest_policy",
    .label = N_("Guest policies"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("b2bManagementPolicies", "b2bManagementPolicy"),
    .types = TEXTS("#microsoft.graph.b2bManagementPolicy"),
    .folders = TEXTS("B2B", "B2BManagementPolicies"),
};
