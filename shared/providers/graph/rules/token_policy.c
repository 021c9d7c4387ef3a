#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    SET("appliesTo", .key = TEXTS("id"), .label = N_("Applies to")),
    ROW("definition", .content = CONTENT_JSON, .label = N_("Definition")),
    ROW("isOrganizationDefault", .label = N_("Default")),
    GO_ON(rules_directory),
};

const struct family_rules rules_token_policy = {
    .code = "token_policy",
    .label = N_("Policies for tokens and sign-in"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("activityBasedTimeoutPolicies", "homeRealmDiscoveryPolicies", "claimsMappingPolicies",
                      "tokenLifetimePolicies", "tokenIssuancePolicies"),
    .types = TEXTS("#microsoft.graph.activityBasedTimeoutPolicy", "#microsoft.graph.homeRealmDiscoveryPolicy",
                   "#microsoft.graph.claimsMappingPolicy", "#microsoft.graph.tokenLifetimePolicy",
                   "#microsoft.graph.tokenIssuancePolicy"),
    .shapes = TEXTS("definition isOrganizationDefault"),
    .folders = TEXTS("ActivityBasedTimeoutPolicies", "HomeRealmDiscoveryPolicies", "ClaimsMappingPolicies",
                     "TokenLifetimePolicies", "TokenIssuancePolicies"),
};
