#include "core/auth/limit.h"

#include <arpa/inet.h>
#include <string.h>

#include "base/text.h"
#include "core/auth/limit_store.h"
#include "ext/crypt.h"

/* After this long without a further failure, counting starts anew. */
#define FORGET_US HOUR_US
/* A network counts as known to a login this long after its last success there; rows are kept no longer. */
#define KNOWN_US (30 * DAY_US)

static const struct {
    int free; /* failures that cost nothing */
    int64_t most_us; /* the longest pause */
} bounds[COUNTER_COUNT] = {
    [COUNT_LOGIN_NETWORK] = { 5, 15 * MINUTE_US },
    [COUNT_NETWORK] = { 30, 5 * MINUTE_US },
    [COUNT_LOGIN] = { 50, MINUTE_US },
};

const char *address_prefix(struct arena *mem, const char *address)
{
    char text[INET6_ADDRSTRLEN] = "";
    uint8_t bytes[16] = { 0 };

    if (inet_pton(AF_INET, address, bytes) == 1) {
        bytes[3] = 0;
        return arena_printf(mem, "%s/24", inet_ntop(AF_INET, bytes, text, sizeof text));
    }
    if (inet_pton(AF_INET6, address, bytes) == 1) {
        memset(bytes + 6, 0, sizeof bytes - 6);
        return arena_printf(mem, "%s/48", inet_ntop(AF_INET6, bytes, text, sizeof text));
    }
    return "unknown";
}

int64_t signin_pause_us(enum signin_counter counter, int failures)
{
    int over = failures - bounds[counter].free;
    int64_t pause_us = SECOND_US;

    if (over <= 0) {
        return 0;
    }
    while (--over > 0 && pause_us < bounds[counter].most_us) {
        pause_us *= 2;
    }
    return pause_us < bounds[counter].most_us ? pause_us : bounds[counter].most_us;
}

static struct attempt_key key_of(struct cx *cx, const struct signin_source *source, enum signin_counter counter)
{
    uint8_t *hash = arena_alloc(cx->mem, SHA256_LEN);

    sha256(bytes_text(counter == COUNT_NETWORK ? "" : source->login), hash);
    return (struct attempt_key){
        .login_hash = bytes_of(hash, SHA256_LEN),
        .network = counter == COUNT_LOGIN ? "" : address_prefix(cx->mem, source->address),
    };
}

static int64_t left_us(enum signin_counter counter, const struct attempt_row *row, int64_t now_us)
{
    int64_t end_us = row->last_us + signin_pause_us(counter, row->failures);

    return row->failures > 0 && end_us > now_us ? end_us - now_us : 0;
}

enum rc signin_limit(struct cx *cx, const struct signin_source *source, int64_t *wait_us)
{
    int64_t now_us = clock_now_us(cx->clock);
    bool known = false;

    *wait_us = 0;
    for (enum signin_counter c = COUNT_LOGIN_NETWORK; c < COUNTER_COUNT; c++) {
        const struct attempt_key key = key_of(cx, source, c);
        struct attempt_row row;
        enum rc rc = limit_store_get(cx, &key, &row);

        if (rc != RC_OK) {
            return rc;
        }
        if (c == COUNT_LOGIN_NETWORK) {
            known = row.succeeded_us != 0 && row.succeeded_us + KNOWN_US > now_us;
        }
        if (!(c == COUNT_LOGIN && known) && left_us(c, &row, now_us) > *wait_us) {
            *wait_us = left_us(c, &row, now_us);
        }
    }
    return RC_OK;
}

enum rc signin_note_failure(struct cx *cx, const struct signin_source *source)
{
    int64_t now_us = clock_now_us(cx->clock);

    for (enum signin_counter c = COUNT_LOGIN_NETWORK; c < COUNTER_COUNT; c++) {
        const struct attempt_key key = key_of(cx, source, c);
        enum rc rc = limit_store_fail(cx, &key, now_us - FORGET_US);

        if (rc != RC_OK) {
            return rc;
        }
    }
    return limit_store_sweep(cx, now_us - KNOWN_US);
}

enum rc signin_note_success(struct cx *cx, const struct signin_source *source)
{
    const struct attempt_key key = key_of(cx, source, COUNT_LOGIN_NETWORK);

    return limit_store_succeed(cx, &key);
}
