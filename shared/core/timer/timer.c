#include "core/timer/timer.h"

static enum rc soon(struct cx *cx, const struct actor *who, const char *kind, struct tenant_id tenant)
{
    return timer_set(cx, who, &(struct timer){ .kind = kind, .object = tenant.v, .due_us = clock_now_us(cx->clock) });
}

enum rc timer_detect_soon(struct cx *cx, const struct actor *who, struct tenant_id tenant)
{
    return soon(cx, who, "detect", tenant);
}

enum rc timer_evaluate_soon(struct cx *cx, const struct actor *who, struct tenant_id tenant)
{
    return soon(cx, who, "evaluate", tenant);
}
