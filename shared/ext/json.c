#include "ext/json.h"

#include <ctype.h>
#include <errno.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* json-c reads the document; what it lets pass beside RFC 8259 (measured on 0.16) is refused before, in one pass over the text:
 * 'single quotes', NaN, numbers of other grammars, integers past 64 bits, which it clamps, lone surrogates, which it replaces, and
 * invalid UTF-8.
 * Of a key that is there twice it keeps the last: the text's members are counted and compared with the tree's. */

struct scan {
    struct cx *cx;
    const char *start;
    const char *at;
    const char *end;
    size_t members;
};

static enum rc broken(const struct scan *scan, const char *what)
{
    return fail_set(scan->cx, RC_INVALID, NULL, "json: %s at byte %zu", what, (size_t)(scan->at - scan->start));
}

static bool at_digit(const struct scan *scan)
{
    return scan->at < scan->end && isdigit((unsigned char)*scan->at);
}

static size_t skip_digits(struct scan *scan)
{
    const char *from = scan->at;

    while (at_digit(scan)) {
        scan->at++;
    }
    return (size_t)(scan->at - from);
}

static bool accept(struct scan *scan, const char *any)
{
    if (scan->at == scan->end || *scan->at == '\0' || strchr(any, *scan->at) == NULL) {
        return false;
    }
    scan->at++;
    return true;
}

/* json-c clamps the others. The text goes on behind the number, at the least with a NUL. */
static bool fits_64_bits(const char *number)
{
    errno = 0;
    (void)strtoll(number, NULL, 10);
    return errno != ERANGE;
}

/* RFC 8259, section 6. */
static enum rc scan_number(struct scan *scan)
{
    const char *from = scan->at;
    bool zero;
    size_t digits;
    bool integer = true;

    (void)accept(scan, "-");
    zero = scan->at < scan->end && *scan->at == '0';
    digits = skip_digits(scan);
    if (digits == 0 || (zero && digits > 1)) {
        return broken(scan, "not a number");
    }
    if (accept(scan, ".")) {
        integer = false;
        if (skip_digits(scan) == 0) {
            return broken(scan, "not a number");
        }
    }
    if (accept(scan, "eE")) {
        integer = false;
        (void)accept(scan, "+-");
        if (skip_digits(scan) == 0) {
            return broken(scan, "not a number");
        }
    }
    return integer && !fits_64_bits(from) ? broken(scan, "an integer past 64 bits") : RC_OK;
}

/* The four digits behind \u; -1: they are none. */
static int unit_at(const struct scan *scan, const char *at)
{
    char digits[5] = { 0 };

    if (scan->end - at < 6 || at[0] != '\\' || at[1] != 'u') {
        return -1;
    }
    memcpy(digits, at + 2, 4);
    return strspn(digits, "0123456789abcdefABCDEF") == 4 ? (int)strtol(digits, NULL, 16) : -1;
}

/* Steps over an escape; a high surrogate must be followed by a low one. */
static enum rc scan_escape(struct scan *scan)
{
    int unit = unit_at(scan, scan->at);
    int second;

    if (unit < 0xd800 || unit > 0xdfff) {
        scan->at += scan->end - scan->at > 1 ? 2 : 1;
        return RC_OK;
    }
    second = unit < 0xdc00 ? unit_at(scan, scan->at + 6) : -1;
    if (second < 0xdc00 || second > 0xdfff) {
        return broken(scan, "a lone surrogate");
    }
    scan->at += 12;
    return RC_OK;
}

static enum rc scan_string(struct scan *scan)
{
    enum rc rc = RC_OK;

    scan->at++;
    while (rc == RC_OK && scan->at < scan->end && *scan->at != '"') {
        if (*scan->at == '\\') {
            rc = scan_escape(scan);
        } else if ((unsigned char)*scan->at < 0x20) {
            rc = broken(scan, "a control character in a string");
        } else {
            scan->at++;
        }
    }
    if (rc == RC_OK && scan->at == scan->end) {
        return broken(scan, "a string without an end");
    }
    scan->at++;
    return rc;
}

static enum rc scan_text(struct scan *scan)
{
    enum rc rc = RC_OK;

    while (rc == RC_OK && scan->at < scan->end) {
        if (*scan->at == '"') {
            rc = scan_string(scan);
        } else if (*scan->at == '-' || at_digit(scan)) {
            rc = scan_number(scan);
        } else if (accept(scan, ":")) {
            scan->members++;
        } else if (!accept(scan, " \t\r\n{}[],truefalsn")) {
            rc = broken(scan, "a character that cannot be there");
        }
    }
    return rc;
}

static size_t count_members(struct json_object *value) /* NOLINT(misc-no-recursion): JSON_DEPTH_MAX */
{
    size_t count = 0;

    if (json_object_is_type(value, json_type_array)) {
        for (size_t i = 0; i < json_object_array_length(value); i++) {
            count += count_members(json_object_array_get_idx(value, i));
        }
    } else if (json_object_is_type(value, json_type_object)) {
        json_object_object_foreach(value, key, member)
        {
            (void)key;
            count += 1 + count_members(member);
        }
    }
    return count;
}

static void put_object(void *object)
{
    (void)json_object_put(object);
}

static enum rc refuse(struct cx *cx, struct json_tokener *tokener)
{
    enum json_tokener_error error = json_tokener_get_error(tokener);

    if (error == json_tokener_error_depth) {
        return fail_set(cx, RC_TOO_LARGE, NULL, "json: deeper than %d levels", JSON_DEPTH_MAX);
    }
    return fail_set(cx, RC_INVALID, NULL, "json: %s at byte %zu",
                    error == json_tokener_continue ? "ends too early" : json_tokener_error_desc(error),
                    json_tokener_get_parse_end(tokener));
}

/* JSON's null is no object to json-c; one value stands for it at the top, where NULL would mean that nothing is there. */
enum rc json_parse(struct cx *cx, struct bytes text, const struct json **out)
{
    const char *start = arena_strndup(cx->mem, (const char *)text.data, text.len);
    struct scan scan = { .cx = cx, .start = start, .at = start, .end = start + text.len };
    struct json_tokener *tokener;
    struct json_object *root;
    enum rc rc;

    if (text.len > JSON_BYTES_MAX) {
        return fail_set(cx, RC_TOO_LARGE, NULL, "json: %zu bytes", text.len);
    }
    if (!utf8_valid(text)) {
        return fail_set(cx, RC_INVALID, NULL, "json: invalid UTF-8");
    }
    rc = scan_text(&scan);
    if (rc != RC_OK) {
        return rc;
    }
    tokener = json_tokener_new_ex(JSON_DEPTH_MAX);
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    root = json_tokener_parse_ex(tokener, start, (int)text.len + 1);
    if (json_tokener_get_error(tokener) != json_tokener_success) {
        rc = refuse(cx, tokener);
    }
    json_tokener_free(tokener);
    if (rc != RC_OK) {
        return rc;
    }
    arena_defer(cx->mem, put_object, root);
    if (count_members(root) != scan.members) {
        return fail_set(cx, RC_INVALID, NULL, "json: a key is there twice in one object");
    }
    *out = (const struct json *)(const void *)root;
    return RC_OK;
}

/* ---- asking ---- */

/* json-c's functions take no const; the ones that are called here change nothing but a cache of their own. */
static struct json_object *object_of(const struct json *value)
{
    union {
        const struct json *ours;
        struct json_object *theirs;
    } same = { .ours = value };

    return same.theirs;
}

enum json_kind json_kind_of(const struct json *value)
{
    switch (json_object_get_type(object_of(value))) {
    case json_type_boolean:
        return JSON_BOOL;
    case json_type_double:
    case json_type_int:
        return JSON_NUMBER;
    case json_type_string:
        return JSON_STRING;
    case json_type_array:
        return JSON_ARRAY;
    case json_type_object:
        return JSON_OBJECT;
    case json_type_null:
        break;
    }
    return JSON_NULL;
}

struct bytes json_bytes(const struct json *value)
{
    if (json_kind_of(value) != JSON_STRING) {
        return bytes_of(NULL, 0);
    }
    return bytes_of(json_object_get_string(object_of(value)), (size_t)json_object_get_string_len(object_of(value)));
}

const char *json_text(const struct json *value)
{
    struct bytes bytes = json_bytes(value);

    return bytes.data == NULL || memchr(bytes.data, '\0', bytes.len) != NULL ? NULL : (const char *)bytes.data;
}

const char *json_number(const struct json *value)
{
    return json_kind_of(value) == JSON_NUMBER ? json_object_get_string(object_of(value)) : NULL;
}

int64_t json_i64(const struct json *value, int64_t otherwise)
{
    return json_object_is_type(object_of(value), json_type_int) ? json_object_get_int64(object_of(value)) : otherwise;
}

bool json_truth(const struct json *value, bool otherwise)
{
    return json_kind_of(value) == JSON_BOOL ? json_object_get_boolean(object_of(value)) : otherwise;
}

size_t json_count(const struct json *value)
{
    enum json_kind type = json_kind_of(value);

    if (type == JSON_ARRAY) {
        return json_object_array_length(object_of(value));
    }
    return type == JSON_OBJECT ? (size_t)json_object_object_length(object_of(value)) : 0;
}

/* The member at `index` in source order; NULL: there are not so many. */
static struct lh_entry *entry_at(const struct json *object, size_t index)
{
    struct lh_entry *entry = json_object_get_object(object_of(object))->head;

    while (entry != NULL && index > 0) {
        entry = entry->next;
        index--;
    }
    return entry;
}

static const struct json *ours(const void *object)
{
    return object;
}

const struct json *json_at(const struct json *value, size_t index)
{
    if (index >= json_count(value)) {
        return NULL;
    }
    if (json_kind_of(value) == JSON_ARRAY) {
        return ours(json_object_array_get_idx(object_of(value), index));
    }
    return ours(lh_entry_v(entry_at(value, index)));
}

struct bytes json_key_at(const struct json *object, size_t index)
{
    if (json_kind_of(object) != JSON_OBJECT || index >= json_count(object)) {
        return bytes_of(NULL, 0);
    }
    return bytes_text(lh_entry_k(entry_at(object, index)));
}

const struct json *json_get(const struct json *object, const char *key)
{
    struct json_object *member = NULL;

    if (json_kind_of(object) != JSON_OBJECT || !json_object_object_get_ex(object_of(object), key, &member)) {
        return NULL;
    }
    return ours(member);
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
