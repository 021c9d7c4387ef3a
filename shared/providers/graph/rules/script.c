#include "providers/graph/rules/parts.h"

const struct rule rules_script[] = {
    ROW("detectionScriptContent", .flags = RULE_BASE64, .content = CONTENT_SCRIPT, .label = N_("Detection script")),
    DROP("deviceHealthScriptType"),
    ROW("enforceSignatureCheck", .label = N_("Signature check")),
    DROP("highestAvailableVersion"),
    DROP("isGlobalScript"),
    ROW("remediationScriptContent", .flags = RULE_BASE64, .content = CONTENT_SCRIPT, .label = N_("Remediation script")),
    ROW("runAsAccount", .label = N_("Runs as")),
    ROW("scriptContent", .flags = RULE_BASE64, .content = CONTENT_SCRIPT, .label = N_("Script")),
    GO_ON(rules_assigned),
};
