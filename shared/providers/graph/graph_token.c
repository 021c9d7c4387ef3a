#include "providers/graph/graph_token.h"

#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "providers/graph/graph_error.h"
#include "providers/graph/graph_scan.h"

enum { TOKEN_ATTEMPTS = 5, TOKEN_SPARE_S = 60, TOKEN_LIFE_MAX_S = 24 * 3600 };

void graph_token_drop(struct graph *graph)
{
    explicit_bzero(graph->token, sizeof graph->token);
    graph->token_until_us = 0;
}

static bool is_token(const char *text)
{
    return text != NULL && *text != '\0' && strlen(text) < GRAPH_TOKEN_MAX &&
           text[strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=")] == '\0';
}

static enum rc keep(struct cx *cx, struct graph *graph, struct bytes body, int64_t asked_us,
                    struct provider_failure *why)
{
    struct bytes value;
    char *token;
    int64_t life_s;

    if (graph_scan_check(body, &body) != RC_OK || !graph_scan_member(body, "expires_in", &value) ||
        !graph_scan_int(value, &life_s) || life_s <= 0) {
        return graph_fail(cx, why, RUN_REASON_TOKEN_ERROR, "sign-in: an answer without a life time");
    }
    token = graph_scan_member_text(cx->mem, body, "access_token");
    if (!is_token(token)) {
        return graph_fail(cx, why, RUN_REASON_TOKEN_ERROR, "sign-in: an answer without a token");
    }
    memcpy(graph->token, token, strlen(token) + 1);
    explicit_bzero(token, strlen(token));
    life_s = life_s < TOKEN_LIFE_MAX_S ? life_s : TOKEN_LIFE_MAX_S;
    graph->token_until_us = asked_us + (life_s > 2 * TOKEN_SPARE_S ? life_s - TOKEN_SPARE_S : life_s / 2) * SECOND_US;
    return RC_OK;
}

/* One exchange; the form holds the secret and is wiped. */
static void ask(struct cx *cx, struct graph *graph, struct http_answer *answer)
{
    static const struct http_header headers[] = {
        { "Content-Type", "application/x-www-form-urlencoded" },
        { "Accept", "application/json" },
    };
    char *secret = url_encode(cx->mem, graph->secret);
    char *form =
        arena_printf(cx->mem, "client_id=%s&scope=%s%%2F.default&client_secret=%s&grant_type=client_credentials",
                     url_encode(cx->mem, graph->target.client_id), url_encode(cx->mem, graph->target.base_url), secret);
    const struct http_request request = {
        .method = "POST",
        .url = arena_printf(cx->mem, "%s/%s/oauth2/v2.0/token", graph->target.login_url, graph->target.external_tenant),
        .headers = headers,
        .header_count = 2,
        .body = bytes_text(form),
    };

    http_send(graph->http, cx->mem, &request, 1, answer);
    explicit_bzero(secret, strlen(secret));
    explicit_bzero(form, strlen(form));
}

static enum rc refuse(struct cx *cx, const struct http_answer *answer, struct provider_failure *why)
{
    const char *code = answer->problem;
    enum run_reason reason = answer->result == HTTP_ANSWERED
                                 ? graph_error_sign_in_reason(cx->mem, answer->status, answer->body, &code)
                                 : graph_error_transport_reason(answer->result);

    return graph_fail(cx, why, reason, "sign-in refused: %s", code);
}

enum rc graph_token_ensure(struct cx *cx, struct graph *graph, struct provider_failure *why)
{
    struct http_answer answer;
    int64_t asked_us;
    int64_t wait_ms;
    enum rc rc;

    if (graph->token[0] != '\0' && graph_monotonic_us(cx) < graph->token_until_us) {
        return RC_OK;
    }
    for (unsigned attempt = 0;; attempt++) {
        asked_us = graph_monotonic_us(cx);
        ask(cx, graph, &answer);
        LOG_INFO("provider_sign_in", log_int("status", answer.status), log_text("problem", answer.problem));
        if (answer.result == HTTP_ANSWERED && answer.status == 200) {
            rc = keep(cx, graph, answer.body, asked_us, why);
            explicit_bzero((void *)(uintptr_t)answer.body.data, answer.body.len);
            return rc;
        }
        if (!graph_error_is_passing(&answer) || attempt + 1 == TOKEN_ATTEMPTS) {
            return refuse(cx, &answer, why);
        }
        wait_ms = graph_pace_retry_after_ms(http_header_find(&answer, "Retry-After"), clock_now_us(cx->clock));
        rc = graph_wait(cx, graph, wait_ms < 0 ? graph_pace_backoff_ms(attempt) : wait_ms, why);
        if (rc != RC_OK) {
            return rc;
        }
    }
}

/* A token is three base64url parts; the second one says what it is for. */
static bool claims(struct arena *mem, const char *token, struct bytes *out)
{
    const char *from = strchr(token, '.');
    const char *to = from == NULL ? NULL : strchr(from + 1, '.');

    return to != NULL && base64_decode(mem, bytes_of(from + 1, (size_t)(to - from - 1)), out) == RC_OK &&
           graph_scan_check(*out, out) == RC_OK && graph_scan_is_object(*out);
}

enum graph_role graph_token_role(struct arena *mem, const struct graph *graph, const char *permission)
{
    struct bytes body;
    struct bytes roles;
    struct bytes role;
    size_t at = 0;

    if (!claims(mem, graph->token, &body)) {
        return GRAPH_ROLE_UNKNOWN;
    }
    if (!graph_scan_member(body, "roles", &roles)) {
        return GRAPH_ROLE_NONE_AT_ALL;
    }
    while (graph_scan_item(roles, &at, &role)) {
        if (text_equal(graph_scan_text(mem, role), permission)) {
            return GRAPH_ROLE_HELD;
        }
    }
    return at == 0 ? GRAPH_ROLE_NONE_AT_ALL : GRAPH_ROLE_ABSENT;
}
