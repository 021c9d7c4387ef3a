#include "providers/graph/rules/parts.h"

/* When it expires is a finding of its own; that it was renewed in time is no drift. */
static const struct rule root[] = {
    ROW("appleIdentifier", .label = N_("Account")),
    FORGET("certificate"),
    DROP("certificateUploadFailureReason"),
    DROP("certificateUploadStatus"),
    DROP("expirationDateTime"),
    DROP("lastSyncDateTime"),
    DROP("state"),
    DROP("topicIdentifier"),
    GO_ON(rules_object),
};

const struct family_rules rules_apple_push_certificate = {
    .code = "apple_push_certificate",
    .label = N_("Apple push certificate"),
    .severity = "medium",
    .root = root,
    .wire = &rules_wire,
    .names = TEXTS("appleIdentifier"),
    .contexts = TEXTS("deviceManagement/applePushNotificationCertificate"),
    .types = TEXTS("#microsoft.graph.applePushNotificationCertificate"),
    .shapes = TEXTS("topicIdentifier", "certificateSerialNumber appleIdentifier"),
    .folders = TEXTS("ApplePushNotification", "ApplePushNotificationCertificate", "APNs"),
};
