/* Small questions about text that the standard library leaves open. All of it is independent of the locale. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/rc.h"
#include "base/strbuf.h"

/* 0..15, or -1. */
int hex_value(char c);

/* Lower-case hexadecimal. */
char *hex_encode(struct arena *arena, struct bytes bytes);

/* RC_INVALID: an odd length, or a character that is no digit. */
MUST_CHECK enum rc hex_decode(struct arena *arena, const char *text, struct bytes *out);

/* RFC 4648: standard alphabet with padding; and URL alphabet without. */
char *base64_encode(struct arena *arena, struct bytes bytes);
char *base64url_encode(struct arena *arena, struct bytes bytes);

/* Decodes either alphabet, with or without padding; white space between characters is passed over (PEM, MIME).
 * RC_INVALID: any other character, data after padding, a length that cannot be, or bits set in the last digit that stand for nothing. */
MUST_CHECK enum rc base64_decode(struct arena *arena, struct bytes text, struct bytes *out);

/* Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing past U+10FFFF. NUL is valid UTF-8. */
bool utf8_valid(struct bytes bytes);

/* The code points in valid UTF-8. */
size_t utf8_length(const char *text);

/* Appends one code point as UTF-8. */
void utf8_put(struct strbuf *buf, uint32_t code_point);

/* Decimal, the whole text, no sign but '-', no leading space. RC_INVALID: not a number, or out of range. */
MUST_CHECK enum rc parse_i64(const char *text, int64_t min, int64_t max, int64_t *out);

bool text_equal(const char *a, const char *b); /* either may be NULL; NULL equals only NULL */
bool text_empty(const char *text); /* NULL or "" */
bool text_starts(const char *text, const char *prefix);
bool text_ends(const char *text, const char *suffix);

/* Whether `word` is one of `words`, which are separated by spaces. "" is none. */
bool text_has_word(const char *words, const char *word);

/* Equal length and content, in a time that does not depend on where they differ. */
bool constant_time_equal(struct bytes a, struct bytes b);

/* A copy without leading and trailing ASCII white space. */
char *text_trim(struct arena *arena, const char *text);

/* The text as a JSON string, quotes included; control characters as \\u00xx. `text` is valid UTF-8; NULL gives null. */
char *json_quoted(struct arena *arena, const char *text);

/* Percent-encodes all but RFC 3986's unreserved characters. */
char *url_encode(struct arena *arena, const char *text);

/* Decodes %XX, and '+' as space where `form`. RC_INVALID: a broken escape. The result may hold NULs and invalid UTF-8: check. */
MUST_CHECK enum rc url_decode(struct arena *arena, struct bytes text, bool form, struct bytes *out);

#endif
