/* Time as the program sees it; tests give their own. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

#include "base/arena.h"

#define SECOND_US INT64_C(1000000)
#define MINUTE_US (60 * SECOND_US)
#define HOUR_US   (60 * MINUTE_US)
#define DAY_US    (24 * HOUR_US)

struct clock {
    int64_t (*now_us)(const struct clock *clock); /* UTC since 1970; 0 elsewhere means "no time" */
    int64_t (*monotonic_us)(const struct clock *clock); /* for durations alone */
};

/* The machine's clock. */
extern const struct clock clock_system;

static inline int64_t clock_now_us(const struct clock *clock)
{
    return clock->now_us(clock);
}

/* "2026-11-23T07:19:00.123456Z", always UTC and always with six decimals: the form of exports, packs and audit events. */
char *time_iso(struct arena *arena, int64_t time_us);

/* Reads RFC 3339 with up to nine decimals (cut, not rounded, after six) and any offset. RC_INVALID: it is not a time. */
MUST_CHECK enum rc time_parse(const char *text, int64_t *out_us);

#endif
