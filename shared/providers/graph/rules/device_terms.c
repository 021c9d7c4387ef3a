#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    ROW("acceptanceStatement", .label = N_("Text")),
    DROP("acceptanceStatuses"),
    ROW("bodyText", .label = N_("Text")),
    ROW("title", .severity = "low", .label = N_("Title")),
    GO_ON(rules_assigned),
};

const struct family_rules rules_device_terms = {
    .code = "device_terms",
    .label = N_("Terms and conditions of enrolment"),
    .severity = "medium",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("deviceManagement/termsAndConditions"),
    .types = TEXTS("#microsoft.graph.termsAndConditions"),
    .shapes = TEXTS("acceptanceStatement"),
    .folders = TEXTS("TermsAndConditions"),
};
