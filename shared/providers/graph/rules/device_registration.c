#include "providers/graph/rules/parts.h"

static const struct rule members[] = {
    SET("groups", .reference = REFERENCE_GROUP, .label = N_("Groups")),
    SET("users", .reference = REFERENCE_USER, .label = N_("Users")),
    END,
};

static const struct rule administrators[] = {
    ROW("enableGlobalAdmins", .label = N_("Global administrators")),
    EMPTY("registeringUsers", .inside = members, .label = N_("Users")),
    END,
};

static const struct rule registration[] = {
    SET("allowedGroups", .reference = REFERENCE_GROUP, .label = N_("Groups")),
    EMPTY("allowedToJoin", .inside = members, .label = N_("Who may join devices")),
    EMPTY("allowedToRegister", .inside = members, .label = N_("Who may register devices")),
    SET("allowedUsers", .reference = REFERENCE_USER, .label = N_("Users")),
    EMPTY("localAdmins", .inside = administrators, .label = N_("Local administrators")),
    END,
};

static const struct rule root[] = {
    ROW("azureADJoin", .inside = registration, .label = N_("Joining of devices")),
    ROW("azureADRegistration", .inside = registration, .label = N_("Registration of devices")),
    EMPTY("localAdminPassword", .label = N_("Passwords of local administrators")),
    ROW("multiFactorAuthConfiguration", .label = N_("Multi-factor authentication")),
    ROW("userDeviceQuota", .severity = "medium", .label = N_("Devices per user")),
    GO_ON(rules_directory),
};

const struct family_rules rules_device_registration = {
    .code = "device_registration",
    .label = N_("Device registration"),
    .severity = "high",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("deviceRegistrationPolicy"),
    .types = TEXTS("#microsoft.graph.deviceRegistrationPolicy"),
    .shapes = TEXTS("userDeviceQuota", "azureADRegistration azureADJoin"),
    .folders = TEXTS("DeviceRegistration", "DeviceRegistrationPolicy"),
};
