/* What partners may do here, and our people there: the default and each partner's share it. */
#include "providers/graph/rules/parts.h"

static const struct rule target[] = {
    ROW("target", .reference = REFERENCE_USER, .when = "targetType", .is = "user"),
    ROW("target", .reference = REFERENCE_GROUP, .when = "targetType", .is = "group"),
    ROW("target", .reference = REFERENCE_APPLICATION, .when = "targetType", .is = "application"),
    END,
};

static const struct rule targets[] = {
    ROW("accessType", .label = N_("Access")),
    SET("targets", .key = TEXTS("targetType", "target"), .inside = target),
    END,
};

static const struct rule access[] = {
    EMPTY("applications", .inside = targets, .label = N_("Applications")),
    EMPTY("usersAndGroups", .inside = targets, .label = N_("Users")),
    END,
};

static const struct rule restrictions[] = {
    EMPTY("applications", .inside = targets, .label = N_("Applications")),
    EMPTY("devices"),
    EMPTY("usersAndGroups", .inside = targets, .label = N_("Users")),
    END,
};

static const struct rule trust[] = {
    ROW("isCompliantDeviceAccepted", .label = N_("Compliant devices accepted")),
    ROW("isHybridAzureADJoinedDeviceAccepted", .label = N_("Joined devices accepted")),
    ROW("isMfaAccepted", .label = N_("Multi-factor authentication accepted")),
    END,
};

const struct rule rules_cross_tenant[] = {
    EMPTY("appServiceConnectInbound", .inside = access),
    EMPTY("automaticUserConsentSettings", .label = N_("Automatic consent")),
    EMPTY("b2bCollaborationInbound", .inside = access, .label = N_("Guests from there")),
    EMPTY("b2bCollaborationOutbound", .inside = access, .label = N_("Guests from here")),
    EMPTY("b2bDirectConnectInbound", .inside = access, .label = N_("Direct connections from there")),
    EMPTY("b2bDirectConnectOutbound", .inside = access, .label = N_("Direct connections from here")),
    EMPTY("inboundTrust", .inside = trust, .label = N_("Trust")),
    EMPTY("invitationRedemptionIdentityProviderConfiguration", .label = N_("Identity providers")),
    DROP("isServiceDefault"),
    DROP("systemDefaultMetadata"),
    EMPTY("tenantRestrictions", .inside = restrictions, .label = N_("Tenant restrictions")),
    GO_ON(rules_directory),
};
