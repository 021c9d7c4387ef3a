/* Names and values as clients send them: query strings, form bodies, cookies. Checked once here: bytes, UTF-8, NULs, counts. */
#ifndef WEB_FORM_H
#define WEB_FORM_H

#include "base/arena.h"
#include "base/bytes.h"
#include "base/rc.h"
#include "web/request.h"

enum { PAIRS_MAX = 1000, COOKIES_MAX = 50 };

/* Appends the pairs of an application/x-www-form-urlencoded text. Order and repetition are kept.
 * RC_INVALID: a broken escape, invalid UTF-8 or a NUL, an empty name. RC_TOO_LARGE: more than PAIRS_MAX in all. */
MUST_CHECK enum rc pairs_parse(struct arena *arena, struct bytes text, struct pairs *out);

/* The only value of a name. RC_NOT_FOUND: none. RC_INVALID: several. */
MUST_CHECK enum rc pairs_one(const struct pairs *pairs, const char *name, const char **out);

/* The first value of a name; NULL: none. */
const char *pair_first(const struct pairs *pairs, const char *name);

/* The value of a cookie in a Cookie header (NULL: none sent). Not decoded; visible ASCII alone.
 * RC_NOT_FOUND: none. RC_INVALID: several of that name, other bytes, or more than COOKIES_MAX cookies. */
MUST_CHECK enum rc cookie_find(struct arena *arena, const char *header, const char *name, const char **out);

#endif
