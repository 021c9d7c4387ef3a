#include "providers/graph/rules/parts.h"

const struct family_rules rules_device_category = {
    .code = "device_category",
    .label = N_("Device categories"),
    .severity = "low",
    .root = rules_assigned,
    .wire = &rules_wire,
    .contexts = TEXTS("deviceManagement/deviceCategories"),
    .types = TEXTS("#microsoft.graph.deviceCategory"),
    .folders = TEXTS("DeviceCategories"),
};
