#include "core/drift/set.h"

#include <stdlib.h>
#include <string.h>

#include "core/drift/document_write.h"
#include "core/drift/path.h"

struct element {
    const char *token;
    struct bytes text; /* canonical; made where two tokens are equal */
    struct node node;
};

static int by_token(const void *a, const void *b)
{
    return strcmp(((const struct element *)a)->token, ((const struct element *)b)->token);
}

static int by_text(const void *a, const void *b)
{
    struct bytes x = ((const struct element *)a)->text;
    struct bytes y = ((const struct element *)b)->text;
    int order = memcmp(x.data, y.data, x.len < y.len ? x.len : y.len);

    return order != 0 ? order : (x.len > y.len) - (x.len < y.len);
}

static void sort_equal(struct arena *arena, struct element *items, size_t count)
{
    if (count < 2) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        items[i].text = document_bytes(arena, &items[i].node);
    }
    qsort(items, count, sizeof *items, by_text);
}

static int by_string(const void *a, const void *b)
{
    const struct node *x = a;
    const struct node *y = b;
    size_t shorter = x->len < y->len ? x->len : y->len;
    int order = shorter == 0 ? 0 : memcmp(x->text, y->text, shorter);

    return order != 0 ? order : (x->len > y->len) - (x->len < y->len);
}

static bool all_strings(const struct node *array)
{
    for (uint32_t i = 0; i < array->len; i++) {
        if (array->items[i].kind != DOCUMENT_STRING) {
            return false;
        }
    }
    return true;
}

void set_sort(struct arena *arena, const struct rule *rule, struct node *array)
{
    struct element *items;

    if (array->len < 2) {
        return;
    }
    if (all_strings(array)) {
        qsort(array->items, array->len, sizeof *array->items, by_string);
        return;
    }
    items = arena_calloc(arena, array->len, sizeof *items);
    for (uint32_t i = 0; i < array->len; i++) {
        items[i] = (struct element){ .token = path_set_token(arena, rule, &array->items[i]), .node = array->items[i] };
    }
    qsort(items, array->len, sizeof *items, by_token);
    for (size_t i = 0, from = 0; i < array->len; i++) {
        if (i + 1 == array->len || strcmp(items[i].token, items[i + 1].token) != 0) {
            sort_equal(arena, items + from, i + 1 - from);
            from = i + 1;
        }
    }
    for (uint32_t i = 0; i < array->len; i++) {
        array->items[i] = items[i].node;
    }
}

void set_names(struct arena *arena, const struct rule *rule, const struct node *array, struct set_names *out)
{
    out->tokens = arena_calloc(arena, array->len, sizeof *out->tokens);
    out->nth = arena_calloc(arena, array->len, sizeof *out->nth);
    for (uint32_t i = 0; i < array->len; i++) {
        out->tokens[i] = path_set_token(arena, rule, &array->items[i]);
        out->nth[i] = 1;
        if (i > 0 && strcmp(out->tokens[i], out->tokens[i - 1]) == 0) {
            out->nth[i] = out->nth[i - 1] + 1;
        }
    }
}
