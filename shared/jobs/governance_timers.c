/* What the scheduler does for governance when a timer is due: exceptions, approved follow-ups, the inbox's detectors. */
#include "core/decision/decision.h"
#include "core/exception/exception.h"
#include "jobs/timers.h"

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
