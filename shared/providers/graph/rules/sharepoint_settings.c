#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    { .name = "@odata.type", .label = N_("Type") },
    { .name = "allowedDomainGuidsForSyncApp", .flags = RULE_SET | RULE_EMPTY },
    { .name = "availableManagedPathsForSiteCreation", .flags = RULE_DROP },
    { .name = "createdDateTime", .flags = RULE_DROP },
    { .name = "creationSource", .flags = RULE_DROP },
    { .name = "deletedUserPersonalSiteRetentionPeriodInDays",
      .severity = "medium",
      .label = N_("Retention of personal sites") },
    { .name = "deployedAppCount", .flags = RULE_DROP },
    { .name = "displayName", .severity = "low", .label = N_("Name") },
    { .name = "excludedFileExtensionsForSyncApp", .flags = RULE_SET | RULE_EMPTY },
    { .name = "id", .flags = RULE_DROP },
    { .name = "idleSessionSignOut", .severity = "high", .label = N_("Idle session sign-out") },
    { .name = "isAssigned", .flags = RULE_DROP },
    { .name = "isLegacyAuthProtocolsEnabled", .label = N_("Legacy sign-in") },
    { .name = "isResharingByExternalUsersEnabled", .label = N_("Guests may share again") },
    { .name = "lastModifiedDateTime", .flags = RULE_DROP },
    { .name = "modifiedDateTime", .flags = RULE_DROP },
    { .name = "settingCount", .flags = RULE_DROP },
    { .name = "sharingAllowedDomainList", .flags = RULE_SET | RULE_EMPTY, .label = N_("Allowed domains") },
    { .name = "sharingBlockedDomainList", .flags = RULE_SET | RULE_EMPTY, .label = N_("Blocked domains") },
    { .name = "sharingCapability", .label = N_("External sharing") },
    { .name = "sharingDomainRestrictionMode", .label = N_("Restriction by domain") },
    { .name = "supportsScopeTags", .flags = RULE_DROP },
    { .name = "version", .flags = RULE_DROP },
    { .name = NULL },
};

static const char *const names[] = { "displayName", "name", NULL };
static const char *const contexts[] = { "admin/sharepoint/settings", NULL };
static const char *const types[] = { "#microsoft.graph.sharepointSettings", NULL };
static const char *const shapes[] = { "sharingCapability", NULL };
static const char *const folders[] = { "SharePoint", "SharePointSettings", NULL };

const struct family_rules rules_sharepoint_settings = {
    .code = "sharepoint_settings",
    .label = N_("SharePoint sharing settings"),
    .severity = "critical",
    .root = root,
    .annotations = &rules_annotations,
    .id = "id",
    .names = names,
    .contexts = contexts,
    .types = types,
    .shapes = shapes,
    .folders = folders,
};
