/* The list of accepted risks. */
#include "base/text.h"
#include "modules/inbox/choices.h"
#include "modules/inbox/exception_view.h"
#include "modules/inbox/routes.h"
#include "web/list.h"

const struct param exception_list_params[] = {
    PARAM_CODE_OPT("scope", "requested active expiring ended"),
    PARAM_UUID_OPT("tenant"),
    PARAM_UUID_OPT("finding"),
    PARAM_CURSOR("after"),
    PARAM_INT_OPT("limit", 1, 100),
    PARAM_END,
};

static const struct scope_tab {
    const char *code;
    const char *label;
    enum exception_scope scope;
    const char *done_title;
    const char *done_text;
} tabs[] = {
    { "requested", N_("Requested"), EXCEPTION_SCOPE_REQUESTED, N_("Nothing waits for approval"),
      N_("Requests come from findings and from the inbox; another person approves them.") },
    { "active", N_("Active"), EXCEPTION_SCOPE_ACTIVE, N_("No risk is accepted now"),
      N_("An approved request is listed here until it ends.") },
    { "expiring", N_("Expiring soon"), EXCEPTION_SCOPE_EXPIRING, N_("Nothing ends soon"),
      N_("Accepted risks come here 30 days before they end.") },
    { "ended", N_("Ended"), EXCEPTION_SCOPE_ENDED, N_("Nothing has ended"),
      N_("What was rejected, withdrawn, revoked or has expired is kept here.") },
};

enum { TAB_COUNT = sizeof tabs / sizeof tabs[0] };

static const struct scope_tab *tab_of(const struct request *req)
{
    for (size_t i = 0; i < TAB_COUNT; i++) {
        if (text_equal(tabs[i].code, param_code(req, "scope"))) {
            return &tabs[i];
        }
    }
    return &tabs[0];
}

static void show_tabs(const struct request *req, struct view *view, const struct scope_tab *current,
                      const struct exception_list *list)
{
    struct cx *cx = view_cx(view);

    for (size_t i = 0; i < TAB_COUNT; i++) {
        struct view *row = view_html_row(view, K_TAB);

        view_mark(row, K_TAB_URL, list_url(req, cx, "scope", tabs[i].code));
        view_mark(row, K_TAB_LABEL, tr(cx->loc, tabs[i].label));
        view_int(row, K_TAB_COUNT, list->totals[tabs[i].scope]);
        view_show_if(row, K_TAB_CURRENT, &tabs[i] == current);
    }
}

static void show_empty(const struct request *req, struct view *view, const struct scope_tab *tab,
                       const struct exception_list *list)
{
    bool filtered = param_given(req, "tenant") || param_given(req, "finding");
    bool never = list->totals[EXCEPTION_SCOPE_ANY] == 0 && list->totals[EXCEPTION_SCOPE_ENDED] == 0;
    struct list_empty why = { LIST_EMPTY_DONE, tab->done_title, tab->done_text, list_place(req, view_cx(view), "inbox"),
                              N_("To the inbox") };

    if (filtered) {
        why = (struct list_empty){ LIST_EMPTY_FILTERED, N_("Nothing fits the filter"),
                                   N_("There may be accepted risks elsewhere, but none here that fit."),
                                   list_place(req, view_cx(view), "exceptions"), N_("Remove the filter") };
    } else if (never) {
        why = (struct list_empty){
            LIST_EMPTY_NEVER, N_("No risk was ever accepted"),
            N_("When a finding cannot be resolved now, ask on its page to accept the risk until a date."),
            list_place(req, view_cx(view), "findings"), N_("To the findings")
        };
    }
    list_empty(view, list->count, &why);
}

static void show_rows(const struct request *req, struct view *view, const struct exception_list *list)
{
    struct cursor last = { .text = "" };

    view_rows(view, K_EXCEPTIONS);
    for (size_t i = 0; i < list->count; i++) {
        exception_view_row(view_row(view, K_EXCEPTIONS), &list->items[i]);
    }
    if (list->more) {
        last.id = list->items[list->count - 1].id.v;
        last.number = list->items[list->count - 1].expires_us;
    }
    list_pager(view, req, list->more ? &last : NULL);
}

enum rc exceptions_list(struct cx *cx, const struct request *req, struct reply *reply)
{
    static const struct list_filter filters[] = { { "tenant", N_("Tenant"), NULL },
                                                  { "finding", N_("Finding"), NULL } };
    const struct scope_tab *tab = tab_of(req);
    const struct cursor *after = param_cursor(req, "after");
    const struct exception_filter filter = {
        .scope = tab->scope,
        .state = STATE_NONE,
        .tenant = { param_uuid(req, "tenant") },
        .finding = { param_uuid(req, "finding") },
        .after_us = after == NULL ? 0 : after->number,
        .after = { after == NULL ? (struct uuid){ { 0 } } : after->id },
        .limit = list_limit(req),
    };
    const struct list_export export = { "exceptions", "scope", tab->code };
    struct exception_list list;
    const char *tenant;
    struct view *view;
    enum rc rc;

    if (req->wants == WANTS_CSV) {
        return list_csv(reply, req, export);
    }
    rc = exception_list(cx, req->who, &filter, &list);
    if (rc != RC_OK) {
        return rc;
    }
    view = reply_page(reply, TPL_INBOX_EXCEPTIONS);
    reply_title(reply, N_("Exceptions"));
    rc = tenant_chip(cx, req, list.count > 0 ? list.items[0].tenant_name : NULL, &tenant);
    if (rc != RC_OK) {
        return rc;
    }
    view_int(view, K_TOTAL, list.totals[tab->scope]);
    show_tabs(req, view, tab, &list);
    list_csv_link(view, req, export, list.count > 0);
    list_chips_named(view, req, filters, sizeof filters / sizeof filters[0], &(struct list_name){ "tenant", tenant },
                     1);
    show_rows(req, view, &list);
    show_empty(req, view, tab, &list);
    return RC_OK;
}
