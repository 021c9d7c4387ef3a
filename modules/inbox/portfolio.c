#include "core/decision/portfolio.h"
#include "base/text.h"
#include "modules/inbox/choices.h"
#include "modules/inbox/estate_view.h"
#include "modules/inbox/routes.h"
#include "web/list.h"

/* Archived tenants are not part of the day's work, unless they are asked for. */
static const struct list_export export = { "portfolio", "state", "active" };

const struct param portfolio_params[] = { LIST_PARAMS("name"), PARAM_CODE_OPT("state", "active archived"), PARAM_END };

static const char *state_label_of(const char *code)
{
    int state;

    return state_parse(&tenant_states, code, &state) == RC_OK ? state_label(&tenant_states, state) : NULL;
}

/* The severities that a tenant has, so that a calm one shows nothing; JSON has them all, by name. */
static void show_findings(struct view *row, const struct portfolio_row *item)
{
    bool any = false;

    for (enum severity severity = 0; severity < SEVERITY_COUNT; severity++) {
        int64_t open = item->findings[severity];
        struct view *line;

        view_int(row, severity_key(severity), open);
        if (open > 0) {
            line = view_html_row(row, K_FINDINGS_OF);
            view_code(line, K_SEVERITY, severity_code(severity), severity_label(severity));
            view_int(line, K_FINDINGS_OPEN, open);
            any = true;
        }
    }
    view_show_if(row, K_NO_FINDINGS, !any);
}

static void show_tenant(struct view *row, const struct portfolio_row *item)
{
    const struct posture *posture = &item->posture;

    estate_view_row(row, &item->estate);
    view_show_if(row, K_WAS_EVALUATED, posture->evaluated_us != 0);
    view_show_if(row, K_NOT_EVALUATED, posture->evaluated_us == 0);
    view_time(row, K_EVALUATED, posture->evaluated_us);
    view_int(row, K_COMPLIANT, posture->compliant);
    view_int(row, K_BY_EXCEPTION, posture->by_exception);
    view_int(row, K_NON_COMPLIANT, posture->non_compliant);
    view_int(row, K_NOT_ASSESSED, posture->not_assessed);
    view_int(row, K_DECISIONS_WAITING, item->waiting);
    view_show_if(row, K_IS_WAITING, item->waiting > 0);
    view_show_if(row, K_NOTHING_WAITS, item->waiting == 0);
    show_findings(row, item);
}

static enum rc fill(struct cx *cx, const struct request *req, struct view *view)
{
    static const struct list_filter filters[] = { { "q", N_("Search"), NULL },
                                                  { "state", N_("State"), state_label_of } };
    const struct cursor *after = param_cursor(req, "after");
    int32_t limit = list_limit(req);
    const struct tenant_filter filter = {
        .q = param_text(req, "q"),
        .state = param_code(req, "state") == NULL ? export.value : param_code(req, "state"),
        .after_name = after == NULL ? NULL : after->text,
        .after = { after == NULL ? (struct uuid){ { 0 } } : after->id },
        .limit = limit + 1,
    };
    struct cursor last = { .text = "" };
    struct portfolio_row *rows;
    size_t count;
    bool more;
    enum rc rc = portfolio_list(cx, req->who, &filter, &rows, &count);

    if (rc != RC_OK) {
        return rc;
    }
    more = count > (size_t)limit;
    count = more ? (size_t)limit : count;
    list_chips(view, req, filters, sizeof filters / sizeof filters[0]);
    list_csv_link(view, req, export, count > 0);
    view_show_if(view, K_NO_TENANT, count == 0 && filter.q == NULL);
    view_show_if(view, K_NO_MATCH, count == 0 && filter.q != NULL);
    view_show_if(view, K_HAS_TENANTS, count > 0);
    view_mark(view, K_TYPED_Q, filter.q == NULL ? "" : filter.q);
    view_rows(view, K_PORTFOLIO);
    for (size_t i = 0; i < count; i++) {
        show_tenant(view_row(view, K_PORTFOLIO), &rows[i]);
    }
    if (more) {
        last.id = rows[count - 1].estate.tenant.id.v;
        last.text = rows[count - 1].estate.tenant.name;
    }
    list_pager(view, req, more ? &last : NULL);
    return RC_OK;
}

enum rc portfolio_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct view *view;

    if (req->wants == WANTS_CSV) {
        return list_csv(reply, req, export);
    }
    view = reply_page(reply, TPL_INBOX_PORTFOLIO);
    reply_title(reply, N_("Portfolio"));
    return fill(cx, req, view);
}
