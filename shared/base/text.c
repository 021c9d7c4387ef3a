#include "base/text.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char hex_digits[] = "0123456789abcdef";
static const char base64_alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char base64url_alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

int hex_value(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return -1;
}

char *hex_encode(struct arena *arena, struct bytes bytes)
{
    char *text = arena_alloc(arena, bytes.len * 2 + 1);

    for (size_t i = 0; i < bytes.len; i++) {
        text[2 * i] = hex_digits[bytes.data[i] >> 4];
        text[2 * i + 1] = hex_digits[bytes.data[i] & 15];
    }
    return text;
}

enum rc hex_decode(struct arena *arena, const char *text, struct bytes *out)
{
    size_t len = strlen(text);
    uint8_t *bytes = arena_alloc(arena, len / 2 + 1);

    if (len % 2 != 0) {
        return RC_INVALID;
    }
    for (size_t i = 0; i < len / 2; i++) {
        int high = hex_value(text[2 * i]);
        int low = hex_value(text[2 * i + 1]);

        if (high < 0 || low < 0) {
            return RC_INVALID;
        }
        bytes[i] = (uint8_t)(high * 16 + low);
    }
    *out = bytes_of(bytes, len / 2);
    return RC_OK;
}

static char *base64_with(struct arena *arena, struct bytes in, const char *alphabet, bool pad)
{
    char *text = arena_alloc(arena, (in.len + 2) / 3 * 4 + 1);
    size_t at = 0;

    for (size_t i = 0; i < in.len; i += 3) {
        size_t left = in.len - i;
        uint32_t group = (uint32_t)in.data[i] << 16;

        group |= left > 1 ? (uint32_t)in.data[i + 1] << 8 : 0;
        group |= left > 2 ? in.data[i + 2] : 0;
        text[at++] = alphabet[group >> 18];
        text[at++] = alphabet[group >> 12 & 63];
        if (left > 1) {
            text[at++] = alphabet[group >> 6 & 63];
        } else if (pad) {
            text[at++] = '=';
        }
        if (left > 2) {
            text[at++] = alphabet[group & 63];
        } else if (pad) {
            text[at++] = '=';
        }
    }
    text[at] = '\0';
    return text;
}

char *base64_encode(struct arena *arena, struct bytes bytes)
{
    return base64_with(arena, bytes, base64_alphabet, true);
}

char *base64url_encode(struct arena *arena, struct bytes bytes)
{
    return base64_with(arena, bytes, base64url_alphabet, false);
}

static int base64_value(uint8_t c)
{
    if (c >= 'A' && c <= 'Z') {
        return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
        return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
        return c - '0' + 52;
    }
    if (c == '+' || c == '-') {
        return 62;
    }
    return c == '/' || c == '_' ? 63 : -1;
}

enum rc base64_decode(struct arena *arena, struct bytes text, struct bytes *out)
{
    uint8_t *bytes = arena_alloc(arena, text.len / 4 * 3 + 3);
    uint32_t group = 0;
    size_t digits = 0;
    size_t padding = 0;
    size_t at = 0;

    for (size_t i = 0; i < text.len; i++) {
        uint8_t c = text.data[i];
        int value = base64_value(c);

        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            continue;
        }
        if (c == '=') {
            padding++;
            continue;
        }
        if (value < 0 || padding > 0) {
            return RC_INVALID;
        }
        group = group << 6 | (uint32_t)value;
        if (++digits % 4 == 0) {
            bytes[at++] = (uint8_t)(group >> 16);
            bytes[at++] = (uint8_t)(group >> 8);
            bytes[at++] = (uint8_t)group;
        }
    }
    if (digits % 4 == 1 || (padding > 0 && (digits + padding) % 4 != 0) || padding > 2) {
        return RC_INVALID;
    }
    if ((digits % 4 == 2 && (group & 15) != 0) || (digits % 4 == 3 && (group & 3) != 0)) {
        return RC_INVALID; /* bits that stand for nothing: two texts would mean the same bytes */
    }
    if (digits % 4 == 2) {
        bytes[at++] = (uint8_t)(group >> 4);
    } else if (digits % 4 == 3) {
        bytes[at++] = (uint8_t)(group >> 10);
        bytes[at++] = (uint8_t)(group >> 2);
    }
    *out = bytes_of(bytes, at);
    return RC_OK;
}

/* The length of the valid sequence at data[0..left), or 0. Unicode 15, table 3-7. */
static size_t utf8_sequence(const uint8_t *data, size_t left)
{
    uint8_t first = data[0];
    uint8_t low = 0x80;
    uint8_t high = 0xbf;
    size_t len;

    if (first < 0x80) {
        return 1;
    }
    if (first < 0xc2 || first > 0xf4) {
        return 0;
    }
    len = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : low;
    high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : high;
    if (left < len || data[1] < low || data[1] > high) {
        return 0;
    }
    for (size_t i = 2; i < len; i++) {
        if ((data[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    return len;
}

bool utf8_valid(struct bytes bytes)
{
    size_t at = 0;

    while (at < bytes.len) {
        size_t len = utf8_sequence(bytes.data + at, bytes.len - at);

        if (len == 0) {
            return false;
        }
        at += len;
    }
    return true;
}

size_t utf8_length(const char *text)
{
    size_t count = 0;

    for (; *text != '\0'; text++) {
        count += ((unsigned char)*text & 0xc0) != 0x80;
    }
    return count;
}

void utf8_put(struct strbuf *buf, uint32_t code_point)
{
    if (code_point < 0x80) {
        strbuf_putc(buf, (char)code_point);
        return;
    }
    if (code_point < 0x800) {
        strbuf_putc(buf, (char)(0xc0 | code_point >> 6));
    } else if (code_point < 0x10000) {
        strbuf_putc(buf, (char)(0xe0 | code_point >> 12));
        strbuf_putc(buf, (char)(0x80 | (code_point >> 6 & 0x3f)));
    } else {
        strbuf_putc(buf, (char)(0xf0 | code_point >> 18));
        strbuf_putc(buf, (char)(0x80 | (code_point >> 12 & 0x3f)));
        strbuf_putc(buf, (char)(0x80 | (code_point >> 6 & 0x3f)));
    }
    strbuf_putc(buf, (char)(0x80 | (code_point & 0x3f)));
}

enum rc parse_i64(const char *text, int64_t min, int64_t max, int64_t *out)
{
    char *end;
    long long value;

    if (!isdigit((unsigned char)text[0]) && !(text[0] == '-' && isdigit((unsigned char)text[1]))) {
        return RC_INVALID;
    }
    errno = 0;
    value = strtoll(text, &end, 10);
    if (errno != 0 || *end != '\0' || value < min || value > max) {
        return RC_INVALID;
    }
    *out = value;
    return RC_OK;
}

bool text_equal(const char *a, const char *b)
{
    if (a == NULL || b == NULL) {
        return a == b;
    }
    return strcmp(a, b) == 0;
}

bool text_empty(const char *text)
{
    return text == NULL || text[0] == '\0';
}

bool text_starts(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool text_ends(const char *text, const char *suffix)
{
    size_t len = strlen(text);
    size_t tail = strlen(suffix);

    return len >= tail && strcmp(text + len - tail, suffix) == 0;
}

bool text_has_word(const char *words, const char *word)
{
    size_t len = strlen(word);

    for (; *words != '\0'; words += strspn(words, " ")) {
        size_t here = strcspn(words, " ");

        if (here == len && len > 0 && memcmp(words, word, len) == 0) {
            return true;
        }
        words += here;
    }
    return false;
}

bool constant_time_equal(struct bytes a, struct bytes b)
{
    volatile uint8_t difference = 0;

    if (a.len != b.len) {
        return false;
    }
    for (size_t i = 0; i < a.len; i++) {
        difference = (uint8_t)(difference | (a.data[i] ^ b.data[i]));
    }
    return difference == 0;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

char *text_trim(struct arena *arena, const char *text)
{
    size_t len;

    while (is_space(*text)) {
        text++;
    }
    len = strlen(text);
    while (len > 0 && is_space(text[len - 1])) {
        len--;
    }
    return arena_strndup(arena, text, len);
}

char *json_quoted(struct arena *arena, const char *text)
{
    struct strbuf out;

    if (text == NULL) {
        return arena_strdup(arena, "null");
    }
    strbuf_init(&out, arena, strlen(text) * 6 + 2);
    strbuf_putc(&out, '"');
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;

        if (c == '"' || c == '\\') {
            strbuf_putc(&out, '\\');
            strbuf_putc(&out, *text);
        } else if (c < 0x20) {
            strbuf_printf(&out, "\\u%04x", c);
        } else {
            strbuf_putc(&out, *text);
        }
    }
    strbuf_putc(&out, '"');
    return out.data;
}

char *url_encode(struct arena *arena, const char *text)
{
    char *out = arena_alloc(arena, strlen(text) * 3 + 1);
    size_t at = 0;

    for (; *text != '\0'; text++) {
        uint8_t c = (uint8_t)*text;

        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._~", c) != NULL) {
            out[at++] = (char)c;
        } else {
            out[at++] = '%';
            out[at++] = "0123456789ABCDEF"[c >> 4];
            out[at++] = "0123456789ABCDEF"[c & 15];
        }
    }
    return out;
}

enum rc url_decode(struct arena *arena, struct bytes text, bool form, struct bytes *out)
{
    uint8_t *decoded = arena_alloc(arena, text.len + 1);
    size_t at = 0;

    for (size_t i = 0; i < text.len; i++) {
        uint8_t c = text.data[i];

        if (c == '%') {
            int high = -1;
            int low = -1;

            if (text.len - i > 2) {
                high = hex_value((char)text.data[i + 1]);
                low = hex_value((char)text.data[i + 2]);
            }
            if (high < 0 || low < 0) {
                return RC_INVALID;
            }
            decoded[at++] = (uint8_t)(high * 16 + low);
            i += 2;
        } else {
            decoded[at++] = form && c == '+' ? ' ' : c;
        }
    }
    *out = bytes_of(decoded, at);
    return RC_OK;
}
