#include <string.h>

#include "base/strbuf.h"
#include "base/text.h"
#include "core/control/check_rule.h"

enum { SHOWN_MAX = 16 * 1024 };

/* What is being written, and of when. */
struct showing {
    struct strbuf out;
    int64_t now_us;
    size_t count; /* of values in the list that is open */
};

/* NOLINTNEXTLINE(misc-no-recursion): the parser bounds the depth */
static void show_node(struct strbuf *out, const struct node *node)
{
    switch (node == NULL ? DOCUMENT_NULL : node->kind) {
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
        strbuf_puts(out, json_quoted(out->arena, arena_strndup(out->arena, node->text, node->len)));
        break;
    case DOCUMENT_ARRAY:
    case DOCUMENT_OBJECT:
        strbuf_putc(out, node->kind == DOCUMENT_ARRAY ? '[' : '{');
        for (uint32_t i = 0; i < node->len; i++) {
            const struct node *item = &node->items[i];

            strbuf_puts(out, i == 0 ? "" : ",");
            if (node->kind == DOCUMENT_OBJECT) {
                strbuf_puts(out, json_quoted(out->arena, arena_strndup(out->arena, item->name, item->name_len)));
                strbuf_putc(out, ':');
            }
            show_node(out, item);
        }
        strbuf_putc(out, node->kind == DOCUMENT_ARRAY ? ']' : '}');
        break;
    }
}

static void show_next(struct showing *s, const struct node *node)
{
    strbuf_puts(&s->out, s->count++ == 0 ? "" : ",");
    show_node(&s->out, node);
}

/* The elements that some and no are about, into the list that is open. */
static void show_elements(struct showing *s, const struct condition *condition, const struct node *list)
{
    const struct conditions first = { condition->inner[0].items, 1 };

    for (uint32_t i = 0; i < list->len; i++) {
        if (check_all_met(&first, &list->items[i], s->now_us)) {
            show_next(s, &list->items[i]);
        }
    }
}

static bool is_about_elements(const struct condition *condition)
{
    return condition->op == OP_SOME || condition->op == OP_NO;
}

/* Every place that the path leads to, into the list that is open. */
/* NOLINTNEXTLINE(misc-no-recursion): CHECK_STEPS_MAX deep */
static void show_places(struct showing *s, const struct condition *condition, const struct node *node, size_t step)
{
    if (node == NULL) {
        return;
    }
    if (step == condition->step_count) {
        if (is_about_elements(condition) && node->kind == DOCUMENT_ARRAY) {
            show_elements(s, condition, node);
        } else {
            show_next(s, node);
        }
        return;
    }
    if (!text_equal(condition->steps[step], "*")) {
        show_places(s, condition, document_member(node, condition->steps[step]), step + 1);
        return;
    }
    for (uint32_t i = 0; node->kind == DOCUMENT_ARRAY && i < node->len; i++) {
        show_places(s, condition, &node->items[i], step + 1);
    }
}

static void show_condition(struct showing *s, const struct condition *condition, const struct node *object)
{
    bool list = is_about_elements(condition) || strchr(condition->path, '*') != NULL;

    strbuf_puts(&s->out, list ? "[" : "");
    s->count = 0;
    show_places(s, condition, object, 0);
    if (!list && s->count == 0) {
        strbuf_puts(&s->out, "null");
    }
    strbuf_puts(&s->out, list ? "]" : "");
}

/* Whether an earlier condition of the list has that path. */
static bool is_repeated(const struct conditions *conditions, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (text_equal(conditions->items[i].path, conditions->items[index].path)) {
            return true;
        }
    }
    return false;
}

static const struct conditions *shown_of(const struct check *check)
{
    return check->strategy == CHECK_NONE ? &check->where : &check->expect;
}

static char *shown(struct strbuf *out)
{
    strbuf_putc(out, '}');
    return strbuf_done(out) == RC_OK ? out->data : arena_strdup(out->arena, "{}");
}

char *check_observed(struct arena *arena, const struct check *check, const struct node *object, int64_t now_us)
{
    const struct conditions *conditions = shown_of(check);
    struct showing s = { .now_us = now_us };

    strbuf_init(&s.out, arena, SHOWN_MAX);
    for (size_t i = 0; i < conditions->count; i++) {
        if (!is_repeated(conditions, i)) {
            strbuf_printf(&s.out, "%s%s:", i == 0 ? "{" : ",", json_quoted(arena, conditions->items[i].path));
            show_condition(&s, &conditions->items[i], object);
        }
    }
    return shown(&s.out);
}

/* All that is asked of one path. */
static void show_asked(struct strbuf *out, const struct check *check, const struct conditions *conditions, size_t first)
{
    const char *separator = "{";

    for (size_t i = first; i < conditions->count; i++) {
        const struct condition *condition = &conditions->items[i];

        if (!text_equal(condition->path, conditions->items[first].path)) {
            continue;
        }
        strbuf_printf(out, "%s\"%s\":", separator,
                      check->strategy == CHECK_NONE && i == first ? "must_not" : check_op_name(condition->op));
        show_node(out, condition->value);
        separator = ",";
    }
    strbuf_putc(out, '}');
}

char *check_expected(struct arena *arena, const struct check *check)
{
    const struct conditions *conditions = shown_of(check);
    struct strbuf out;

    strbuf_init(&out, arena, SHOWN_MAX);
    for (size_t i = 0; i < conditions->count; i++) {
        if (!is_repeated(conditions, i)) {
            strbuf_printf(&out, "%s%s:", i == 0 ? "{" : ",", json_quoted(arena, conditions->items[i].path));
            show_asked(&out, check, conditions, i);
        }
    }
    return shown(&out);
}
