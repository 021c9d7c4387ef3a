#include "web/list.h"
#include "core/report/stored_report.h"
#include "core/tenant/tenant.h"
#include "modules/reports/report_view.h"
#include "modules/reports/routes.h"
#include "reports/report.h"

const struct param report_list_params[] = { PARAM_CURSOR("after"), PARAM_INT_OPT("limit", 1, 100), PARAM_END };

enum { TENANT_CHOICES_MAX = 200 };

/* The choices of the form. */
static enum rc show_form(struct cx *cx, const struct request *req, struct view *view)
{
    struct tenant *tenants;
    size_t count;
    enum rc rc = tenant_list(cx, req->who, &(struct tenant_filter){ .limit = TENANT_CHOICES_MAX }, &tenants, &count);

    view_show_if(view, K_CAN_ORDER, actor_may(req->who, CAP_REPORT_CREATE));
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        struct view *choice = view_html_row(view, K_TENANT_CHOICE);

        view_mark(choice, K_CHOICE_CODE, id_text(cx, tenants[i].id.v));
        view_mark(choice, K_CHOICE_NAME, tenants[i].name);
    }
    for (enum report_kind kind = 0; kind < REPORT_KIND_COUNT; kind++) {
        struct view *choice = view_html_row(view, K_KIND_CHOICE);

        view_mark(choice, K_CHOICE_CODE, report_kind_code(kind));
        view_mark(choice, K_CHOICE_NAME, tr(cx->loc, report_kind_label(kind)));
    }
    return rc;
}

enum rc reports_list(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct cursor *after = param_cursor(req, "after");
    int32_t limit = list_limit(req);
    const struct stored_report_page page = {
        .before_us = after == NULL ? 0 : after->number,
        .before_id = { after == NULL ? (struct uuid){ { 0 } } : after->id },
        .limit = limit + 1,
    };
    const struct list_export export = { .report = "reports" };
    struct cursor last = { .text = "" };
    struct stored_report *reports;
    struct view *view;
    size_t count;
    bool more;
    enum rc rc;

    if (req->wants == WANTS_CSV) {
        return list_csv(reply, req, export);
    }
    rc = stored_report_list(cx, req->who, &page, &reports, &count);
    if (rc != RC_OK) {
        return rc;
    }
    more = count > (size_t)limit;
    count = more ? (size_t)limit : count;
    view = reply_page(reply, TPL_REPORTS_LIST);
    reply_title(reply, N_("Reports"));
    list_csv_link(view, req, export, count > 0);
    view_show_if(view, K_NO_REPORT, count == 0);
    view_show_if(view, K_HAS_REPORTS, count > 0);
    view_rows(view, K_REPORTS);
    for (size_t i = 0; i < count; i++) {
        report_fill(view_row(view, K_REPORTS), &reports[i]);
    }
    if (more) {
        last.id = reports[count - 1].id.v;
        last.number = reports[count - 1].created_us;
    }
    list_pager(view, req, more ? &last : NULL);
    return show_form(cx, req, view);
}
