#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    ROW("isEnabled", .label = N_("Enabled")),
    ROW("notifyReviewers", .label = N_("Reviewers are notified")),
    ROW("remindersEnabled", .label = N_("Reminders")),
    ROW("requestDurationInDays", .label = N_("Days until a request expires")),
    SET("reviewers", .key = TEXTS("query", "queryType"), .label = N_("Reviewers")),
    GO_ON(rules_directory),
};

const struct family_rules rules_admin_consent = {
    .code = "admin_consent",
    .label = N_("Admin consent requests"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("adminConsentRequestPolicy"),
    .types = TEXTS("#microsoft.graph.adminConsentRequestPolicy"),
    .shapes = TEXTS("requestDurationInDays reviewers"),
    .folders = TEXTS("AdminConsent", "AdminConsentRequestPolicy"),
};
