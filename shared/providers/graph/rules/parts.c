#include "providers/graph/rules/parts.h"

static const struct rule target[] = {
    ROW("@odata.type", .label = N_("Target")),
    ROW("collectionId", .flags = RULE_NIL_ID),
    ROW("deviceAndAppManagementAssignmentFilterId", .flags = RULE_NIL_ID, .reference = REFERENCE_FILTER,
        .label = N_("Assignment filter")),
    EMPTY("deviceAndAppManagementAssignmentFilterType", .label = N_("Assignment filter mode")),
    ROW("groupId", .flags = RULE_NIL_ID, .reference = REFERENCE_GROUP, .label = N_("Group")),
    END,
};

const struct rule rules_assignment[] = {
    DROP("id"),
    ROW("intent", .label = N_("Intent")),
    EMPTY("runSchedule", .label = N_("Schedule")),
    EMPTY("settings"),
    DROP("sourceId"),
    ROW("target", .inside = target, .label = N_("Target")),
    END,
};

const char *const rules_assignment_key[] = { "intent",
                                             "target/@odata.type",
                                             "target/groupId",
                                             "target/collectionId",
                                             "target/deviceAndAppManagementAssignmentFilterId",
                                             "target/deviceAndAppManagementAssignmentFilterType",
                                             "runSchedule/@odata.type",
                                             NULL };

const struct rule rules_app[] = {
    DROP("id"),
    DROP("version"),
    END,
};

const char *const rules_app_key[] = { "mobileAppIdentifier/@odata.type", "mobileAppIdentifier/bundleId",
                                      "mobileAppIdentifier/packageId", "mobileAppIdentifier/windowsAppId", NULL };

const struct rule rules_image[] = {
    ROW("value", .flags = RULE_BASE64, .content = CONTENT_BINARY, .label = N_("Image")),
    END,
};

static const struct rule resource_action[] = {
    SET("allowedResourceActions", .label = N_("Allowed actions")),
    SET("notAllowedResourceActions", .label = N_("Refused actions")),
    END,
};

const struct rule rules_role_permission[] = {
    DROP("actions"),
    SET("allowedResourceActions", .label = N_("Allowed actions")),
    EMPTY("condition"),
    SET("excludedResourceActions", .label = N_("Refused actions")),
    SET("resourceActions", .inside = resource_action, .label = N_("Allowed actions")),
    END,
};

const struct rule rules_object[] = {
    ROW("@odata.type", .label = N_("Type")),
    DROP("createdDateTime"),
    DROP("creationSource"),
    DROP("deployedAppCount"),
    EMPTY("description", .severity = "low", .label = N_("Description")),
    ROW("displayName", .severity = "low", .label = N_("Name")),
    DROP("id"),
    DROP("isAssigned"),
    DROP("lastModifiedDateTime"),
    DROP("modifiedDateTime"),
    DROP("settingCount"),
    DROP("supportsScopeTags"),
    DROP("version"),
    END,
};

const struct rule rules_directory[] = {
    DROP("deletedDateTime"),
    GO_ON(rules_object),
};

const struct rule rules_assigned[] = {
    SET("assignments", .key = rules_assignment_key, .inside = rules_assignment, .severity = "high",
        .label = N_("Assignments")),
    SET("roleScopeTagIds", .reference = REFERENCE_SCOPE_TAG, .label = N_("Scope tags")),
    GO_ON(rules_object),
};

const struct rule_wire rules_wire = {
    .infix = "@odata.",
    .keep = "@odata.type",
    .prefix = "#microsoft.graph.",
    .more = "nextLink",
    .failure = "error",
    .id = "id",
    .names = TEXTS("displayName", "name"),
    .words = TEXTS("All", "None", "AllUsers", "AllApplications", "AllTrusted", "GuestsOrExternalUsers", "Office365",
                   "MicrosoftAdminPortals", "ServicePrincipalsInMyTenant", "any", "all"),
};

const char *const rules_secret_words[] = { "password",
                                           "passwd",
                                           "passphrase",
                                           "pwd",
                                           "userPassword",
                                           "authPassword",
                                           "proxyPassword",
                                           "adminPassword",
                                           "payloadCertificatePassword",
                                           "sharedSecret",
                                           "preSharedKey",
                                           "psk",
                                           "keyMaterial",
                                           "challenge",
                                           "secret",
                                           "clientSecret",
                                           "client_secret",
                                           "appSecret",
                                           "apiKey",
                                           "api_key",
                                           "api-key",
                                           "accessKey",
                                           "accountKey",
                                           "storageKey",
                                           "sasToken",
                                           "token",
                                           "accessToken",
                                           "refreshToken",
                                           "privateKey",
                                           "connectionString",
                                           NULL };
