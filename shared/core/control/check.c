#include "core/control/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/text.h"

enum { CONDITIONS_MAX = 16, STEPS_MAX = 12, SHOWN_MAX = 16 * 1024 };

enum condition_op {
    OP_EQUALS,
    OP_NOT_EQUALS,
    OP_IN,
    OP_AT_LEAST,
    OP_AT_MOST,
    OP_PRESENT,
    OP_ABSENT,
    OP_CONTAINS,
    OP_LACKS,
    OP_COUNT
};

static const char *const op_names[OP_COUNT] = {
    "equals", "not_equals", "in", "at_least", "at_most", "present", "absent", "contains", "lacks",
};

struct condition {
    const char *path;
    const char *steps[STEPS_MAX];
    size_t step_count;
    enum condition_op op;
    const struct node *value; /* NULL for present and absent */
};

struct conditions {
    struct condition items[CONDITIONS_MAX];
    size_t count;
};

struct check {
    enum check_strategy strategy;
    struct bytes source;
    struct conditions where;
    struct conditions expect;
};

/* ---- reading ---- */

static enum rc broken(struct cx *cx, const char *what)
{
    return fail_set(cx, RC_INVALID, NULL, "check: %s", what);
}

static enum rc parse_path(struct cx *cx, const char *path, struct condition *out)
{
    char *copy = arena_strdup(cx->mem, path);
    char *rest = NULL;

    out->path = path;
    for (char *step = strtok_r(copy, "/", &rest); step != NULL; step = strtok_r(NULL, "/", &rest)) {
        if (out->step_count == STEPS_MAX) {
            return broken(cx, "a path has too many steps");
        }
        out->steps[out->step_count++] = step;
    }
    return out->step_count == 0 ? broken(cx, "a path is empty") : RC_OK;
}

static bool needs_value(enum condition_op op)
{
    return op != OP_PRESENT && op != OP_ABSENT;
}

static enum rc parse_condition(struct cx *cx, const struct node *node, struct condition *out)
{
    const char *path = document_text(cx->mem, document_member(node, "path"));
    const struct node *op = document_member(node, "op");
    int found = OP_COUNT;
    enum rc rc;

    for (int i = 0; i < OP_COUNT; i++) {
        found = document_is(op, op_names[i]) ? i : found;
    }
    if (path == NULL || found == OP_COUNT) {
        return broken(cx, "a condition has no path or an unknown op");
    }
    rc = parse_path(cx, path, out);
    out->op = (enum condition_op)found;
    out->value = document_member(node, "value");
    if (rc == RC_OK && needs_value(out->op) != (out->value != NULL)) {
        return broken(cx, "a condition lacks its value, or has one too many");
    }
    if (rc == RC_OK && out->op == OP_IN && out->value->kind != DOCUMENT_ARRAY) {
        return broken(cx, "the value of \"in\" is no list");
    }
    if (rc == RC_OK && (out->op == OP_AT_LEAST || out->op == OP_AT_MOST) && out->value->kind != DOCUMENT_NUMBER) {
        return broken(cx, "a bound is no number");
    }
    return rc;
}

static enum rc parse_conditions(struct cx *cx, const struct node *list, struct conditions *out)
{
    enum rc rc = RC_OK;

    if (list == NULL) {
        return RC_OK;
    }
    if (list->kind != DOCUMENT_ARRAY || list->len > CONDITIONS_MAX) {
        return broken(cx, "conditions are no list, or too many");
    }
    for (uint32_t i = 0; i < list->len && rc == RC_OK; i++) {
        rc = parse_condition(cx, &list->items[i], &out->items[out->count++]);
    }
    return rc;
}

enum rc check_parse(struct cx *cx, struct bytes text, const struct check **out)
{
    struct check *check = arena_alloc(cx->mem, sizeof *check);
    const struct node *strategy;
    struct document_error error;
    struct node *root;
    enum rc rc = document_parse(cx->mem, text, &document_limits_default, &root, &error);

    if (rc != RC_OK) {
        return broken(cx, document_refusal_text(error.refusal));
    }
    check->source = text;
    strategy = document_member(root, "strategy");
    if (document_is(strategy, "each")) {
        check->strategy = CHECK_EACH;
    } else if (document_is(strategy, "any")) {
        check->strategy = CHECK_ANY;
    } else if (document_is(strategy, "none")) {
        check->strategy = CHECK_NONE;
    } else {
        return broken(cx, "unknown strategy");
    }
    rc = parse_conditions(cx, document_member(root, "where"), &check->where);
    if (rc == RC_OK) {
        rc = parse_conditions(cx, document_member(root, "expect"), &check->expect);
    }
    if (rc == RC_OK && (check->strategy == CHECK_NONE ? check->where.count : check->expect.count) == 0) {
        return broken(cx, "nothing is asked");
    }
    *out = check;
    return rc;
}

enum check_strategy check_strategy(const struct check *check)
{
    return check->strategy;
}

/* ---- asking ---- */

static bool same_text(const struct node *a, const struct node *b)
{
    return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

static double number_of(const struct node *node)
{
    char text[64] = { 0 };

    memcpy(text, node->text, node->len < sizeof text - 1 ? node->len : sizeof text - 1);
    return strtod(text, NULL);
}

static bool is_blank(const struct node *node)
{
    if (node == NULL || node->kind == DOCUMENT_NULL) {
        return true;
    }
    return (node->kind == DOCUMENT_STRING || node->kind == DOCUMENT_ARRAY || node->kind == DOCUMENT_OBJECT) &&
           node->len == 0;
}

static bool same_scalar(const struct node *a, const struct node *b)
{
    if (a->kind != b->kind) {
        return false;
    }
    switch (a->kind) {
    case DOCUMENT_NUMBER:
        return same_text(a, b) || number_of(a) == number_of(b);
    case DOCUMENT_STRING:
        return same_text(a, b);
    case DOCUMENT_NULL:
    case DOCUMENT_FALSE:
    case DOCUMENT_TRUE:
        return true;
    case DOCUMENT_ARRAY:
    case DOCUMENT_OBJECT:
        break;
    }
    return false;
}

static bool among(const struct node *value, const struct node *list)
{
    for (uint32_t i = 0; i < list->len; i++) {
        if (same_scalar(value, &list->items[i])) {
            return true;
        }
    }
    return false;
}

/* Whether the list at this place has the value; a scalar is a list of one. */
static bool holds(const struct node *place, const struct node *value)
{
    return place != NULL && (place->kind == DOCUMENT_ARRAY ? among(value, place) : same_scalar(place, value));
}

/* One place that a path leads to; NULL: nowhere. */
static bool met_at(const struct condition *condition, const struct node *place)
{
    switch (condition->op) {
    case OP_EQUALS:
        return place != NULL && same_scalar(place, condition->value);
    case OP_NOT_EQUALS:
        return place == NULL || !same_scalar(place, condition->value);
    case OP_IN:
        return place != NULL && among(place, condition->value);
    case OP_AT_LEAST:
        return place != NULL && place->kind == DOCUMENT_NUMBER && number_of(place) >= number_of(condition->value);
    case OP_AT_MOST:
        return place != NULL && place->kind == DOCUMENT_NUMBER && number_of(place) <= number_of(condition->value);
    case OP_PRESENT:
        return !is_blank(place);
    case OP_ABSENT:
        return is_blank(place);
    case OP_CONTAINS:
        return holds(place, condition->value);
    case OP_LACKS:
        return !holds(place, condition->value);
    case OP_COUNT:
        break;
    }
    return false;
}

/* A * is met if some element meets the rest; negative operators must hold for every element. */
static bool met(const struct condition *condition, const struct node *node,
                size_t step) /* NOLINT(misc-no-recursion): STEPS_MAX deep */
{
    bool every = condition->op == OP_NOT_EQUALS || condition->op == OP_ABSENT || condition->op == OP_LACKS;

    if (step == condition->step_count || node == NULL) {
        return met_at(condition, node);
    }
    if (!text_equal(condition->steps[step], "*")) {
        return met(condition, document_member(node, condition->steps[step]), step + 1);
    }
    if (node->kind != DOCUMENT_ARRAY || node->len == 0) {
        return met_at(condition, NULL);
    }
    for (uint32_t i = 0; i < node->len; i++) {
        if (met(condition, &node->items[i], step + 1) != every) {
            return !every;
        }
    }
    return every;
}

static bool all_met(const struct conditions *conditions, const struct node *object)
{
    for (size_t i = 0; i < conditions->count; i++) {
        if (!met(&conditions->items[i], object, 0)) {
            return false;
        }
    }
    return true;
}

enum check_verdict check_object(const struct check *check, const struct node *object)
{
    if (!all_met(&check->where, object)) {
        return CHECK_NOT_SELECTED;
    }
    if (check->strategy == CHECK_NONE) {
        return CHECK_FAILED;
    }
    return all_met(&check->expect, object) ? CHECK_PASSED : CHECK_FAILED;
}

/* ---- showing ---- */

static void show(struct strbuf *out,
                 const struct node *node) /* NOLINT(misc-no-recursion): the parser bounds the depth */
{
    char *text;

    if (node == NULL || node->kind == DOCUMENT_NULL) {
        strbuf_puts(out, "null");
        return;
    }
    switch (node->kind) {
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
        text = arena_strndup(out->arena, node->text, node->len);
        strbuf_puts(out, json_quoted(out->arena, text));
        break;
    case DOCUMENT_ARRAY:
    case DOCUMENT_OBJECT:
        strbuf_putc(out, node->kind == DOCUMENT_ARRAY ? '[' : '{');
        for (uint32_t i = 0; i < node->len; i++) {
            strbuf_puts(out, i == 0 ? "" : ",");
            if (node->kind == DOCUMENT_OBJECT) {
                text = arena_strndup(out->arena, node->items[i].name, node->items[i].name_len);
                strbuf_puts(out, json_quoted(out->arena, text));
                strbuf_putc(out, ':');
            }
            show(out, &node->items[i]);
        }
        strbuf_putc(out, node->kind == DOCUMENT_ARRAY ? ']' : '}');
        break;
    case DOCUMENT_NULL:
        break;
    }
}

/* The first place of a path, up to its first *. */
static const struct node *place_of(const struct condition *condition, const struct node *object)
{
    for (size_t i = 0; i < condition->step_count && object != NULL && !text_equal(condition->steps[i], "*"); i++) {
        object = document_member(object, condition->steps[i]);
    }
    return object;
}

char *check_observed(struct arena *arena, const struct check *check, const struct node *object)
{
    const struct conditions *shown = check->strategy == CHECK_NONE ? &check->where : &check->expect;
    struct strbuf out;

    strbuf_init(&out, arena, SHOWN_MAX);
    strbuf_putc(&out, '{');
    for (size_t i = 0; i < shown->count; i++) {
        strbuf_printf(&out, "%s%s:", i == 0 ? "" : ",", json_quoted(arena, shown->items[i].path));
        show(&out, place_of(&shown->items[i], object));
    }
    strbuf_putc(&out, '}');
    return strbuf_done(&out) == RC_OK ? out.data : arena_strdup(arena, "{}");
}

char *check_expected(struct arena *arena, const struct check *check)
{
    const struct conditions *shown = check->strategy == CHECK_NONE ? &check->where : &check->expect;
    struct strbuf out;

    strbuf_init(&out, arena, SHOWN_MAX);
    strbuf_putc(&out, '{');
    for (size_t i = 0; i < shown->count; i++) {
        strbuf_printf(&out, "%s%s:{\"%s\":", i == 0 ? "" : ",", json_quoted(arena, shown->items[i].path),
                      check->strategy == CHECK_NONE ? "must_not" : op_names[shown->items[i].op]);
        show(&out, shown->items[i].value);
        strbuf_putc(&out, '}');
    }
    strbuf_putc(&out, '}');
    return strbuf_done(&out) == RC_OK ? out.data : arena_strdup(arena, "{}");
}
