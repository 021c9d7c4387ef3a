/* The rows of sign-in attempts. Included by core/auth and its tests alone. */
#ifndef CORE_AUTH_LIMIT_STORE_H
#define CORE_AUTH_LIMIT_STORE_H

#include "base/bytes.h"
#include "base/cx.h"

/* What a counter counts: a login's digest, a network, or both; no_login and "" stand for "any". */
struct attempt_key {
    struct bytes login_hash; /* 32 bytes */
    const char *network;
};

struct attempt_row {
    int failures;
    int64_t last_us; /* 0: never */
    int64_t succeeded_us; /* 0: never */
};

/* A row of zeros where there is none. */
MUST_CHECK enum rc limit_store_get(struct cx *cx, const struct attempt_key *key, struct attempt_row *out);

/* One failure more; counting starts anew when the last one lies before `forget_before_us`. */
MUST_CHECK enum rc limit_store_fail(struct cx *cx, const struct attempt_key *key, int64_t forget_before_us);

/* No failures, and a success now. */
MUST_CHECK enum rc limit_store_succeed(struct cx *cx, const struct attempt_key *key);

/* Deletes up to 20 rows that nothing has touched since `before_us`. */
MUST_CHECK enum rc limit_store_sweep(struct cx *cx, int64_t before_us);

#endif
