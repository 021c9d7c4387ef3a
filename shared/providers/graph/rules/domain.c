#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    ROW("authenticationType", .severity = "critical", .label = N_("Sign-in")),
    EMPTY("availabilityStatus"),
    ROW("isDefault", .label = N_("Default")),
    ROW("isVerified", .label = N_("Verified")),
    EMPTY("passwordNotificationWindowInDays"),
    EMPTY("passwordValidityPeriodInDays", .label = N_("Days until passwords expire")),
    DROP("state"),
    SET("supportedServices", .severity = "medium", .label = N_("Services")),
    GO_ON(rules_directory),
};

/* A domain's id is its name. */
const struct family_rules rules_domain = {
    .code = "domain",
    .label = N_("Domains"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .names = TEXTS("id"),
    .contexts = TEXTS("domains"),
    .types = TEXTS("#microsoft.graph.domain"),
    .shapes = TEXTS("authenticationType supportedServices"),
    .folders = TEXTS("Domains"),
};
