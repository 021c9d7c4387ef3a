#include "core/drift/document_write.h"

#include <string.h>

#include "core/drift/document_string.h"
#include "core/drift/number.h"

enum { CANONICAL_BYTES_MAX = 1 << 30 };

/* NOLINTBEGIN(misc-no-recursion): the parser bounds the depth */
static void write_items(struct strbuf *out, const struct node *node, const char *brackets)
{
    strbuf_putc(out, brackets[0]);
    for (uint32_t i = 0; i < node->len; i++) {
        const struct node *item = &node->items[i];

        if (i > 0) {
            strbuf_putc(out, ',');
        }
        if (node->kind == DOCUMENT_OBJECT) {
            string_write(out, item->name, item->name_len);
            strbuf_putc(out, ':');
        }
        document_write(out, item);
    }
    strbuf_putc(out, brackets[1]);
}

void document_write(struct strbuf *out, const struct node *node)
{
    switch (node->kind) {
    case DOCUMENT_NULL:
        strbuf_put(out, "null", 4);
        break;
    case DOCUMENT_FALSE:
        strbuf_put(out, "false", 5);
        break;
    case DOCUMENT_TRUE:
        strbuf_put(out, "true", 4);
        break;
    case DOCUMENT_NUMBER:
        number_write(out, node->text, node->len);
        break;
    case DOCUMENT_STRING:
        string_write(out, node->text, node->len);
        break;
    case DOCUMENT_ARRAY:
        write_items(out, node, "[]");
        break;
    case DOCUMENT_OBJECT:
        write_items(out, node, "{}");
        break;
    }
}

/* NOLINTEND(misc-no-recursion) */

struct bytes document_bytes(struct arena *arena, const struct node *node)
{
    struct strbuf out;

    strbuf_init(&out, arena, CANONICAL_BYTES_MAX);
    strbuf_reserve(&out, node->end - node->start); /* about as long as it was written */
    document_write(&out, node);
    return strbuf_view(&out);
}

static bool same_number(const struct node *a, const struct node *b)
{
    struct arena *arena;
    bool same;

    if (a->len == b->len && memcmp(a->text, b->text, a->len) == 0) {
        return true;
    }
    arena = arena_new();
    same = bytes_equal(document_bytes(arena, a), document_bytes(arena, b));
    arena_free(arena);
    return same;
}

/* NOLINTNEXTLINE(misc-no-recursion): the parser bounds the depth */
bool document_equal(const struct node *a, const struct node *b)
{
    if (a->kind != b->kind) {
        return false;
    }
    if (a->kind == DOCUMENT_NUMBER) {
        return same_number(a, b);
    }
    if (a->kind < DOCUMENT_NUMBER) {
        return true;
    }
    if (a->len != b->len) {
        return false;
    }
    if (a->kind == DOCUMENT_STRING) {
        return a->len == 0 || memcmp(a->text, b->text, a->len) == 0;
    }
    for (uint32_t i = 0; i < a->len; i++) {
        const struct node *x = &a->items[i];
        const struct node *y = &b->items[i];

        if (a->kind == DOCUMENT_OBJECT && (x->name_len != y->name_len || memcmp(x->name, y->name, x->name_len) != 0)) {
            return false;
        }
        if (!document_equal(x, y)) {
            return false;
        }
    }
    return true;
}

struct node document_string(const char *text, size_t len)
{
    return (struct node){ .kind = DOCUMENT_STRING, .text = text, .len = (uint32_t)len };
}

struct node document_named(const char *name, struct node value)
{
    value.name = name;
    value.name_len = (uint32_t)strlen(name);
    return value;
}

struct node document_renamed(struct node value, const char *name, uint32_t len)
{
    value.name = name;
    value.name_len = len;
    return value;
}
