/* The general rules alone: for objects that no family knows. */
#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    { .name = "@odata.type", .label = N_("Type") },
    { .name = "assignments",
      .flags = RULE_SET | RULE_EMPTY,
      .key = rules_assignment_key,
      .inside = rules_assignment,
      .severity = "high",
      .label = N_("Assignments") },
    { .name = "createdDateTime", .flags = RULE_DROP },
    { .name = "creationSource", .flags = RULE_DROP },
    { .name = "deployedAppCount", .flags = RULE_DROP },
    { .name = "description" },
    { .name = "displayName" },
    { .name = "id", .flags = RULE_DROP },
    { .name = "isAssigned", .flags = RULE_DROP },
    { .name = "lastModifiedDateTime", .flags = RULE_DROP },
    { .name = "modifiedDateTime", .flags = RULE_DROP },
    { .name = "name" },
    { .name = "roleScopeTagIds",
      .flags = RULE_SET | RULE_EMPTY,
      .reference = REFERENCE_SCOPE_TAG,
      .label = N_("Scope tags") },
    { .name = "settingCount", .flags = RULE_DROP },
    { .name = "supportsScopeTags", .flags = RULE_DROP },
    { .name = "version", .flags = RULE_DROP },
    { .name = NULL },
};

static const char *const names[] = { "displayName", "name", NULL };

const struct family_rules rules_unknown = {
    .code = "unknown",
    .label = N_("Unknown kind"),
    .severity = "medium",
    .root = root,
    .annotations = &rules_annotations,
    .id = "id",
    .names = names,
};
