#include "modules/graphsim/tree.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"

enum rc tree_parse(struct arena *mem, struct bytes text, struct node **out)
{
    struct document_error error;

    return document_parse(mem, text, &document_limits_default, out, &error);
}

struct node tree_text(const char *text)
{
    return (struct node){ .text = text, .len = (uint32_t)strlen(text), .kind = DOCUMENT_STRING };
}

struct node tree_bool(bool value)
{
    return (struct node){ .kind = value ? DOCUMENT_TRUE : DOCUMENT_FALSE };
}

struct node tree_number(struct arena *mem, int64_t value)
{
    struct node node = tree_text(arena_printf(mem, "%" PRId64, value));

    node.kind = DOCUMENT_NUMBER;
    return node;
}

struct node tree_object(void)
{
    return (struct node){ .kind = DOCUMENT_OBJECT };
}

struct node tree_array(void)
{
    return (struct node){ .kind = DOCUMENT_ARRAY };
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the document, which is bounded */
struct node tree_copy(struct arena *mem, const struct node *from)
{
    struct node copy = *from;

    if (from->kind == DOCUMENT_OBJECT || from->kind == DOCUMENT_ARRAY) {
        copy.items = arena_calloc(mem, from->len, sizeof *copy.items);
        for (uint32_t i = 0; i < from->len; i++) {
            copy.items[i] = tree_copy(mem, &from->items[i]);
        }
    }
    return copy;
}

/* Makes room at `at`; the items move to new memory. */
static struct node *insert(struct arena *mem, struct node *container, uint32_t at)
{
    struct node *items = arena_calloc(mem, (size_t)container->len + 1, sizeof *items);

    if (container->len > 0) {
        memcpy(items, container->items, at * sizeof *items);
        memcpy(items + at + 1, container->items + at, (container->len - at) * sizeof *items);
    }
    container->items = items;
    container->len++;
    return &items[at];
}

struct node *tree_set(struct arena *mem, struct node *object, const char *name, struct node value)
{
    struct node *member = document_member(object, name);
    size_t len = strlen(name);
    uint32_t at = 0;

    if (member == NULL) {
        while (at < object->len &&
               document_name_compare(object->items[at].name, object->items[at].name_len, name, len) < 0) {
            at++;
        }
        member = insert(mem, object, at);
    }
    *member = value;
    member->name = arena_strdup(mem, name);
    member->name_len = (uint32_t)len;
    return member;
}

bool tree_remove(struct node *object, const char *name)
{
    struct node *member = document_member(object, name);

    if (member == NULL) {
        return false;
    }
    tree_remove_at(object, (uint32_t)(member - object->items));
    return true;
}

struct node *tree_append(struct arena *mem, struct node *array, struct node value)
{
    struct node *item = insert(mem, array, array->len);

    *item = value;
    return item;
}

void tree_remove_at(struct node *array, uint32_t index)
{
    array->len--;
    memmove(array->items + index, array->items + index + 1, (array->len - index) * sizeof *array->items);
}

/* The reference token at the start of `pointer`, without its escapes. */
static char *token_of(struct arena *mem, const char *pointer, size_t len)
{
    char *token = arena_strndup(mem, pointer, len);
    char *to = token;

    for (const char *from = token; *from != '\0'; from++) {
        if (from[0] == '~' && (from[1] == '0' || from[1] == '1')) {
            *to++ = from[1] == '0' ? '~' : '/';
            from++;
        } else {
            *to++ = *from;
        }
    }
    *to = '\0';
    return token;
}

struct node *tree_at(struct arena *mem, struct node *root, const char *pointer)
{
    struct node *at = root;

    while (at != NULL && *pointer == '/') {
        size_t len = strcspn(++pointer, "/");
        char *token = token_of(mem, pointer, len);
        int64_t index;

        if (at->kind == DOCUMENT_ARRAY) {
            at = parse_i64(token, 0, (int64_t)at->len - 1, &index) == RC_OK ? &at->items[index] : NULL;
        } else {
            at = document_member(at, token);
        }
        pointer += len;
    }
    return at;
}

const char *tree_member_text(struct arena *mem, const struct node *object, const char *name)
{
    const struct node *member = document_member(object, name);

    return member == NULL ? NULL : document_text(mem, member);
}

int64_t tree_member_int(struct arena *mem, const struct node *object, const char *name, int64_t otherwise)
{
    const struct node *member = document_member(object, name);
    int64_t value;

    if (member == NULL || member->kind != DOCUMENT_NUMBER ||
        parse_i64(arena_strndup(mem, member->text, member->len), INT64_MIN, INT64_MAX, &value) != RC_OK) {
        return otherwise;
    }
    return value;
}

void tree_write_text(struct strbuf *out, const char *text, size_t len)
{
    size_t plain = 0;

    strbuf_putc(out, '"');
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];

        if (c >= 0x20 && c != '"' && c != '\\') {
            continue;
        }
        strbuf_put(out, text + plain, i - plain);
        plain = i + 1;
        if (c < 0x20) {
            strbuf_printf(out, "\\u%04x", c);
        } else {
            strbuf_printf(out, "\\%c", c);
        }
    }
    strbuf_put(out, text + plain, len - plain);
    strbuf_putc(out, '"');
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the document, which is bounded */
static void write_items(struct strbuf *out, const struct node *value)
{
    bool named = value->kind == DOCUMENT_OBJECT;

    strbuf_putc(out, named ? '{' : '[');
    for (uint32_t i = 0; i < value->len; i++) {
        if (i > 0) {
            strbuf_putc(out, ',');
        }
        if (named) {
            tree_write_text(out, value->items[i].name, value->items[i].name_len);
            strbuf_putc(out, ':');
        }
        tree_write(out, &value->items[i]);
    }
    strbuf_putc(out, named ? '}' : ']');
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the document, which is bounded */
void tree_write(struct strbuf *out, const struct node *value)
{
    switch (value->kind) {
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
        strbuf_put(out, value->text, value->len);
        break;
    case DOCUMENT_STRING:
        tree_write_text(out, value->text, value->len);
        break;
    case DOCUMENT_ARRAY:
    case DOCUMENT_OBJECT:
        write_items(out, value);
        break;
    }
}
