#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
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

const struct family_rules rules_device_script = {
    .code = "device_script",
    .label = N_("Device scripts"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .secret_words = rules_secret_words,
    .contexts = TEXTS("deviceManagement/deviceManagementScripts", "deviceManagement/deviceShellScripts",
                      "deviceManagement/deviceHealthScripts", "deviceManagement/deviceComplianceScripts",
                      "deviceManagement/deviceCustomAttributeShellScripts"),
    .types = TEXTS("#microsoft.graph.deviceManagementScript", "#microsoft.graph.deviceShellScript",
                   "#microsoft.graph.deviceHealthScript", "#microsoft.graph.deviceComplianceScript",
                   "#microsoft.graph.deviceCustomAttributeShellScript"),
    .shapes = TEXTS("scriptContent", "detectionScriptContent"),
    .folders = TEXTS("Scripts", "DeviceScripts", "PowerShellScripts", "ShellScripts", "deviceManagementScripts",
                     "deviceShellScripts", "deviceHealthScripts"),
};
