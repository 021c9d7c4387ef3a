/* The one text of an instant: RFC 3339 in UTC, "2024-01-01T00:00:00Z".
 *
 * Only a text that is an instant as a whole is one. Precision: every digit of the fraction counts, trailing zeros do not; there is
 * no rounding. A leap second, or a year that the offset would push out of 0000 to 9999, stays as written. */
#ifndef CORE_DRIFT_INSTANT_H
#define CORE_DRIFT_INSTANT_H

#include <stdbool.h>
#include <stddef.h>

enum { INSTANT_TEXT_MAX = 64 };

/* Writes the canonical text (*out_len bytes, not terminated). False: `text` is no instant, or has more than 40 decimals. */
bool instant_canonical(const char *text, size_t len, char out[static INSTANT_TEXT_MAX], size_t *out_len);

#endif
