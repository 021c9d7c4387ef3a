#include "providers/graph/rules/parts.h"

static const struct rule restriction[] = {
    SET("blockedManufacturers", .label = N_("Blocked manufacturers")),
    SET("blockedSkus"),
    EMPTY("osMaximumVersion"),
    EMPTY("osMinimumVersion"),
    ROW("personalDeviceEnrollmentBlocked", .label = N_("Personal devices blocked")),
    ROW("platformBlocked", .label = N_("Platform blocked")),
    END,
};

static const struct rule root[] = {
    EMPTY("androidForWorkRestriction", .inside = restriction, .label = N_("Platform restrictions")),
    EMPTY("androidRestriction", .inside = restriction, .label = N_("Platform restrictions")),
    EMPTY("customErrorMessage", .severity = "low"),
    EMPTY("iosRestriction", .inside = restriction, .label = N_("Platform restrictions")),
    ROW("limit", .label = N_("Devices per user")),
    EMPTY("macOSRestriction", .inside = restriction, .label = N_("Platform restrictions")),
    EMPTY("macRestriction", .inside = restriction, .label = N_("Platform restrictions")),
    EMPTY("platformRestriction", .inside = restriction, .label = N_("Platform restrictions")),
    ROW("priority", .label = N_("Priority")),
    SET("selectedMobileAppIds", .reference = REFERENCE_APP, .label = N_("Applications")),
    EMPTY("tvosRestriction", .inside = restriction, .label = N_("Platform restrictions")),
    EMPTY("visionOSRestriction", .inside = restriction, .label = N_("Platform restrictions")),
    EMPTY("windowsHomeSkuRestriction", .inside = restriction, .label = N_("Platform restrictions")),
    EMPTY("windowsMobileRestriction", .inside = restriction, .label = N_("Platform restrictions")),
    EMPTY("windowsRestriction", .inside = restriction, .label = N_("Platform restrictions")),
    GO_ON(rules_assigned),
};

const struct family_rules rules_enrollment_configuration = {
    .code = "enrollment_configuration",
    .label = N_("Enrolment configurations"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("deviceManagement/deviceEnrollmentConfigurations"),
    .types = TEXTS("#microsoft.graph.deviceEnrollmentLimitConfiguration",
                   "#microsoft.graph.deviceEnrollmentPlatformRestrictionsConfiguration",
                   "#microsoft.graph.deviceEnrollmentPlatformRestrictionConfiguration",
                   "#microsoft.graph.deviceEnrollmentWindowsHelloForBusinessConfiguration",
                   "#microsoft.graph.deviceEnrollmentNotificationConfiguration",
                   "#microsoft.graph.deviceComanagementAuthorityConfiguration",
                   "#microsoft.graph.windowsRestoreDeviceEnrollmentConfiguration",
                   "*EnrollmentCompletionPageConfiguration", "#microsoft.graph.deviceEnrollment*"),
    .shapes = TEXTS("deviceEnrollmentConfigurationType", "installProgressTimeoutInMinutes",
                    "platformRestriction platformType"),
    .folders = TEXTS("EnrollmentConfigurations", "DeviceEnrollmentConfigurations", "EnrollmentStatusPage",
                     "EnrollmentStatusPages", "ESP", "EnrollmentRestrictions", "CoManagementSettings"),
};
