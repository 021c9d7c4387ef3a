#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    SET("companyPortalBlockedActions", .key = TEXTS("platform", "ownerType", "action"), .label = N_("Blocked actions")),
    EMPTY("darkBackgroundLogo", .inside = rules_image, .label = N_("Logo")),
    DROP("disableClientTelemetry"),
    DROP("isDefaultProfile"),
    EMPTY("landingPageCustomizedImage", .inside = rules_image, .label = N_("Image")),
    EMPTY("lightBackgroundLogo", .inside = rules_image, .label = N_("Logo")),
    EMPTY("profileDescription", .label = N_("Description")),
    ROW("profileName", .label = N_("Name")),
    EMPTY("themeColor", .label = N_("Colour")),
    EMPTY("themeColorLogo", .inside = rules_image, .label = N_("Logo")),
    GO_ON(rules_assigned),
};

const struct family_rules rules_device_branding = {
    .code = "device_branding",
    .label = N_("Company portal branding"),
    .severity = "low",
    .root = root,
    .wire = &rules_wire,
    .names = TEXTS("profileName", "displayName"),
    .contexts = TEXTS("deviceManagement/intuneBrandingProfiles"),
    .types = TEXTS("#microsoft.graph.intuneBrandingProfile"),
    .shapes = TEXTS("companyPortalBlockedActions", "themeColor showLogo"),
    .folders = TEXTS("IntuneBranding", "intuneBrandingProfiles"),
};
