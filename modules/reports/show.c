#include "modules/reports/report_view.h"
#include "modules/reports/routes.h"
#include "reports/report.h"

const struct param report_one[] = { PARAM_UUID("id"), PARAM_END };

static struct report_id id_of(const struct request *req)
{
    return (struct report_id){ param_uuid(req, "id") };
}

static void show_live(struct view *view, const struct request *req, const struct stored_report *report)
{
    report_fill(view, report);
    view_url(view, K_POLL_URL, "/w/%s/reports/%s/live", req->workspace, id_text(view_cx(view), report->id.v));
}

/* A program that follows the redirects of an export gets the file, or is told to ask again. */
static enum rc answer_csv(struct cx *cx, const struct request *req, struct reply *reply,
                          const struct stored_report *report)
{
    if (report->state != STORED_REPORT_REQUESTED) {
        return reply_see_other(reply, req, "reports/%s/file", id_text(cx, report->id.v));
    }
    reply_header(reply, "Retry-After", "2");
    return reply_raw(reply, 202, "text/plain; charset=utf-8", bytes_text("The report is being made.\n"));
}

enum rc reports_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct stored_report report;
    enum report_kind kind;
    struct view *view;
    enum rc rc = stored_report_get(cx, req->who, id_of(req), &report);

    if (rc != RC_OK) {
        return rc;
    }
    if (req->wants == WANTS_CSV) {
        return answer_csv(cx, req, reply, &report);
    }
    view = reply_page(reply, TPL_REPORTS_SHOW);
    if (report_kind_parse(report.kind, &kind) == RC_OK) {
        reply_title(reply, report_kind_label(kind));
    }
    view_include(view, K_REPORT_LIVE, TPL_REPORTS_LIVE);
    show_live(view, req, &report);
    return RC_OK;
}

enum rc reports_live(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct stored_report report;
    enum rc rc = stored_report_get(cx, req->who, id_of(req), &report);

    if (rc != RC_OK) {
        return rc;
    }
    if (report.state == STORED_REPORT_REQUESTED) {
        return reply_no_content(reply);
    }
    show_live(reply_fragment(reply, TPL_REPORTS_LIVE), req, &report);
    return RC_OK;
}

enum rc reports_file(struct cx *cx, const struct request *req, struct reply *reply)
{
    enum report_format format = REPORT_CSV;
    struct stored_report report;
    const char *name;
    enum rc rc = stored_report_take(cx, req->who, id_of(req), &report);

    if (rc == RC_OK) {
        rc = report_format_parse(report.format, &format);
    }
    if (rc != RC_OK) {
        return rc;
    }
    name = stored_report_file_name(cx->mem, &report);
    return reply_file(reply, arena_printf(cx->mem, "/-/reports/%s/%s", id_text(cx, actor_workspace(req->who).v), name),
                      name, report_media_type(format));
}
