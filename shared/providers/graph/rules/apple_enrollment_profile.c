#include "providers/graph/rules/parts.h"

static const struct rule certificate[] = {
    ROW("certificate", .flags = RULE_BASE64, .content = CONTENT_BINARY, .label = N_("Certificate")),
    END,
};

static const struct rule root[] = {
    SECRET("adminAccountPassword", .severity = "high", .label = N_("Password")),
    EMPTY("configurationEndpointUrl"),
    ROW("configurationWebUrl"),
    SET("enabledSkipKeys", .label = N_("Skipped steps")),
    SET("enrollmentTimeAzureAdGroupIds", .reference = REFERENCE_GROUP, .label = N_("Groups")),
    ROW("isDefault"),
    DROP("lastSyncDateTime"),
    SET("managementCertificates", .key = TEXTS("thumbprint"), .inside = certificate, .label = N_("Certificates")),
    ROW("priority", .label = N_("Priority")),
    ROW("profileRemovalDisabled", .severity = "high", .label = N_("Removal blocked")),
    ROW("requiresUserAuthentication", .severity = "high", .label = N_("Sign-in required")),
    ROW("supervisedModeEnabled", .severity = "high", .label = N_("Supervision")),
    GO_ON(rules_assigned),
};

const struct family_rules rules_apple_enrollment_profile = {
    .code = "apple_enrollment_profile",
    .label = N_("Apple enrolment profiles"),
    .severity = "medium",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("depOnboardingSettings/enrollmentProfiles", "deviceManagement/enrollmentProfiles",
                      "deviceManagement/appleUserInitiatedEnrollmentProfiles"),
    .types = TEXTS("#microsoft.graph.depEnrollmentProfile", "#microsoft.graph.depEnrollmentBaseProfile",
                   "#microsoft.graph.depIOSEnrollmentProfile", "#microsoft.graph.depMacOSEnrollmentProfile",
                   "#microsoft.graph.depTvOSEnrollmentProfile", "#microsoft.graph.depVisionOSEnrollmentProfile",
                   "#microsoft.graph.appleUserInitiatedEnrollmentProfile",
                   "#microsoft.graph.appleVppTokenEnrollmentProfile"),
    .shapes = TEXTS("supervisedModeEnabled", "availableEnrollmentTypeOptions", "profileRemovalDisabled"),
    .folders =
        TEXTS("AppleEnrollmentTypes", "AppleEnrollmentProfiles", "Apple", "appleUserInitiatedEnrollmentProfiles"),
};
