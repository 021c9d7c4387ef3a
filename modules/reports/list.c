#include "web/list.h"
#include "core/report/stored_report.h"
#include "modules/reports/report_view.h"
#include "modules/reports/routes.h"

const struct param report_list_params[] = { PARAM_CURSOR("after"), PARAM_INT_OPT("limit", 1, 100), PARAM_END };

enum rc reports_list(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct cursor *after = param_cursor(req, "after");
    int32_t limit = list_limit(req);
    const struct stored_report_page page = {
        .before_us = after == NULL ? 0 : after->number,
        .before_id = { after == NULL ? (struct uuid){ { 0 } } : after->id },
        .limit = limit + 1,
    };
    struct cursor last = { .text = "" };
    struct stored_report *reports;
    struct view *view;
    size_t count;
    bool more;
    enum rc rc = stored_report_list(cx, req->who, &page, &reports, &count);

    if (rc != RC_OK) {
        return rc;
    }
    more = count > (size_t)limit;
    count = more ? (size_t)limit : count;
    view = reply_page(reply, TPL_REPORTS_LIST);
    reply_title(reply, N_("Reports"));
    view_show_if(view, K_NO_REPORT, count == 0);
    view_show_if(view, K_HAS_REPORTS, count > 0);
    view_rows(view, K_REPORT);
    for (size_t i = 0; i < count; i++) {
        report_fill(view_row(view, K_REPORT), &reports[i]);
    }
    if (more) {
        last.id = reports[count - 1].id.v;
        last.number = reports[count - 1].created_us;
    }
    list_pager(view, req, more ? &last : NULL);
    return RC_OK;
}
