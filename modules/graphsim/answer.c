#include "modules/graphsim/answer.h"

#include <inttypes.h>
#include <string.h>

#include "modules/graphsim/tree.h"

enum { ERROR_BYTES_MAX = 64 << 10 };

static void put(struct strbuf *out, const char *before, const char *text)
{
    strbuf_puts(out, before);
    tree_write_text(out, text, strlen(text));
}

/* "2026-11-23T08:00:00", as in the service's errors. */
static const char *date_of(struct cx *cx)
{
    return arena_strndup(cx->mem, time_iso(cx->mem, clock_now_us(cx->clock)), 19);
}

struct answer answer_error(struct cx *cx, const struct answer_ids *ids, int status, const char *code,
                           const char *message, const char *inner)
{
    struct strbuf out;

    strbuf_init(&out, cx->mem, ERROR_BYTES_MAX);
    put(&out, "{\"error\":{\"code\":", code);
    put(&out, ",\"message\":", message);
    strbuf_puts(&out, ",\"innerError\":{");
    if (inner != NULL) {
        put(&out, "\"code\":", inner);
        strbuf_putc(&out, ',');
    }
    put(&out, "\"date\":", date_of(cx));
    put(&out, ",\"request-id\":", ids->request);
    put(&out, ",\"client-request-id\":", ids->client_request);
    strbuf_puts(&out, "}}}");
    return (struct answer){ .status = status, .body = strbuf_view(&out) };
}

struct answer answer_sign_in_error(struct cx *cx, const struct answer_ids *ids, int status, const char *error,
                                   int64_t number, const char *text)
{
    struct strbuf out;

    strbuf_init(&out, cx->mem, ERROR_BYTES_MAX);
    put(&out, "{\"error\":", error);
    put(&out, ",\"error_description\":",
        arena_printf(cx->mem, "AADSTS%" PRId64 ": %s Trace ID: %s", number, text, ids->request));
    strbuf_printf(&out, ",\"error_codes\":[%" PRId64 "]", number);
    put(&out, ",\"timestamp\":", date_of(cx));
    put(&out, ",\"trace_id\":", ids->request);
    put(&out, ",\"correlation_id\":", ids->client_request);
    strbuf_puts(&out, "}");
    return (struct answer){ .status = status, .body = strbuf_view(&out) };
}
