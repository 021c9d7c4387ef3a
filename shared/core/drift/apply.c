#include <stdlib.h>
#include <string.h>

#include "core/drift/canonical.h"
#include "core/drift/document_write.h"
#include "core/drift/drift.h"
#include "core/drift/set.h"

/* What happens at one node of the document: it is replaced or removed, or something is put into it. */
struct edit {
    const struct node *at;
    const struct drift_change *change;
    struct node value; /* named by what is put in, its index in `index` */
    size_t index;
};

struct applier {
    struct cx *cx;
    struct edit *edits; /* sorted by `at` */
    size_t count;
    size_t capacity;
};

/* A place in the document while a path is followed. */
struct cursor {
    struct node *node;
    const struct rule *rule;
};

static enum rc lost(struct applier *a, const struct drift_change *change)
{
    return fail_set(a->cx, RC_INVALID, NULL, "change does not fit the document: %s %s", drift_op_code(change->op),
                    change->path);
}

/* What RFC 6901 escapes as '~' and this digit. */
static char escaped(char digit)
{
    switch (digit) {
    case '0':
        return '~';
    case '1':
        return '/';
    default:
        return '\0';
    }
}

/* One token without RFC 6901's escapes; *len counts, for it may hold NULs. */
static char *unescape(struct arena *mem, const char *from, const char *to, size_t *len)
{
    char *token = arena_alloc(mem, (size_t)(to - from) + 1);

    *len = 0;
    for (; from < to; from++) {
        char c = *from;

        if (c == '~' && from + 1 < to) {
            c = escaped(*++from);
        }
        token[(*len)++] = c;
    }
    return token;
}

static struct node *find_member(struct node *object, const char *name, size_t len)
{
    for (uint32_t i = 0; i < object->len; i++) {
        if (object->items[i].name_len == len && memcmp(object->items[i].name, name, len) == 0) {
            return &object->items[i];
        }
    }
    return NULL;
}

static struct node *find_element(struct arena *mem, const struct rule *rule, struct node *array, const char *token)
{
    struct set_names names;

    set_names(mem, rule, array, &names);
    for (uint32_t i = 0; i < array->len; i++) {
        const char *full =
            names.nth[i] > 1 ? arena_printf(mem, "%s#%zu", names.tokens[i], names.nth[i]) : names.tokens[i];

        if (strcmp(full, token) == 0) {
            return &array->items[i];
        }
    }
    return NULL;
}

static bool is_set(const struct rule *rule)
{
    return rule != NULL && (rule->flags & RULE_SET) != 0;
}

static bool step(struct arena *mem, struct cursor *at, const char *token, size_t len)
{
    struct node *next = NULL;

    if (at->node->kind == DOCUMENT_OBJECT) {
        next = find_member(at->node, token, len);
        if (next != NULL) {
            at->rule = canonical_rule(at->rule == NULL ? NULL : at->rule->inside, at->node, next);
        }
    } else if (at->node->kind == DOCUMENT_ARRAY && is_set(at->rule)) {
        next = find_element(mem, at->rule, at->node, token);
    } else if (at->node->kind == DOCUMENT_ARRAY) {
        size_t index = strtoul(token, NULL, 10);

        next = index < at->node->len ? &at->node->items[index] : NULL;
    }
    at->node = next;
    return next != NULL;
}

static void note(struct applier *a, struct edit edit)
{
    a->edits = arena_grow(a->cx->mem, a->edits, a->count, &a->capacity, sizeof *a->edits);
    a->edits[a->count++] = edit;
}

static enum rc parse_after(struct applier *a, const struct drift_change *change, struct node **out)
{
    struct document_error error;

    return document_parse(a->cx->mem, change->after, &canonical_limits, out, &error) == RC_OK ? RC_OK : lost(a, change);
}

/* The first element of a set that is absent because it is empty brings the set; further ones join it. */
static enum rc put_in_empty_set(struct applier *a, const struct drift_change *change, struct cursor object,
                                struct node set)
{
    struct edit *edit = NULL;
    struct node *items;
    struct node *value;
    enum rc rc = parse_after(a, change, &value);

    if (rc != RC_OK) {
        return rc;
    }
    for (size_t i = 0; i < a->count && edit == NULL; i++) {
        const struct node *other = &a->edits[i].value;

        if (a->edits[i].at == object.node && other->name_len == set.name_len &&
            memcmp(other->name, set.name, set.name_len) == 0) {
            edit = &a->edits[i];
        }
    }
    if (edit == NULL) {
        note(a, (struct edit){ .at = object.node, .change = change, .value = set });
        edit = &a->edits[a->count - 1];
    }
    items = arena_calloc(a->cx->mem, (size_t)edit->value.len + 1, sizeof *items);
    if (edit->value.len > 0) {
        memcpy(items, edit->value.items, edit->value.len * sizeof *items);
    }
    items[edit->value.len++] = *value;
    edit->value.items = items;
    set_sort(a->cx->mem, canonical_rule(object.rule->inside, object.node, &set), &edit->value);
    return RC_OK;
}

/* True if the object's member of that name is such a set; *set is its empty node. */
static bool is_absent_set(const struct cursor *object, const char *name, size_t len, struct node *set)
{
    const struct rule *rule;

    *set = (struct node){ .kind = DOCUMENT_ARRAY, .name = name, .name_len = (uint32_t)len };
    if (object->node->kind != DOCUMENT_OBJECT || object->rule == NULL) {
        return false;
    }
    rule = canonical_rule(object->rule->inside, object->node, set);
    return is_set(rule) && (rule->flags & RULE_EMPTY) != 0;
}

/* Notes what happens where the path led: `last` is the name or index of what is added. */
static enum rc note_change(struct applier *a, const struct drift_change *change, struct cursor at, struct node last)
{
    struct edit edit = { .change = change, .at = at.node };
    struct node *value;
    enum rc rc;

    if (change->op != DRIFT_ADD && !bytes_equal(document_bytes(a->cx->mem, at.node), change->before)) {
        return lost(a, change);
    }
    if (change->op != DRIFT_REMOVE) {
        rc = parse_after(a, change, &value);
        if (rc != RC_OK) {
            return rc;
        }
        edit.value = document_renamed(*value, last.name, last.name_len);
        edit.index = last.name == NULL ? 0 : strtoul(last.name, NULL, 10);
    }
    note(a, edit);
    return RC_OK;
}

/* Follows all of the path, or for an addition all but its last token. */
static enum rc resolve(struct applier *a, const struct drift_change *change, struct cursor at)
{
    const char *from = change->path;
    struct node last = { .name = NULL };

    while (*from == '/') {
        const char *to = strchrnul(from + 1, '/');
        size_t len;
        char *token = unescape(a->cx->mem, from + 1, to, &len);
        struct cursor object = at;
        struct node set;

        if (*to == '\0' && change->op == DRIFT_ADD) {
            last = (struct node){ .name = token, .name_len = (uint32_t)len };
        } else if (!step(a->cx->mem, &at, token, len)) {
            bool last_but_one = *to == '/' && strchr(to + 1, '/') == NULL && change->op == DRIFT_ADD;

            return last_but_one && is_absent_set(&object, token, len, &set) ? put_in_empty_set(a, change, object, set)
                                                                            : lost(a, change);
        }
        from = to;
    }
    return note_change(a, change, at, last);
}

static int by_place(const void *a, const void *b)
{
    const struct edit *x = a;
    const struct edit *y = b;

    if (x->at != y->at) {
        return (uintptr_t)x->at < (uintptr_t)y->at ? -1 : 1;
    }
    return (x->index > y->index) - (x->index < y->index);
}

/* The first edit of a node, or NULL. */
static const struct edit *edit_of(const struct applier *a, const struct node *node)
{
    size_t low = 0;
    size_t high = a->count;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if ((uintptr_t)a->edits[mid].at < (uintptr_t)node) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low < a->count && a->edits[low].at == node ? &a->edits[low] : NULL;
}

static size_t additions(const struct applier *a, const struct edit *first)
{
    size_t count = 0;

    while (first != NULL && first + count < a->edits + a->count && first[count].at == first->at &&
           first[count].change->op == DRIFT_ADD) {
        count++;
    }
    return count;
}

static void insert(struct node *items, uint32_t *len, uint32_t at, const struct node *value)
{
    memmove(items + at + 1, items + at, (*len - at) * sizeof *items);
    items[at] = *value;
    (*len)++;
}

static uint32_t place_for(const struct node *container, const struct node *items, uint32_t len, const struct edit *edit)
{
    uint32_t at = 0;

    if (container->kind == DOCUMENT_ARRAY) {
        return edit->index < len ? (uint32_t)edit->index : len;
    }
    while (at < len &&
           document_name_compare(items[at].name, items[at].name_len, edit->value.name, edit->value.name_len) < 0) {
        at++;
    }
    return at;
}

/* An empty set whose rule makes that the same as absent. */
static bool is_folded(const struct rule *rule, const struct node *value)
{
    return rule != NULL && (rule->flags & RULE_EMPTY) != 0 && value->kind == DOCUMENT_ARRAY && value->len == 0;
}

/* NOLINTNEXTLINE(misc-no-recursion): the parser bounds the depth */
static void rebuild(const struct applier *a, const struct rule *rule, struct node *container)
{
    const struct edit *first = edit_of(a, container);
    const struct rule *inside = rule == NULL ? NULL : rule->inside;
    bool set = container->kind == DOCUMENT_ARRAY && is_set(rule);
    size_t more = additions(a, first);
    struct node *items = arena_calloc(a->cx->mem, container->len + more, sizeof *items);
    uint32_t len = 0;

    for (uint32_t i = 0; i < container->len; i++) {
        struct node *item = &container->items[i];
        const struct edit *edit = edit_of(a, item);
        struct node value = *item;

        if (edit != NULL && edit->change->op == DRIFT_REMOVE) {
            continue;
        }
        if (edit != NULL && edit->change->op == DRIFT_REPLACE) {
            value = document_renamed(edit->value, item->name, item->name_len);
        } else if (item->kind == DOCUMENT_OBJECT || item->kind == DOCUMENT_ARRAY) {
            rebuild(a, container->kind == DOCUMENT_OBJECT ? canonical_rule(inside, container, item) : rule, item);
            value = *item;
        }
        if (container->kind == DOCUMENT_OBJECT && is_folded(canonical_rule(inside, container, item), &value)) {
            continue;
        }
        items[len++] = value;
    }
    for (size_t i = 0; i < more; i++) {
        insert(items, &len, set ? len : place_for(container, items, len, &first[i]), &first[i].value);
    }
    container->items = items;
    container->len = len;
    if (set) {
        set_sort(a->cx->mem, rule, container);
    }
}

enum rc drift_apply(struct cx *cx, const struct family_rules *rules, struct bytes before,
                    const struct drift_changes *changes, struct bytes *out)
{
    const struct rule root = { .name = "", .inside = rules->root };
    struct applier a = { .cx = cx };
    struct document_error error;
    struct node *document;

    if (document_parse(cx->mem, before, &canonical_limits, &document, &error) != RC_OK ||
        document->kind != DOCUMENT_OBJECT) {
        return fail_set(cx, RC_INVALID, NULL, "not a canonical document");
    }
    for (size_t i = 0; i < changes->count; i++) {
        enum rc rc = resolve(&a, &changes->items[i], (struct cursor){ .node = document, .rule = &root });

        if (rc != RC_OK) {
            return rc;
        }
    }
    if (a.count > 1) {
        qsort(a.edits, a.count, sizeof *a.edits, by_place);
    }
    rebuild(&a, &root, document);
    *out = document_bytes(cx->mem, document);
    return RC_OK;
}
