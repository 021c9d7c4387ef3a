#include "providers/graph/rules/parts.h"

static const struct rule message[] = {
    DROP("id"),
    DROP("lastModifiedDateTime"),
    ROW("messageTemplate", .label = N_("Text")),
    ROW("subject", .label = N_("Subject")),
    END,
};

static const struct rule root[] = {
    ROW("brandingOptions", .label = N_("Branding")),
    EMPTY("defaultLocale", .label = N_("Language")),
    SET("localizedNotificationMessages", .key = TEXTS("locale"), .inside = message, .label = N_("Messages")),
    GO_ON(rules_assigned),
};

const struct family_rules rules_notification_template = {
    .code = "notification_template",
    .label = N_("Notification templates"),
    .severity = "low",
    .root = root,
    .wire = &rules_wire,
    .contexts = TEXTS("deviceManagement/notificationMessageTemplates"),
    .types = TEXTS("#microsoft.graph.notificationMessageTemplate"),
    .shapes = TEXTS("localizedNotificationMessages", "brandingOptions"),
    .folders = TEXTS("Notifications", "NotificationTemplates", "MessageTemplates", "notificationMessageTemplates"),
};
