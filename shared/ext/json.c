#include "ext/json.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum {
    FEW_KEYS = 12 /* up to here every pair is compared; above, keys are sorted */
};

struct json {
    enum json_type type;
    bool truth;
    struct bytes text; /* a string's content or a number's source; NUL-terminated */
    size_t count; /* of items */
    const struct json *items;
    const struct bytes *keys; /* of an object, one for each item */
};

struct reader {
    struct cx *cx;
    const uint8_t *start;
    const uint8_t *at;
    const uint8_t *end;
    int depth;
};

static enum rc broken(struct reader *r, const char *what)
{
    return fail_set(r->cx, RC_INVALID, NULL, "json: %s at byte %zu", what, (size_t)(r->at - r->start));
}

static void skip_space(struct reader *r)
{
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\t' || *r->at == '\n' || *r->at == '\r')) {
        r->at++;
    }
}

static bool next_is(const struct reader *r, char c)
{
    return r->at < r->end && *r->at == (uint8_t)c;
}

static bool accept(struct reader *r, char c)
{
    if (!next_is(r, c)) {
        return false;
    }
    r->at++;
    return true;
}

static bool accept_word(struct reader *r, const char *word)
{
    size_t len = strlen(word);

    if ((size_t)(r->end - r->at) < len || memcmp(r->at, word, len) != 0) {
        return false;
    }
    r->at += len;
    return true;
}

/* ---- numbers ---- */

static size_t skip_digits(struct reader *r)
{
    const uint8_t *from = r->at;

    while (r->at < r->end && *r->at >= '0' && *r->at <= '9') {
        r->at++;
    }
    return (size_t)(r->at - from);
}

static enum rc read_number(struct reader *r, struct json *out)
{
    const uint8_t *from = r->at;

    (void)accept(r, '-');
    if (!accept(r, '0') && skip_digits(r) == 0) {
        return broken(r, "no value");
    }
    if (accept(r, '.') && skip_digits(r) == 0) {
        return broken(r, "no digits after the point");
    }
    if (accept(r, 'e') || accept(r, 'E')) {
        if (!accept(r, '+')) {
            (void)accept(r, '-');
        }
        if (skip_digits(r) == 0) {
            return broken(r, "no digits in the exponent");
        }
    }
    out->type = JSON_NUMBER;
    out->text = arena_bytes(r->cx->mem, bytes_of(from, (size_t)(r->at - from)));
    return RC_OK;
}

/* ---- strings ---- */

static bool read_hex4(struct reader *r, uint32_t *out)
{
    uint32_t value = 0;

    if (r->end - r->at < 4) {
        return false;
    }
    for (int i = 0; i < 4; i++) {
        int digit = hex_value((char)*r->at++);

        if (digit < 0) {
            return false;
        }
        value = value * 16 + (uint32_t)digit;
    }
    *out = value;
    return true;
}

static enum rc read_unicode(struct reader *r, struct strbuf *out)
{
    uint32_t first;
    uint32_t second;

    if (!read_hex4(r, &first)) {
        return broken(r, "malformed \\u");
    }
    if (first >= 0xd800 && first <= 0xdfff) {
        if (first >= 0xdc00 || !accept(r, '\\') || !accept(r, 'u') || !read_hex4(r, &second) || second < 0xdc00 ||
            second > 0xdfff) {
            return broken(r, "lone surrogate");
        }
        first = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
    }
    utf8_put(out, first);
    return RC_OK;
}

static enum rc read_escape(struct reader *r, struct strbuf *out)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    const char *at;

    if (accept(r, 'u')) {
        return read_unicode(r, out);
    }
    at = r->at < r->end && *r->at != '\0' ? strchr(letters, *r->at) : NULL;
    if (at == NULL) {
        return broken(r, "unknown escape");
    }
    r->at++;
    strbuf_putc(out, meanings[at - letters]);
    return RC_OK;
}

/* After the opening quote. A string without escapes is copied whole. */
static enum rc read_string(struct reader *r, struct bytes *out)
{
    const uint8_t *from = r->at;
    struct strbuf buf;

    while (r->at < r->end && *r->at != '"' && *r->at != '\\' && *r->at >= 0x20) {
        r->at++;
    }
    if (next_is(r, '"')) {
        *out = arena_bytes(r->cx->mem, bytes_of(from, (size_t)(r->at - from)));
        r->at++;
        return RC_OK;
    }
    strbuf_init(&buf, r->cx->mem, (size_t)(r->end - from));
    strbuf_put(&buf, from, (size_t)(r->at - from));
    while (r->at < r->end && *r->at != '"') {
        if (*r->at < 0x20) {
            return broken(r, "control character in a string");
        }
        if (accept(r, '\\')) {
            enum rc rc = read_escape(r, &buf);

            if (rc != RC_OK) {
                return rc;
            }
        } else {
            strbuf_putc(&buf, (char)*r->at++);
        }
    }
    if (!accept(r, '"')) {
        return broken(r, "string without an end");
    }
    *out = strbuf_view(&buf);
    return RC_OK;
}

/* ---- arrays and objects ---- */

static int key_order(const void *a, const void *b)
{
    const struct bytes *x = a;
    const struct bytes *y = b;

    if (x->len != y->len) {
        return x->len < y->len ? -1 : 1;
    }
    return x->len == 0 ? 0 : memcmp(x->data, y->data, x->len);
}

static bool few_keys_differ(const struct bytes *keys, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        for (size_t k = 0; k < i; k++) {
            if (bytes_equal(keys[i], keys[k])) {
                return false;
            }
        }
    }
    return true;
}

static bool keys_differ(struct arena *mem, const struct bytes *keys, size_t count)
{
    struct bytes *sorted;

    if (count <= FEW_KEYS) {
        return few_keys_differ(keys, count);
    }
    sorted = arena_calloc(mem, count, sizeof *sorted);
    memcpy(sorted, keys, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, key_order);
    for (size_t i = 1; i < count; i++) {
        if (bytes_equal(sorted[i - 1], sorted[i])) {
            return false;
        }
    }
    return true;
}

static enum rc read_value(struct reader *r, struct json *out);

static enum rc read_key(struct reader *r, struct bytes *out)
{
    enum rc rc;

    skip_space(r);
    if (!accept(r, '"')) {
        return broken(r, "no key");
    }
    rc = read_string(r, out);
    if (rc != RC_OK) {
        return rc;
    }
    skip_space(r);
    return accept(r, ':') ? RC_OK : broken(r, "no colon");
}

/* After the opening bracket; `close` is ']' or '}'. */
/* NOLINTNEXTLINE(misc-no-recursion): JSON_DEPTH_MAX */
static enum rc read_items(struct reader *r, char close, struct json *out)
{
    struct json *items = NULL;
    struct bytes *keys = NULL;
    size_t capacity = 0;
    size_t key_capacity = 0;

    skip_space(r);
    if (accept(r, close)) {
        return RC_OK;
    }
    do {
        enum rc rc = RC_OK;

        items = arena_grow(r->cx->mem, items, out->count, &capacity, sizeof *items);
        if (close == '}') {
            keys = arena_grow(r->cx->mem, keys, out->count, &key_capacity, sizeof *keys);
            rc = read_key(r, &keys[out->count]);
        }
        if (rc == RC_OK) {
            rc = read_value(r, &items[out->count]);
        }
        if (rc != RC_OK) {
            return rc;
        }
        out->count++;
        skip_space(r);
    } while (accept(r, ','));
    out->items = items;
    out->keys = keys;
    if (!accept(r, close)) {
        return broken(r, close == ']' ? "array without an end" : "object without an end");
    }
    return close == ']' || keys_differ(r->cx->mem, keys, out->count) ? RC_OK : broken(r, "a key twice in the object");
}

/* NOLINTNEXTLINE(misc-no-recursion): JSON_DEPTH_MAX */
static enum rc read_value(struct reader *r, struct json *out)
{
    enum rc rc;
    bool array;

    *out = (struct json){ .type = JSON_NULL };
    skip_space(r);
    if (accept(r, '"')) {
        out->type = JSON_STRING;
        return read_string(r, &out->text);
    }
    if (next_is(r, '[') || next_is(r, '{')) {
        if (r->depth == JSON_DEPTH_MAX) {
            return fail_set(r->cx, RC_TOO_LARGE, NULL, "json: deeper than %d", JSON_DEPTH_MAX);
        }
        array = *r->at++ == '[';
        out->type = array ? JSON_ARRAY : JSON_OBJECT;
        r->depth++;
        rc = read_items(r, array ? ']' : '}', out);
        r->depth--;
        return rc;
    }
    if (accept_word(r, "true") || accept_word(r, "false")) {
        out->type = JSON_BOOL;
        out->truth = r->at[-2] == 'u';
        return RC_OK;
    }
    return accept_word(r, "null") ? RC_OK : read_number(r, out);
}

enum rc json_parse(struct cx *cx, struct bytes text, const struct json **out)
{
    struct reader r = { .cx = cx, .start = text.data, .at = text.data, .end = text.data + text.len };
    struct json *value = arena_alloc(cx->mem, sizeof *value);
    enum rc rc;

    if (text.len == 0 || !utf8_valid(text)) {
        return fail_set(cx, RC_INVALID, NULL, text.len == 0 ? "json: empty" : "json: not UTF-8");
    }
    rc = read_value(&r, value);
    if (rc != RC_OK) {
        return rc;
    }
    skip_space(&r);
    if (r.at != r.end) {
        return broken(&r, "text after the value");
    }
    *out = value;
    return RC_OK;
}

/* ---- asking ---- */

enum json_type json_type(const struct json *value)
{
    return value == NULL ? JSON_NULL : value->type;
}

struct bytes json_bytes(const struct json *value)
{
    return json_type(value) == JSON_STRING ? value->text : bytes_of(NULL, 0);
}

const char *json_text(const struct json *value)
{
    struct bytes bytes = json_bytes(value);

    return bytes.data == NULL || memchr(bytes.data, '\0', bytes.len) != NULL ? NULL : (const char *)bytes.data;
}

const char *json_number(const struct json *value)
{
    return json_type(value) == JSON_NUMBER ? (const char *)value->text.data : NULL;
}

int64_t json_i64(const struct json *value, int64_t otherwise)
{
    const char *text = json_number(value);
    int64_t number;

    return text != NULL && parse_i64(text, INT64_MIN, INT64_MAX, &number) == RC_OK ? number : otherwise;
}

bool json_bool(const struct json *value, bool otherwise)
{
    return json_type(value) == JSON_BOOL ? value->truth : otherwise;
}

size_t json_count(const struct json *value)
{
    return value == NULL ? 0 : value->count;
}

const struct json *json_at(const struct json *value, size_t index)
{
    return index < json_count(value) ? &value->items[index] : NULL;
}

struct bytes json_key_at(const struct json *object, size_t index)
{
    return json_type(object) == JSON_OBJECT && index < object->count ? object->keys[index] : bytes_of(NULL, 0);
}

const struct json *json_get(const struct json *object, const char *key)
{
    if (json_type(object) != JSON_OBJECT) {
        return NULL;
    }
    for (size_t i = 0; i < object->count; i++) {
        if (bytes_equal(object->keys[i], bytes_text(key))) {
            return &object->items[i];
        }
    }
    return NULL;
}

/* ---- writing ---- */

static const char *short_escape(uint8_t c)
{
    switch (c) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\b':
        return "\\b";
    case '\f':
        return "\\f";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return NULL;
    }
}

void json_put_bytes(struct strbuf *out, struct bytes utf8)
{
    size_t from = 0;

    strbuf_putc(out, '"');
    for (size_t i = 0; i < utf8.len; i++) {
        uint8_t c = utf8.data[i];

        if (c >= 0x20 && c != '"' && c != '\\') {
            continue;
        }
        strbuf_put(out, utf8.data + from, i - from);
        from = i + 1;
        if (short_escape(c) != NULL) {
            strbuf_puts(out, short_escape(c));
        } else {
            strbuf_printf(out, "\\u%04x", c);
        }
    }
    strbuf_put(out, utf8.data + from, utf8.len - from);
    strbuf_putc(out, '"');
}

void json_put_text(struct strbuf *out, const char *text)
{
    if (text == NULL) {
        strbuf_puts(out, "null");
        return;
    }
    json_put_bytes(out, bytes_text(text));
}
