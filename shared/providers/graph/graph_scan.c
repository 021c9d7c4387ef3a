#include "providers/graph/graph_scan.h"

#include <string.h>

#include "base/strbuf.h"
#include "base/text.h"

struct cursor {
    const uint8_t *at;
    const uint8_t *end;
};

static void skip_space(struct cursor *c)
{
    while (c->at < c->end && (*c->at == ' ' || *c->at == '\t' || *c->at == '\n' || *c->at == '\r')) {
        c->at++;
    }
}

static bool take(struct cursor *c, char wanted)
{
    if (c->at < c->end && *c->at == (uint8_t)wanted) {
        c->at++;
        return true;
    }
    return false;
}

static bool is_digit(const struct cursor *c)
{
    return c->at < c->end && *c->at >= '0' && *c->at <= '9';
}

static bool check_escape(struct cursor *c)
{
    if (c->at == c->end) {
        return false;
    }
    if (*c->at++ != 'u') {
        return strchr("\"\\/bfnrt", c->at[-1]) != NULL && c->at[-1] != '\0';
    }
    for (int i = 0; i < 4; i++, c->at++) {
        if (c->at == c->end || hex_value((char)*c->at) < 0) {
            return false;
        }
    }
    return true;
}

static bool check_string(struct cursor *c)
{
    if (!take(c, '"')) {
        return false;
    }
    while (c->at < c->end && *c->at != '"') {
        if (*c->at < 0x20) {
            return false;
        }
        if (*c->at++ == '\\' && !check_escape(c)) {
            return false;
        }
    }
    return take(c, '"');
}

static bool check_digits(struct cursor *c)
{
    if (!is_digit(c)) {
        return false;
    }
    while (is_digit(c)) {
        c->at++;
    }
    return true;
}

static bool check_number(struct cursor *c)
{
    (void)take(c, '-');
    if (!take(c, '0') && !check_digits(c)) {
        return false;
    }
    if (take(c, '.') && !check_digits(c)) {
        return false;
    }
    if (take(c, 'e') || take(c, 'E')) {
        if (!take(c, '+')) {
            (void)take(c, '-');
        }
        return check_digits(c);
    }
    return true;
}

static bool check_word(struct cursor *c, const char *word)
{
    size_t len = strlen(word);

    if ((size_t)(c->end - c->at) < len || memcmp(c->at, word, len) != 0) {
        return false;
    }
    c->at += len;
    return true;
}

static bool check_scalar(struct cursor *c)
{
    if (c->at == c->end) {
        return false;
    }
    switch (*c->at) {
    case '"':
        return check_string(c);
    case 't':
        return check_word(c, "true");
    case 'f':
        return check_word(c, "false");
    case 'n':
        return check_word(c, "null");
    default:
        return check_number(c);
    }
}

static bool check_key(struct cursor *c)
{
    skip_space(c);
    if (!check_string(c)) {
        return false;
    }
    skip_space(c);
    return take(c, ':');
}

/* The containers that stand open. */
struct nesting {
    char open[GRAPH_SCAN_DEPTH_MAX];
    size_t depth;
};

/* A scalar, an empty container, or the opening of another one: then *entered. */
static bool check_start(struct cursor *c, struct nesting *nesting, bool *entered)
{
    uint8_t kind = c->at < c->end ? *c->at : 0;

    *entered = false;
    if (kind != '{' && kind != '[') {
        return check_scalar(c);
    }
    if (nesting->depth == GRAPH_SCAN_DEPTH_MAX) {
        return false;
    }
    c->at++;
    skip_space(c);
    if (take(c, kind == '[' ? ']' : '}')) {
        return true;
    }
    nesting->open[nesting->depth++] = (char)kind;
    *entered = true;
    return kind == '[' || check_key(c);
}

/* After a value: closes what ends here. False: what follows fits nothing. *more: another value of the same container follows. */
static bool check_end(struct cursor *c, struct nesting *nesting, bool *more)
{
    *more = false;
    while (nesting->depth > 0) {
        char kind = nesting->open[nesting->depth - 1];

        skip_space(c);
        if (take(c, ',')) {
            *more = true;
            return kind == '[' || check_key(c);
        }
        if (!take(c, kind == '[' ? ']' : '}')) {
            return false;
        }
        nesting->depth--;
    }
    return true;
}

enum rc graph_scan_check(struct bytes text, struct bytes *value)
{
    struct cursor c = { text.data, text.data + text.len };
    struct nesting nesting = { .depth = 0 };
    const uint8_t *from;
    const uint8_t *to;
    bool entered = false;
    bool more = true;

    if (text.len == 0 || !utf8_valid(text)) {
        return RC_INVALID;
    }
    skip_space(&c);
    from = c.at;
    while (more) {
        skip_space(&c);
        if (!check_start(&c, &nesting, &entered) || (!entered && !check_end(&c, &nesting, &more))) {
            return RC_INVALID;
        }
    }
    to = c.at;
    skip_space(&c);
    if (c.at != c.end) {
        return RC_INVALID;
    }
    *value = bytes_of(from, (size_t)(to - from));
    return RC_OK;
}

/* ---- finding, in a text that was checked ---- */

static void skip_string(struct cursor *c)
{
    for (c->at++; c->at < c->end && *c->at != '"'; c->at++) {
        if (*c->at == '\\') {
            c->at++;
        }
    }
    c->at++;
}

static void skip_value(struct cursor *c)
{
    size_t depth = 0;

    do {
        switch (*c->at) {
        case '"':
            skip_string(c);
            break;
        case '{':
        case '[':
            depth++;
            c->at++;
            break;
        case '}':
        case ']':
            depth--;
            c->at++;
            break;
        default:
            c->at++;
        }
        while (depth == 0 && c->at < c->end && strchr(",]} \t\r\n", (char)*c->at) == NULL) {
            c->at++;
        }
    } while (depth > 0 && c->at < c->end);
}

static struct bytes take_value(struct cursor *c)
{
    const uint8_t *from;

    skip_space(c);
    from = c->at;
    skip_value(c);
    return bytes_of(from, (size_t)(c->at - from));
}

/* Stands before the next element of `container`; false at its end. */
static bool enter(struct bytes container, char kind, size_t at, struct cursor *c)
{
    if (container.len < 2 || container.data[0] != (uint8_t)kind) {
        return false;
    }
    *c = (struct cursor){ container.data + (at == 0 ? 1 : at), container.data + container.len - 1 };
    skip_space(c);
    if (take(c, ',')) {
        skip_space(c);
    }
    return c->at < c->end;
}

bool graph_scan_pair(struct bytes object, size_t *at, struct bytes *key, struct bytes *value)
{
    struct cursor c;

    if (!enter(object, '{', *at, &c)) {
        return false;
    }
    *key = bytes_of(c.at, 0);
    skip_string(&c);
    key->len = (size_t)(c.at - key->data);
    skip_space(&c);
    (void)take(&c, ':');
    *value = take_value(&c);
    *at = (size_t)(c.at - object.data);
    return true;
}

bool graph_scan_item(struct bytes array, size_t *at, struct bytes *value)
{
    struct cursor c;

    if (!enter(array, '[', *at, &c)) {
        return false;
    }
    *value = take_value(&c);
    *at = (size_t)(c.at - array.data);
    return true;
}

bool graph_scan_member(struct bytes object, const char *key, struct bytes *value)
{
    size_t len = strlen(key);
    size_t at = 0;
    struct bytes found;

    while (graph_scan_pair(object, &at, &found, value)) {
        if (found.len == len + 2 && memcmp(found.data + 1, key, len) == 0) {
            return true;
        }
    }
    return false;
}

bool graph_scan_is_object(struct bytes value)
{
    return value.len > 0 && value.data[0] == '{';
}

bool graph_scan_is_array(struct bytes value)
{
    return value.len > 0 && value.data[0] == '[';
}

/* ---- scalars ---- */

static uint32_t hex4(const uint8_t *at)
{
    uint32_t value = 0;

    for (int i = 0; i < 4; i++) {
        value = value << 4 | (uint32_t)hex_value((char)at[i]);
    }
    return value;
}

/* The code point of \uXXXX at `at`, which stands after the u, and of its second half; 0: none that a text may hold. */
static uint32_t unescape_unicode(struct cursor *c)
{
    uint32_t high = hex4(c->at);
    uint32_t low;

    c->at += 4;
    if (high < 0xd800 || high > 0xdfff) {
        return high;
    }
    if (high > 0xdbff || c->end - c->at < 6 || c->at[0] != '\\' || c->at[1] != 'u') {
        return 0;
    }
    low = hex4(c->at + 2);
    c->at += 6;
    return low >= 0xdc00 && low <= 0xdfff ? 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00) : 0;
}

static bool unescape(struct cursor *c, struct strbuf *out)
{
    static const char escapes[] = "bfnrt";
    static const char meanings[] = "\b\f\n\r\t";
    char kind = (char)*c->at++;
    const char *found;
    uint32_t point;

    if (kind == 'u') {
        point = unescape_unicode(c);
        utf8_put(out, point);
        return point != 0;
    }
    found = strchr(escapes, kind);
    strbuf_put(out, found == NULL ? &kind : &meanings[found - escapes], 1);
    return true;
}

char *graph_scan_text(struct arena *mem, struct bytes value)
{
    struct strbuf out;
    struct cursor c;

    if (value.len < 2 || value.data[0] != '"') {
        return NULL;
    }
    c = (struct cursor){ value.data + 1, value.data + value.len - 1 };
    strbuf_init(&out, mem, value.len);
    while (c.at < c.end) {
        const uint8_t *plain = c.at;

        while (c.at < c.end && *c.at != '\\') {
            c.at++;
        }
        strbuf_put(&out, plain, (size_t)(c.at - plain));
        if (c.at < c.end) {
            c.at++;
            if (!unescape(&c, &out)) {
                return NULL;
            }
        }
    }
    return out.data;
}

char *graph_scan_member_text(struct arena *mem, struct bytes object, const char *key)
{
    struct bytes value;

    return graph_scan_member(object, key, &value) ? graph_scan_text(mem, value) : NULL;
}

bool graph_scan_int(struct bytes value, int64_t *out)
{
    char digits[20];

    if (value.len == 0 || value.len >= sizeof digits) {
        return false;
    }
    memcpy(digits, value.data, value.len);
    digits[value.len] = '\0';
    return parse_i64(digits, INT64_MIN, INT64_MAX, out) == RC_OK;
}
