#include "providers/graph/graph_session.h"

#include <errno.h>
#include <stdarg.h>
#include <time.h>

enum rc graph_fail(struct cx *cx, struct provider_failure *why, enum run_reason reason, const char *detail, ...)
{
    va_list args;
    const char *text;

    va_start(args, detail);
    text = arena_vprintf(cx->mem, detail, args);
    va_end(args);
    *why = (struct provider_failure){ .reason = reason };
    return fail_set(cx, RC_UNAVAILABLE, run_reason_label(reason), "%s", text);
}

void graph_sleep(struct graph *graph, int64_t ms)
{
    struct timespec left = { ms / 1000, ms % 1000 * 1000000 };

    if (graph->target.wait != NULL) {
        (void)graph->target.wait(graph->target.wait_self, ms);
        return;
    }
    while (nanosleep(&left, &left) != 0 && errno == EINTR) {
    }
}

static enum rc closed(struct cx *cx, struct provider_failure *why, int64_t ms)
{
    enum rc rc = graph_fail(cx, why, RUN_REASON_THROTTLED, "asked to wait %lld ms more, past what one call may take",
                            (long long)ms);

    why->retry_at_us = clock_now_us(cx->clock) + ms * 1000;
    return rc;
}

enum rc graph_open_now(struct cx *cx, struct graph *graph, struct provider_failure *why)
{
    int64_t left_us = graph->closed_until_us[graph->rate] - graph_monotonic_us(cx);

    return left_us > 0 ? closed(cx, why, (left_us + 999) / 1000) : RC_OK;
}

enum rc graph_wait(struct cx *cx, struct graph *graph, int64_t ms, struct provider_failure *why)
{
    graph->waited_ms += ms;
    if (graph->waited_ms > graph->target.wait_max_ms) {
        graph->closed_until_us[graph->rate] = graph_monotonic_us(cx) + ms * 1000;
        return closed(cx, why, ms);
    }
    if (graph->target.wait == NULL) {
        graph_sleep(graph, ms);
        return RC_OK;
    }
    if (!graph->target.wait(graph->target.wait_self, ms)) {
        return graph_fail(cx, why, RUN_REASON_USER_CANCELLED, "the caller gave up waiting");
    }
    return RC_OK;
}
