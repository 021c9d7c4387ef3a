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

/* One token without RFC 6901's escapes; *len counts, for it may hold NULs. */
static char *unescape(struct arena *mem, const char *from, const char *to, size_t *len)
{
    char *token = arena_alloc(mem, (size_t)(to - from) + 1);

    *len = 0;
    for (; from < to; from++) {
        char c = *from;

        if (c == '~' && from + 1 < to) {
            from++;
            c = *from == '0' ? '~' : *from == '1' ? '/' : '\0';
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

/* Follows all of the path, or for an addition all but its last token. */
static enum rc resolve(struct applier *a, const struct drift_change *change, struct cursor at)
{
    const char *from = change->path;
    struct edit edit = { .change = change };
    struct document_error error;
    struct node *value;

    while (*from == '/') {
        const char *to = strchrnul(from + 1, '/');
        size_t len;
        char *token = unescape(a->cx->mem, from + 1, to, &len);

        if (*to == '\0' && change->op == DRIFT_ADD) {
            edit.value = (struct node){ .name = token, .name_len = (uint32_t)len };
            edit.index = strtoul(token, NULL, 10);
        } else if (!step(a->cx->mem, &at, token, len)) {
            return lost(a, change);
        }
        from = to;
    }
    edit.at = at.node;
    if (change->op != DRIFT_ADD && !bytes_equal(document_bytes(a->cx->mem, at.node), change->before)) {
        return lost(a, change);
    }
    if (change->op != DRIFT_REMOVE) {
        if (document_parse(a->cx->mem, change->after, &canonical_limits, &value, &error) != RC_OK) {
            return lost(a, change);
        }
        value->name = edit.value.name;
        value->name_len = edit.value.name_len;
        edit.value = *value;
    }
    note(a, edit);
    return RC_OK;
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

static void rebuild(const struct applier *a, const struct rule *rule, struct node *container)
{
    const struct edit *first = edit_of(a, container);
    const struct rule *inside = rule == NULL ? NULL : rule->inside;
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
            value = edit->value;
            value.name = item->name;
            value.name_len = item->name_len;
        } else if (item->kind == DOCUMENT_OBJECT || item->kind == DOCUMENT_ARRAY) {
            rebuild(a, container->kind == DOCUMENT_OBJECT ? canonical_rule(inside, container, item) : rule, item);
            value = *item;
        }
        items[len++] = value;
    }
    for (size_t i = 0; i < more; i++) {
        insert(items, &len, is_set(rule) ? len : place_for(container, items, len, &first[i]), &first[i].value);
    }
    container->items = items;
    container->len = len;
    if (container->kind == DOCUMENT_ARRAY && is_set(rule)) {
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
