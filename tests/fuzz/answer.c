/* Answers of a provider: pages, errors, Retry-After.
 * covers: shared/providers/graph/graph_scan.c shared/providers/graph/graph_error.c */
#include "base/text.h"
#include "fuzz/fuzz.h"
#include "providers/graph/graph_error.h"
#include "providers/graph/graph_pace.h"
#include "providers/graph/graph_scan.h"

static void walk(struct cx *cx, struct bytes text, struct bytes value, int depth)
{
    struct bytes key;
    struct bytes item;
    size_t at = 0;
    int64_t number;

    FUZZ_ASSERT(value.data >= text.data && value.data + value.len <= text.data + text.len && value.len > 0);
    FUZZ_ASSERT(depth <= GRAPH_SCAN_DEPTH_MAX);
    FUZZ_ASSERT(graph_scan_check(value, &item) == RC_OK && bytes_equal(item, value));
    (void)graph_scan_text(cx->mem, value);
    (void)graph_scan_int(value, &number);
    while (graph_scan_item(value, &at, &item)) {
        walk(cx, text, item, depth + 1);
    }
    for (at = 0; graph_scan_pair(value, &at, &key, &item);) {
        FUZZ_ASSERT(key.len >= 2 && key.data[0] == '"' && key.data[key.len - 1] == '"');
        walk(cx, text, item, depth + 1);
    }
}

void fuzz_one(struct cx *cx, struct bytes input)
{
    static const int STATUSES[] = { 400, 401, 403, 404, 429, 500, 504 };
    const char *code = NULL;
    struct bytes body = input.len > 0 ? bytes_of(input.data + 1, input.len - 1) : input;
    struct bytes value;
    int status = STATUSES[input.len > 0 ? input.data[0] % 7 : 0];
    int64_t wait_ms = graph_pace_retry_after_ms(arena_strndup(cx->mem, (const char *)body.data, body.len), SECOND_US);

    FUZZ_ASSERT(wait_ms >= -1 && wait_ms <= GRAPH_RETRY_AFTER_MAX_MS);
    FUZZ_ASSERT(graph_error_reason(cx->mem, status, body, &code) != RUN_REASON_NONE && code != NULL);
    for (enum http_result result = HTTP_ANSWERED; result <= HTTP_REFUSED; result++) {
        const struct http_answer answer = { .result = result, .status = result == HTTP_ANSWERED ? status : 0 };

        FUZZ_ASSERT(graph_error_transport_reason(result) != RUN_REASON_NONE);
        FUZZ_ASSERT(!graph_error_is_passing(&answer) || result != HTTP_OVERSIZED);
    }
    FUZZ_ASSERT(status != 429 || graph_error_reason(cx->mem, status, body, &code) == RUN_REASON_THROTTLED);
    FUZZ_ASSERT(graph_error_sign_in_reason(cx->mem, status, body, &code) != RUN_REASON_NONE && code != NULL);
    if (graph_scan_check(body, &value) == RC_OK) {
        walk(cx, body, value, 0);
    }
}
