#include <string.h>

#include "base/text.h"
#include "core/control/check_rule.h"

enum value_kind { VALUE_NONE, VALUE_ANY, VALUE_LIST, VALUE_NUMBER, VALUE_CONDITIONS, VALUE_ALTERNATIVES };

static const struct {
    const char *name;
    enum value_kind value;
} ops[OP_COUNT] = {

#define OP(constant, name, value, every) [OP_##constant] = { name, value },
#include "core/control/check_ops.def"
#undef OP
};

const char *check_op_name(enum condition_op op)
{
    return ops[op].name;
}

static enum rc broken(struct cx *cx, const char *what, const char *where)
{
    return fail_set(cx, RC_INVALID, NULL, "check: %s: '%s'", what, where);
}

/* Refuses members that nobody reads: a mistyped name must not ask for nothing. */
static enum rc only_members(struct cx *cx, const struct node *object, const char *const *names)
{
    if (object->kind != DOCUMENT_OBJECT) {
        return broken(cx, "something is no object", names[0]);
    }
    for (uint32_t i = 0; i < object->len; i++) {
        const char *name = arena_strndup(cx->mem, object->items[i].name, object->items[i].name_len);
        const char *const *known = names;

        while (*known != NULL && !text_equal(*known, name)) {
            known++;
        }
        if (*known == NULL) {
            return broken(cx, "unknown member", name);
        }
    }
    return RC_OK;
}

static enum rc parse_path(struct cx *cx, struct condition *out)
{
    char *copy = arena_strdup(cx->mem, out->path);
    char *rest = NULL;

    for (char *step = strtok_r(copy, "/", &rest); step != NULL; step = strtok_r(NULL, "/", &rest)) {
        if (out->step_count == CHECK_STEPS_MAX) {
            return broken(cx, "a path has too many steps", out->path);
        }
        out->steps[out->step_count++] = step;
    }
    return out->step_count == 0 ? broken(cx, "a path is empty", out->path) : RC_OK;
}

static enum rc parse_conditions(struct cx *cx, const struct node *list, unsigned nesting, struct conditions *out);

/* NOLINTBEGIN(misc-no-recursion): CHECK_NESTING_MAX deep */
/* The value of some, no and any_of. */
static enum rc parse_inner(struct cx *cx, struct condition *out, unsigned nesting)
{
    const struct node *value = out->value;
    bool one = ops[out->op].value == VALUE_CONDITIONS;
    enum rc rc = RC_OK;

    if (nesting == CHECK_NESTING_MAX) {
        return broken(cx, "conditions are nested too deeply", out->path);
    }
    if (value->kind != DOCUMENT_ARRAY || value->len == 0 || value->len > CHECK_CONDITIONS_MAX) {
        return broken(cx, "the value is no list of conditions", out->path);
    }
    out->inner_count = one ? 1 : value->len;
    out->inner = arena_calloc(cx->mem, out->inner_count, sizeof *out->inner);
    for (size_t i = 0; i < out->inner_count && rc == RC_OK; i++) {
        rc = parse_conditions(cx, one ? value : &value->items[i], nesting + 1, &out->inner[i]);
        if (rc == RC_OK && out->inner[i].count == 0) {
            rc = broken(cx, "an alternative asks for nothing", out->path);
        }
    }
    return rc;
}

static enum rc parse_value(struct cx *cx, struct condition *out, unsigned nesting)
{
    enum value_kind kind = ops[out->op].value;

    if ((kind == VALUE_NONE) != (out->value == NULL)) {
        return broken(cx, "a condition lacks its value, or has one too many", out->path);
    }
    switch (kind) {
    case VALUE_LIST:
        return out->value->kind == DOCUMENT_ARRAY && out->value->len > 0
                   ? RC_OK
                   : broken(cx, "the value is no list", out->path);
    case VALUE_NUMBER:
        return out->value->kind == DOCUMENT_NUMBER ? RC_OK : broken(cx, "the value is no number", out->path);
    case VALUE_CONDITIONS:
    case VALUE_ALTERNATIVES:
        return parse_inner(cx, out, nesting);
    case VALUE_NONE:
    case VALUE_ANY:
        break;
    }
    return RC_OK;
}

static enum rc parse_condition(struct cx *cx, const struct node *node, unsigned nesting, struct condition *out)
{
    static const char *const members[] = { "path", "op", "value", NULL };
    const struct node *op = document_member(node, "op");
    enum rc rc = only_members(cx, node, members);

    if (rc != RC_OK) {
        return rc;
    }
    out->path = document_text(cx->mem, document_member(node, "path"));
    out->value = document_member(node, "value");
    out->op = OP_COUNT;
    for (int i = 0; i < OP_COUNT; i++) {
        out->op = document_is(op, ops[i].name) ? (enum condition_op)i : out->op;
    }
    if (out->path == NULL) {
        return broken(cx, "a condition has no path", "path");
    }
    if (out->op == OP_COUNT) {
        return broken(cx, "unknown operator", out->path);
    }
    rc = parse_path(cx, out);
    return rc == RC_OK ? parse_value(cx, out, nesting) : rc;
}

/* A NULL list is empty. */
static enum rc parse_conditions(struct cx *cx, const struct node *list, unsigned nesting, struct conditions *out)
{
    enum rc rc = RC_OK;

    if (list == NULL) {
        return RC_OK;
    }
    if (list->kind != DOCUMENT_ARRAY || list->len > CHECK_CONDITIONS_MAX) {
        return broken(cx, "conditions are no list, or too many", "[]");
    }
    out->items = arena_calloc(cx->mem, list->len, sizeof *out->items);
    for (; out->count < list->len && rc == RC_OK; out->count++) {
        struct condition *condition = &out->items[out->count];

        rc = parse_condition(cx, &list->items[out->count], nesting, condition);
        for (size_t i = 0; i < out->count && rc == RC_OK; i++) {
            if (out->items[i].op == condition->op && text_equal(out->items[i].path, condition->path)) {
                rc = broken(cx, "a path is asked twice with one operator", condition->path);
            }
        }
    }
    return rc;
}

/* NOLINTEND(misc-no-recursion) */

static enum rc parse_strategy(struct cx *cx, const struct node *node, enum check_strategy *out)
{
    static const char *const names[] = {
        [CHECK_EACH] = "each", [CHECK_EVERY] = "every", [CHECK_ANY] = "any", [CHECK_NONE] = "none"
    };
    const char *name = document_text(cx->mem, node);

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (text_equal(name, names[i])) {
            *out = (enum check_strategy)i;
            return RC_OK;
        }
    }
    return broken(cx, "unknown strategy", name == NULL ? "" : name);
}

static enum rc parse_rule(struct cx *cx, const struct node *root, struct check *out)
{
    static const char *const members[] = { "strategy", "where", "expect", NULL };
    enum rc rc = only_members(cx, root, members);

    if (rc == RC_OK) {
        rc = parse_strategy(cx, document_member(root, "strategy"), &out->strategy);
    }
    if (rc == RC_OK) {
        rc = parse_conditions(cx, document_member(root, "where"), 0, &out->where);
    }
    if (rc == RC_OK) {
        rc = parse_conditions(cx, document_member(root, "expect"), 0, &out->expect);
    }
    if (rc == RC_OK && (out->strategy == CHECK_NONE ? out->where.count : out->expect.count) == 0) {
        return broken(cx, "nothing is asked", out->strategy == CHECK_NONE ? "where" : "expect");
    }
    if (rc == RC_OK && out->strategy == CHECK_NONE && out->expect.count > 0) {
        return broken(cx, "nobody reads it with \"none\"", "expect");
    }
    return rc;
}

enum rc check_parse(struct cx *cx, struct bytes text, const struct check **out)
{
    struct check *check = arena_calloc(cx->mem, 1, sizeof *check);
    struct document_error error;
    struct node *root;
    enum rc rc = document_parse(cx->mem, text, &document_limits_default, &root, &error);

    if (rc != RC_OK) {
        return broken(cx, "the rule is no JSON", document_refusal_text(error.refusal));
    }
    rc = parse_rule(cx, root, check);
    if (rc == RC_OK) {
        *out = check;
    }
    return rc;
}
