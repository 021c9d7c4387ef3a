/* Dates, numbers, lists and sorting as a reader's language has them (ICU), in the reader's time zone.
 *
 * What ICU is slow to make is kept per process, for the last few pairs of language and zone. English is British ("1 Dec 2025, 13:30"),
 * and so is the pseudo-locale. Results live in the arena. */
#ifndef EXT_LOCALE_H
#define EXT_LOCALE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/i18n.h"
#include "base/rc.h"

/* "1 Dec 2025, 13:30"; "1 Dec 2025". Of the years 1 to 9999. */
char *locale_time(struct arena *mem, const struct locale *loc, int64_t time_us);
char *locale_date(struct arena *mem, const struct locale *loc, int64_t time_us);

/* "3 hours ago", "yesterday", "in 2 days": the largest unit that fits, whole numbers, cut towards zero. */
char *locale_ago(struct arena *mem, const struct locale *loc, int64_t now_us, int64_t time_us);

/* "12,345"; "88 %" with no decimals, and never "100 %" unless part >= whole, nor "0 %" unless part <= 0. whole must be above 0. */
char *locale_number(struct arena *mem, const struct locale *loc, int64_t number);
char *locale_percent(struct arena *mem, const struct locale *loc, int64_t part, int64_t whole);

/* "1.5 MB": powers of 1000. */
char *locale_size(struct arena *mem, const struct locale *loc, int64_t size_bytes);

/* "A, B and C". */
char *locale_list(struct arena *mem, const struct locale *loc, const char *const *items, size_t count);

/* Order of two UTF-8 texts for a reader: below, equal to or above 0. Digits count as numbers: "Policy 2" before "Policy 10". */
int locale_compare(const struct locale *loc, const char *a, const char *b);

/* The first moment of a day in the reader's zone. RC_INVALID: there is no such day. */
MUST_CHECK enum rc locale_day_start(const struct locale *loc, int year, int month, int day, int64_t *out_us);

/* Whether `zone` is an IANA name that ICU knows. */
bool locale_zone_known(const char *zone);

#endif
