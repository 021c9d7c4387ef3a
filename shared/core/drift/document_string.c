#include "core/drift/document_string.h"

#include <string.h>

#ifdef __SSE2__
#    include <emmintrin.h>
#endif

#include "base/text.h"

#define ONES  UINT64_C(0x0101010101010101)
#define HIGHS UINT64_C(0x8080808080808080)

static uint64_t load(const uint8_t *at)
{
    uint64_t word;

    memcpy(&word, at, sizeof word);
    return word;
}

/* A high bit for each byte that is `c`; bytes past the first one found may be marked wrongly. */
static uint64_t bytes_that_are(uint64_t word, uint8_t c)
{
    uint64_t x = word ^ ONES * c;

    return (x - ONES) & ~x & HIGHS;
}

/* A high bit for each byte below space; as above. */
static uint64_t bytes_below_space(uint64_t word)
{
    return (word - ONES * 0x20) & ~word & HIGHS;
}

#ifdef __SSE2__
/* As plain_end, for whole blocks of 16; *found says whether it came to a stop. */
static const uint8_t *plain_blocks(const uint8_t *at, const uint8_t *end, uint64_t *high, bool *found)
{
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i backslash = _mm_set1_epi8('\\');
    const __m128i last_control = _mm_set1_epi8(0x1f);

    *found = false;
    for (; end - at >= 16; at += 16) {
        __m128i block = _mm_loadu_si128((const __m128i *)(const void *)at);
        __m128i is_control = _mm_cmpeq_epi8(_mm_min_epu8(block, last_control), block);
        __m128i is_stop =
            _mm_or_si128(is_control, _mm_or_si128(_mm_cmpeq_epi8(block, quote), _mm_cmpeq_epi8(block, backslash)));
        unsigned stops = (unsigned)_mm_movemask_epi8(is_stop);
        unsigned highs = (unsigned)_mm_movemask_epi8(block);

        if (stops != 0) {
            highs &= (stops & -stops) - 1;
            *high |= highs == 0 ? 0 : HIGHS;
            *found = true;
            return at + __builtin_ctz(stops);
        }
        *high |= highs == 0 ? 0 : HIGHS;
    }
    return at;
}
#endif

/* The next quote, backslash or control character; *high collects the bits of what was passed over. */
static const uint8_t *plain_end(const uint8_t *at, const uint8_t *end, uint64_t *high)
{
#ifdef __SSE2__
    bool found;

    at = plain_blocks(at, end, high, &found);
    if (found) {
        return at;
    }
#endif
    while (end - at >= 8) {
        uint64_t word = load(at);

        if ((bytes_that_are(word, '"') | bytes_that_are(word, '\\') | bytes_below_space(word)) != 0) {
            break;
        }
        *high |= word;
        at += 8;
    }
    while (at < end && *at != '"' && *at != '\\' && *at >= 0x20) {
        *high |= (uint64_t)(*at & 0x80);
        at++;
    }
    return at;
}

static bool refuse(struct string_error *error, enum document_refusal refusal, const uint8_t *at)
{
    *error = (struct string_error){ .refusal = refusal, .at = at };
    return false;
}

/* The four digits after \u; -1 if they are none. */
static int32_t code_unit(const uint8_t *at, const uint8_t *end)
{
    int32_t unit = 0;

    if (end - at < 4) {
        return -1;
    }
    for (int i = 0; i < 4; i++) {
        int digit = hex_value((char)at[i]);

        if (digit < 0) {
            return -1;
        }
        unit = unit << 4 | digit;
    }
    return unit;
}

static char *put_utf8(char *to, uint32_t c)
{
    if (c < 0x80) {
        *to++ = (char)c;
        return to;
    }
    if (c < 0x800) {
        *to++ = (char)(0xc0 | c >> 6);
    } else if (c < 0x10000) {
        *to++ = (char)(0xe0 | c >> 12);
        *to++ = (char)(0x80 | (c >> 6 & 0x3f));
    } else {
        *to++ = (char)(0xf0 | c >> 18);
        *to++ = (char)(0x80 | (c >> 12 & 0x3f));
        *to++ = (char)(0x80 | (c >> 6 & 0x3f));
    }
    *to++ = (char)(0x80 | (c & 0x3f));
    return to;
}

/* \uXXXX at *at (which points behind the u), with its second half where it is a surrogate. */
static bool unescape_unicode(const uint8_t **at, const uint8_t *end, char **to, struct string_error *error)
{
    const uint8_t *from = *at - 2;
    int32_t unit = code_unit(*at, end);
    int32_t low;

    if (unit < 0) {
        return refuse(error, DOCUMENT_SYNTAX, from);
    }
    *at += 4;
    if (unit < 0xd800 || unit > 0xdfff) {
        *to = put_utf8(*to, (uint32_t)unit);
        return true;
    }
    if (unit > 0xdbff || end - *at < 6 || (*at)[0] != '\\' || (*at)[1] != 'u') {
        return refuse(error, DOCUMENT_SURROGATE, from);
    }
    low = code_unit(*at + 2, end);
    if (low < 0xdc00 || low > 0xdfff) {
        return refuse(error, DOCUMENT_SURROGATE, from);
    }
    *at += 6;
    *to = put_utf8(*to, 0x10000U + ((uint32_t)(unit - 0xd800) << 10) + (uint32_t)(low - 0xdc00));
    return true;
}

static bool unescape(const uint8_t **at, const uint8_t *end, char **to, struct string_error *error)
{
    static const char from[] = "\"\\/bfnrt";
    static const char plain[] = "\"\\/\b\f\n\r\t";
    const char *found;
    uint8_t c;

    if (end - *at < 2) {
        return refuse(error, DOCUMENT_SYNTAX, *at);
    }
    c = (*at)[1];
    *at += 2;
    if (c == 'u') {
        return unescape_unicode(at, end, to, error);
    }
    found = c == '\0' ? NULL : strchr(from, c);
    if (found == NULL) {
        return refuse(error, DOCUMENT_SYNTAX, *at - 2);
    }
    *(*to)++ = plain[found - from];
    return true;
}

/* The closing quote of a string whose first backslash is at `at`; NULL if there is none. */
static const uint8_t *closing_quote(const uint8_t *at, const uint8_t *end)
{
    while (at < end && *at != '"') {
        at += *at == '\\' ? 2 : 1;
    }
    return at < end ? at : NULL;
}

/* The text from `from` on, whose first backslash is at *next. */
static bool read_escaped(struct arena *arena, const uint8_t *from, const uint8_t *end, const uint8_t **next,
                         const char **text, uint32_t *len, struct string_error *error)
{
    const uint8_t *close = closing_quote(*next, end);
    uint64_t high = 0;
    char *buffer;
    char *to;

    if (close == NULL) {
        return refuse(error, DOCUMENT_SYNTAX, from - 1);
    }
    buffer = arena_alloc(arena, (size_t)(close - from));
    to = buffer;
    for (const uint8_t *at = from; at < close;) {
        const uint8_t *stop = plain_end(at, close, &high);

        memcpy(to, at, (size_t)(stop - at));
        to += stop - at;
        at = stop;
        if (at < close && *at != '\\') {
            return refuse(error, DOCUMENT_CONTROL, at);
        }
        if (at < close && !unescape(&at, close, &to, error)) {
            return false;
        }
    }
    *next = close + 1;
    *text = buffer;
    *len = (uint32_t)(to - buffer);
    /* escapes give whole code points, so that what was not escaped is valid exactly if the whole is */
    return (high & HIGHS) == 0 || utf8_valid(bytes_of(buffer, *len)) || refuse(error, DOCUMENT_UTF8, from - 1);
}

bool string_read(struct arena *arena, const uint8_t *at, const uint8_t *end, const uint8_t **next, const char **text,
                 uint32_t *len, struct string_error *error)
{
    const uint8_t *from = at + 1;
    uint64_t high = 0;
    const uint8_t *stop = plain_end(from, end, &high);

    if (stop == end) {
        return refuse(error, DOCUMENT_SYNTAX, at);
    }
    if (*stop == '\\') {
        *next = stop;
        return read_escaped(arena, from, end, next, text, len, error);
    }
    if (*stop != '"') {
        return refuse(error, DOCUMENT_CONTROL, stop);
    }
    *next = stop + 1;
    *text = (const char *)from;
    *len = (uint32_t)(stop - from);
    return (high & HIGHS) == 0 || utf8_valid(bytes_of(from, *len)) || refuse(error, DOCUMENT_UTF8, at);
}

static void write_escape(struct strbuf *out, uint8_t c)
{
    static const char digits[] = "0123456789abcdef";
    static const char from[] = "\"\\\b\f\n\r\t";
    static const char letter[] = "\"\\bfnrt";
    const char *found = c == '\0' ? NULL : strchr(from, c);

    if (found != NULL) {
        strbuf_put(out, (const char[]){ '\\', letter[found - from] }, 2);
        return;
    }
    strbuf_put(out, (const char[]){ '\\', 'u', '0', '0', digits[c >> 4], digits[c & 15] }, 6);
}

void string_write(struct strbuf *out, const char *text, size_t len)
{
    const uint8_t *at = (const uint8_t *)text;
    const uint8_t *end = at + len;
    uint64_t high = 0;

    strbuf_putc(out, '"');
    while (at < end) {
        const uint8_t *stop = plain_end(at, end, &high);

        strbuf_put(out, at, (size_t)(stop - at));
        at = stop;
        if (at < end) {
            write_escape(out, *at++);
        }
    }
    strbuf_putc(out, '"');
}
