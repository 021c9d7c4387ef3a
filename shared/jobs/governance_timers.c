/* What the scheduler does for governance when a timer is due: exceptions, approved follow-ups, the inbox's detectors, evaluations. */
#include "core/decision/decision.h"
#include "core/exception/exception.h"
#include "core/run/run.h"
#include "jobs/timers.h"

enum { EVALUATE_WAIT_S = 5 };

enum rc exception_due(struct cx *cx, const struct actor *who, const struct timer *timer)
{
    struct exception ex;
    enum rc rc = exception_tick(cx, who, (struct exception_id){ timer->object });

    if (rc == RC_OK) {
        rc = exception_get(cx, who, (struct exception_id){ timer->object }, &ex);
    }
    if (rc == RC_NOT_FOUND) {
        return RC_OK;
    }
    return rc == RC_OK ? timer_detect_soon(cx, who, ex.tenant) : rc;
}

enum rc decision_follow_up_due(struct cx *cx, const struct actor *who, const struct timer *timer)
{
    return decision_follow_up(cx, who, (struct decision_id){ timer->object });
}

enum rc decision_wake_due(struct cx *cx, const struct actor *who, const struct timer *timer)
{
    return decision_wake(cx, who, (struct decision_id){ timer->object });
}

enum rc detect_due(struct cx *cx, const struct actor *who, const struct timer *timer)
{
    return decision_detect(cx, who, (struct tenant_id){ timer->object });
}

/* One that is under way may be past what has changed: it is waited for. */
enum rc evaluate_due(struct cx *cx, const struct actor *who, const struct timer *timer)
{
    struct run run;
    enum rc rc =
        run_request(cx, who,
                    &(struct run_request){
                        .operation = OPERATION_EVALUATE, .tenant = { timer->object }, .origin = RUN_BY_FOLLOW_UP },
                    &run);

    if (rc != RC_CONFLICT) {
        return rc;
    }
    fail_clear(cx);
    return timer_set(cx, who,
                     &(struct timer){ .kind = timer->kind,
                                      .object = timer->object,
                                      .due_us = clock_now_us(cx->clock) + EVALUATE_WAIT_S * SECOND_US });
}
