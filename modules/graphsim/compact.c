#include "modules/graphsim/compact.h"

#include <string.h>

#include "base/text.h"
#include "ext/crypt.h"
#include "modules/graphsim/compact_settings.h"

enum { VARS_MAX = 4 };

/* The entry that each variable of the row stands for now. */
struct binding {
    size_t count;
    const char *names[VARS_MAX];
    const struct node *lists[VARS_MAX];
    uint32_t at[VARS_MAX];
};

static const struct {
    const char *prefix;
    const char *path;
} references[] = {
    { "@group:", "groups" },
    { "@location:", "identity/conditionalAccess/namedLocations" },
    { "@app:", "applications" },
    { "@user:", "users" },
};

const char *compact_id(const struct compact *compact, const char *path, const char *name)
{
    const char *key = arena_printf(compact->mem, "%s/%s", path, name);

    return uuid_text(compact->mem, uuid_v5(compact->tenant, bytes_text(key)));
}

static const struct node *lookup(struct arena *mem, const struct binding *binding, const char *path)
{
    size_t len = strcspn(path, ".");

    for (size_t i = 0; i < binding->count; i++) {
        if (strlen(binding->names[i]) == len && memcmp(binding->names[i], path, len) == 0) {
            const struct node *entry = &binding->lists[i]->items[binding->at[i]];

            return path[len] == '\0' ? entry : document_member(entry, arena_strdup(mem, path + len + 1));
        }
    }
    return NULL;
}

/* The variable that is written at `text`, "{ring.name}"; its length in *len. NULL: none. */
static const struct node *variable(struct arena *mem, const struct binding *binding, const char *text, size_t *len)
{
    size_t inner = text[0] == '{' ? strcspn(text + 1, "{} ") : 0;

    if (inner == 0 || text[inner + 1] != '}') {
        return NULL;
    }
    *len = inner + 2;
    return lookup(mem, binding, arena_strndup(mem, text + 1, inner));
}

static struct node substitute_text(struct arena *mem, const struct binding *binding, const char *text)
{
    struct strbuf out;
    size_t len = 0;
    const struct node *whole = variable(mem, binding, text, &len);

    if (whole != NULL && text[len] == '\0') {
        return tree_copy(mem, whole);
    }
    strbuf_init(&out, mem, 1 << 20);
    while (*text != '\0') {
        const struct node *value = variable(mem, binding, text, &len);

        if (value == NULL) {
            strbuf_putc(&out, *text++);
        } else {
            strbuf_put(&out, value->text, value->kind >= DOCUMENT_NUMBER ? value->len : 0);
            text += len;
        }
    }
    return tree_text(out.data);
}

static const char *reference(const struct compact *compact, const char *text)
{
    for (size_t i = 0; i < sizeof references / sizeof references[0]; i++) {
        if (text_starts(text, references[i].prefix)) {
            return compact_id(compact, references[i].path, text + strlen(references[i].prefix));
        }
    }
    return text;
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the document, which is bounded */
static struct node substitute(const struct compact *compact, const struct binding *binding, const struct node *value)
{
    struct node out = *value;
    const char *text = document_text(compact->mem, value);

    if (text != NULL) {
        out = substitute_text(compact->mem, binding, text);
        if (out.kind == DOCUMENT_STRING) {
            out = tree_text(reference(compact, document_text(compact->mem, &out)));
        }
    } else if (value->kind == DOCUMENT_OBJECT || value->kind == DOCUMENT_ARRAY) {
        out.items = arena_calloc(compact->mem, value->len, sizeof *out.items);
        for (uint32_t i = 0; i < value->len; i++) {
            out.items[i] = substitute(compact, binding, &value->items[i]);
        }
    }
    out.name = value->name;
    out.name_len = value->name_len;
    return out;
}

struct node compact_resolve(const struct compact *compact, const struct node *value)
{
    static const struct binding none_bound = { .count = 0 };

    return substitute(compact, &none_bound, value);
}

/* ---- assignments ---- */

static struct node target_of(const struct compact *compact, const char *word)
{
    struct node target = tree_object();
    bool excluded = word[0] == '-';
    const char *type = excluded                           ? "#microsoft.graph.exclusionGroupAssignmentTarget"
                       : strcmp(word, "All devices") == 0 ? "#microsoft.graph.allDevicesAssignmentTarget"
                       : strcmp(word, "All users") == 0   ? "#microsoft.graph.allLicensedUsersAssignmentTarget"
                                                          : "#microsoft.graph.groupAssignmentTarget";

    tree_set(compact->mem, &target, "@odata.type", tree_text(type));
    if (text_ends(type, "roupAssignmentTarget")) {
        tree_set(compact->mem, &target, "groupId", tree_text(compact_id(compact, "groups", word + excluded)));
    }
    tree_set(compact->mem, &target, "deviceAndAppManagementAssignmentFilterId", (struct node){ .kind = DOCUMENT_NULL });
    tree_set(compact->mem, &target, "deviceAndAppManagementAssignmentFilterType", tree_text("none"));
    return target;
}

struct node compact_assignments(const struct compact *compact, const char *object_id, const struct node *words)
{
    struct node list = tree_array();

    for (uint32_t i = 0; i < words->len; i++) {
        const char *word = document_text(compact->mem, &words->items[i]);
        struct node assignment = tree_object();
        struct node target = target_of(compact, word == NULL ? "All devices" : word);
        const char *group = tree_member_text(compact->mem, &target, "groupId");

        tree_set(compact->mem, &assignment, "id",
                 tree_text(arena_printf(compact->mem, "%s_%s", object_id, group == NULL ? "all" : group)));
        tree_set(compact->mem, &assignment, "source", tree_text("direct"));
        tree_set(compact->mem, &assignment, "target", target);
        tree_append(compact->mem, &list, assignment);
    }
    return list;
}

/* ---- one object ---- */

/* A day of 2025 at a fixed time, told by the id. */
static const char *time_of(const struct compact *compact, const char *id, int shift)
{
    unsigned value = (unsigned)(hex_value(id[0]) * 16 + hex_value(id[1]) + shift);

    return arena_printf(compact->mem, "2025-%02u-%02uT%02u:%02u:00Z", value % 12 + 1, value % 28 + 1, value % 24,
                        value % 60);
}

static void add_times(const struct compact *compact, const struct endpoint *endpoint, struct node *object,
                      const char *id)
{
    bool device = text_starts(endpoint->path, "device");
    bool dated = device || text_starts(endpoint->path, "identity/");

    if (endpoint->shape == ENDPOINT_ONE || !dated || document_member(object, "createdDateTime") != NULL) {
        return;
    }
    tree_set(compact->mem, object, "createdDateTime", tree_text(time_of(compact, id, 0)));
    tree_set(compact->mem, object, device ? "lastModifiedDateTime" : "modifiedDateTime",
             tree_text(time_of(compact, id, 3)));
}

static struct node make_object(const struct compact *compact, const struct endpoint *endpoint, const struct node *row)
{
    struct arena *mem = compact->mem;
    const struct node *given = document_member(row, "object");
    const struct node *settings = document_member(row, "settings");
    const struct node *assign = document_member(row, "assign");
    const char *script = tree_member_text(mem, row, "script");
    const char *name = tree_member_text(mem, row, "name");
    struct node object = given == NULL ? tree_object() : tree_copy(mem, given);
    const char *id = tree_member_text(mem, &object, "id");

    if (id == NULL && endpoint->shape != ENDPOINT_ONE) {
        id = compact_id(compact, endpoint->path, name);
        tree_set(mem, &object, "id", tree_text(id));
    }
    if (name != NULL && endpoint->shape != ENDPOINT_ONE) {
        tree_set(mem, &object, endpoint->name, tree_text(name));
        add_times(compact, endpoint, &object, id);
    }
    if (settings != NULL) {
        struct node list = compact_settings(mem, settings);

        tree_set(mem, &object, "settingCount", tree_number(mem, list.len));
        tree_set(mem, &object, "settings", list);
    }
    if (script != NULL) {
        tree_set(mem, &object, "scriptContent", tree_text(base64_encode(mem, bytes_text(script))));
    }
    if (endpoint_has_word(endpoint->parts, "assignments")) {
        struct node none = tree_array();

        tree_set(mem, &object, "assignments", compact_assignments(compact, id, assign == NULL ? &none : assign));
    }
    if (*endpoint->type != '\0' && document_member(&object, "@odata.type") == NULL) {
        tree_set(mem, &object, "@odata.type", tree_text(endpoint->type));
    }
    object.name = NULL;
    object.name_len = 0;
    return object;
}

/* ---- rows ---- */

static enum rc bind(const struct compact *compact, const struct node *row, struct binding *binding,
                    const char **problem)
{
    const struct node *names = document_member(row, "for");

    for (uint32_t i = 0; names != NULL && i < names->len; i++) {
        const char *name = document_text(compact->mem, &names->items[i]);
        const struct node *list = name == NULL ? NULL : document_member(compact->vars, name);

        if (list == NULL || list->kind != DOCUMENT_ARRAY || list->len == 0 || binding->count == VARS_MAX) {
            *problem = "\"for\" names no list of the vars";
            return RC_INVALID;
        }
        binding->names[binding->count] = name;
        binding->lists[binding->count++] = list;
    }
    return RC_OK;
}

/* Steps to the next combination; false: that was the last. */
static bool advance(struct binding *binding)
{
    for (size_t i = binding->count; i-- > 0;) {
        if (++binding->at[i] < binding->lists[i]->len) {
            return true;
        }
        binding->at[i] = 0;
    }
    return false;
}

enum rc compact_expand(const struct compact *compact, const struct node *row,
                       void (*take)(void *self, enum endpoint_id endpoint, struct node object), void *self,
                       const char **problem)
{
    const char *path = tree_member_text(compact->mem, row, "at");
    struct binding binding = { .count = 0 };
    struct endpoint_target target;

    if (path == NULL || !endpoint_find(compact->mem, path, &target) || target.id != NULL) {
        *problem = "\"at\" is no collection";
        return RC_INVALID;
    }
    if (endpoints[target.endpoint].shape != ENDPOINT_ONE && tree_member_text(compact->mem, row, "name") == NULL) {
        *problem = "a row without a name";
        return RC_INVALID;
    }
    if (bind(compact, row, &binding, problem) != RC_OK) {
        return RC_INVALID;
    }
    do {
        struct node one = substitute(compact, &binding, row);

        take(self, target.endpoint, make_object(compact, &endpoints[target.endpoint], &one));
    } while (advance(&binding));
    return RC_OK;
}
