#include "providers/graph/rules/parts.h"

static const struct rule parameter[] = {
    EMPTY("defaultValue"),
    EMPTY("description"),
    END,
};

static const struct rule root[] = {
    SET("detectionScriptParameters", .key = TEXTS("name"), .inside = parameter,
        .label = N_("Parameters of the detection")),
    SET("remediationScriptParameters", .key = TEXTS("name"), .inside = parameter,
        .label = N_("Parameters of the remediation")),
    GO_ON(rules_script),
};

const struct family_rules rules_remediation = {
    .code = "remediation",
    .label = N_("Remediations"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .secret_words = rules_secret_words,
    .contexts = TEXTS("deviceManagement/deviceHealthScripts"),
    .types = TEXTS("#microsoft.graph.deviceHealthScript"),
    .shapes = TEXTS("detectionScriptContent remediationScriptContent"),
    .folders = TEXTS("Remediations", "ProactiveRemediations", "DeviceHealthScripts"),
};
