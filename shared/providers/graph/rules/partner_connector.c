#include "providers/graph/rules/parts.h"

/* Who is enrolled through a partner: as elements of "assignments", by their target. */
static const struct rule root[] = {
    SET("androidEnrollmentAssignments", .key = rules_assignment_key, .inside = rules_assignment,
        .label = N_("Assignments")),
    SET("groupsRequiringPartnerEnrollment", .key = rules_assignment_key, .inside = rules_assignment,
        .label = N_("Assignments")),
    SET("iosEnrollmentAssignments", .key = rules_assignment_key, .inside = rules_assignment,
        .label = N_("Assignments")),
    ROW("isConfigured", .label = N_("Enabled")),
    DROP("lastConnectionDateTime"),
    DROP("lastHeartbeatDateTime"),
    SET("linuxEnrollmentAssignments", .key = rules_assignment_key, .inside = rules_assignment,
        .label = N_("Assignments")),
    SET("macOsEnrollmentAssignments", .key = rules_assignment_key, .inside = rules_assignment,
        .label = N_("Assignments")),
    DROP("onboardingRequestExpiryDateTime"),
    ROW("onboardingStatus", .label = N_("State")),
    ROW("partnerState", .label = N_("State")),
    GO_ON(rules_object),
};

const struct family_rules rules_partner_connector = {
    .code = "partner_connector",
    .label = N_("Partner connectors"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("deviceManagement/complianceManagementPartners", "deviceManagement/deviceManagementPartners",
                      "deviceManagement/remoteAssistancePartners", "deviceManagement/mobileThreatDefenseConnectors"),
    .types = TEXTS("#microsoft.graph.complianceManagementPartner", "#microsoft.graph.deviceManagementPartner",
                   "#microsoft.graph.remoteAssistancePartner", "#microsoft.graph.mobileThreatDefenseConnector"),
    .shapes = TEXTS("partnerState", "onboardingStatus onboardingUrl"),
    .folders = TEXTS("PartnerConnections", "MobileThreatDefenseConnectors", "complianceManagementPartners",
                     "deviceManagementPartners", "remoteAssistancePartners"),
};
