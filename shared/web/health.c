/* What a program says about itself. nginx lets only the bare loopback address ask. */
#include "base/text.h"
#include "web/internal.h"

static void say(struct cx *cx, struct reply *reply, int status, const char *text)
{
    (void)reply_raw(reply, status, "text/plain; charset=utf-8", bytes_text(arena_printf(cx->mem, "%s\n", text)));
}

static void answer_ready(struct cx *cx, struct web *web, struct reply *reply)
{
    const char *problem;

    if (web->db == NULL || web_check_schema(cx, web) == RC_OK) {
        say(cx, reply, 200, "ready");
        return;
    }
    problem = cx->fail->detail;
    fail_clear(cx);
    say(cx, reply, 503, problem == NULL ? "not ready" : problem);
}

static void answer_metrics(struct cx *cx, const struct web *web, struct reply *reply)
{
    struct strbuf text;

    strbuf_init(&text, cx->mem, 4 * 1024 * 1024);
    metrics_write(web->metrics, &text);
    (void)reply_raw(reply, 200, "text/plain; version=0.0.4; charset=utf-8", strbuf_view(&text));
}

bool health_answer(struct cx *cx, struct web *web, const struct request *req, struct reply *reply)
{
    if (req->method != METHOD_GET && req->method != METHOD_HEAD) {
        return false;
    }
    if (text_equal(req->path, "/healthz")) {
        say(cx, reply, 200, "ok");
    } else if (text_equal(req->path, "/readyz")) {
        answer_ready(cx, web, reply);
    } else if (text_equal(req->path, "/metrics")) {
        answer_metrics(cx, web, reply);
    } else {
        return false;
    }
    return true;
}
