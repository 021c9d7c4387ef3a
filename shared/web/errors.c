#include <string.h>

#include "base/text.h"
#include "ext/json.h"
#include "web/internal.h"

/* The one table from a code to an HTTP status, and what the person is told where the failure itself says nothing. */
struct error_kind {
    int status;
    const char *title;
    const char *text;
    const char *next; /* what to do now */
    bool retry; /* trying the same again may help */
};

static const struct error_kind by_code[] = {
    [RC_OK] = { 500, N_("Something went wrong"), N_("This is a mistake of ours."),
                N_("Try again; if it happens again, tell your administrator the request number below."), true },
    [RC_NOT_FOUND] = { 404, N_("Not found"), N_("There is nothing at this address, or you may not see it."),
                       N_("Check the address, or go back to the start page."), false },
    [RC_INVALID] = { 400, N_("This request cannot be read"), N_("Something in the request is not what it must be."),
                     N_("Go back, correct it and send it again."), false },
    [RC_FORBIDDEN] = { 403, N_("Not allowed"), N_("You are not allowed to do this."),
                       N_("Ask an owner of the workspace for the role that you need."), false },
    [RC_CONFLICT] = { 409, N_("Changed meanwhile"), N_("This was changed by somebody else before you."),
                      N_("Go back, reload the page and look at what changed."), false },
    [RC_TOO_LARGE] = { 413, N_("Too large"), N_("This is more than can be taken at once."),
                       N_("Send less, or narrow it down."), false },
    [RC_LIMITED] = { 429, N_("Too many attempts"), N_("There were too many attempts in a short time."),
                     N_("Wait a few minutes and try again."), true },
    [RC_UNAVAILABLE] = { 503, N_("Not available now"), N_("The service cannot be reached at the moment."),
                         N_("Nothing was lost. Wait a moment and try again."), true },
    [RC_INTERNAL] = { 500, N_("Something went wrong"), N_("This is a mistake of ours."),
                      N_("Try again; if it happens again, tell your administrator the request number below."), true },
};

static const struct error_kind by_status[] = {
    { 401, N_("Sign in first"), N_("This needs you to be signed in."), N_("Sign in and try again."), false },
    { 405, N_("Not possible here"), N_("This address does not take this kind of request."),
      N_("Go back to the page and use its buttons."), false },
    { 406, N_("Not in this form"), N_("This page cannot be given in the form that was asked for."),
      N_("Open it without asking for a special form."), false },
};

const char *status_text(int status)
{
    static const struct {
        int status;
        const char *text;
    } texts[] = { { 200, "OK" },
                  { 201, "Created" },
                  { 202, "Accepted" },
                  { 204, "No Content" },
                  { 302, "Found" },
                  { 303, "See Other" },
                  { 304, "Not Modified" },
                  { 400, "Bad Request" },
                  { 401, "Unauthorized" },
                  { 403, "Forbidden" },
                  { 404, "Not Found" },
                  { 405, "Method Not Allowed" },
                  { 406, "Not Acceptable" },
                  { 409, "Conflict" },
                  { 410, "Gone" },
                  { 413, "Content Too Large" },
                  { 422, "Unprocessable Content" },
                  { 429, "Too Many Requests" },
                  { 500, "Internal Server Error" },
                  { 503, "Service Unavailable" },
                  { 504, "Gateway Timeout" } };

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (texts[i].status == status) {
            return texts[i].text;
        }
    }
    return "Status";
}

static const char *sentence(struct cx *cx, const struct error_kind *kind)
{
    struct msg_arg args[FAIL_ARGS_MAX];
    size_t count = 0;

    if (cx->fail->msgid == NULL) {
        return tr(cx->loc, kind->text);
    }
    for (; count < FAIL_ARGS_MAX && cx->fail->args[count].name != NULL; count++) {
        args[count] = (struct msg_arg){ cx->fail->args[count].name, cx->fail->args[count].value };
    }
    return msg_format(cx->mem, tr(cx->loc, cx->fail->msgid), args, count);
}

/* RFC 9457. */
static void as_problem(struct cx *cx, const struct request *req, struct reply *reply, const struct error_kind *kind)
{
    struct strbuf json;

    strbuf_init(&json, cx->mem, 16 * 1024);
    strbuf_printf(&json, "{\"type\":\"about:blank\",\"status\":%d,\"title\":", kind->status);
    json_put_text(&json, tr(cx->loc, kind->title));
    strbuf_puts(&json, ",\"detail\":");
    json_put_text(&json, sentence(cx, kind));
    strbuf_puts(&json, ",\"request_id\":");
    json_put_text(&json, req->id);
    strbuf_puts(&json, "}\n");
    (void)reply_raw(reply, kind->status, "application/problem+json", strbuf_view(&json));
}

static void as_page(struct cx *cx, const struct request *req, struct reply *reply, const struct error_kind *kind)
{
    bool again = kind->retry && req->method == METHOD_GET;
    struct view *view = reply_page(reply, TPL_FRAME_ERROR);

    reply->frame = req->partial ? NULL : TPL_FRAME_PLAIN;
    reply->status = kind->status;
    reply_title(reply, kind->title);
    view_mark(view, K_ERROR_STATUS, arena_printf(cx->mem, "%d", kind->status));
    view_mark(view, K_ERROR_TITLE, tr(cx->loc, kind->title));
    view_mark(view, K_ERROR_TEXT, sentence(cx, kind));
    view_mark(view, K_ERROR_NEXT, tr(cx->loc, kind->next));
    view_mark(view, K_REQUEST_ID, req->id);
    view_show_if(view, K_ERROR_RETRY, again);
    view_url(view, K_RETRY_URL, "%s%s%s", req->path, req->query[0] == '\0' ? "" : "?", req->query);
}

static void answer(struct cx *cx, const struct request *req, struct reply *reply, const struct error_kind *kind)
{
    struct pair kept[HEADERS_MAX];
    size_t count = reply->header_count;

    memcpy(kept, reply->headers, sizeof kept);
    reply_init(reply, cx, req);
    memcpy(reply->headers, kept, sizeof kept);
    reply->header_count = count;
    if (req->wants == WANTS_HTML && !req->web->program->standalone) {
        as_page(cx, req, reply, kind);
    } else {
        as_problem(cx, req, reply, kind);
    }
    if (kind->status == 429 || kind->status == 503) {
        reply_header(reply, "Retry-After", kind->status == 429 ? "60" : "5");
    }
}

void error_reply(struct cx *cx, const struct request *req, struct reply *reply, enum rc rc)
{
    reply->header_count = 0;
    answer(cx, req, reply, &by_code[rc]);
}

void error_reply_status(struct cx *cx, const struct request *req, struct reply *reply, int status)
{
    for (size_t i = 0; i < sizeof by_status / sizeof by_status[0]; i++) {
        if (by_status[i].status == status) {
            answer(cx, req, reply, &by_status[i]);
            return;
        }
    }
    answer(cx, req, reply, &by_code[RC_INTERNAL]);
}

void error_plain(struct cx *cx, const struct request *req, struct web_output *out)
{
    static const char head[] = "Status: 500 Internal Server Error\r\nContent-Type: text/plain; charset=utf-8\r\n"
                               "Cache-Control: no-store\r\n\r\n";

    out->status = 500;
    out->head = bytes_text(head);
    out->body = bytes_text(arena_printf(cx->mem, "%s %s\n", tr(cx->loc, by_code[RC_INTERNAL].next), req->id));
}
