#include "core/drift/document.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/drift/document_string.h"
#include "core/drift/number.h"

const struct document_limits document_limits_default = { .bytes = 64U << 20, .depth = 200 };

enum { INSERTION_SORT_MAX = 24 };

struct parser {
    struct arena *arena;
    const uint8_t *begin;
    const uint8_t *at;
    const uint8_t *end;
    struct node *stack; /* items of the open containers; a closed one's move to the arena */
    size_t count;
    size_t capacity;
    uint32_t depth_left;
    struct document_error *error;
};

static bool parse_value(struct parser *p, struct node *out);

static bool refuse(struct parser *p, enum document_refusal refusal, const uint8_t *at)
{
    *p->error = (struct document_error){ .refusal = refusal, .at = (size_t)(at - p->begin) };
    return false;
}

static uint32_t offset(const struct parser *p)
{
    return (uint32_t)(p->at - p->begin);
}

static void skip_space(struct parser *p)
{
    while (p->at < p->end && (*p->at == ' ' || *p->at == '\n' || *p->at == '\r' || *p->at == '\t')) {
        p->at++;
    }
}

static int peek(const struct parser *p)
{
    return p->at < p->end ? *p->at : -1;
}

static size_t skip_digits(struct parser *p)
{
    const uint8_t *from = p->at;

    while (p->at < p->end && *p->at >= '0' && *p->at <= '9') {
        p->at++;
    }
    return (size_t)(p->at - from);
}

static bool skip_exponent(struct parser *p)
{
    const uint8_t *from = p->at++;

    if (peek(p) == '+' || peek(p) == '-') {
        p->at++;
    }
    return skip_digits(p) > 0 || refuse(p, DOCUMENT_NUMBER_FORM, from);
}

static bool parse_number(struct parser *p, struct node *out)
{
    const uint8_t *from = p->at;
    size_t digits;

    p->at += peek(p) == '-';
    digits = skip_digits(p);
    if (digits == 0 || (digits > 1 && p->at[-(ptrdiff_t)digits] == '0')) {
        return refuse(p, DOCUMENT_NUMBER_FORM, from);
    }
    if (peek(p) == '.') {
        p->at++;
        if (skip_digits(p) == 0) {
            return refuse(p, DOCUMENT_NUMBER_FORM, from);
        }
    }
    if (peek(p) == 'e' || peek(p) == 'E') {
        if (!skip_exponent(p)) {
            return false;
        }
        if (!number_in_range((const char *)from, (size_t)(p->at - from))) {
            return refuse(p, DOCUMENT_NUMBER_RANGE, from);
        }
    }
    out->kind = DOCUMENT_NUMBER;
    out->text = (const char *)from;
    out->len = (uint32_t)(p->at - from);
    return true;
}

static bool parse_string(struct parser *p, const char **text, uint32_t *len)
{
    struct string_error error;

    if (!string_read(p->arena, p->at, p->end, &p->at, text, len, &error)) {
        return refuse(p, error.refusal, error.at);
    }
    return true;
}

static bool parse_word(struct parser *p, const char *word, enum document_kind kind, struct node *out)
{
    size_t len = strlen(word);

    if ((size_t)(p->end - p->at) < len || memcmp(p->at, word, len) != 0) {
        return refuse(p, DOCUMENT_SYNTAX, p->at);
    }
    p->at += len;
    out->kind = kind;
    return true;
}

/* A place for one more item; what it holds is complete before the next is asked for. */
static struct node *push(struct parser *p)
{
    p->stack = arena_grow(p->arena, p->stack, p->count, &p->capacity, sizeof *p->stack);
    p->stack[p->count] = (struct node){ .name = NULL };
    return &p->stack[p->count++];
}

static void take_items(struct parser *p, size_t base, struct node *out)
{
    size_t count = p->count - base;

    out->items = arena_alloc(p->arena, count * sizeof *out->items);
    if (count > 0) {
        memcpy(out->items, p->stack + base, count * sizeof *out->items);
    }
    out->len = (uint32_t)count;
    p->count = base;
}

int document_name_compare(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t shorter = a_len < b_len ? a_len : b_len;
    size_t i = 0;

    while (shorter - i >= sizeof(uint64_t) && memcmp(a + i, b + i, sizeof(uint64_t)) == 0) {
        i += sizeof(uint64_t);
    }
    for (; i < shorter; i++) {
        uint8_t x = (uint8_t)a[i];
        uint8_t y = (uint8_t)b[i];

        if (x != y) {
            /* UTF-16 puts U+E000..U+FFFF (lead bytes EE, EF) after the surrogates of what is past U+FFFF (lead byte F0 and up) */
            bool swapped = x >= 0xee && y >= 0xee && (x >= 0xf0) != (y >= 0xf0);

            return (x < y) == !swapped ? -1 : 1;
        }
    }
    return (a_len > b_len) - (a_len < b_len);
}

static int by_name(const void *a, const void *b)
{
    const struct node *x = a;
    const struct node *y = b;

    return document_name_compare(x->name, x->name_len, y->name, y->name_len);
}

static void sort_members(struct node *items, size_t count)
{
    if (count > INSERTION_SORT_MAX) {
        qsort(items, count, sizeof *items, by_name);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        size_t to = i;
        struct node item;

        while (to > 0 && by_name(&items[to - 1], &items[i]) > 0) {
            to--;
        }
        if (to == i) {
            continue;
        }
        item = items[i];
        memmove(items + to + 1, items + to, (i - to) * sizeof *items);
        items[to] = item;
    }
}

static bool sort_and_check(struct parser *p, const struct node *object)
{
    sort_members(object->items, object->len);
    for (uint32_t i = 1; i < object->len; i++) {
        if (by_name(&object->items[i - 1], &object->items[i]) == 0) {
            uint32_t second = object->items[i].start;
            uint32_t first = object->items[i - 1].start;

            return refuse(p, DOCUMENT_DUPLICATE, p->begin + (first > second ? first : second));
        }
    }
    return true;
}

/* After an item: 1 another follows, 0 the container is closed, -1 refused. */
static int next_item(struct parser *p, uint8_t close)
{
    skip_space(p);
    if (peek(p) == ',') {
        p->at++;
        skip_space(p);
        return 1;
    }
    if (peek(p) == close) {
        p->at++;
        return 0;
    }
    (void)refuse(p, DOCUMENT_SYNTAX, p->at);
    return -1;
}

/* NOLINTBEGIN(misc-no-recursion): depth_left bounds the depth */
static bool parse_member(struct parser *p)
{
    struct node member = { .name = NULL };

    if (peek(p) != '"') {
        return refuse(p, DOCUMENT_SYNTAX, p->at);
    }
    if (!parse_string(p, &member.name, &member.name_len)) {
        return false;
    }
    skip_space(p);
    if (peek(p) != ':') {
        return refuse(p, DOCUMENT_SYNTAX, p->at);
    }
    p->at++;
    if (!parse_value(p, &member)) {
        return false;
    }
    *push(p) = member;
    return true;
}

static bool parse_element(struct parser *p)
{
    struct node element = { .name = NULL };

    if (!parse_value(p, &element)) {
        return false;
    }
    *push(p) = element;
    return true;
}

static bool parse_container(struct parser *p, struct node *out)
{
    bool object = *p->at == '{';
    uint8_t close = object ? '}' : ']';
    size_t base = p->count;
    int more = 1;

    if (p->depth_left == 0) {
        return refuse(p, DOCUMENT_TOO_DEEP, p->at);
    }
    p->depth_left--;
    out->kind = object ? DOCUMENT_OBJECT : DOCUMENT_ARRAY;
    p->at++;
    skip_space(p);
    if (peek(p) == close) {
        p->at++;
        more = 0;
    }
    while (more > 0) {
        if (!(object ? parse_member(p) : parse_element(p))) {
            return false;
        }
        more = next_item(p, close);
    }
    p->depth_left++;
    if (more < 0) {
        return false;
    }
    take_items(p, base, out);
    return !object || sort_and_check(p, out);
}

static bool parse_bare(struct parser *p, struct node *out)
{
    switch (peek(p)) {
    case 't':
        return parse_word(p, "true", DOCUMENT_TRUE, out);
    case 'f':
        return parse_word(p, "false", DOCUMENT_FALSE, out);
    case 'n':
        return parse_word(p, "null", DOCUMENT_NULL, out);
    case 'N':
    case 'I':
    case '+':
    case '.':
        return refuse(p, DOCUMENT_NUMBER_FORM, p->at);
    default:
        break;
    }
    if (peek(p) == '-' || (peek(p) >= '0' && peek(p) <= '9')) {
        return parse_number(p, out);
    }
    return refuse(p, DOCUMENT_SYNTAX, p->at);
}

static bool parse_value(struct parser *p, struct node *out)
{
    bool ok;

    skip_space(p);
    out->start = offset(p);
    if (peek(p) == '"') {
        out->kind = DOCUMENT_STRING;
        ok = parse_string(p, &out->text, &out->len);
    } else if (peek(p) == '{' || peek(p) == '[') {
        ok = parse_container(p, out);
    } else {
        ok = parse_bare(p, out);
    }
    out->end = offset(p);
    return ok;
}

/* NOLINTEND(misc-no-recursion) */

static bool parse_all(struct parser *p, struct node *out)
{
    if (p->end - p->at >= 3 && memcmp(p->at, "\xef\xbb\xbf", 3) == 0) {
        return refuse(p, DOCUMENT_BOM, p->at);
    }
    if (!parse_value(p, out)) {
        return false;
    }
    skip_space(p);
    return p->at == p->end || refuse(p, DOCUMENT_SYNTAX, p->at);
}

enum rc document_parse(struct arena *arena, struct bytes text, const struct document_limits *limits, struct node **out,
                       struct document_error *error)
{
    struct node *root = arena_alloc(arena, sizeof *root);
    struct parser p = { .arena = arena, .depth_left = limits->depth, .error = error };

    *error = (struct document_error){ .refusal = DOCUMENT_ACCEPTED };
    if (text.len > limits->bytes || text.len > UINT32_MAX) {
        *error = (struct document_error){ .refusal = DOCUMENT_TOO_LARGE, .at = limits->bytes };
        return RC_TOO_LARGE;
    }
    p.begin = text.len == 0 ? (const uint8_t *)"" : text.data;
    p.at = p.begin;
    p.end = p.begin + text.len;
    if (!parse_all(&p, root)) {
        return error->refusal == DOCUMENT_TOO_DEEP ? RC_TOO_LARGE : RC_INVALID;
    }
    *out = root;
    return RC_OK;
}

const char *document_refusal_text(enum document_refusal refusal)
{
    static const char *const texts[DOCUMENT_REFUSAL_COUNT] = {
        [DOCUMENT_ACCEPTED] = "",
        [DOCUMENT_SYNTAX] = N_("not valid JSON"),
        [DOCUMENT_DUPLICATE] = N_("an object has two members of one name"),
        [DOCUMENT_UTF8] = N_("invalid UTF-8"),
        [DOCUMENT_SURROGATE] = N_("a lone surrogate in a string"),
        [DOCUMENT_CONTROL] = N_("a raw control character in a string"),
        [DOCUMENT_BOM] = N_("a byte order mark inside the text"),
        [DOCUMENT_NUMBER_FORM] = N_("a number that JSON does not know"),
        [DOCUMENT_NUMBER_RANGE] = N_("a number with too large an exponent"),
        [DOCUMENT_TOO_DEEP] = N_("nested too deep"),
        [DOCUMENT_TOO_LARGE] = N_("too large"),
    };

    return texts[refusal];
}

struct node *document_member(const struct node *object, const char *name)
{
    size_t len = strlen(name);
    uint32_t low = 0;
    uint32_t high = object != NULL && object->kind == DOCUMENT_OBJECT ? object->len : 0;

    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        struct node *item = &object->items[mid];
        int order = document_name_compare(name, len, item->name, item->name_len);

        if (order == 0) {
            return item;
        }
        if (order < 0) {
            high = mid;
        } else {
            low = mid + 1;
        }
    }
    return NULL;
}

const char *document_text(struct arena *arena, const struct node *node)
{
    if (node == NULL || node->kind != DOCUMENT_STRING || memchr(node->text, 0, node->len) != NULL) {
        return NULL;
    }
    return arena_strndup(arena, node->text, node->len);
}

bool document_is(const struct node *node, const char *text)
{
    return node != NULL && node->kind == DOCUMENT_STRING && node->len == strlen(text) &&
           memcmp(node->text, text, node->len) == 0;
}
