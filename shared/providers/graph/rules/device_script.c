#include "providers/graph/rules/parts.h"

const struct family_rules rules_device_script = {
    .code = "device_script",
    .label = N_("Device scripts"),
    .severity = "high",
    .root = rules_script,
    .wire = &rules_wire,
    .secret_words = rules_secret_words,
    .contexts = TEXTS("deviceManagement/deviceManagementScripts", "deviceManagement/deviceShellScripts",
                      "deviceManagement/deviceCustomAttributeShellScripts"),
    .types = TEXTS("#microsoft.graph.deviceManagementScript", "#microsoft.graph.deviceShellScript",
                   "#microsoft.graph.deviceCustomAttributeShellScript"),
    .shapes = TEXTS("scriptContent"),
    .folders = TEXTS("Scripts", "DeviceScripts", "PowerShellScripts", "ShellScripts", "MacScripts",
                     "MacCustomAttributes", "CustomAttributes", "deviceManagementScripts", "deviceShellScripts"),
};
