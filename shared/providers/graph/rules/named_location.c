#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    SET("countriesAndRegions", .label = N_("Countries and regions")),
    ROW("includeUnknownCountriesAndRegions", .label = N_("Unknown countries included")),
    SET("ipRanges", .key = TEXTS("cidrAddress"), .label = N_("IP ranges")),
    ROW("isTrusted", .label = N_("Trusted")),
    GO_ON(rules_directory),
};

const struct family_rules rules_named_location = {
    .code = "named_location",
    .label = N_("Named locations"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("conditionalAccess/namedLocations"),
    .types = TEXTS("*NamedLocation"),
    .shapes = TEXTS("ipRanges isTrusted", "countriesAndRegions includeUnknownCountriesAndRegions"),
    .folders = TEXTS("NamedLocations"),
};
