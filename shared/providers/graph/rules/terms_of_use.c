#include "providers/graph/rules/parts.h"

static const struct rule data[] = {
    ROW("data", .flags = RULE_BASE64, .content = CONTENT_BINARY, .label = N_("Text")),
    END,
};

static const struct rule file[] = {
    DROP("createdDateTime"), EMPTY("fileData", .inside = data, .label = N_("Text")), DROP("id"), DROP("versions"), END,
};

static const struct rule files[] = {
    SET("localizations", .key = TEXTS("language"), .inside = file, .label = N_("Files")),
    END,
};

static const struct rule expiration[] = {
    EMPTY("frequency"),
    EMPTY("startDateTime"),
    END,
};

static const struct rule root[] = {
    DROP("acceptances"),
    EMPTY("file", .inside = files, .label = N_("Files")),
    SET("files", .key = TEXTS("language"), .inside = file, .label = N_("Files")),
    ROW("isPerDeviceAcceptanceRequired", .label = N_("Acceptance on each device")),
    ROW("isViewingBeforeAcceptanceRequired", .label = N_("Viewing before acceptance")),
    EMPTY("termsExpiration", .inside = expiration, .label = N_("Expiry")),
    EMPTY("userReacceptRequiredFrequency", .label = N_("Accepted again after")),
    GO_ON(rules_directory),
};

const struct family_rules rules_terms_of_use = {
    .code = "terms_of_use",
    .label = N_("Terms of use"),
    .severity = "medium",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("termsOfUse/agreements", "agreements"),
    .types = TEXTS("#microsoft.graph.agreement"),
    .shapes = TEXTS("isViewingBeforeAcceptanceRequired", "userReacceptRequiredFrequency"),
    .folders = TEXTS("TermsOfUse", "Agreements"),
};
