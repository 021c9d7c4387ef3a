#include "providers/graph/rules/parts.h"

static const struct rule language_file[] = {
    ROW("content", .flags = RULE_BASE64 | RULE_EMPTY, .content = CONTENT_XML),
    DROP("id"),
    DROP("lastModifiedDateTime"),
    END,
};

static const struct rule root[] = {
    ROW("content", .flags = RULE_BASE64 | RULE_EMPTY, .content = CONTENT_XML, .label = N_("Content")),
    EMPTY("defaultLanguageCode"),
    DROP("definitions"),
    ROW("fileName", .severity = "low", .label = N_("File")),
    DROP("groupPolicyOperations"),
    SET("groupPolicyUploadedLanguageFiles", .key = TEXTS("languageCode", "fileName"), .inside = language_file,
        .label = N_("Languages")),
    DROP("languageCodes"),
    DROP("policyType"),
    DROP("revision"),
    DROP("status"),
    DROP("targetNamespace"),
    DROP("targetPrefix"),
    DROP("uploadDateTime"),
    GO_ON(rules_object),
};

const struct family_rules rules_admin_template_file = {
    .code = "admin_template_file",
    .label = N_("Files of administrative templates"),
    .severity = "medium",
    .root = root,
    .wire = &rules_wire,
    .names = TEXTS("displayName", "fileName"),
    .secret_words = rules_secret_words,
    .contexts = TEXTS("deviceManagement/groupPolicyUploadedDefinitionFiles"),
    .types = TEXTS("#microsoft.graph.groupPolicyUploadedDefinitionFile"),
    .shapes = TEXTS("groupPolicyUploadedLanguageFiles", "targetPrefix targetNamespace"),
    .folders = TEXTS("ADMXFiles", "groupPolicyUploadedDefinitionFiles"),
};
