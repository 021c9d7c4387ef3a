#include "core/auth/limit_store.h"

#include "ext/pq.h"

static const struct query GET = {
    "signin_attempt_get",
    "SELECT failures, last_at, succeeded_at FROM signin_attempt WHERE login_hash = $1 AND address = $2",
    "bytea,text",
    "failures:int4,last_at:time,succeeded_at:time?",
};

static const struct query FAIL = {
    "signin_attempt_fail",
    "INSERT INTO signin_attempt AS a (login_hash, address, failures, last_at) VALUES ($1, $2, 1, $3)"
    " ON CONFLICT (login_hash, address) DO UPDATE SET last_at = excluded.last_at,"
    " failures = CASE WHEN a.last_at < $4 THEN 1 ELSE least(a.failures + 1, 1000000) END",
    "bytea,text,time,time",
    "",
};

static const struct query SUCCEED = {
    "signin_attempt_succeed",
    "INSERT INTO signin_attempt (login_hash, address, failures, last_at, succeeded_at) VALUES ($1, $2, 0, $3, $3)"
    " ON CONFLICT (login_hash, address) DO UPDATE SET failures = 0, last_at = $3, succeeded_at = $3",
    "bytea,text,time",
    "",
};

static const struct query SWEEP = {
    "signin_attempt_sweep",
    "DELETE FROM signin_attempt WHERE (login_hash, address) IN"
    " (SELECT login_hash, address FROM signin_attempt WHERE last_at < $1 LIMIT 20)",
    "time",
    "",
};

enum rc limit_store_get(struct cx *cx, const struct attempt_key *key, struct attempt_row *out)
{
    struct row row;
    enum rc rc = query_one(cx, &GET, &row, ARGS(arg_bytes(key->login_hash), arg_text(key->network)));

    if (rc == RC_NOT_FOUND) {
        *out = (struct attempt_row){ 0 };
        return RC_OK;
    }
    if (rc != RC_OK) {
        return rc;
    }
    out->failures = row_i32(&row);
    out->last_us = row_time_us(&row);
    out->succeeded_us = row_time_us_opt(&row);
    return row_done(&row);
}

enum rc limit_store_fail(struct cx *cx, const struct attempt_key *key, int64_t forget_before_us)
{
    return query_exec(cx, &FAIL, NULL,
                      ARGS(arg_bytes(key->login_hash), arg_text(key->network), arg_time(clock_now_us(cx->clock)),
                           arg_time(forget_before_us)));
}

enum rc limit_store_succeed(struct cx *cx, const struct attempt_key *key)
{
    return query_exec(cx, &SUCCEED, NULL,
                      ARGS(arg_bytes(key->login_hash), arg_text(key->network), arg_time(clock_now_us(cx->clock))));
}

enum rc limit_store_sweep(struct cx *cx, int64_t before_us)
{
    return query_exec(cx, &SWEEP, NULL, ARGS(arg_time(before_us)));
}

QUERIES(limit, &GET, &FAIL, &SUCCEED, &SWEEP);
