#include "providers/graph/rules/parts.h"

static const char *const by_range[] = { "cidrAddress", NULL };

static const struct rule root[] = {
    { .name = "@odata.type", .label = N_("Type") },
    { .name = "countriesAndRegions", .flags = RULE_SET | RULE_EMPTY, .label = N_("Countries and regions") },
    { .name = "createdDateTime", .flags = RULE_DROP },
    { .name = "creationSource", .flags = RULE_DROP },
    { .name = "deletedDateTime", .flags = RULE_DROP },
    { .name = "deployedAppCount", .flags = RULE_DROP },
    { .name = "description", .flags = RULE_EMPTY, .severity = "low", .label = N_("Description") },
    { .name = "displayName", .severity = "low", .label = N_("Name") },
    { .name = "id", .flags = RULE_DROP },
    { .name = "includeUnknownCountriesAndRegions", .label = N_("Unknown countries included") },
    { .name = "ipRanges", .flags = RULE_SET | RULE_EMPTY, .key = by_range, .label = N_("IP ranges") },
    { .name = "isAssigned", .flags = RULE_DROP },
    { .name = "isTrusted", .label = N_("Trusted") },
    { .name = "lastModifiedDateTime", .flags = RULE_DROP },
    { .name = "modifiedDateTime", .flags = RULE_DROP },
    { .name = "settingCount", .flags = RULE_DROP },
    { .name = "supportsScopeTags", .flags = RULE_DROP },
    { .name = "version", .flags = RULE_DROP },
    { .name = NULL },
};

static const char *const names[] = { "displayName", "name", NULL };
static const char *const contexts[] = { "conditionalAccess/namedLocations", NULL };
static const char *const types[] = { "#microsoft.graph.countryNamedLocation",
                                     "#microsoft.graph.ipNamedLocation",
                                     "#microsoft.graph.compliantNetworkNamedLocation",
                                     "#microsoft.graph.*NamedLocation",
                                     "*NamedLocation",
                                     NULL };
static const char *const shapes[] = { "ipRanges isTrusted", "countriesAndRegions includeUnknownCountriesAndRegions",
                                      NULL };
static const char *const folders[] = { "NamedLocations", "Named Locations", NULL };

const struct family_rules rules_named_location = {
    .code = "named_location",
    .label = N_("Named locations"),
    .severity = "high",
    .root = root,
    .annotations = &rules_annotations,
    .id = "id",
    .names = names,
    .contexts = contexts,
    .types = types,
    .shapes = shapes,
    .folders = folders,
};
