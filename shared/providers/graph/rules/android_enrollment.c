#include "providers/graph/rules/parts.h"

static const struct rule code_image[] = {
    FORGET("value"),
    END,
};

static const struct rule root[] = {
    ROW("bindStatus", .label = N_("State")),
    DROP("companyCodes"),
    ROW("deviceOwnerManagementEnabled", .label = N_("Corporate devices")),
    DROP("enrolledDeviceCount"),
    ROW("enrollmentMode", .label = N_("Mode")),
    ROW("enrollmentTarget", .label = N_("Target")),
    DROP("enrollmentTokenUsageCount"),
    DROP("lastAppSyncDateTime"),
    DROP("lastAppSyncStatus"),
    DROP("lastHeartbeatDateTime"),
    SET("managedGooglePlayInitialScopeTagIds", .reference = REFERENCE_SCOPE_TAG, .label = N_("Scope tags")),
    EMPTY("ownerOrganizationName"),
    EMPTY("ownerUserPrincipalName", .label = N_("Account")),
    FORGET("qrCodeContent"),
    EMPTY("qrCodeImage", .inside = code_image),
    SET("targetGroupIds", .reference = REFERENCE_GROUP, .label = N_("Groups")),
    DROP("tokenCreationDateTime"),
    DROP("tokenExpirationDateTime"),
    FORGET("tokenValue"),
    SECRET("wifiPassword", .severity = "high", .label = N_("Pre-shared key")),
    GO_ON(rules_assigned),
};

const struct family_rules rules_android_enrollment = {
    .code = "android_enrollment",
    .label = N_("Android enrolment"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .names = TEXTS("displayName", "ownerOrganizationName"),
    .contexts = TEXTS("deviceManagement/androidManagedStoreAccountEnterpriseSettings",
                      "deviceManagement/androidDeviceOwnerEnrollmentProfiles"),
    .types = TEXTS("#microsoft.graph.androidManagedStoreAccountEnterpriseSettings",
                   "#microsoft.graph.androidDeviceOwnerEnrollmentProfile", "#microsoft.graph.androidForWorkSettings",
                   "#microsoft.graph.androidForWorkEnrollmentProfile"),
    .shapes = TEXTS("bindStatus ownerUserPrincipalName", "enrollmentMode enrollmentTokenType"),
    .folders = TEXTS("ManagedGooglePlay", "AndroidEnrollment", "androidManagedStoreAccountEnterpriseSettings"),
};
