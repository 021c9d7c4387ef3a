#include "core/drift/canonical.h"

#include <string.h>

#include "core/drift/document_write.h"
#include "core/drift/instant.h"
#include "core/drift/set.h"

#define NIL_ID "00000000-0000-0000-0000-000000000000"

const struct document_limits canonical_limits = { .bytes = 1U << 30, .depth = 1000 };

/* As document_name_compare() of a rule's name, which is ASCII, without asking for its length. */
static int name_order(const struct rule *rule, const struct node *member)
{
    const uint8_t *a = (const uint8_t *)rule->name;
    const uint8_t *b = (const uint8_t *)member->name;
    uint32_t i = 0;

    while (i < member->name_len && a[i] == b[i] && a[i] != '\0') {
        i++;
    }
    if (i == member->name_len) {
        return a[i] == '\0' ? 0 : 1;
    }
    return a[i] < b[i] ? -1 : 1;
}

static bool is_word(const struct node *value, const char *word)
{
    if (value->kind == DOCUMENT_TRUE || value->kind == DOCUMENT_FALSE) {
        return strcmp(word, value->kind == DOCUMENT_TRUE ? "true" : "false") == 0;
    }
    return value->kind == DOCUMENT_STRING && rule_matches(word, value->text, value->len);
}

static bool applies(const struct rule *rule, const struct node *object)
{
    const struct node *sibling;

    if (rule->when == NULL) {
        return true;
    }
    sibling = document_member(object, rule->when);
    return sibling != NULL && is_word(sibling, rule->is);
}

const struct rule *canonical_rule(const struct rule *rules, const struct node *object, const struct node *member)
{
    while (rules != NULL) {
        int order = rules->name == NULL ? 1 : name_order(rules, member);

        if (order == 0 && applies(rules, object)) {
            return rules;
        }
        rules = order > 0 ? rule_goes_on(rules) : rules + 1;
    }
    return NULL;
}

static bool starts(const struct node *member, const char *prefix)
{
    size_t len;

    if (member->name_len == 0 || member->name[0] != prefix[0]) {
        return false;
    }
    len = strlen(prefix);
    return member->name_len >= len && memcmp(member->name, prefix, len) == 0;
}

static bool contains(const struct node *member, const char *infix)
{
    const char *first = memchr(member->name, infix[0], member->name_len);

    return first != NULL &&
           memmem(first, member->name_len - (size_t)(first - member->name), infix, strlen(infix)) != NULL;
}

static bool is_annotation(const struct canonicalizer *c, const struct node *member)
{
    const struct rule_wire *wire = c->rules->wire;

    if (c->embedded > 0) {
        return false;
    }
    if (starts(member, wire->prefix)) {
        return true;
    }
    return contains(member, wire->infix) && !(member->name_len == strlen(wire->keep) && starts(member, wire->keep));
}

static bool is_empty(const struct node *value)
{
    return value->kind == DOCUMENT_NULL ||
           ((value->kind == DOCUMENT_STRING || value->kind == DOCUMENT_ARRAY) && value->len == 0);
}

static void normalize_instant(struct canonicalizer *c, struct node *value)
{
    char text[INSTANT_TEXT_MAX];
    size_t len;

    if (value->len < sizeof "2024-01-01T00:00:00" || !instant_canonical(value->text, value->len, text, &len)) {
        return;
    }
    if (len != value->len || memcmp(text, value->text, len) != 0) {
        value->text = arena_strndup(c->mem, text, len);
        value->len = (uint32_t)len;
    }
}

/* Keeps what replaced a secret for the stored raw document, once, at the outermost text that held it. */
static void patch_raw(struct canonicalizer *c, const struct node *value)
{
    if (c->embedded > 0) {
        return;
    }
    c->patches = arena_grow(c->mem, c->patches, c->patch_count, &c->patch_capacity, sizeof *c->patches);
    c->patches[c->patch_count++] =
        (struct raw_patch){ .start = value->start, .end = value->end, .text = document_bytes(c->mem, value) };
}

/* A secret, or a text that holds something. True: there is nothing more to do. */
static bool replace_text(struct canonicalizer *c, const struct rule *rule, struct node *value)
{
    size_t secrets = c->secrets;

    if ((rule->flags & RULE_SECRET) == 0 && rule->content == CONTENT_PLAIN) {
        return false;
    }
    if (rule->content != CONTENT_PLAIN) {
        c->embedded++;
        embedded_decode(c, rule, value);
        c->embedded--;
    }
    if ((rule->flags & RULE_SECRET) != 0) {
        secret_replace(c, value);
    }
    if (c->secrets > secrets) {
        patch_raw(c, value);
    }
    return true;
}

static void drop_nil_id(const struct rule *rule, struct node *value)
{
    if ((rule->flags & RULE_NIL_ID) != 0 && document_is(value, NIL_ID)) {
        value->kind = DOCUMENT_NULL;
        value->len = 0;
    }
}

static bool is_dropped(const struct rule *rule, const struct node *value)
{
    if (rule == NULL) {
        return false;
    }
    return (rule->flags & RULE_DROP) != 0 || ((rule->flags & (RULE_EMPTY | RULE_NIL_ID)) != 0 && is_empty(value));
}

/* NOLINTBEGIN(misc-no-recursion): the parser bounds the depth */
static void canonical_member(struct canonicalizer *c, const struct rule *rule, struct node *member)
{
    if (c->embedded > 0 && member->kind == DOCUMENT_STRING && secret_is_word(c, member->name, member->name_len)) {
        secret_replace(c, member);
        return;
    }
    canonical_value(c, rule, member);
}

/* canonical_rule() for each member: both sides are sorted, so that each table is gone through once. */
static const struct rule **find_rules(struct canonicalizer *c, const struct rule *rules, const struct node *object)
{
    const struct rule **found = rules == NULL ? NULL : arena_calloc(c->mem, object->len, sizeof(const struct rule *));

    for (; rules != NULL; rules = rule_goes_on(rules)) {
        for (uint32_t i = 0; i < object->len; i++) {
            const struct node *member = &object->items[i];

            while (rules->name != NULL && name_order(rules, member) < 0) {
                rules++;
            }
            for (const struct rule *row = rules; found[i] == NULL && row->name != NULL && name_order(row, member) == 0;
                 row++) {
                found[i] = applies(row, object) ? row : NULL;
            }
        }
    }
    return found;
}

static void canonical_object(struct canonicalizer *c, const struct rule *rules, struct node *object)
{
    struct node *kept = object->items;
    uint32_t count = 0;
    /* rows ask for siblings as the provider wrote them, so that no member is changed before all rows are found */
    const struct rule **found = find_rules(c, rules, object);

    for (uint32_t i = 0; i < object->len; i++) {
        struct node member = object->items[i];
        const struct rule *rule = found == NULL ? NULL : found[i];

        if ((is_annotation(c, &member) && rule == NULL) ||
            (rule != NULL && (rule->flags & (RULE_DROP | RULE_SECRET)) == RULE_DROP)) {
            continue;
        }
        canonical_member(c, rule, &member);
        if (!is_dropped(rule, &member)) {
            kept[count++] = member;
        }
    }
    object->len = count;
}

static void canonical_array(struct canonicalizer *c, const struct rule *rule, struct node *array)
{
    const struct rule *inside = rule == NULL ? NULL : rule->inside;

    for (uint32_t i = 0; i < array->len; i++) {
        struct node *item = &array->items[i];

        if (item->kind == DOCUMENT_OBJECT) {
            canonical_object(c, inside, item);
        } else {
            canonical_value(c, NULL, item);
        }
    }
    if (rule != NULL && (rule->flags & RULE_SET) != 0) {
        set_sort(c->mem, rule, array);
    }
}

void canonical_value(struct canonicalizer *c, const struct rule *rule, struct node *value)
{
    if (rule != NULL) {
        if (replace_text(c, rule, value)) {
            return;
        }
        drop_nil_id(rule, value);
    }
    if (value->kind == DOCUMENT_OBJECT) {
        canonical_object(c, rule == NULL ? NULL : rule->inside, value);
    } else if (value->kind == DOCUMENT_ARRAY) {
        canonical_array(c, rule, value);
    } else if (value->kind == DOCUMENT_STRING) {
        normalize_instant(c, value);
    }
}

/* NOLINTEND(misc-no-recursion) */

void canonical_root(struct canonicalizer *c, struct node *root)
{
    canonical_object(c, c->rules->root, root);
}
