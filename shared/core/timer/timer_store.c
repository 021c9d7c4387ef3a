#include "core/timer/timer.h"
#include "ext/pq.h"

enum { RETRY_MAX_S = 3600 };

static const struct query SET = {
    "timer_set",
    "INSERT INTO timer (workspace_id, kind, object_id, due_at, next_at, every_s) VALUES ($1, $2, $3, $4, $4, $5)"
    " ON CONFLICT (workspace_id, kind, object_id) DO UPDATE SET due_at = excluded.due_at, next_at = excluded.next_at,"
    " every_s = excluded.every_s, failures = 0, problem = NULL",
    "uuid,text,uuid,time,int8",
    "",
};

static const struct query CLEAR = {
    "timer_clear",
    "DELETE FROM timer WHERE workspace_id = $1 AND kind = $2 AND object_id = $3",
    "uuid,text,uuid",
    "",
};

#define COLUMNS "workspace_id, kind, object_id, due_at, every_s, failures"
#define SHAPE   "workspace_id:uuid,kind:text,object_id:uuid,due_at:time,every_s:int8?,failures:int4"

static const struct query GET = {
    "timer_get",
    "SELECT " COLUMNS " FROM timer WHERE workspace_id = $1 AND kind = $2 AND object_id = $3",
    "uuid,text,uuid",
    SHAPE,
};

static const struct query NEXT = { "timer_next", "SELECT " COLUMNS " FROM timer_next($1)", "time", SHAPE };

static const struct query LOCK = {
    "timer_lock",
    "SELECT " COLUMNS " FROM timer WHERE workspace_id = $1 AND kind = $2 AND object_id = $3 AND due_at = $4"
    " FOR UPDATE SKIP LOCKED",
    "uuid,text,uuid,time",
    SHAPE,
};

static const struct query REMOVE = {
    "timer_remove",
    "DELETE FROM timer WHERE workspace_id = $1 AND kind = $2 AND object_id = $3 AND due_at = $4",
    "uuid,text,uuid,time",
    "",
};

static const struct query ADVANCE = {
    "timer_advance",
    "UPDATE timer SET due_at = $5, next_at = $5, failures = 0, problem = NULL"
    " WHERE workspace_id = $1 AND kind = $2 AND object_id = $3 AND due_at = $4",
    "uuid,text,uuid,time,time",
    "",
};

static const struct query FAILED = {
    "timer_failed",
    "UPDATE timer SET next_at = $5, failures = failures + 1, problem = $6"
    " WHERE workspace_id = $1 AND kind = $2 AND object_id = $3 AND due_at = $4",
    "uuid,text,uuid,time,time,text",
    "",
};

static const struct query LEAD = {
    "timer_lead",
    "INSERT INTO timer_lease (holder, lease_until) VALUES ($1, clock_timestamp() + $2 * interval '1 second')"
    " ON CONFLICT (one) DO UPDATE SET holder = excluded.holder, lease_until = excluded.lease_until"
    " WHERE timer_lease.holder = excluded.holder OR timer_lease.lease_until < clock_timestamp()",
    "uuid,int8",
    "",
};

static const struct query LAG = {
    "timer_lag",
    "SELECT overdue, oldest FROM timer_lag($1)",
    "time",
    "overdue:int8,oldest:time?",
};

static enum rc decode(struct row *row, struct timer *out)
{
    out->workspace.v = row_uuid(row);
    out->kind = row_text(row);
    out->object = row_uuid(row);
    out->due_us = row_time_us(row);
    out->every_s = row_i64_opt(row, 0);
    out->failures = row_i32(row);
    return row_done(row);
}

#define KEY(who, timer) arg_uuid(actor_workspace(who).v), arg_text((timer)->kind), arg_uuid((timer)->object)

enum rc timer_set(struct cx *cx, const struct actor *who, const struct timer *timer)
{
    struct arg every = arg_i64(timer->every_s);

    every.null = timer->every_s == 0;
    return query_exec(cx, &SET, NULL, ARGS(KEY(who, timer), arg_time(timer->due_us), every));
}

enum rc timer_clear(struct cx *cx, const struct actor *who, const char *kind, struct uuid object)
{
    return query_exec(cx, &CLEAR, NULL, ARGS(arg_uuid(actor_workspace(who).v), arg_text(kind), arg_uuid(object)));
}

enum rc timer_get(struct cx *cx, const struct actor *who, const char *kind, struct uuid object, struct timer *out)
{
    struct row row;
    enum rc rc = query_one(cx, &GET, &row, ARGS(arg_uuid(actor_workspace(who).v), arg_text(kind), arg_uuid(object)));

    return rc == RC_OK ? decode(&row, out) : rc;
}

enum rc timer_lead(struct cx *cx, struct uuid holder, int64_t seconds, bool *mine)
{
    int64_t touched = 0;
    enum rc rc = query_exec(cx, &LEAD, &touched, ARGS(arg_uuid(holder), arg_i64(seconds)));

    if (rc == RC_OK) {
        *mine = touched > 0;
    }
    return rc;
}

enum rc timer_next(struct cx *cx, struct timer *out)
{
    struct row row;
    enum rc rc = query_one(cx, &NEXT, &row, ARGS(arg_time(clock_now_us(cx->clock))));

    return rc == RC_OK ? decode(&row, out) : rc;
}

enum rc timer_lock(struct cx *cx, const struct actor *who, const struct timer *timer)
{
    struct timer seen;
    struct row row;
    enum rc rc = query_one(cx, &LOCK, &row, ARGS(KEY(who, timer), arg_time(timer->due_us)));

    return rc == RC_OK ? decode(&row, &seen) : rc;
}

enum rc timer_done(struct cx *cx, const struct actor *who, const struct timer *timer)
{
    int64_t now_us = clock_now_us(cx->clock);
    int64_t every_us = timer->every_s * SECOND_US;
    int64_t due_us;

    if (timer->every_s == 0) {
        return query_exec(cx, &REMOVE, NULL, ARGS(KEY(who, timer), arg_time(timer->due_us)));
    }
    due_us = timer->due_us + every_us;
    if (due_us <= now_us) {
        due_us += ((now_us - due_us) / every_us + 1) * every_us;
    }
    return query_exec(cx, &ADVANCE, NULL, ARGS(KEY(who, timer), arg_time(timer->due_us), arg_time(due_us)));
}

enum rc timer_failed(struct cx *cx, const struct actor *who, const struct timer *timer, const char *problem)
{
    int64_t wait_s = INT64_C(5) << (timer->failures < 10 ? timer->failures : 10);

    wait_s = wait_s < RETRY_MAX_S ? wait_s : RETRY_MAX_S;
    return query_exec(cx, &FAILED, NULL,
                      ARGS(KEY(who, timer), arg_time(timer->due_us),
                           arg_time(clock_now_us(cx->clock) + wait_s * SECOND_US), arg_text(problem)));
}

enum rc timer_lag(struct cx *cx, int64_t *overdue, int64_t *oldest_us)
{
    struct row row;
    enum rc rc = query_one(cx, &LAG, &row, ARGS(arg_time(clock_now_us(cx->clock))));

    if (rc != RC_OK) {
        return rc;
    }
    *overdue = row_i64(&row);
    *oldest_us = row_time_us_opt(&row);
    return row_done(&row);
}

QUERIES(timer, &SET, &CLEAR, &GET, &NEXT, &LOCK, &REMOVE, &ADVANCE, &FAILED, &LEAD, &LAG);
