#include "providers/graph/graph_call.h"

#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "providers/graph/graph_error.h"
#include "providers/graph/graph_scan.h"
#include "providers/graph/graph_token.h"

enum { CALL_ATTEMPTS = 8, CALL_HEADERS = 4 };

/* What one round of requests came to. */
struct round {
    struct graph_call *calls[HTTP_PARALLEL_MAX];
    struct http_request requests[HTTP_PARALLEL_MAX];
    struct http_header headers[HTTP_PARALLEL_MAX][CALL_HEADERS];
    struct http_answer answers[HTTP_PARALLEL_MAX];
    size_t count;
    int64_t wait_ms; /* the longest that an answer asks for; 0: none does */
    bool refused; /* the token was not taken */
};

static enum run_reason judge(struct arena *mem, const struct graph *graph)
{
    switch (graph_token_role(mem, graph, graph->family->permissions[0]->code)) {
    case GRAPH_ROLE_HELD:
        return graph->family->licence == NULL ? RUN_REASON_PERMISSION_MISSING : RUN_REASON_LICENCE_MISSING;
    case GRAPH_ROLE_NONE_AT_ALL:
        return RUN_REASON_CONSENT_REVOKED;
    case GRAPH_ROLE_UNKNOWN:
    case GRAPH_ROLE_ABSENT:
        break;
    }
    return RUN_REASON_PERMISSION_MISSING;
}

enum rc graph_call_refused(struct cx *cx, struct graph *graph, int status, struct bytes body, const char *what,
                           struct provider_failure *why)
{
    const char *code;
    enum run_reason reason = graph_error_reason(cx->mem, status, body, &code);

    if (reason == RUN_REASON_PERMISSION_MISSING && graph->family != NULL) {
        graph_token_drop(graph);
        if (graph_token_ensure(cx, graph, why) != RC_OK) {
            return RC_UNAVAILABLE;
        }
        reason = judge(cx->mem, graph);
    }
    return graph_fail(cx, why, reason, "%s: %d %s", what, status, code);
}

/* The path alone: a query may hold continuation tokens. */
static const char *loggable(struct arena *mem, const struct graph *graph, const char *url)
{
    const char *path = url + strlen(graph->target.base_url);

    return arena_strndup(mem, path, strcspn(path, "?"));
}

static void log_call(struct cx *cx, const struct graph *graph, const struct graph_call *call,
                     const struct http_answer *answer, const char *client_request)
{
    enum log_level level = answer->result == HTTP_ANSWERED && answer->status < 400 ? LOG_LEVEL_DEBUG : LOG_LEVEL_WARN;

    log_write(level, "provider_call",
              LOG_FIELDS(log_text("path", loggable(cx->mem, graph, call->url)), log_int("status", answer->status),
                         log_text("problem", answer->problem), log_text("client_request_id", client_request),
                         log_text("request_id", http_header_find(answer, "request-id")),
                         log_text("diagnostic", http_header_find(answer, "x-ms-ags-diagnostic"))));
}

static enum rc fail_call(struct cx *cx, struct graph *graph, const struct graph_call *call,
                         const struct http_answer *answer, struct provider_failure *why)
{
    const char *path = loggable(cx->mem, graph, call->url);

    if (answer->result == HTTP_ANSWERED) {
        return graph_call_refused(cx, graph, answer->status, answer->body, path, why);
    }
    return graph_fail(cx, why, graph_error_transport_reason(answer->result), "%s: %s", path, answer->problem);
}

static void add_call(struct cx *cx, const struct graph *graph, struct round *round, struct graph_call *call)
{
    struct http_header *headers = round->headers[round->count];
    struct http_request *request = &round->requests[round->count];
    bool post = call->post.data != NULL;

    headers[0] = (struct http_header){ "Authorization", arena_printf(cx->mem, "Bearer %s", graph->token) };
    headers[1] = (struct http_header){ "Accept", "application/json" };
    headers[2] = (struct http_header){ "client-request-id", uuid_text(cx->mem, uuid_new(cx->clock)) };
    headers[3] = (struct http_header){ "Content-Type", "application/json" };
    *request = (struct http_request){ post ? "POST" : "GET", call->url, headers, post ? 4 : 3, call->post };
    round->calls[round->count++] = call;
}

/* Notes one answer. RC_OK: the call is done, or stays to be repeated. */
static enum rc take_answer(struct cx *cx, struct graph *graph, struct round *round, size_t i,
                           struct provider_failure *why)
{
    struct graph_call *call = round->calls[i];
    const struct http_answer *answer = &round->answers[i];
    int64_t wait_ms;

    log_call(cx, graph, call, answer, round->headers[i][2].value);
    call->attempts++;
    if (answer->result == HTTP_ANSWERED && answer->status == 200) {
        if (graph_scan_check(answer->body, &call->body) != RC_OK) {
            return graph_fail(cx, why, RUN_REASON_VALIDATION_FAILED, "%s: not JSON",
                              loggable(cx->mem, graph, call->url));
        }
        call->done = true;
        return RC_OK;
    }
    if (answer->status == 404 && call->may_be_gone) {
        call->gone = true;
        call->done = true;
        return RC_OK;
    }
    if (answer->status == 401 && !call->renewed) {
        call->renewed = true;
        round->refused = true;
        return RC_OK;
    }
    if (!graph_error_is_passing(answer) || call->attempts >= CALL_ATTEMPTS) {
        return fail_call(cx, graph, call, answer, why);
    }
    wait_ms = graph_pace_retry_after_ms(http_header_find(answer, "Retry-After"), clock_now_us(cx->clock));
    if (wait_ms < 0) {
        wait_ms = graph_pace_backoff_ms(call->attempts - 1);
    }
    round->wait_ms = wait_ms > round->wait_ms ? wait_ms : round->wait_ms;
    return RC_OK;
}

/* Rounds, not a stream: once one answer says "later", nothing more is sent until then. */
static enum rc send_round(struct cx *cx, struct graph *graph, struct round *round, struct provider_failure *why)
{
    http_send(graph->http, cx->mem, round->requests, round->count, round->answers);
    for (size_t i = 0; i < round->count; i++) {
        enum rc rc = take_answer(cx, graph, round, i, why);

        if (rc != RC_OK) {
            return rc;
        }
    }
    if (round->refused) {
        graph_token_drop(graph);
    }
    return round->wait_ms > 0 ? graph_wait(cx, graph, round->wait_ms, why) : RC_OK;
}

static size_t allowed_now(struct cx *cx, struct graph *graph, size_t wanted)
{
    enum graph_rate rate = graph->rate;
    int64_t wait_ms;
    size_t granted;

    wanted = wanted < HTTP_PARALLEL_MAX ? wanted : HTTP_PARALLEL_MAX;
    if (!graph->paced) {
        return wanted;
    }
    granted = graph_pace_take(&graph->buckets[rate], rate, (unsigned)wanted, graph_monotonic_us(cx), &wait_ms);
    if (wait_ms > 0) {
        graph_sleep(graph, wait_ms);
    }
    return granted;
}

enum rc graph_call_all(struct cx *cx, struct graph *graph, struct graph_call *calls, size_t count,
                       struct provider_failure *why)
{
    size_t first = 0;
    enum rc rc;

    for (;;) {
        struct round round = { .count = 0 };
        size_t allowed;

        while (first < count && calls[first].done) {
            first++;
        }
        if (first == count) {
            return RC_OK;
        }
        rc = graph_token_ensure(cx, graph, why);
        if (rc != RC_OK) {
            return rc;
        }
        allowed = allowed_now(cx, graph, count - first);
        for (size_t i = first; i < count && round.count < allowed; i++) {
            if (!calls[i].done) {
                add_call(cx, graph, &round, &calls[i]);
            }
        }
        rc = send_round(cx, graph, &round, why);
        if (rc != RC_OK) {
            return rc;
        }
    }
}

enum rc graph_call_get(struct cx *cx, struct graph *graph, const char *url, struct bytes *body,
                       struct provider_failure *why)
{
    struct graph_call call = { .url = url };
    enum rc rc = graph_call_all(cx, graph, &call, 1, why);

    *body = call.body;
    return rc;
}
