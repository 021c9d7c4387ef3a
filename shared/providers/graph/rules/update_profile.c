#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    SET("approvalSettings", .key = TEXTS("windowsQualityUpdateCadence", "windowsQualityUpdateCategory"),
        .label = N_("Approval")),
    ROW("approvalType", .label = N_("Approval")),
    DROP("deployableContentDisplayName"),
    EMPTY("deploymentDeferralInDays", .label = N_("Deferral")),
    DROP("deviceReporting"),
    DROP("driverInventories"),
    DROP("endOfSupportDate"),
    EMPTY("expeditedUpdateSettings", .label = N_("Expedited update")),
    ROW("featureUpdateVersion", .label = N_("Version")),
    ROW("hotpatchEnabled", .label = N_("Hotpatch")),
    DROP("inventorySyncStatus"),
    DROP("newUpdates"),
    DROP("releaseDateDisplayName"),
    EMPTY("rolloutSettings", .label = N_("Schedule")),
    GO_ON(rules_assigned),
};

const struct family_rules rules_update_profile = {
    .code = "update_profile",
    .label = N_("Update profiles"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("deviceManagement/windowsFeatureUpdateProfiles", "deviceManagement/windowsQualityUpdateProfiles",
                      "deviceManagement/windowsQualityUpdatePolicies", "deviceManagement/windowsDriverUpdateProfiles"),
    .types = TEXTS("#microsoft.graph.windowsFeatureUpdateProfile", "#microsoft.graph.windowsQualityUpdateProfile",
                   "#microsoft.graph.windowsQualityUpdatePolicy", "#microsoft.graph.windowsDriverUpdateProfile"),
    .shapes = TEXTS("featureUpdateVersion", "expeditedUpdateSettings", "deploymentDeferralInDays", "hotpatchEnabled"),
    .folders = TEXTS("FeatureUpdates", "QualityUpdates", "QualityUpdatePolicies", "DriverUpdates",
                     "DriverUpdateProfiles", "FeatureUpdateProfiles", "QualityUpdateProfiles"),
};
