/* The list of findings. */
#include "base/text.h"
#include "core/finding/finding.h"
#include "modules/inbox/choices.h"
#include "modules/inbox/finding_view.h"
#include "modules/inbox/routes.h"
#include "web/list.h"

#define SCOPES     "mine intake live closed"
#define SEVERITIES "critical high medium low info"
#define STATES     "open triaged assigned resolved verified risk_accepted false_positive"

const struct param finding_list_params[] = {
    LIST_PARAMS("severity seen"),    PARAM_CODE_OPT("scope", SCOPES), PARAM_CODE_OPT("severity", SEVERITIES),
    PARAM_CODE_OPT("state", STATES), PARAM_UUID_OPT("tenant"),        PARAM_END,
};

static const struct scope_tab {
    const char *code;
    const char *label;
    enum finding_scope scope;
    const char *done_title; /* when nothing is left here */
    const char *done_text;
} tabs[] = {
    { "live", N_("All open"), FINDING_SCOPE_LIVE, N_("Nothing is open"),
      N_("Every finding is resolved, accepted or dismissed. The next capture looks again.") },
    { "mine", N_("My work"), FINDING_SCOPE_MINE, N_("Nothing is assigned to you"),
      N_("Take something from the intake, or enjoy the quiet.") },
    { "intake", N_("Intake"), FINDING_SCOPE_INTAKE, N_("The intake is empty"),
      N_("Every open finding has somebody who works on it.") },
    { "closed", N_("Closed"), FINDING_SCOPE_CLOSED, N_("Nothing is closed yet"),
      N_("Findings come here when they are resolved, accepted or dismissed.") },
};

enum { TAB_COUNT = sizeof tabs / sizeof tabs[0] };

static const struct scope_tab *tab_of(const struct request *req)
{
    for (size_t i = 0; i < TAB_COUNT; i++) {
        if (text_equal(tabs[i].code, param_code(req, "scope"))) {
            return &tabs[i];
        }
    }
    return param_code(req, "state") == NULL ? &tabs[0] : NULL;
}

static const char *state_label_of(const char *code)
{
    int state;

    return state_parse(&finding_states, code, &state) == RC_OK ? state_label(&finding_states, state) : NULL;
}

static struct finding_filter filter_of(const struct request *req, const struct scope_tab *tab)
{
    const struct cursor *after = param_cursor(req, "after");
    struct finding_filter filter = {
        .scope = tab == NULL ? FINDING_SCOPE_ALL : tab->scope,
        .state = STATE_NONE,
        .severity = severity_param(req),
        .tenant = { param_uuid(req, "tenant") },
        .text = param_text(req, "q"),
        .sort = text_equal(param_code(req, "sort"), "seen") ? FINDING_BY_SEEN : FINDING_BY_SEVERITY,
        .limit = list_limit(req),
    };

    if (param_code(req, "state") != NULL &&
        state_parse(&finding_states, param_code(req, "state"), &filter.state) != RC_OK) {
        filter.state = STATE_NONE;
    }
    if (after != NULL) {
        filter.after_key = after->number;
        filter.after_id.v = after->id;
    }
    return filter;
}

static void show_tabs(struct cx *cx, const struct request *req, struct view *view, const struct scope_tab *current)
{
    for (size_t i = 0; i < TAB_COUNT; i++) {
        struct view *row = view_html_row(view, K_TAB);

        view_mark(row, K_TAB_URL, list_url(req, cx, "scope", tabs[i].code));
        view_mark(row, K_TAB_LABEL, tr(cx->loc, tabs[i].label));
        view_show_if(row, K_TAB_CURRENT, &tabs[i] == current);
    }
}

static bool is_filtered(const struct request *req)
{
    return param_given(req, "q") || param_given(req, "severity") || param_given(req, "state") ||
           param_given(req, "tenant");
}

/* Nothing to show: because of the filter, because it is done, or because nothing was ever here. */
static enum rc show_empty(struct cx *cx, const struct request *req, struct view *view, const struct scope_tab *tab)
{
    const struct finding_filter any = { .scope = FINDING_SCOPE_ALL, .state = STATE_NONE, .severity = -1, .limit = 1 };
    struct finding_list list = { .total = 1 };
    bool filtered = is_filtered(req);
    enum rc rc = filtered || view_is_json(view) ? RC_OK : finding_list(cx, req->who, &any, &list);
    bool never = list.total == 0;
    struct list_empty why = { LIST_EMPTY_FILTERED, N_("Nothing fits the filter"),
                              N_("There are findings, but none that fit."), req->path, N_("Remove the filter") };

    if (never) {
        why = (struct list_empty){ LIST_EMPTY_NEVER, N_("There are no findings yet"),
                                   N_("Findings come from comparing a tenant with its approved baseline."),
                                   list_place(req, view_cx(view), "baselines"), N_("To the baselines") };
    } else if (!filtered && tab != NULL) {
        why = (struct list_empty){ LIST_EMPTY_DONE, tab->done_title, tab->done_text,
                                   list_place(req, view_cx(view), "inbox"), N_("To the inbox") };
    }
    list_empty(view, 0, &why);
    return rc;
}

static void show_sorting(struct cx *cx, const struct request *req, struct view *view, enum finding_sort sort)
{
    view_mark(view, K_SORT_SEVERITY_URL, list_url(req, cx, "sort", "severity"));
    view_mark(view, K_SORT_SEEN_URL, list_url(req, cx, "sort", "seen"));
    view_show_if(view, K_SORTED_SEVERITY, sort == FINDING_BY_SEVERITY);
    view_show_if(view, K_SORTED_SEEN, sort == FINDING_BY_SEEN);
}

static void show_rows(const struct request *req, struct view *view, const struct finding_filter *filter,
                      const struct finding_list *list)
{
    struct cursor last = { .text = "" };

    view_rows(view, K_FINDINGS);
    for (size_t i = 0; i < list->count; i++) {
        finding_view_row(view_row(view, K_FINDINGS), &list->items[i]);
    }
    if (list->more) {
        const struct finding *end = &list->items[list->count - 1];

        last.id = end->id.v;
        last.number = filter->sort == FINDING_BY_SEEN ? end->last_seen_us : (int64_t)end->severity;
    }
    list_pager(view, req, list->more ? &last : NULL);
}

static void show_total(struct view *view, int64_t total)
{
    bool past = total > FINDING_COUNT_MAX;

    view_int(view, K_TOTAL, past ? FINDING_COUNT_MAX : total);
    view_bool(view, K_TOTAL_IS_MORE, past);
}

enum rc findings_list(struct cx *cx, const struct request *req, struct reply *reply)
{
    static const struct list_filter filters[] = { { "q", N_("Search"), NULL },
                                                  { "severity", N_("Severity"), severity_label_of },
                                                  { "state", N_("State"), state_label_of },
                                                  { "tenant", N_("Tenant"), NULL } };
    const struct scope_tab *tab = tab_of(req);
    const struct finding_filter filter = filter_of(req, tab);
    const struct list_export export = { "findings", tab == NULL ? NULL : "scope", tab == NULL ? NULL : tab->code };
    struct finding_list list;
    const char *tenant;
    struct view *view;
    enum rc rc;

    if (req->wants == WANTS_CSV) {
        return list_csv(reply, req, export);
    }
    rc = finding_list(cx, req->who, &filter, &list);
    if (rc != RC_OK) {
        return rc;
    }
    view = reply_page(reply, TPL_INBOX_FINDINGS);
    reply_title(reply, N_("Findings"));
    rc = tenant_chip(cx, req, list.count > 0 ? list.items[0].tenant_name : NULL, &tenant);
    if (rc != RC_OK) {
        return rc;
    }
    show_total(view, list.total);
    show_tabs(cx, req, view, tab);
    list_chips_named(view, req, filters, sizeof filters / sizeof filters[0], &(struct list_name){ "tenant", tenant },
                     1);
    choices_severity(view, filter.severity);
    for (int state = 0; state < FINDING_STATE_COUNT; state++) {
        choice_row(view, K_STATE_CHOICE, state_code(&finding_states, state), state_label(&finding_states, state),
                   state == filter.state);
    }
    view_mark(view, K_TYPED_Q, filter.text == NULL ? "" : filter.text);
    view_mark(view, K_TENANT_KEPT, param_given(req, "tenant") ? id_text(view_cx(view), param_uuid(req, "tenant")) : "");
    view_mark(view, K_SCOPE_CODE, tab == NULL ? "" : tab->code);
    list_csv_link(view, req, export, list.count > 0);
    show_sorting(cx, req, view, filter.sort);
    view_show_if(view, K_HAS_ROWS, list.count > 0);
    view_show_if(view, K_IS_EMPTY, list.count == 0);
    show_rows(req, view, &filter, &list);
    return list.count == 0 ? show_empty(cx, req, view, tab) : RC_OK;
}
