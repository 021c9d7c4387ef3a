#include "core/timer/timer.h"

enum rc timer_detect_soon(struct cx *cx, const struct actor *who, struct tenant_id tenant)
{
    return timer_set(cx, who,
                     &(struct timer){ .kind = "detect", .object = tenant.v, .due_us = clock_now_us(cx->clock) });
}
