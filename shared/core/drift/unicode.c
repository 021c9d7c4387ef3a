#include "core/drift/unicode.h"

#include <stdbool.h>

static uint32_t unit_at(const uint8_t *at, bool big_endian)
{
    return big_endian ? (uint32_t)at[0] << 8 | at[1] : (uint32_t)at[1] << 8 | at[0];
}

static uint8_t *put(uint8_t *to, uint32_t c)
{
    if (c < 0x80) {
        *to++ = (uint8_t)c;
        return to;
    }
    if (c < 0x800) {
        *to++ = (uint8_t)(0xc0 | c >> 6);
    } else if (c < 0x10000) {
        *to++ = (uint8_t)(0xe0 | c >> 12);
        *to++ = (uint8_t)(0x80 | (c >> 6 & 0x3f));
    } else {
        *to++ = (uint8_t)(0xf0 | c >> 18);
        *to++ = (uint8_t)(0x80 | (c >> 12 & 0x3f));
        *to++ = (uint8_t)(0x80 | (c >> 6 & 0x3f));
    }
    *to++ = (uint8_t)(0x80 | (c & 0x3f));
    return to;
}

static enum document_refusal from_utf16(struct arena *arena, struct bytes text, bool big_endian, struct bytes *out)
{
    uint8_t *buffer;
    uint8_t *to;

    if (text.len % 2 != 0) {
        return DOCUMENT_UTF8;
    }
    buffer = arena_alloc(arena, text.len / 2 * 3);
    to = buffer;
    for (size_t i = 0; i < text.len; i += 2) {
        uint32_t c = unit_at(text.data + i, big_endian);

        if (c >= 0xd800 && c <= 0xdfff) {
            uint32_t low = i + 4 <= text.len ? unit_at(text.data + i + 2, big_endian) : 0;

            if (c > 0xdbff || low < 0xdc00 || low > 0xdfff) {
                return DOCUMENT_SURROGATE;
            }
            c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
            i += 2;
        }
        to = put(to, c);
    }
    *out = bytes_of(buffer, (size_t)(to - buffer));
    return DOCUMENT_ACCEPTED;
}

enum document_refusal unicode_decode(struct arena *arena, struct bytes text, struct bytes *out)
{
    const uint8_t *b = text.data;

    if (text.len >= 3 && b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf) {
        *out = bytes_of(b + 3, text.len - 3);
        return DOCUMENT_ACCEPTED;
    }
    if (text.len >= 2 && ((b[0] == 0xff && b[1] == 0xfe) || (b[0] == 0xfe && b[1] == 0xff))) {
        return from_utf16(arena, bytes_of(b + 2, text.len - 2), b[0] == 0xfe, out);
    }
    if (text.len >= 2 && (b[0] == 0) != (b[1] == 0)) {
        return from_utf16(arena, text, b[0] == 0, out);
    }
    *out = text;
    return DOCUMENT_ACCEPTED;
}
