#include "base/i18n_plural.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* The operators of gettext's grammar, weakest first; ?: stands above them all and is compiled to both branches and a choice. */
enum op {
    OP_OR,
    OP_AND,
    OP_EQUAL,
    OP_DIFFER,
    OP_LESS,
    OP_LESS_EQUAL,
    OP_GREATER,
    OP_GREATER_EQUAL,
    OP_ADD,
    OP_SUBTRACT,
    OP_MULTIPLY,
    OP_DIVIDE,
    OP_MODULO,
    OP_COUNT,
    OP_NOT = OP_COUNT,
    OP_CHOOSE,
    OP_N,
    OP_NUMBER /* the operand stands in the bits above */
};

enum { OP_BITS = 8, DEPTH_MAX = 16, LEVELS = 6, NUMBER_MAX = 1000000 };

static const struct {
    const char *text;
    enum op op;
    int level; /* 0 binds weakest */
} operators[] = {
    { "||", OP_OR, 0 },         { "&&", OP_AND, 1 },           { "==", OP_EQUAL, 2 },   { "!=", OP_DIFFER, 2 },
    { "<=", OP_LESS_EQUAL, 3 }, { ">=", OP_GREATER_EQUAL, 3 }, { "<", OP_LESS, 3 },     { ">", OP_GREATER, 3 },
    { "+", OP_ADD, 4 },         { "-", OP_SUBTRACT, 4 },       { "*", OP_MULTIPLY, 5 }, { "/", OP_DIVIDE, 5 },
    { "%", OP_MODULO, 5 },
};

const struct plural_rule plural_rule_germanic = {
    .forms = 2,
    .length = 3,
    .code = { OP_N, OP_NUMBER | 1 << OP_BITS, OP_DIFFER },
};

struct parser {
    const char *at;
    struct plural_rule *rule;
    int depth;
};

static bool parse_choice(struct parser *p);

static void skip_space(struct parser *p)
{
    while (*p->at == ' ' || *p->at == '\t') {
        p->at++;
    }
}

static bool accept(struct parser *p, const char *token)
{
    skip_space(p);
    if (strncmp(p->at, token, strlen(token)) != 0) {
        return false;
    }
    p->at += strlen(token);
    return true;
}

static bool emit(struct parser *p, uint32_t step)
{
    if (p->rule->length == PLURAL_CODE_MAX) {
        return false;
    }
    p->rule->code[p->rule->length++] = step;
    return true;
}

static bool parse_number(struct parser *p, uint32_t *out)
{
    uint32_t value = 0;

    skip_space(p);
    if (!isdigit((unsigned char)*p->at)) {
        return false;
    }
    while (isdigit((unsigned char)*p->at)) {
        value = value * 10 + (uint32_t)(*p->at++ - '0');
        if (value > NUMBER_MAX) {
            return false;
        }
    }
    *out = value;
    return true;
}

static bool parse_operand(struct parser *p) /* NOLINT(misc-no-recursion): bounded by DEPTH_MAX */
{
    uint32_t number;
    bool ok;

    if (p->depth == DEPTH_MAX) {
        return false;
    }
    p->depth++;
    if (accept(p, "(")) {
        ok = parse_choice(p) && accept(p, ")");
    } else if (accept(p, "!")) {
        ok = parse_operand(p) && emit(p, OP_NOT);
    } else if (accept(p, "n")) {
        ok = emit(p, OP_N);
    } else {
        ok = parse_number(p, &number) && emit(p, OP_NUMBER | number << OP_BITS);
    }
    p->depth--;
    return ok;
}

static bool accept_operator(struct parser *p, int level, enum op *op)
{
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
        if (operators[i].level == level && accept(p, operators[i].text)) {
            *op = operators[i].op;
            return true;
        }
    }
    return false;
}

/* NOLINTNEXTLINE(misc-no-recursion): LEVELS deep, then parse_operand's bound */
static bool parse_level(struct parser *p, int level)
{
    enum op op;

    if (level == LEVELS) {
        return parse_operand(p);
    }
    if (!parse_level(p, level + 1)) {
        return false;
    }
    while (accept_operator(p, level, &op)) {
        if (!parse_level(p, level + 1) || !emit(p, op)) {
            return false;
        }
    }
    return true;
}

static bool parse_choice(struct parser *p) /* NOLINT(misc-no-recursion): bounded by DEPTH_MAX */
{
    bool ok;

    if (!parse_level(p, 0)) {
        return false;
    }
    if (!accept(p, "?")) {
        return true;
    }
    if (p->depth == DEPTH_MAX) {
        return false;
    }
    p->depth++;
    ok = parse_choice(p) && accept(p, ":") && parse_choice(p) && emit(p, OP_CHOOSE);
    p->depth--;
    return ok;
}

static unsigned long apply(enum op op, unsigned long a, unsigned long b)
{
    switch (op) {
    case OP_OR:
        return a || b;
    case OP_AND:
        return a && b;
    case OP_EQUAL:
        return a == b;
    case OP_DIFFER:
        return a != b;
    case OP_LESS:
        return a < b;
    case OP_LESS_EQUAL:
        return a <= b;
    case OP_GREATER:
        return a > b;
    case OP_GREATER_EQUAL:
        return a >= b;
    case OP_ADD:
        return a + b;
    case OP_SUBTRACT:
        return a - b;
    case OP_MULTIPLY:
        return a * b;
    case OP_DIVIDE:
        return b == 0 ? 0 : a / b;
    case OP_MODULO:
        return b == 0 ? 0 : a % b;
    case OP_NOT:
    case OP_CHOOSE:
    case OP_N:
    case OP_NUMBER:
        break;
    }
    return 0;
}

unsigned plural_form(const struct plural_rule *rule, unsigned long n)
{
    unsigned long stack[PLURAL_CODE_MAX + 1] = { 0 };
    size_t top = 0; /* stack[top - 1] is the newest */

    for (unsigned i = 0; i < rule->length; i++) {
        enum op op = (enum op)(rule->code[i] & ((1U << OP_BITS) - 1));

        if (op == OP_N || op == OP_NUMBER) {
            stack[top++] = op == OP_N ? n : rule->code[i] >> OP_BITS;
        } else if (op == OP_NOT) {
            stack[top - 1] = !stack[top - 1];
        } else if (op == OP_CHOOSE) {
            top -= 2;
            stack[top - 1] = stack[top - 1] ? stack[top] : stack[top + 1];
        } else {
            top--;
            stack[top - 1] = apply(op, stack[top - 1], stack[top]);
        }
    }
    return stack[0] < rule->forms ? (unsigned)stack[0] : rule->forms - 1;
}

enum rc plural_rule_parse(const char *text, struct plural_rule *out)
{
    struct plural_rule rule = { .forms = 0 };
    struct parser p = { .at = text, .rule = &rule };
    uint32_t forms;

    if (!accept(&p, "nplurals") || !accept(&p, "=") || !parse_number(&p, &forms) || forms < 1 || forms > 6 ||
        !accept(&p, ";") || !accept(&p, "plural") || !accept(&p, "=") || !parse_choice(&p)) {
        return RC_INVALID;
    }
    (void)accept(&p, ";");
    skip_space(&p);
    if (*p.at != '\0') {
        return RC_INVALID;
    }
    rule.forms = forms;
    *out = rule;
    return RC_OK;
}
