#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    DROP("assignedPlans"),
    SET("businessPhones", .severity = "low"),
    DROP("directorySizeQuota"),
    SET("marketingNotificationEmails", .severity = "low"),
    DROP("onPremisesLastPasswordSyncDateTime"),
    DROP("onPremisesLastSyncDateTime"),
    ROW("onPremisesSyncEnabled", .severity = "high", .label = N_("Directory synchronisation")),
    EMPTY("privacyProfile", .label = N_("Privacy statement")),
    DROP("provisionedPlans"),
    SET("securityComplianceNotificationMails", .severity = "high", .label = N_("Security notices go to")),
    SET("securityComplianceNotificationPhones"),
    SET("technicalNotificationMails", .severity = "high", .label = N_("Technical notices go to")),
    SET("verifiedDomains", .key = TEXTS("name"), .severity = "high", .label = N_("Domains")),
    GO_ON(rules_directory),
};

const struct family_rules rules_organization = {
    .code = "organization",
    .label = N_("Organization"),
    .severity = "medium",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("organization"),
    .types = TEXTS("#microsoft.graph.organization"),
    .shapes = TEXTS("verifiedDomains assignedPlans", "technicalNotificationMails"),
    .folders = TEXTS("Organization"),
};
