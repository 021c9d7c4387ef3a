#include "modules/graphsim/scenario.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* ---- loading ---- */

static int by_name(const void *a, const void *b)
{
    const struct scenario *x = a;
    const struct scenario *y = b;

    return strcmp(x->name, y->name);
}

static enum rc read_one(struct cx *cx, struct arena *mem, const char *folder, const char *file, struct scenario *out)
{
    struct bytes text;
    enum rc rc = estate_read_file(cx, mem, arena_printf(mem, "%s/%s", folder, file), &text);

    if (rc != RC_OK) {
        return rc;
    }
    out->name = arena_strndup(mem, file, strlen(file) - strlen(".json"));
    if (tree_parse(mem, text, &out->root) == RC_OK) {
        out->kind = tree_member_text(mem, out->root, "kind");
        out->text = tree_member_text(mem, out->root, "text");
    }
    if (out->kind == NULL || out->text == NULL) {
        return fail_set(cx, RC_INVALID, NULL, "%s/%s: not a scenario", folder, file);
    }
    return RC_OK;
}

enum rc scenario_load(struct cx *cx, struct arena *mem, const char *folder, struct scenarios *out)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    enum rc rc = RC_OK;

    out->count = 0;
    if (dir == NULL) {
        return fail_set(cx, RC_NOT_FOUND, NULL, "%s: no such folder", folder);
    }
    while (rc == RC_OK && out->count < SCENARIO_MAX && (entry = readdir(dir)) != NULL) {
        if (text_ends(entry->d_name, ".json")) {
            rc = read_one(cx, mem, folder, entry->d_name, &out->items[out->count]);
            out->count += rc == RC_OK;
        }
    }
    (void)closedir(dir);
    qsort(out->items, out->count, sizeof out->items[0], by_name);
    return rc;
}

const struct scenario *scenario_find(const struct scenarios *all, const char *name)
{
    for (size_t i = 0; i < all->count; i++) {
        if (strcmp(all->items[i].name, name) == 0) {
            return &all->items[i];
        }
    }
    return NULL;
}

/* ---- which objects ---- */

static bool same_value(struct arena *mem, const struct node *a, const struct node *b)
{
    struct strbuf x;
    struct strbuf y;

    strbuf_init(&x, mem, 1 << 20);
    strbuf_init(&y, mem, 1 << 20);
    tree_write(&x, a);
    tree_write(&y, b);
    return bytes_equal(strbuf_view(&x), strbuf_view(&y));
}

static bool fits_where(struct arena *mem, struct node *object, const struct node *where)
{
    const char *path = tree_member_text(mem, where, "path");
    const struct node *is = document_member(where, "is");
    const struct node *has = document_member(where, "has");
    const struct node *found = path == NULL ? NULL : tree_at(mem, object, path);

    if (found == NULL || is != NULL) {
        return found != NULL && same_value(mem, found, is);
    }
    for (uint32_t i = 0; has != NULL && found->kind == DOCUMENT_ARRAY && i < found->len; i++) {
        if (same_value(mem, &found->items[i], has)) {
            return true;
        }
    }
    return false;
}

static bool fits(struct estate *estate, const struct endpoint *endpoint, struct node *object, const struct node *change)
{
    const char *name = tree_member_text(estate->mem, object, endpoint->name);
    const char *wanted = tree_member_text(estate->mem, change, "name");
    const char *part = tree_member_text(estate->mem, change, "name_has");
    const struct node *where = document_member(change, "where");

    if (wanted != NULL && !text_equal(name, wanted)) {
        return false;
    }
    if (part != NULL && (name == NULL || strcasestr(name, part) == NULL)) {
        return false;
    }
    return where == NULL || fits_where(estate->mem, object, where);
}

/* The first by name of those that fit, so that the order of files does not matter. -1: none. */
static int64_t first_fit(struct estate *estate, enum endpoint_id endpoint, const struct node *change)
{
    struct node *list = &estate->objects[endpoint];
    const char *best_name = NULL;
    int64_t best = -1;

    for (uint32_t i = 0; i < list->len; i++) {
        const char *name = tree_member_text(estate->mem, &list->items[i], endpoints[endpoint].name);

        if (fits(estate, &endpoints[endpoint], &list->items[i], change) &&
            (best < 0 || (name != NULL && (best_name == NULL || strcmp(name, best_name) < 0)))) {
            best = i;
            best_name = name;
        }
    }
    return best;
}

/* ---- what is done to one ---- */

static struct node *parent_of(struct arena *mem, struct node *object, const char *path, const char **last)
{
    const char *slash = strrchr(path, '/');

    *last = slash == NULL ? path : slash + 1;
    return slash == NULL ? NULL : tree_at(mem, object, arena_strndup(mem, path, (size_t)(slash - path)));
}

static void set_at(struct estate *estate, struct node *object, const char *path, const struct node *value)
{
    const char *last;
    struct node *parent = parent_of(estate->mem, object, path, &last);

    if (parent != NULL && parent->kind == DOCUMENT_OBJECT) {
        tree_set(estate->mem, parent, last, compact_resolve(&estate->compact, value));
    } else if (parent != NULL && (parent = tree_at(estate->mem, object, path)) != NULL) {
        *parent = compact_resolve(&estate->compact, value);
    }
}

static void remove_at(struct estate *estate, struct node *object, const char *path)
{
    const char *last;
    struct node *parent = parent_of(estate->mem, object, path, &last);
    int64_t index;

    if (parent != NULL && parent->kind == DOCUMENT_OBJECT) {
        (void)tree_remove(parent, last);
    } else if (parent != NULL && parse_i64(last, 0, (int64_t)parent->len - 1, &index) == RC_OK) {
        tree_remove_at(parent, (uint32_t)index);
    }
}

static void reverse(struct node *list)
{
    for (uint32_t i = 0; list != NULL && list->kind == DOCUMENT_ARRAY && i < list->len / 2; i++) {
        struct node other = list->items[i];

        list->items[i] = list->items[list->len - 1 - i];
        list->items[list->len - 1 - i] = other;
    }
}

/* Turns every choice of that definition, however deep it lies. */
/* NOLINTNEXTLINE(misc-no-recursion): as deep as the document, which is bounded */
static void choose(struct estate *estate, struct node *value, const char *definition, const char *suffix)
{
    struct node *choice = document_member(value, "choiceSettingValue");

    if (choice != NULL && text_equal(tree_member_text(estate->mem, value, "settingDefinitionId"), definition)) {
        tree_set(estate->mem, choice, "value", tree_text(arena_printf(estate->mem, "%s%s", definition, suffix)));
    }
    for (uint32_t i = 0; value->kind >= DOCUMENT_ARRAY && i < value->len; i++) {
        choose(estate, &value->items[i], definition, suffix);
    }
}

static void touch(struct estate *estate, struct node *object)
{
    static const char *const times[] = { "lastModifiedDateTime", "modifiedDateTime" };
    int64_t version = tree_member_int(estate->mem, object, "version", -1);

    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        if (document_member(object, times[i]) != NULL) {
            tree_set(estate->mem, object, times[i], tree_text("2026-11-01T06:30:00.1234567Z"));
        }
    }
    if (version >= 0) {
        tree_set(estate->mem, object, "version", tree_number(estate->mem, version + 1));
    }
}

static void change_one(struct estate *estate, enum endpoint_id endpoint, uint32_t index, const struct node *change)
{
    static const struct node nothing = { .kind = DOCUMENT_NULL };
    struct node *object = &estate->objects[endpoint].items[index];
    const char *op = tree_member_text(estate->mem, change, "op");
    const char *path = tree_member_text(estate->mem, change, "path");
    const char *definition = tree_member_text(estate->mem, change, "definition");
    const struct node *value = document_member(change, "value");
    struct node *found = path == NULL ? NULL : tree_at(estate->mem, object, path);

    value = value == NULL ? &nothing : value;
    if (text_equal(op, "delete")) {
        tree_remove_at(&estate->objects[endpoint], index);
    } else if (text_equal(op, "touch")) {
        touch(estate, object);
    } else if (text_equal(op, "choice") && definition != NULL) {
        choose(estate, object, definition, document_text(estate->mem, value));
    } else if (text_equal(op, "set") && path != NULL) {
        set_at(estate, object, path, value);
    } else if (text_equal(op, "remove") && found != NULL) {
        remove_at(estate, object, path);
    } else if (text_equal(op, "append") && found != NULL && found->kind == DOCUMENT_ARRAY) {
        tree_append(estate->mem, found, compact_resolve(&estate->compact, value));
    } else if (text_equal(op, "reverse")) {
        reverse(found);
    }
}

static void take(void *self, enum endpoint_id endpoint, struct node object)
{
    estate_add(self, endpoint, object);
}

static size_t apply_change(struct estate *estate, const struct node *change)
{
    const char *at = tree_member_text(estate->mem, change, "at");
    const char *problem;
    struct endpoint_target target;
    uint32_t before;
    int64_t index;

    if (at == NULL || !endpoint_find(estate->mem, at, &target)) {
        return 0;
    }
    before = estate->objects[target.endpoint].len;
    if (text_equal(tree_member_text(estate->mem, change, "op"), "add")) {
        return compact_expand(&estate->compact, change, take, estate, &problem) == RC_OK
                   ? estate->objects[target.endpoint].len - before
                   : 0;
    }
    if (document_member(change, "all") != NULL) {
        for (uint32_t i = before; i-- > 0;) {
            change_one(estate, target.endpoint, i, change);
        }
        return before;
    }
    index = first_fit(estate, target.endpoint, change);
    if (index < 0) {
        return 0;
    }
    change_one(estate, target.endpoint, (uint32_t)index, change);
    return 1;
}

size_t scenario_apply(const struct scenario *scenario, struct estate *estate)
{
    const struct node *changes = document_member(scenario->root, "changes");
    size_t met = 0;

    for (uint32_t i = 0; changes != NULL && i < changes->len; i++) {
        met += apply_change(estate, &changes->items[i]);
    }
    return met;
}
