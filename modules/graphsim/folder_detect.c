#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "modules/graphsim/folder.h"

static const struct {
    const char *ending;
    const char *not_with;
    enum endpoint_id endpoint;
} types[] = {
    { "CompliancePolicy", NULL, ENDPOINT_AT_COMPLIANCE },
    { "NamedLocation", NULL, ENDPOINT_AT_NAMED_LOCATION },
    { "Configuration", "Enrollment", ENDPOINT_AT_DEVICE_CONFIGURATION },
};

static const struct {
    const char *members; /* all are there */
    const char *absent;
    enum endpoint_id endpoint;
} shapes[] = {
    { "conditions grantControls displayName", "@odata.type", ENDPOINT_AT_CONDITIONAL_ACCESS },
    { "settings platforms name", "scheduledActionsForRule", ENDPOINT_AT_SETTINGS_CATALOG },
    { "displayName securityEnabled mailEnabled", "@odata.type", ENDPOINT_AT_GROUP },
};

static const struct {
    const char *folder;
    enum endpoint_id endpoint;
} folders[] = {
    { "/settingscatalog/", ENDPOINT_AT_SETTINGS_CATALOG },
    { "/deviceconfiguration/", ENDPOINT_AT_DEVICE_CONFIGURATION },
    { "/deviceconfigurations/", ENDPOINT_AT_DEVICE_CONFIGURATION },
    { "/compliancepolicies/", ENDPOINT_AT_COMPLIANCE },
    { "/conditionalaccess/", ENDPOINT_AT_CONDITIONAL_ACCESS },
    { "/namedlocations/", ENDPOINT_AT_NAMED_LOCATION },
};

static enum endpoint_id by_context(struct arena *mem, const struct node *object)
{
    const char *context = tree_member_text(mem, object, "@odata.context");
    const char *path = context == NULL ? NULL : strstr(context, "$metadata#");

    for (enum endpoint_id i = 0; path != NULL && i < ENDPOINT_COUNT; i++) {
        if (text_starts(path + strlen("$metadata#"), endpoints[i].path)) {
            return i;
        }
    }
    return ENDPOINT_COUNT;
}

static enum endpoint_id by_type(struct arena *mem, const struct node *object)
{
    const char *type = tree_member_text(mem, object, "@odata.type");
    enum endpoint_id found;

    if (type == NULL) {
        return ENDPOINT_COUNT;
    }
    found = endpoint_of_type(type[0] == '#' ? type : arena_printf(mem, "#%s", type));
    for (size_t i = 0; found == ENDPOINT_COUNT && i < sizeof types / sizeof types[0]; i++) {
        if (text_ends(type, types[i].ending) &&
            (types[i].not_with == NULL || strstr(type, types[i].not_with) == NULL)) {
            found = types[i].endpoint;
        }
    }
    return found;
}

static bool has_all(struct arena *mem, const struct node *object, const char *members)
{
    while (*members != '\0') {
        size_t len = strcspn(members, " ");

        if (document_member(object, arena_strndup(mem, members, len)) == NULL) {
            return false;
        }
        members += len + (members[len] == ' ');
    }
    return true;
}

static enum endpoint_id by_shape(struct arena *mem, const struct node *object)
{
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        if (has_all(mem, object, shapes[i].members) && document_member(object, shapes[i].absent) == NULL) {
            return shapes[i].endpoint;
        }
    }
    return ENDPOINT_COUNT;
}

static enum endpoint_id by_folder(struct arena *mem, const char *path)
{
    char *lower = arena_strdup(mem, path);

    for (char *at = lower; *at != '\0'; at++) {
        *at = (char)tolower((unsigned char)*at);
    }
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        if (strstr(lower, folders[i].folder) != NULL) {
            return folders[i].endpoint;
        }
    }
    return ENDPOINT_COUNT;
}

enum endpoint_id folder_detect(struct arena *mem, const struct node *object, const char *path)
{
    enum endpoint_id found = by_context(mem, object);

    if (found == ENDPOINT_COUNT) {
        found = by_type(mem, object);
    }
    if (found == ENDPOINT_COUNT) {
        found = by_shape(mem, object);
    }
    /* a type that we do not know is a family that we do not have, whatever folder it lies in */
    if (found == ENDPOINT_COUNT && document_member(object, "@odata.type") == NULL) {
        found = by_folder(mem, path);
    }
    return found;
}
