#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    EMPTY("backgroundColor", .label = N_("Colour")),
    ROW("backgroundImage", .flags = RULE_BASE64 | RULE_EMPTY, .content = CONTENT_BINARY, .label = N_("Image")),
    ROW("bannerLogo", .flags = RULE_BASE64 | RULE_EMPTY, .content = CONTENT_BINARY, .label = N_("Logo")),
    DROP("cdnList"),
    ROW("customCSS", .flags = RULE_BASE64 | RULE_EMPTY, .content = CONTENT_SCRIPT, .label = N_("Style sheet")),
    ROW("favicon", .flags = RULE_BASE64 | RULE_EMPTY, .content = CONTENT_BINARY, .label = N_("Logo")),
    ROW("headerLogo", .flags = RULE_BASE64 | RULE_EMPTY, .content = CONTENT_BINARY, .label = N_("Logo")),
    EMPTY("signInPageText", .label = N_("Text")),
    ROW("squareLogo", .flags = RULE_BASE64 | RULE_EMPTY, .content = CONTENT_BINARY, .label = N_("Logo")),
    ROW("squareLogoDark", .flags = RULE_BASE64 | RULE_EMPTY, .content = CONTENT_BINARY, .label = N_("Logo")),
    EMPTY("usernameHintText", .label = N_("Text")),
    GO_ON(rules_directory),
};

/* An id is a language. */
const struct family_rules rules_sign_in_branding = {
    .code = "sign_in_branding",
    .label = N_("Branding of the sign-in page"),
    .severity = "medium",
    .root = root,
    .wire = &rules_wire,
    .names = TEXTS("id"),
    .contexts = TEXTS("branding/localizations", "organization/branding"),
    .types = TEXTS("#microsoft.graph.organizationalBrandingLocalization", "#microsoft.graph.organizationalBranding"),
    .shapes = TEXTS("signInPageText", "backgroundColor usernameHintText"),
    .folders = TEXTS("AzureBranding", "Branding", "OrganizationalBranding"),
};
