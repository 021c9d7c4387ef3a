#include "providers/graph/rules/parts.h"

static const struct rule root[] = {
    DROP("assignedDevices"),
    EMPTY("deviceNameTemplate", .label = N_("Name of devices")),
    EMPTY("enrollmentStatusScreenSettings", .label = N_("Enrolment status page")),
    ROW("hybridAzureADJoinSkipConnectivityCheck"),
    DROP("managementServiceAppId"),
    EMPTY("outOfBoxExperienceSetting", .label = N_("First start")),
    EMPTY("outOfBoxExperienceSettings", .label = N_("First start")),
    ROW("preprovisioningAllowed", .label = N_("Pre-provisioning")),
    GO_ON(rules_assigned),
};

const struct family_rules rules_autopilot_profile = {
    .code = "autopilot_profile",
    .label = N_("Deployment profiles"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("deviceManagement/windowsAutopilotDeploymentProfiles"),
    .types = TEXTS("*WindowsAutopilotDeploymentProfile", "#microsoft.graph.windowsAutopilotDeploymentProfile"),
    .shapes =
        TEXTS("outOfBoxExperienceSettings", "outOfBoxExperienceSetting", "hybridAzureADJoinSkipConnectivityCheck"),
    .folders =
        TEXTS("AutoPilot", "AutopilotProfiles", "AutopilotDeploymentProfiles", "WindowsAutopilotDeploymentProfiles"),
};
