/* The queue of what needs a decision, with the pack of the selected entry. */
#include "base/text.h"
#include "modules/inbox/choices.h"
#include "modules/inbox/decision_view.h"
#include "modules/inbox/inbox_bulk.h"
#include "modules/inbox/routes.h"
#include "web/list.h"

const struct param inbox_params[] = {
    QUEUE_PARAMS,        PARAM_UUID_OPT("item"), PARAM_UUID_OPT("decided"),
    PARAM_BOOL("queue"), PARAM_CURSOR("after"),  PARAM_INT_OPT("limit", 1, DECISION_LIST_MAX),
    PARAM_END,
};

static const struct scope_tab {
    const char *code;
    const char *label;
    enum decision_scope scope;
    const char *done_title;
    const char *done_text;
} tabs[] = {
    { "open", N_("Open"), DECISION_SCOPE_OPEN, N_("Nothing needs a decision"),
      N_("Every difference is decided. New ones come here by themselves.") },
    { "snoozed", N_("Snoozed"), DECISION_SCOPE_SNOOZED, N_("Nothing is snoozed"),
      N_("Snoozed entries come back by themselves, or when their value changes.") },
    { "under_way", N_("Under way"), DECISION_SCOPE_UNDER_WAY, N_("Nothing is under way"),
      N_("Approved follow-ups are listed here until a capture has confirmed them.") },
    { "done", N_("Done"), DECISION_SCOPE_DONE, N_("Nothing is decided yet"),
      N_("Decisions are kept here with their reasons.") },
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

static struct list_export export_of(const struct scope_tab *tab)
{
    return (struct list_export){ "decisions", "scope", tab->code };
}

static const char *kind_label_of(const char *code)
{
    return decision_kind_label(code);
}

/* ---- the queue ---- */

/* The place of an entry of this page of the queue. */
static const char *entry_url(struct cx *cx, const struct request *req, struct decision_id id)
{
    const char *after = request_query(req, "after");
    const char *url = arena_printf(cx->mem, "/w/%s/inbox%s", req->workspace, queue_back(cx, req, id.v));

    return after == NULL ? arena_printf(cx->mem, "%s#pack", url)
                         : arena_printf(cx->mem, "%s&after=%s#pack", url, url_encode(cx->mem, after));
}

static void show_tabs(const struct request *req, struct view *view, const struct scope_tab *current,
                      const struct decision_list *list)
{
    struct cx *cx = view_cx(view);

    view_rows(view, K_SCOPES);
    for (size_t i = 0; i < TAB_COUNT; i++) {
        struct view *row = view_row(view, K_SCOPES);

        view_mark(row, K_TAB_URL, arena_printf(cx->mem, "/w/%s/inbox?scope=%s", req->workspace, tabs[i].code));
        view_mark(row, K_TAB_LABEL, tr(cx->loc, tabs[i].label));
        view_code(row, K_SCOPE, tabs[i].code, tabs[i].label);
        view_int(row, K_TAB_COUNT, list->totals[tabs[i].scope]);
        view_show_if(row, K_TAB_CURRENT, &tabs[i] == current);
    }
}

static void show_queue(const struct request *req, struct view *view, const struct decision_list *list,
                       struct decision_id selected)
{
    struct cx *cx = view_cx(view);
    struct cursor last = { .text = "" };

    view_rows(view, K_DECISIONS);
    for (size_t i = 0; i < list->count; i++) {
        struct view *row = view_row(view, K_DECISIONS);

        decision_view_row(row, &list->items[i]);
        view_mark(row, K_ENTRY_URL, entry_url(cx, req, list->items[i].id));
        view_show_if(row, K_ENTRY_CURRENT, uuid_equal(list->items[i].id.v, selected.v));
        view_show_if(row, K_ENTRY_CHOSEN, inbox_bulk_has(req, list->items[i].id));
    }
    if (list->more) {
        const struct decision_item *end = &list->items[list->count - 1];

        last.id = end->id.v;
        last.number = end->opened_us;
        last.text = severity_code(end->severity);
    }
    list_pager(view, req, list->more ? &last : NULL);
}

static void show_filter(const struct request *req, struct view *view, const struct scope_tab *tab)
{
    static const char *const kinds[] = { "drift", "run_blocked", "approval_required", "exception_expiring" };

    view_mark(view, K_TENANT_KEPT, param_given(req, "tenant") ? id_text(view_cx(view), param_uuid(req, "tenant")) : "");
    view_mark(view, K_SCOPE_CODE, tab->code);
    choices_severity(view, severity_param(req));
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        choice_row(view, K_KIND_CHOICE, kinds[i], decision_kind_label(kinds[i]),
                   text_equal(kinds[i], param_code(req, "kind")));
    }
}

static void show_empty(const struct request *req, struct view *view, const struct scope_tab *tab,
                       const struct decision_list *list)
{
    bool filtered = param_given(req, "kind") || param_given(req, "severity") || param_given(req, "tenant");
    struct list_empty why = { LIST_EMPTY_DONE, tab->done_title, tab->done_text,
                              list_place(req, view_cx(view), "portfolio"), N_("To the portfolio") };
    bool never = true;

    for (int scope = 0; scope < DECISION_SCOPE_COUNT; scope++) {
        never = never && list->totals[scope] == 0;
    }
    if (filtered) {
        why = (struct list_empty){ LIST_EMPTY_FILTERED, N_("Nothing fits the filter"),
                                   N_("There may be entries that do not fit it."),
                                   list_place(req, view_cx(view), "inbox"), N_("Remove the filter") };
    } else if (never) {
        why = (struct list_empty){
            LIST_EMPTY_NEVER, N_("There was nothing to decide yet"),
            N_("Connect a tenant, capture it and approve its baseline: what differs later comes here."),
            list_place(req, view_cx(view), "tenants"), N_("To the tenants")
        };
    }
    list_empty(view, list->count, &why);
}

/* ---- the selected entry ---- */

/* The entry that follows `id` in this page of the queue, else the one before it; nil: none. */
static struct decision_id next_of(const struct decision_list *list, struct decision_id id)
{
    struct decision_id next = { { { 0 } } };

    for (size_t i = 0; i < list->count; i++) {
        if (uuid_equal(list->items[i].id.v, id.v)) {
            return i + 1 < list->count ? list->items[i + 1].id : next;
        }
        next = list->items[i].id;
    }
    return list->count > 0 ? list->items[0].id : (struct decision_id){ { { 0 } } };
}

/* The pack of the entry that was asked for, else of the first. One that is gone meanwhile is passed over. */
static enum rc read_selected(struct cx *cx, const struct request *req, const struct decision_list *list,
                             struct decision_pack *pack, bool *found)
{
    struct decision_id id = { param_uuid(req, "item") };
    enum rc rc = RC_NOT_FOUND;

    if (!uuid_is_nil(id.v)) {
        rc = decision_pack_get(cx, req->who, id, pack);
    }
    if (rc == RC_NOT_FOUND && list->count > 0) {
        fail_clear(cx);
        rc = decision_pack_get(cx, req->who, list->items[0].id, pack);
    }
    *found = rc == RC_OK;
    if (rc == RC_NOT_FOUND) {
        fail_clear(cx);
        return RC_OK;
    }
    return rc;
}

/* What was decided a moment ago, with its undo. */
static enum rc show_decided(struct cx *cx, const struct request *req, struct view *view)
{
    struct decision_id id = { param_uuid(req, "decided") };
    struct decision_item item;
    enum rc rc = uuid_is_nil(id.v) || view_is_json(view) ? RC_NOT_FOUND : decision_get(cx, req->who, id, &item);
    struct view *row;

    if (rc != RC_OK) {
        if (rc == RC_NOT_FOUND) {
            fail_clear(cx);
            return RC_OK;
        }
        return rc;
    }
    row = view_html_row(view, K_JUST_DECIDED);
    decision_view_row(row, &item);
    view_show_if(row, K_CAN_UNDO,
                 decision_can_undo(cx, &item) &&
                     actor_may(req->who, item.state == DECISION_APPROVED ? CAP_DECISION_APPROVE : CAP_DECISION_DECIDE));
    view_url(row, K_UNDO_URL, "/w/%s/inbox/%s/%s", req->workspace, id_text(cx, item.id.v),
             item.state == DECISION_APPROVED ? "undo-approval" : "undo");
    return RC_OK;
}

/* ---- the page ---- */

static struct decision_filter filter_of(const struct request *req, const struct scope_tab *tab)
{
    const struct cursor *after = param_cursor(req, "after");
    enum severity rank = SEVERITY_CRITICAL;

    if (after != NULL && severity_parse(after->text, &rank) != RC_OK) {
        rank = SEVERITY_CRITICAL;
    }
    return (struct decision_filter){
        .scope = tab->scope,
        .kind = param_code(req, "kind"),
        .tenant = { param_uuid(req, "tenant") },
        .severity = severity_param(req),
        .after_rank = (int64_t)rank,
        .after_us = after == NULL ? 0 : after->number,
        .after = { after == NULL ? (struct uuid){ { 0 } } : after->id },
        .limit = list_limit(req),
    };
}

static enum rc show_selected(struct cx *cx, const struct request *req, struct view *view,
                             const struct decision_list *list, struct decision_id *selected)
{
    struct decision_pack pack;
    bool found = false;
    struct view *row;
    enum rc rc = read_selected(cx, req, list, &pack, &found);

    view_rows(view, K_SELECTED);
    if (rc != RC_OK || !found) {
        return rc;
    }
    *selected = pack.item.id;
    row = view_row(view, K_SELECTED);
    view_include(row, K_PACK, TPL_INBOX_PACK);
    view_show_if(row, K_IS_PAGE, false);
    view_show_if(row, K_IS_PANE, true);
    view_url(row, K_OWN_URL, "/w/%s/inbox/%s", req->workspace, id_text(cx, pack.item.id.v));
    return decision_view_pack(cx, req, row, &pack, queue_back(cx, req, next_of(list, pack.item.id).v),
                              DECISION_FORM_NONE);
}

enum rc inbox_page(struct cx *cx, const struct request *req, struct reply *reply, const struct refusal *why)
{
    static const struct list_filter filters[] = { { "kind", N_("Kind"), kind_label_of },
                                                  { "severity", N_("Severity"), severity_label_of },
                                                  { "tenant", N_("Tenant"), NULL } };
    const struct scope_tab *tab = tab_of(req);
    const struct decision_filter filter = filter_of(req, tab);
    struct decision_id selected = { { { 0 } } };
    struct decision_list list;
    const char *tenant;
    struct view *view;
    enum rc rc = decision_list(cx, req->who, &filter, &list);

    if (rc != RC_OK) {
        return rc;
    }
    view = refusal_page(reply, req, why, TPL_INBOX_INBOX);
    reply_title(reply, N_("Inbox"));
    refusal_view(view, req, why);
    rc = tenant_chip(cx, req, list.count > 0 ? list.items[0].tenant_name : NULL, &tenant);
    rc = rc == RC_OK ? show_selected(cx, req, view, &list, &selected) : rc;
    rc = rc == RC_OK ? show_decided(cx, req, view) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    view_int(view, K_TOTAL, list.totals[tab->scope]);
    list_csv_link(view, req, export_of(tab), list.count > 0);
    show_tabs(req, view, tab, &list);
    show_filter(req, view, tab);
    list_chips_named(view, req, filters, sizeof filters / sizeof filters[0], &(struct list_name){ "tenant", tenant },
                     1);
    show_empty(req, view, tab, &list);
    show_queue(req, view, &list, selected);
    return inbox_bulk_view(cx, req, view, tab->scope == DECISION_SCOPE_OPEN && list.count > 0);
}

enum rc inbox_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    if (req->wants == WANTS_CSV) {
        return list_csv(reply, req, export_of(tab_of(req)));
    }
    return inbox_page(cx, req, reply, NULL);
}
