#include "reports/json_in.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/text.h"

struct reader {
    struct arena *mem;
    const char *at;
    const char *end;
};

static const int64_t number_max = INT64_C(1) << 53;

static enum rc read_value(struct reader *in, int depth, struct json_in *out);

static void skip_space(struct reader *in)
{
    while (in->at < in->end && (*in->at == ' ' || *in->at == '\n' || *in->at == '\r' || *in->at == '\t')) {
        in->at++;
    }
}

static bool take(struct reader *in, char c)
{
    skip_space(in);
    if (in->at == in->end || *in->at != c) {
        return false;
    }
    in->at++;
    return true;
}

static bool take_word(struct reader *in, const char *word)
{
    size_t len = strlen(word);

    if ((size_t)(in->end - in->at) < len || memcmp(in->at, word, len) != 0) {
        return false;
    }
    in->at += len;
    return true;
}

static bool hex4(struct reader *in, uint32_t *out)
{
    *out = 0;
    for (int i = 0; i < 4; i++) {
        int digit = in->at < in->end ? hex_value(*in->at) : -1;

        if (digit < 0) {
            return false;
        }
        *out = *out << 4 | (uint32_t)digit;
        in->at++;
    }
    return true;
}

static bool read_unicode(struct reader *in, struct strbuf *buf)
{
    uint32_t high;
    uint32_t low;

    if (!hex4(in, &high) || high == 0 || (high >= 0xdc00 && high <= 0xdfff)) {
        return false;
    }
    if (high >= 0xd800 && high <= 0xdbff) {
        if (!take_word(in, "\\u") || !hex4(in, &low) || low < 0xdc00 || low > 0xdfff) {
            return false;
        }
        high = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
    }
    utf8_put(buf, high);
    return true;
}

static bool read_escape(struct reader *in, struct strbuf *buf)
{
    static const char from[] = "\"\\/bfnrt";
    static const char to[] = "\"\\/\b\f\n\r\t";
    const char *found;
    char c;

    if (in->at == in->end) {
        return false;
    }
    c = *in->at++;
    if (c == 'u') {
        return read_unicode(in, buf);
    }
    found = c == '\0' ? NULL : strchr(from, c);
    if (found == NULL) {
        return false;
    }
    strbuf_putc(buf, to[found - from]);
    return true;
}

/* After the opening quotation mark. */
static enum rc read_text(struct reader *in, const char **out)
{
    struct strbuf buf;

    strbuf_init(&buf, in->mem, JSON_IN_BYTES_MAX);
    while (in->at < in->end && *in->at != '"') {
        unsigned char c = (unsigned char)*in->at++;

        if (c < 0x20) {
            return RC_INVALID;
        }
        if (c != '\\') {
            strbuf_putc(&buf, (char)c);
        } else if (!read_escape(in, &buf)) {
            return RC_INVALID;
        }
    }
    if (in->at == in->end) {
        return RC_INVALID;
    }
    in->at++;
    *out = buf.data;
    return strbuf_done(&buf);
}

static enum rc read_number(struct reader *in, struct json_in *out)
{
    char digits[24];
    size_t len = 0;
    size_t sign = *in->at == '-' ? 1 : 0;

    while (in->at < in->end && (*in->at == '-' || (*in->at >= '0' && *in->at <= '9')) && len + 1 < sizeof digits) {
        digits[len++] = *in->at++;
    }
    digits[len] = '\0';
    if (len == sign || (digits[sign] == '0' && len > sign + 1)) {
        return RC_INVALID;
    }
    if (in->at < in->end && strchr(".eE-0123456789", *in->at) != NULL) {
        return RC_INVALID;
    }
    out->type = JSON_IN_INT;
    return parse_i64(digits, -number_max, number_max, &out->number);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool has_duplicates(struct arena *mem, const struct json_in *object)
{
    const char **names = arena_calloc(mem, object->count, sizeof *names);

    for (size_t i = 0; i < object->count; i++) {
        names[i] = object->items[i].name;
    }
    qsort(names, object->count, sizeof *names, by_name);
    for (size_t i = 1; i < object->count; i++) {
        if (strcmp(names[i - 1], names[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* After the opening bracket: the items of an object or array up to `close`. */
static enum rc read_items(struct reader *in, int depth, char close, struct json_in *out)
{
    size_t capacity = 0;

    if (depth == JSON_IN_DEPTH_MAX) {
        return RC_TOO_LARGE;
    }
    if (take(in, close)) {
        return RC_OK;
    }
    do {
        struct json_in item = { .type = JSON_IN_NULL };
        enum rc rc = RC_OK;

        if (out->type == JSON_IN_OBJECT) {
            rc = take(in, '"') ? read_text(in, &item.name) : RC_INVALID;
            if (rc == RC_OK && !take(in, ':')) {
                rc = RC_INVALID;
            }
        }
        if (rc == RC_OK) {
            rc = read_value(in, depth + 1, &item);
        }
        if (rc != RC_OK) {
            return rc;
        }
        out->items = arena_grow(in->mem, out->items, out->count, &capacity, sizeof *out->items);
        out->items[out->count++] = item;
    } while (take(in, ','));
    if (!take(in, close) || (out->type == JSON_IN_OBJECT && has_duplicates(in->mem, out))) {
        return RC_INVALID;
    }
    return RC_OK;
}

/* Sets everything but the name. */
static enum rc read_value(struct reader *in, int depth, struct json_in *out)
{
    skip_space(in);
    if (in->at == in->end) {
        return RC_INVALID;
    }
    switch (*in->at) {
    case '{':
        in->at++;
        out->type = JSON_IN_OBJECT;
        return read_items(in, depth, '}', out);
    case '[':
        in->at++;
        out->type = JSON_IN_ARRAY;
        return read_items(in, depth, ']', out);
    case '"':
        in->at++;
        out->type = JSON_IN_TEXT;
        return read_text(in, &out->text);
    case 't':
    case 'f':
        out->type = JSON_IN_BOOL;
        out->number = *in->at == 't' ? 1 : 0;
        return take_word(in, out->number == 1 ? "true" : "false") ? RC_OK : RC_INVALID;
    case 'n':
        out->type = JSON_IN_NULL;
        return take_word(in, "null") ? RC_OK : RC_INVALID;
    default:
        return read_number(in, out);
    }
}

enum rc json_in_parse(struct arena *mem, struct bytes text, struct json_in *out)
{
    struct reader in = { .mem = mem, .at = (const char *)text.data, .end = (const char *)text.data + text.len };
    struct json_in document = { .type = JSON_IN_NULL };
    enum rc rc;

    if (text.len > JSON_IN_BYTES_MAX) {
        return RC_TOO_LARGE;
    }
    if (text.len == 0 || !utf8_valid(text)) {
        return RC_INVALID;
    }
    rc = read_value(&in, 0, &document);
    skip_space(&in);
    if (rc == RC_OK && in.at != in.end) {
        rc = RC_INVALID;
    }
    if (rc == RC_OK) {
        *out = document;
    }
    return rc;
}

const struct json_in *json_in_get(const struct json_in *object, const char *name)
{
    for (size_t i = 0; object->type == JSON_IN_OBJECT && i < object->count; i++) {
        if (strcmp(object->items[i].name, name) == 0) {
            return &object->items[i];
        }
    }
    return NULL;
}

const char *json_in_text(const struct json_in *object, const char *name)
{
    const struct json_in *member = json_in_get(object, name);

    return member != NULL && member->type == JSON_IN_TEXT ? member->text : NULL;
}

int64_t json_in_count(const struct json_in *object, const char *name)
{
    const struct json_in *member = json_in_get(object, name);

    return member != NULL && member->type == JSON_IN_INT && member->number >= 0 ? member->number : -1;
}
