/* How long to wait: what a throttling provider asks for, backoff where it names nothing, and the limits of its rate classes. */
#ifndef PROVIDERS_GRAPH_GRAPH_PACE_H
#define PROVIDERS_GRAPH_GRAPH_PACE_H

#include <stdbool.h>
#include <stdint.h>

enum graph_rate {

#define RATE(constant, code, per_window, window_ms) GRAPH_RATE_##constant,
#include "providers/graph/rates.def"
#undef RATE
    GRAPH_RATE_COUNT
};

enum { GRAPH_RETRY_AFTER_MAX_MS = 3600 * 1000 };

/* The recent requests of one class: a bucket that refills evenly. */
struct graph_bucket {
    int64_t level_us; /* work sent but not yet "drained", as time */
    int64_t seen_us; /* monotonic time of that */
};

/* Milliseconds of a Retry-After value: seconds, whole or with a fraction, rounded up, or an HTTP date seen from `now_us`. At most
 * GRAPH_RETRY_AFTER_MAX_MS. -1: NULL, or neither form. */
int64_t graph_pace_retry_after_ms(const char *value, int64_t now_us);

/* Exponential from one second, at most 30 s, of which the upper half is random. `attempt` counts from 0. */
int64_t graph_pace_backoff_ms(unsigned attempt);

/* How many of `wanted` requests of the class may be sent now; at least 1, after waiting *wait_ms. Notes them as sent then. */
unsigned graph_pace_take(struct graph_bucket *bucket, enum graph_rate rate, unsigned wanted, int64_t now_us,
                         int64_t *wait_ms);

/* "device": the class's code. */
const char *graph_pace_code(enum graph_rate rate);

#endif
