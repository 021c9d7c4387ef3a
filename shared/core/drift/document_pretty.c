#include "core/drift/document_pretty.h"

#include "base/strbuf.h"
#include "base/text.h"
#include "core/drift/document.h"

static void new_line(struct strbuf *out, uint32_t level)
{
    strbuf_putc(out, '\n');
    for (uint32_t i = 0; i < level; i++) {
        strbuf_puts(out, "  ");
    }
}

static void put_string(struct strbuf *out, const char *text, uint32_t len)
{
    strbuf_puts(out, json_quoted(out->arena, arena_strndup(out->arena, text, len)));
}

static void put(struct strbuf *out, const struct node *node, uint32_t level);

/* NOLINTBEGIN(misc-no-recursion): the parser bounds the depth */
static void put_items(struct strbuf *out, const struct node *node, uint32_t level)
{
    bool object = node->kind == DOCUMENT_OBJECT;

    strbuf_putc(out, object ? '{' : '[');
    for (uint32_t i = 0; i < node->len; i++) {
        const struct node *item = &node->items[i];

        strbuf_puts(out, i == 0 ? "" : ",");
        new_line(out, level + 1);
        if (object) {
            put_string(out, item->name, item->name_len);
            strbuf_puts(out, ": ");
        }
        put(out, item, level + 1);
    }
    if (node->len > 0) {
        new_line(out, level);
    }
    strbuf_putc(out, object ? '}' : ']');
}

static void put(struct strbuf *out, const struct node *node, uint32_t level)
{
    switch (node->kind) {
    case DOCUMENT_NULL:
        strbuf_puts(out, "null");
        break;
    case DOCUMENT_FALSE:
        strbuf_puts(out, "false");
        break;
    case DOCUMENT_TRUE:
        strbuf_puts(out, "true");
        break;
    case DOCUMENT_NUMBER:
        strbuf_put(out, node->text, node->len);
        break;
    case DOCUMENT_STRING:
        put_string(out, node->text, node->len);
        break;
    case DOCUMENT_ARRAY:
    case DOCUMENT_OBJECT:
        put_items(out, node, level);
        break;
    }
}

/* NOLINTEND(misc-no-recursion) */

enum rc document_pretty(struct cx *cx, struct bytes json, size_t max, char **out)
{
    struct document_error error;
    struct strbuf text;
    struct node *root;
    enum rc rc = document_parse(cx->mem, json, &document_limits_default, &root, &error);

    if (rc != RC_OK) {
        return rc;
    }
    strbuf_init(&text, cx->mem, max);
    put(&text, root, 0);
    *out = text.data;
    return strbuf_done(&text);
}
