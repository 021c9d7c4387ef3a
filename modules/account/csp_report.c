#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "modules/account/routes.h"

enum { REPORT_MAX = 2000 };

/* Addresses without their queries: that of a one-time link is a secret. */
static const char *without_queries(struct arena *mem, const char *text)
{
    char *out = arena_strdup(mem, text);
    size_t len = 0;

    while (*text != '\0') {
        text += *text == '?' ? strcspn(text, "\"") : 0;
        if (*text != '\0') {
            out[len++] = *text++;
        }
    }
    out[len] = '\0';
    return out;
}

/* A browser tells what the content security policy kept a page from doing. Kept in the log alone. */
enum rc csp_report_post(struct cx *cx, const struct request *req, struct reply *reply)
{
    size_t len = req->body.len < REPORT_MAX ? req->body.len : REPORT_MAX;
    const char *text = arena_strndup(cx->mem, (const char *)req->body.data, len);

    while (len > 0 && !utf8_valid(bytes_of(text, len))) {
        len--; /* a cut character, or a report that is no text */
    }
    LOG_WARN("csp_report", log_text("request", req->id),
             log_text("site", req->site == SITE_PORTAL ? "portal" : "operator"),
             log_text("report", without_queries(cx->mem, arena_strndup(cx->mem, text, len))));
    return reply_no_content(reply);
}
