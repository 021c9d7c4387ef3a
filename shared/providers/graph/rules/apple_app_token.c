#include "providers/graph/rules/parts.h"

/* When a token expires is a finding of its own; that it was renewed in time is no drift. */
static const struct rule root[] = {
    ROW("appleId", .label = N_("Account")),
    ROW("automaticallyUpdateApps", .label = N_("Automatic updates")),
    FORGET("certificate"),
    EMPTY("countryOrRegion"),
    DROP("expirationDateTime"),
    DROP("lastSyncDateTime"),
    DROP("lastSyncStatus"),
    DROP("state"),
    FORGET("token"),
    DROP("tokenActionResults"),
    GO_ON(rules_assigned),
};

const struct family_rules rules_apple_app_token = {
    .code = "apple_app_token",
    .label = N_("Apple volume purchase tokens"),
    .severity = "medium",
    .root = root,
    .wire = &rules_wire,
    .names = TEXTS("displayName", "organizationName", "appleId"),
    .contexts = TEXTS("deviceAppManagement/vppTokens"),
    .types = TEXTS("#microsoft.graph.vppToken"),
    .shapes = TEXTS("vppTokenAccountType"),
    .folders = TEXTS("VPPTokens", "AppleVPPTokens"),
};
