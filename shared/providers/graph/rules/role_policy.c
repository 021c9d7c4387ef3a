#include "providers/graph/rules/parts.h"

static const struct rule target[] = {
    SET("enforcedSettings"), SET("inheritableSettings"), SET("operations"), SET("targetObjects"), END,
};

static const struct rule approver[] = {
    EMPTY("description"),
    ROW("groupId", .reference = REFERENCE_GROUP),
    ROW("userId", .reference = REFERENCE_USER),
    END,
};

static const struct rule stage[] = {
    SET("escalationApprovers", .key = TEXTS("userId", "groupId"), .inside = approver, .label = N_("Approvers")),
    SET("primaryApprovers", .key = TEXTS("userId", "groupId"), .inside = approver, .label = N_("Approvers")),
    END,
};

static const struct rule approval[] = {
    ROW("approvalStages", .inside = stage, .label = N_("Approval")),
    ROW("isApprovalRequired", .label = N_("Approval")),
    END,
};

static const struct rule policy_rule[] = {
    EMPTY("claimValue", .reference = REFERENCE_CONTEXT, .label = N_("Authentication contexts")),
    SET("enabledRules", .label = N_("Required on activation")),
    ROW("isExpirationRequired", .label = N_("Expiry")),
    DROP("lastModifiedBy"),
    DROP("lastModifiedDateTime"),
    EMPTY("maximumDuration", .label = N_("Longest duration")),
    SET("notificationRecipients", .label = N_("Notified")),
    EMPTY("setting", .inside = approval, .label = N_("Approval")),
    EMPTY("target", .inside = target),
    END,
};

static const struct rule policy[] = {
    EMPTY("description"),
    DROP("effectiveRules"),
    DROP("id"),
    DROP("lastModifiedBy"),
    DROP("lastModifiedDateTime"),
    SET("rules", .key = TEXTS("id"), .inside = policy_rule, .label = N_("Rules")),
    END,
};

static const struct rule root[] = {
    EMPTY("policy", .inside = policy, .label = N_("Rules")),
    DROP("policyId"),
    ROW("roleDefinitionId", .reference = REFERENCE_ROLE, .label = N_("Role")),
    ROW("scopeId", .label = N_("Scope")),
    GO_ON(rules_directory),
};

/* For people it has no name; between tenants it is known by its role. */
const struct family_rules rules_role_policy = {
    .code = "role_policy",
    .label = N_("Policies for roles"),
    .severity = "critical",
    .root = root,
    .wire = &rules_wire,
    .names = TEXTS("roleDefinitionId"),
    .contexts = TEXTS("roleManagementPolicyAssignments"),
    .types = TEXTS("#microsoft.graph.unifiedRoleManagementPolicyAssignment"),
    .shapes = TEXTS("policyId roleDefinitionId"),
    .folders = TEXTS("RoleManagementPolicyAssignments", "RolePolicies"),
};
