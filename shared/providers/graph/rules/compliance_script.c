#include "providers/graph/rules/parts.h"

const struct family_rules rules_compliance_script = {
    .code = "compliance_script",
    .label = N_("Compliance scripts"),
    .severity = "high",
    .root = rules_script,
    .wire = &rules_wire,
    .secret_words = rules_secret_words,
    .contexts = TEXTS("deviceManagement/deviceComplianceScripts"),
    .types = TEXTS("#microsoft.graph.deviceComplianceScript"),
    .shapes = TEXTS("detectionScriptContent"),
    .folders = TEXTS("ComplianceScripts", "deviceComplianceScripts"),
};
