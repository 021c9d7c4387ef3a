#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    SET("allowedDomainGuidsForSyncApp"),
    DROP("availableManagedPathsForSiteCreation"),
    ROW("deletedUserPersonalSiteRetentionPeriodInDays", .severity = "medium",
        .label = N_("Retention of personal sites")),
    SET("excludedFileExtensionsForSyncApp"),
    ROW("idleSessionSignOut", .severity = "high", .label = N_("Idle session sign-out")),
    ROW("isLegacyAuthProtocolsEnabled", .label = N_("Legacy sign-in")),
    ROW("isResharingByExternalUsersEnabled", .label = N_("Guests may share again")),
    SET("sharingAllowedDomainList", .label = N_("Allowed domains")),
    SET("sharingBlockedDomainList", .label = N_("Blocked domains")),
    ROW("sharingCapability", .label = N_("External sharing")),
    ROW("sharingDomainRestrictionMode", .label = N_("Restriction by domain")),
    GO_ON(rules_object),
};

const struct family_rules rules_sharepoint_settings = {
    .code = "sharepoint_settings",
    .label = N_("SharePoint sharing settings"),
    .severity = "critical",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("admin/sharepoint/settings"),
    .types = TEXTS("#microsoft.graph.sharepointSettings"),
    .shapes = TEXTS("sharingCapability"),
    .folders = TEXTS("SharePoint", "SharePointSettings"),
};
