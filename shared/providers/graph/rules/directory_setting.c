#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    ROW("templateId", .label = N_("Template")),
    SET("values", .key = TEXTS("name"), .label = N_("Values")),
    GO_ON(rules_directory),
};

const struct family_rules rules_directory_setting = {
    .code = "directory_setting",
    .label = N_("Directory settings"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("groupSettings", "directorySettings"),
    .types = TEXTS("#microsoft.graph.groupSetting", "#microsoft.graph.directorySetting"),
    .shapes = TEXTS("templateId values"),
    .folders = TEXTS("GroupSettings", "DirectorySettings"),
};
