#include "providers/graph/rules/parts.h"

static const struct rule item[] = {
    DROP("createdDateTime"),
    DROP("errorCode"),
    SET("guidedDeploymentTags"),
    DROP("id"),
    ROW("intent", .label = N_("Intent")),
    DROP("lastModifiedDateTime"),
    ROW("payloadId", .reference = REFERENCE_POLICY),
    DROP("status"),
    END,
};

static const struct rule root[] = {
    DROP("errorCode"),
    SET("guidedDeploymentTags"),
    SET("items", .key = TEXTS("payloadId"), .inside = item, .label = N_("Policies")),
    SET("roleScopeTags", .reference = REFERENCE_SCOPE_TAG, .label = N_("Scope tags")),
    DROP("status"),
    GO_ON(rules_assigned),
};

const struct family_rules rules_policy_set = {
    .code = "policy_set",
    .label = N_("Policy sets"),
    .severity = "medium",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("deviceAppManagement/policySets"),
    .types = TEXTS("#microsoft.graph.policySet"),
    .shapes = TEXTS("guidedDeploymentTags"),
    .folders = TEXTS("PolicySets"),
};
