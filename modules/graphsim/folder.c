#include "modules/graphsim/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"

enum { DEPTH_MAX = 32, UNCOVERED_NAMED_MAX = 500 };

struct walk {
    struct cx *cx;
    struct estate *estate;
};

/* ---- text ---- */

static uint32_t unit16(struct bytes text, size_t at, bool big)
{
    uint32_t first = text.data[at];
    uint32_t second = text.data[at + 1];

    return big ? first << 8 | second : second << 8 | first;
}

struct bytes folder_utf8(struct arena *mem, struct bytes text)
{
    bool big = text.len >= 2 && text.data[0] == 0xfe && text.data[1] == 0xff;
    bool little = text.len >= 2 && text.data[0] == 0xff && text.data[1] == 0xfe;
    struct strbuf out;

    if (text.len >= 3 && memcmp(text.data, "\xef\xbb\xbf", 3) == 0) {
        return bytes_of(text.data + 3, text.len - 3);
    }
    if (!big && !little) {
        return text;
    }
    strbuf_init(&out, mem, text.len * 2 + 4);
    for (size_t at = 2; at + 1 < text.len; at += 2) {
        uint32_t unit = unit16(text, at, big);

        if (unit >= 0xd800 && unit <= 0xdfff) {
            uint32_t low = at + 3 < text.len ? unit16(text, at + 2, big) : 0;
            bool pair = unit <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;

            at += pair ? 2 : 0;
            unit = pair ? 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00) : 0xfffd;
        }
        utf8_put(&out, unit);
    }
    return strbuf_view(&out);
}

/* ---- what an export holds too much or too little ---- */

/* "x@odata.associationLink" and "#microsoft.graph.assign" come with full metadata alone. */
static bool is_annotation(const char *name)
{
    return name[0] == '#' || (strstr(name, "@odata.") != NULL && strcmp(name, "@odata.type") != 0);
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the document, which is bounded */
static void strip(struct arena *mem, struct node *value)
{
    for (uint32_t i = value->kind >= DOCUMENT_ARRAY ? value->len : 0; i-- > 0;) {
        struct node *item = &value->items[i];

        if (value->kind == DOCUMENT_OBJECT && is_annotation(arena_strndup(mem, item->name, item->name_len))) {
            tree_remove_at(value, i);
        } else {
            strip(mem, item);
        }
    }
}

static bool is_taken(const struct node *list, const char *id)
{
    for (uint32_t i = 0; i < list->len; i++) {
        if (document_is(document_member(&list->items[i], "id"), id)) {
            return true;
        }
    }
    return false;
}

static const char *plain_name(struct arena *mem, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *file = slash == NULL ? path : slash + 1;

    return arena_strndup(mem, file, strlen(file) - strlen(".json"));
}

static void make_up_assignments(struct estate *estate, struct node *object, const char *id)
{
    static const char *const plans[] = {
        "[\"All devices\"]",
        "[\"All users\",\"-Exported: exceptions\"]",
        "[\"Exported: pilot\"]",
        "[\"Exported: pilot\",\"Exported: everybody\",\"-Exported: exceptions\"]",
    };
    const struct node *given = document_member(object, "assignments");
    struct node *words;
    size_t plan = (size_t)(id[0] + id[strlen(id) - 1]) % (sizeof plans / sizeof plans[0]);

    if (given != NULL && given->kind == DOCUMENT_ARRAY && given->len > 0) {
        return;
    }
    if (tree_parse(estate->mem, bytes_text(plans[plan]), &words) == RC_OK) {
        tree_set(estate->mem, object, "assignments", compact_assignments(&estate->compact, id, words));
    }
}

static void complete(struct estate *estate, enum endpoint_id endpoint, struct node *object, const char *path)
{
    struct arena *mem = estate->mem;
    const char *name = tree_member_text(mem, object, endpoints[endpoint].name);
    const char *id = tree_member_text(mem, object, "id");

    if (name == NULL) {
        name = plain_name(mem, path);
        tree_set(mem, object, endpoints[endpoint].name, tree_text(name));
    }
    if (text_empty(id)) {
        id = compact_id(&estate->compact, endpoints[endpoint].path, name);
    }
    if (is_taken(&estate->objects[endpoint], id)) {
        id = compact_id(&estate->compact, endpoints[endpoint].path, path);
    }
    tree_set(mem, object, "id", tree_text(id));
    if (*endpoints[endpoint].type != '\0' && document_member(object, "@odata.type") == NULL) {
        tree_set(mem, object, "@odata.type", tree_text(endpoints[endpoint].type));
    }
    if (endpoint_has_word(endpoints[endpoint].parts, "assignments")) {
        make_up_assignments(estate, object, id);
    }
}

/* ---- files ---- */

static void note_uncovered(struct estate *estate, const char *path, const char *what)
{
    estate->uncovered++;
    if (estate->uncovered_names.len < UNCOVERED_NAMED_MAX) {
        tree_append(estate->mem, &estate->uncovered_names,
                    tree_text(arena_printf(estate->mem, "%s: %s", path, what == NULL ? "no family fits" : what)));
    }
}

static void take_object(struct estate *estate, struct node *object, const char *path)
{
    enum endpoint_id endpoint = ENDPOINT_COUNT;

    if (object->kind == DOCUMENT_OBJECT) {
        endpoint = folder_detect(estate->mem, object, path);
    }
    if (endpoint == ENDPOINT_COUNT || endpoint == ENDPOINT_AT_GROUP) {
        note_uncovered(estate, path,
                       endpoint == ENDPOINT_AT_GROUP ? "group" : tree_member_text(estate->mem, object, "@odata.type"));
    }
    if (endpoint != ENDPOINT_COUNT) {
        strip(estate->mem, object);
        complete(estate, endpoint, object, path);
        estate_add(estate, endpoint, *object);
    }
}

static void take_file(struct walk *walk, const char *path)
{
    struct estate *estate = walk->estate;
    struct bytes text;
    struct node *root;
    struct node *list;

    if (estate_read_file(walk->cx, estate->mem, path, &text) != RC_OK) {
        fail_clear(walk->cx);
        note_uncovered(estate, path, "cannot be read");
        return;
    }
    if (tree_parse(estate->mem, folder_utf8(estate->mem, text), &root) != RC_OK) {
        note_uncovered(estate, path, "not JSON");
        return;
    }
    list = root->kind == DOCUMENT_ARRAY ? root : document_member(root, "value");
    if (list == NULL || list->kind != DOCUMENT_ARRAY) {
        take_object(estate, root, path);
        return;
    }
    for (uint32_t i = 0; i < list->len; i++) {
        take_object(estate, &list->items[i], path);
    }
}

static int not_hidden(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the document, which is bounded */
static enum rc take_folder(struct walk *walk, const char *folder, int depth)
{
    struct dirent **entries;
    int count = depth > DEPTH_MAX ? -1 : scandir(folder, &entries, not_hidden, alphasort);

    if (count < 0) {
        return fail_set(walk->cx, RC_NOT_FOUND, NULL, "\"%s\": %s", folder, strerror(errno));
    }
    for (int i = 0; i < count; i++) {
        const char *path = arena_printf(walk->estate->mem, "%s/%s", folder, entries[i]->d_name);
        struct stat st;

        if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
            if (take_folder(walk, path, depth + 1) != RC_OK) {
                fail_clear(walk->cx);
                note_uncovered(walk->estate, path, "cannot be read");
            }
        } else if (text_ends(path, ".json")) {
            take_file(walk, path);
        }
        free(entries[i]);
    }
    free(entries);
    return RC_OK;
}

enum rc folder_load(struct cx *cx, struct arena *mem, const char *tenant, const char *folder, struct estate **out)
{
    struct walk walk = { cx, estate_new(mem, tenant) };
    enum rc rc = take_folder(&walk, folder, 0);

    if (rc == RC_OK) {
        *out = walk.estate;
    }
    return rc;
}
