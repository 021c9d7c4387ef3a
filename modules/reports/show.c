#include "modules/reports/report_view.h"
#include "modules/reports/routes.h"

const struct param report_one[] = { PARAM_UUID("id"), PARAM_END };

enum rc reports_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct stored_report report;
    enum rc rc = stored_report_get(cx, req->who, (struct report_id){ param_uuid(req, "id") }, &report);

    if (rc != RC_OK) {
        return rc;
    }
    report_fill(reply_page(reply, TPL_REPORTS_SHOW), &report);
    reply_title(reply, N_("Report"));
    return RC_OK;
}
