#include "providers/graph/graph_pace.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/random.h"

static const struct {
    const char *code;
    int64_t per_window;
    int64_t window_ms;
} rates[GRAPH_RATE_COUNT] = {

#define RATE(constant, code, per_window, window_ms) [GRAPH_RATE_##constant] = { code, per_window, window_ms },
#include "providers/graph/rates.def"
#undef RATE
};

const char *graph_pace_code(enum graph_rate rate)
{
    return rates[rate].code;
}

static int64_t at_most(int64_t value, int64_t limit)
{
    return value < limit ? value : limit;
}

/* "2", "2.128"; -1: another form. */
static int64_t seconds_ms(const char *text)
{
    int64_t ms = 0;
    int64_t scale = 1000;
    bool rest = false;

    if (!isdigit((unsigned char)*text)) {
        return -1;
    }
    for (; isdigit((unsigned char)*text); text++) {
        ms = at_most(ms * 10 + (*text - '0') * INT64_C(1000), GRAPH_RETRY_AFTER_MAX_MS);
    }
    if (*text == '.') {
        for (text++; isdigit((unsigned char)*text); text++) {
            scale /= 10;
            ms += (*text - '0') * scale;
            rest = rest || (scale == 0 && *text != '0');
        }
    }
    return *text == '\0' ? at_most(ms + rest, GRAPH_RETRY_AFTER_MAX_MS) : -1;
}

static int64_t date_ms(const char *text, int64_t now_us)
{
    struct tm tm = { .tm_isdst = 0 };
    const char *end = strptime(text, "%a, %d %b %Y %H:%M:%S GMT", &tm);
    int64_t wait_us;

    if (end == NULL || *end != '\0') {
        return -1;
    }
    wait_us = (int64_t)timegm(&tm) * SECOND_US - now_us;
    return wait_us <= 0 ? 0 : at_most((wait_us + 999) / 1000, GRAPH_RETRY_AFTER_MAX_MS);
}

int64_t graph_pace_retry_after_ms(const char *value, int64_t now_us)
{
    int64_t ms;

    if (value == NULL) {
        return -1;
    }
    ms = seconds_ms(value);
    return ms >= 0 ? ms : date_ms(value, now_us);
}

int64_t graph_pace_backoff_ms(unsigned attempt)
{
    int64_t full = attempt >= 5 ? 30000 : INT64_C(1000) << attempt;

    return full / 2 + (int64_t)random_below((uint32_t)(full / 2) + 1);
}

unsigned graph_pace_take(struct graph_bucket *bucket, enum graph_rate rate, unsigned wanted, int64_t now_us,
                         int64_t *wait_ms)
{
    int64_t window_us = rates[rate].window_ms * 1000;
    int64_t cost_us = window_us / rates[rate].per_window;
    int64_t passed_us = now_us - bucket->seen_us;
    int64_t free_us;
    unsigned granted;

    bucket->level_us = bucket->level_us > passed_us ? bucket->level_us - passed_us : 0;
    bucket->seen_us = now_us;
    free_us = window_us - bucket->level_us;
    *wait_ms = free_us >= cost_us ? 0 : (cost_us - free_us + 999) / 1000;
    granted = (unsigned)at_most(free_us >= cost_us ? free_us / cost_us : 1, wanted);
    bucket->level_us += granted * cost_us;
    return granted;
}
