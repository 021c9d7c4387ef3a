#include "providers/graph/rules/parts.h"

/* When a token expires is a finding of its own; that it was renewed in time is no drift. */
static const struct rule root[] = {
    ROW("appleIdentifier", .label = N_("Account")),
    FORGET("certificate"),
    DROP("enrollmentProfiles"),
    DROP("importedAppleDeviceIdentities"),
    DROP("lastSuccessfulSyncDateTime"),
    DROP("lastSyncDateTime"),
    DROP("lastSyncErrorCode"),
    DROP("lastSyncTriggeredDateTime"),
    DROP("state"),
    DROP("syncedDeviceCount"),
    FORGET("token"),
    DROP("tokenExpirationDateTime"),
    ROW("tokenName", .severity = "low", .label = N_("Name")),
    GO_ON(rules_assigned),
};

const struct family_rules rules_apple_enrollment_token = {
    .code = "apple_enrollment_token",
    .label = N_("Apple enrolment tokens"),
    .severity = "medium",
    .root = root,
    .wire = &rules_wire,
    .names = TEXTS("tokenName", "appleIdentifier"),
    .contexts = TEXTS("deviceManagement/depOnboardingSettings"),
    .types = TEXTS("#microsoft.graph.depOnboardingSetting"),
    .shapes = TEXTS("tokenName tokenType", "shareTokenWithSchoolDataSyncService"),
    .folders = TEXTS("depOnboardingSettings", "AppleEnrollmentTokens"),
};
