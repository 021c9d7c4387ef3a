#include "base/text.h"
#include "modules/reports/order.h"
#include "modules/reports/report_view.h"
#include "modules/reports/routes.h"
#include "reports/report.h"

static enum rc place(struct cx *cx, const struct request *req, struct reply *reply, const struct order *order)
{
    struct stored_report report;
    enum rc rc = stored_report_order(cx, req->who, &order->report, &report);

    return rc == RC_OK ? reply_see_other(reply, req, "reports/%s", id_text(cx, report.id.v)) : rc;
}

enum rc reports_add(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct order order;
    enum rc rc = order_read(cx, req, &order);

    return rc == RC_OK ? place(cx, req, reply, &order) : rc;
}

static void show_order(struct view *view, const struct order *order)
{
    enum report_kind kind;

    if (report_kind_parse(order->report.kind, &kind) == RC_OK) {
        view_code(view, K_REPORT, order->report.kind, report_kind_label(kind));
    }
    view_text(view, K_FORMAT, order->report.format);
    view_json(view, K_PARAMETERS, order->report.parameters);
    view_show_if(view, K_IS_WHOLE, order->filter_count == 0);
    for (size_t i = 0; i < order->filter_count; i++) {
        const struct stored_report_filter *filter = &order->filters[i];
        struct view *field = view_html_row(view, K_ORDER_FIELD);

        report_filter_fill(view, order->report.kind, filter,
                           text_equal(filter->name, "tenant") ? order->tenant_name : NULL);
        view_mark(field, K_FIELD_NAME, filter->name);
        view_mark(field, K_FIELD_VALUE, filter->value);
    }
}

/* Where lists lead those who want CSV. A program that says so gets its report at once, as the contract of exports has it; a browser,
 * which can be led here by any link, is asked first. No page of another site can say so with our cookie: it is SameSite=Lax. */
enum rc reports_export(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct order order;
    enum rc rc = order_read(cx, req, &order);

    if (rc != RC_OK) {
        return rc;
    }
    if (req->wants == WANTS_CSV) {
        return place(cx, req, reply, &order);
    }
    show_order(reply_page(reply, TPL_REPORTS_EXPORT), &order);
    reply_title(reply, N_("Store this list as a report"));
    return RC_OK;
}
