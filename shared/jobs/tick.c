#include "jobs/tick.h"

#include "base/log.h"
#include "base/text.h"
#include "jobs/timers.h"
#include "jobs/transact.h"

enum { ROUND_MAX = 200 };

static const struct {
    const char *kind;
    enum rc (*act)(struct cx *cx, const struct actor *who, const struct timer *timer);
} kinds[] = {

#define TIMER(kind, function) { kind, function },
#include "jobs/timers.def"
#undef TIMER
};

struct round {
    struct uuid holder;
    bool mine;
    struct timer timer;
    const struct actor *who;
    const char *problem;
};

static enum rc lead(void *context, struct cx *cx)
{
    struct round *round = context;

    return timer_lead(cx, round->holder, TICK_LEASE_S, &round->mine);
}

static enum rc find(void *context, struct cx *cx)
{
    struct round *round = context;

    return timer_next(cx, &round->timer);
}

static enum rc act(void *context, struct cx *cx)
{
    struct round *round = context;
    enum rc rc = timer_lock(cx, round->who, &round->timer);

    if (rc == RC_NOT_FOUND) { /* moved or removed since it was found */
        return RC_OK;
    }
    for (size_t i = 0; rc == RC_OK && i < sizeof kinds / sizeof kinds[0]; i++) {
        if (text_equal(kinds[i].kind, round->timer.kind)) {
            rc = kinds[i].act(cx, round->who, &round->timer);
            return rc == RC_OK ? timer_done(cx, round->who, &round->timer) : rc;
        }
    }
    return rc == RC_OK ? fail_set(cx, RC_INTERNAL, NULL, "timer of unknown kind '%s'", round->timer.kind) : rc;
}

static enum rc put_off(void *context, struct cx *cx)
{
    struct round *round = context;

    return timer_failed(cx, round->who, &round->timer, round->problem);
}

static enum rc act_on_next(struct cx *cx, struct db *db, struct round *round)
{
    struct tx_scope scope;
    enum rc rc = transact(cx, db, TX_READ, NULL, find, round);

    if (rc != RC_OK) {
        return rc;
    }
    scope = (struct tx_scope){ .workspace = round->timer.workspace.v, .request_id = "tick" };
    round->who = actor_new(cx->mem, &(struct actor_spec){ .kind = ACTOR_SYSTEM,
                                                          .workspace = round->timer.workspace,
                                                          .nature = CAP_SCHEDULER,
                                                          .request_id = "tick" });
    rc = transact(cx, db, TX_WRITE, &scope, act, round);
    if (rc == RC_OK || rc == RC_UNAVAILABLE) {
        return rc;
    }
    round->problem = arena_printf(cx->mem, "%s: %s", rc_name(rc), cx->fail->detail == NULL ? "" : cx->fail->detail);
    LOG_ERROR("timer_failed", log_text("kind", round->timer.kind),
              log_text("object", uuid_text(cx->mem, round->timer.object)), log_text("problem", round->problem));
    fail_clear(cx);
    return transact(cx, db, TX_WRITE, &scope, put_off, round);
}

enum rc tick_once(struct cx *cx, struct db *db, struct uuid holder, int *acted)
{
    struct round round = { .holder = holder };
    enum rc rc = transact(cx, db, TX_WRITE, NULL, lead, &round);

    *acted = 0;
    while (rc == RC_OK && round.mine && *acted < ROUND_MAX) {
        arena_reset(cx->mem);
        rc = act_on_next(cx, db, &round);
        *acted += rc == RC_OK;
    }
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

struct lag {
    int64_t overdue;
    int64_t oldest_us;
};

static enum rc measure(void *context, struct cx *cx)
{
    struct lag *lag = context;

    return timer_lag(cx, &lag->overdue, &lag->oldest_us);
}

enum rc tick_watch(struct cx *cx, struct db *db, int64_t *late_s)
{
    struct lag lag;
    enum rc rc = transact(cx, db, TX_READ, NULL, measure, &lag);

    if (rc != RC_OK) {
        return rc;
    }
    *late_s = lag.overdue == 0 ? 0 : (clock_now_us(cx->clock) - lag.oldest_us) / SECOND_US;
    if (*late_s > TICK_LATE_S) {
        LOG_ERROR("timers_late", log_int("overdue", lag.overdue), log_int("late_s", *late_s));
    }
    return RC_OK;
}
