#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    ROW("capabilityStatus", .severity = "high", .label = N_("State")),
    DROP("consumedUnits"),
    ROW("prepaidUnits", .label = N_("Licences")),
    SET("servicePlans", .key = TEXTS("servicePlanId"), .label = N_("Services")),
    SET("subscriptionIds"),
    GO_ON(rules_directory),
};

const struct family_rules rules_subscription = {
    .code = "subscription",
    .label = N_("Subscriptions"),
    .severity = "medium",
    .root = root,
    .wire = &rules_wire,
    .names = TEXTS("skuPartNumber"),
    .contexts = TEXTS("subscribedSkus"),
    .types = TEXTS("#microsoft.graph.subscribedSku"),
    .shapes = TEXTS("skuPartNumber"),
    .folders = TEXTS("SubscribedSkus", "Licenses"),
};
