#include "core/drift/reference.h"

#include <string.h>

#include "core/drift/canonical.h"
#include "core/drift/path.h"
#include "core/drift/set.h"

enum { PATH_BYTES_MAX = 4 << 20 };

struct collector {
    struct arena *arena;
    struct strbuf path;
    const struct rule_wire *wire;
    struct drift_canonical *out;
    size_t capacity;
};

static void visit(struct collector *c, const struct rule *rule, const struct node *value);

static void cut(struct strbuf *path, size_t len)
{
    path->len = len;
    path->data[len] = '\0';
}

static bool is_word(const struct rule_wire *wire, const char *id)
{
    for (const char *const *word = wire->words; *word != NULL; word++) {
        if (strcmp(*word, id) == 0) {
            return true;
        }
    }
    return false;
}

static void note(struct collector *c, const struct rule *rule, const struct node *value)
{
    struct drift_canonical *out = c->out;
    const char *id = value->len == 0 ? NULL : document_text(c->arena, value);

    if (id == NULL || is_word(c->wire, id)) {
        return;
    }
    out->references =
        arena_grow(c->arena, out->references, out->reference_count, &c->capacity, sizeof *out->references);
    out->references[out->reference_count++] =
        (struct drift_reference){ .kind = rule->reference, .id = id, .path = arena_strdup(c->arena, c->path.data) };
}

/* NOLINTBEGIN(misc-no-recursion): the parser bounds the depth */
static void visit_members(struct collector *c, const struct rule *rules, const struct node *object)
{
    size_t len = c->path.len;

    for (uint32_t i = 0; i < object->len; i++) {
        const struct node *member = &object->items[i];
        const struct rule *rule = canonical_rule(rules, object, member);

        if (rule == NULL || (rule->inside == NULL && rule->reference == REFERENCE_NONE)) {
            continue;
        }
        path_append(&c->path, member->name, member->name_len, 1);
        visit(c, rule, member);
        cut(&c->path, len);
    }
}

static void visit_elements(struct collector *c, const struct rule *rule, const struct node *array)
{
    bool set = (rule->flags & RULE_SET) != 0;
    size_t len = c->path.len;
    struct set_names names = { .tokens = NULL };

    if (set) {
        set_names(c->arena, rule, array, &names);
    }
    for (uint32_t i = 0; i < array->len; i++) {
        const char *index = set ? names.tokens[i] : arena_printf(c->arena, "%u", (unsigned)i);

        path_append(&c->path, index, strlen(index), set ? names.nth[i] : 1);
        visit(c, rule, &array->items[i]);
        cut(&c->path, len);
    }
}

static void visit(struct collector *c, const struct rule *rule, const struct node *value)
{
    if (value->kind == DOCUMENT_OBJECT && rule->inside != NULL) {
        visit_members(c, rule->inside, value);
    } else if (value->kind == DOCUMENT_ARRAY) {
        visit_elements(c, rule, value);
    } else if (value->kind == DOCUMENT_STRING && rule->reference != REFERENCE_NONE) {
        note(c, rule, value);
    }
}

/* NOLINTEND(misc-no-recursion) */

void reference_collect(struct arena *arena, const struct family_rules *rules, const struct node *root,
                       struct drift_canonical *out)
{
    struct collector c = { .arena = arena, .wire = rules->wire, .out = out };

    out->references = NULL;
    out->reference_count = 0;
    strbuf_init(&c.path, arena, PATH_BYTES_MAX);
    visit_members(&c, rules->root, root);
}
