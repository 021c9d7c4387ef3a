#include "providers/graph/graph_batch.h"

#include <strings.h>

#include "base/log.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "providers/graph/graph_call.h"
#include "providers/graph/graph_error.h"
#include "providers/graph/graph_scan.h"

enum { BATCH_ATTEMPTS = 8, BATCH_REQUEST_MAX = 1 << 20 };

/* The items of one request; an item's id in it is its place here, from 1. */
struct envelope {
    struct graph_batch_item *items[GRAPH_BATCH_MAX];
    bool answered[GRAPH_BATCH_MAX];
    size_t count;
    int64_t wait_ms;
};

static enum rc write_request(struct cx *cx, const struct envelope *envelope, struct strbuf *out)
{
    strbuf_init(out, cx->mem, BATCH_REQUEST_MAX);
    strbuf_puts(out, "{\"requests\":[");
    for (size_t i = 0; i < envelope->count; i++) {
        strbuf_printf(out, "%s{\"id\":\"%zu\",\"method\":\"GET\",\"url\":\"%s\"}", i == 0 ? "" : ",", i + 1,
                      envelope->items[i]->url);
    }
    strbuf_puts(out, "]}");
    return strbuf_done(out);
}

/* The item that an answer belongs to: ids are compared as texts, and some servers answer with a number. */
static struct graph_batch_item *match(struct cx *cx, struct envelope *envelope, struct bytes answer)
{
    struct bytes id;
    const char *text;
    int64_t place;

    if (!graph_scan_member(answer, "id", &id)) {
        return NULL;
    }
    text = graph_scan_text(cx->mem, id);
    if (text == NULL) {
        text = arena_strndup(cx->mem, (const char *)id.data, id.len);
    }
    if (parse_i64(text, 1, (int64_t)envelope->count, &place) != RC_OK || envelope->answered[place - 1]) {
        return NULL;
    }
    envelope->answered[place - 1] = true;
    return envelope->items[place - 1];
}

static int64_t retry_after_ms(struct cx *cx, struct bytes answer)
{
    struct bytes headers;
    struct bytes key;
    struct bytes value;
    size_t at = 0;

    if (!graph_scan_member(answer, "headers", &headers)) {
        return -1;
    }
    while (graph_scan_pair(headers, &at, &key, &value)) {
        const char *text = graph_scan_text(cx->mem, value);

        if (strcasecmp(graph_scan_text(cx->mem, key), "Retry-After") == 0) {
            return graph_pace_retry_after_ms(text == NULL ? arena_strndup(cx->mem, (const char *)value.data, value.len)
                                                          : text,
                                             clock_now_us(cx->clock));
        }
    }
    return -1;
}

static enum rc take_item(struct cx *cx, struct graph *graph, struct envelope *envelope, struct bytes answer,
                         struct provider_failure *why)
{
    struct graph_batch_item *item = match(cx, envelope, answer);
    struct bytes value;
    int64_t status;
    int64_t wait_ms;

    if (item == NULL || !graph_scan_member(answer, "status", &value) || !graph_scan_int(value, &status) ||
        status < 100 || status > 599) {
        return graph_fail(cx, why, RUN_REASON_VALIDATION_FAILED, "batch: an answer without a known id or a status");
    }
    if (!graph_scan_member(answer, "body", &item->body)) {
        item->body = bytes_of(NULL, 0);
    }
    item->attempts++;
    if (status == 200 && graph_scan_is_object(item->body)) {
        item->done = true;
        return RC_OK;
    }
    if (status == 404) {
        item->gone = true;
        item->done = true;
        return RC_OK;
    }
    /* 424: an item that this one depends on failed; ours depend on none, so that it is the service's own trouble */
    if ((!graph_error_status_is_passing((int)status) && status != 424) || item->attempts >= BATCH_ATTEMPTS) {
        return graph_call_refused(cx, graph, (int)status, item->body, item->url, why);
    }
    wait_ms = retry_after_ms(cx, answer);
    wait_ms = wait_ms < 0 ? graph_pace_backoff_ms(item->attempts - 1) : wait_ms;
    envelope->wait_ms = wait_ms > envelope->wait_ms ? wait_ms : envelope->wait_ms;
    return RC_OK;
}

static enum rc take_answers(struct cx *cx, struct graph *graph, struct envelope *envelope, struct bytes body,
                            struct provider_failure *why)
{
    struct bytes responses;
    struct bytes answer;
    size_t at = 0;

    if (!graph_scan_member(body, "responses", &responses)) {
        return graph_fail(cx, why, RUN_REASON_VALIDATION_FAILED, "batch: an answer without responses");
    }
    while (graph_scan_item(responses, &at, &answer)) {
        enum rc rc = take_item(cx, graph, envelope, answer, why);

        if (rc != RC_OK) {
            return rc;
        }
    }
    for (size_t i = 0; i < envelope->count; i++) {
        if (!envelope->answered[i]) {
            return graph_fail(cx, why, RUN_REASON_VALIDATION_FAILED, "batch: item %zu has no answer", i + 1);
        }
    }
    return RC_OK;
}

static enum rc send_envelope(struct cx *cx, struct graph *graph, const char *version, struct envelope *envelope,
                             struct provider_failure *why)
{
    struct strbuf request;
    struct graph_call call = { .url = arena_printf(cx->mem, "%s%s/$batch", graph->target.base_url, version) };
    enum rc rc = write_request(cx, envelope, &request);

    if (rc != RC_OK) {
        return graph_fail(cx, why, RUN_REASON_VALIDATION_FAILED, "batch: a request past its limit");
    }
    call.post = strbuf_view(&request);
    rc = graph_call_all(cx, graph, &call, 1, why);
    if (rc == RC_OK) {
        rc = take_answers(cx, graph, envelope, call.body, why);
    }
    return rc == RC_OK && envelope->wait_ms > 0 ? graph_wait(cx, graph, envelope->wait_ms, why) : rc;
}

enum rc graph_batch_get(struct cx *cx, struct graph *graph, const char *version, struct graph_batch_item *items,
                        size_t count, struct provider_failure *why)
{
    enum rc rc = RC_OK;

    while (rc == RC_OK) {
        struct envelope envelope = { .count = 0 };

        for (size_t i = 0; i < count && envelope.count < GRAPH_BATCH_MAX; i++) {
            if (!items[i].done) {
                envelope.items[envelope.count++] = &items[i];
            }
        }
        if (envelope.count == 0) {
            return RC_OK;
        }
        rc = send_envelope(cx, graph, version, &envelope, why);
    }
    return rc;
}
