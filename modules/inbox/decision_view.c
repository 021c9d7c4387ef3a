#include "modules/inbox/decision_view.h"

#include "base/text.h"
#include "modules/inbox/choices.h"
#include "modules/inbox/decision_words.h"
#include "modules/inbox/diff_view.h"
#include "modules/inbox/exception_view.h"
#include "modules/inbox/finding_view.h"

enum { SNOOZE_USUAL_DAYS = 7, DIFF_MAX = 50, REASONS_MAX = 4096 };

/* ---- facts ---- */

static void show_reasons(struct view *view, const struct decision_item *item)
{
    struct strbuf codes;

    strbuf_init(&codes, view_cx(view)->mem, REASONS_MAX);
    for (size_t i = 0; i < item->reason_count; i++) {
        strbuf_printf(&codes, "%s%s", i == 0 ? "" : " ", item->reasons[i]);
        view_msg(view_html_row(view, K_REASON_TAG), K_REASON_LABEL, decision_reason_label(item->reasons[i]));
    }
    view_text(view, K_REASONS, codes.data);
}

/* What is folded into an entry, in words. */
static void show_count(struct view *view, const struct decision_item *item)
{
    view_int(view, K_COUNT, item->count);
    view_show_if(view, K_IS_SEVERAL, item->count > 1);
    if (text_equal(item->kind, "drift")) {
        view_count(view, K_COUNT_TEXT, "one difference", "%(count)s differences", item->count);
    } else {
        view_count(view, K_COUNT_TEXT, "once", "%(count)s times", item->count);
    }
}

void decision_view_row(struct view *view, const struct decision_item *item)
{
    struct cx *cx = view_cx(view);

    view_id(view, K_ID, item->id.v);
    view_code(view, K_KIND, item->kind, decision_kind_label(item->kind));
    view_code(view, K_STATE, state_code(&decision_item_states, (int)item->state),
              state_label(&decision_item_states, (int)item->state));
    view_code(view, K_SEVERITY, severity_code(item->severity), severity_label(item->severity));
    view_id(view, K_TENANT_ID, item->tenant.v);
    view_text(view, K_TENANT, item->tenant_name);
    view_show_if(view, K_HAS_TENANT, item->tenant_name != NULL);
    view_text(view, K_SUBJECT, view_is_json(view) ? item->subject_name : decision_subject(cx, item));
    view_code(view, K_FAMILY, text_empty(item->family) ? NULL : item->family, item->family_label);
    view_show_if(view, K_HAS_FAMILY, !text_empty(item->family) && !text_equal(item->family_label, item->subject_name));
    show_count(view, item);
    view_time(view, K_OPENED, item->opened_us);
    view_time(view, K_UPDATED, item->updated_us);
    view_text(view, K_ASSIGNEE, item->assignee_name);
    view_show_if(view, K_HAS_ASSIGNEE, item->assignee_name != NULL);
    view_time(view, K_SNOOZED_UNTIL, item->snoozed_until_us);
    view_show_if(view, K_IS_SNOOZED, item->state == DECISION_SNOOZED);
    view_text(view, K_REQUESTED_BY, item->requested_by_name);
    view_show_if(view, K_HAS_REQUESTED_BY, item->requested_by_name != NULL);
    view_text(view, K_DECIDED_BY, item->decided_by_name);
    view_time(view, K_DECIDED, item->decided_us);
    view_show_if(view, K_WAS_DECIDED, item->decided_us != 0);
    view_text(view, K_NOTE, text_empty(item->reason) ? NULL : item->reason);
    view_show_if(view, K_HAS_NOTE, !text_empty(item->reason));
    view_id(view, K_FOLLOW_UP_RUN_ID, item->follow_up.v);
    view_show_if(view, K_HAS_FOLLOW_UP, !uuid_is_nil(item->follow_up.v));
    view_int(view, K_ROW_VERSION, item->row_version);
    view_mark(view, K_SEEN_VERSION, arena_printf(cx->mem, "%d", item->row_version));
    view_hex(view, K_SHOWN, decision_shown(cx, item));
    show_reasons(view, item);
}

static void show_findings(struct view *view, const struct decision_pack *pack)
{
    struct view *group = NULL;

    view_show_if(view, K_HAS_FINDINGS, pack->findings.count > 0);
    view_rows(view, K_FINDINGS);
    for (size_t i = 0; i < pack->findings.count; i++) {
        const struct finding *finding = &pack->findings.items[i];

        finding_view_row(view_row(view, K_FINDINGS), finding);
        if (i < DIFF_MAX && !view_is_json(view)) {
            group = group == NULL ? diff_view_group(view, NULL) : group;
            finding_view_change(group, finding);
        }
    }
    diff_view_end(view, NULL);
}

/* The checks of controls that fail on the same object: a second opinion on the difference. */
static void show_checks(struct view *view, const struct decision_pack *pack)
{
    const struct finding *finding = pack->findings.count > 0 ? &pack->findings.items[0] : NULL;
    bool own = finding != NULL && !text_empty(finding->control_code);

    view_text(view, K_CONTROL, own ? finding->control_code : NULL);
    view_show_if(view, K_HAS_CONTROL, own);
    view_show_if(view, K_NO_CONTROL, !own && pack->checks.count == 0);
    view_rows(view, K_CHECKS);
    for (size_t i = 0; i < pack->checks.count; i++) {
        finding_view_row(view_row(view, K_CHECKS), &pack->checks.items[i]);
    }
}

static void show_evidence(struct view *view, const struct decision_pack *pack)
{
    const struct finding *finding = pack->findings.count > 0 ? &pack->findings.items[0] : NULL;
    bool seen = finding != NULL;

    view_show_if(view, K_HAS_EVIDENCE, seen || pack->has_run);
    view_id(view, K_RUN_ID, seen ? finding->last_run.v : pack->has_run ? pack->run.id.v : (struct uuid){ { 0 } });
    view_time(view, K_LAST_SEEN, seen ? finding->last_seen_us : pack->has_run ? pack->run.finished_us : 0);
    view_time(view, K_FIRST_SEEN, seen ? finding->first_seen_us : pack->item.opened_us);
    view_show_if(view, K_HAS_JUSTIFICATION, pack->has_exception);
    view_text(view, K_JUSTIFICATION, pack->has_exception ? pack->exception.justification : NULL);
    view_time(view, K_EXPIRES, pack->has_exception ? pack->exception.expires_us : 0);
}

static const char *verb_label(const char *verb)
{
    static const struct {
        const char *verb;
        const char *label;
    } labels[] = {
        { "approve", N_("Follow-up approved") },
        { "reject", N_("Rejected") },
        { "snooze", N_("Snoozed") },
        { "assign", N_("Assigned") },
        { "accept_risk", N_("Risk acceptance asked for") },
        { "undo", N_("Undone") },
        { "confirm", N_("Dismissal decided") },
    };

    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        if (text_equal(labels[i].verb, verb)) {
            return labels[i].label;
        }
    }
    return verb;
}

static void show_record(struct view *row, const struct decision_record *record)
{
    view_code(row, K_EVENT_ACTION, record->verb, verb_label(record->verb));
    view_text(row, K_EVENT_ACTOR, record->account_name);
    view_show_if(row, K_EVENT_HAS_ACTOR, record->account_name != NULL);
    view_time(row, K_EVENT_AT, record->at_us);
    view_text(row, K_EVENT_NOTE, record->note);
    view_show_if(row, K_EVENT_HAS_NOTE, !text_empty(record->note));
}

static void show_records(struct view *view, const struct decision_records *records)
{
    view_show_if(view, K_HAS_EVENTS, records->count > 0);
    view_rows(view, K_EVENT);
    for (size_t i = 0; i < records->count; i++) {
        show_record(view_row(view, K_EVENT), &records->items[i]);
    }
}

/* ---- verbs ---- */

static bool may(const struct request *req, const struct decision_item *item, enum decision_state to,
                enum capability capability)
{
    return state_allows(&decision_item_states, (int)item->state, (int)to, capability) &&
           actor_may(req->who, capability);
}

static void show_urls(const struct request *req, struct view *view, const struct decision_item *item, const char *back)
{
    const struct {
        enum tpl_key key;
        const char *verb;
    } urls[] = {
        { K_APPROVE_URL, "approve" },
        { K_ACCEPT_URL, "accept-risk" },
        { K_REJECT_URL, "reject" },
        { K_SNOOZE_URL, "snooze" },
        { K_ASSIGN_URL, "assign" },
        { K_CONFIRM_URL, "confirm" },
        { K_UNDO_URL, item->state == DECISION_APPROVED ? "undo-approval" : "undo" },
    };

    for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
        view_url(view, urls[i].key, "/w/%s/inbox/%s/%s%s", req->workspace, id_text(view_cx(view), item->id.v),
                 urls[i].verb, back);
    }
}

static void show_dates(const struct request *req, struct view *view, const struct decision_item *item,
                       enum decision_form open)
{
    struct cx *cx = view_cx(view);
    int64_t now_us = clock_now_us(cx->clock);
    int days = decision_snooze_days(item->severity);

    exception_view_dates(view, item->severity, open == DECISION_FORM_ACCEPT ? param_typed(req, "expires") : NULL);
    view_mark(view, K_SNOOZE_MIN, choice_day(cx, now_us + DAY_US));
    view_mark(view, K_SNOOZE_MAX, choice_day(cx, now_us + days * DAY_US));
    view_mark(view, K_SNOOZE_TYPED,
              open == DECISION_FORM_SNOOZE ? param_typed(req, "until")
                                           : choice_day(cx, now_us + SNOOZE_USUAL_DAYS * DAY_US));
    view_msg(view, K_SNOOZE_HINT, N_("At most %(days)s days for this severity."), "days",
             arena_printf(cx->mem, "%d", days));
}

static void show_typed(const struct request *req, struct view *view, enum decision_form open)
{
    view_show_if(view, K_OPEN_ACCEPT, open == DECISION_FORM_ACCEPT);
    view_show_if(view, K_OPEN_REJECT, open == DECISION_FORM_REJECT);
    view_show_if(view, K_OPEN_SNOOZE, open == DECISION_FORM_SNOOZE);
    view_show_if(view, K_OPEN_ASSIGN, open == DECISION_FORM_ASSIGN);
    view_mark(view, K_TYPED_JUSTIFICATION, open == DECISION_FORM_ACCEPT ? param_typed(req, "justification") : "");
    view_mark(view, K_TYPED_REASON,
              open == DECISION_FORM_REJECT || open == DECISION_FORM_SNOOZE ? param_typed(req, "reason") : "");
    view_mark(view, K_TYPED_NOTE, open == DECISION_FORM_CONFIRM ? param_typed(req, "note") : "");
}

static void show_verbs(struct cx *cx, const struct request *req, struct view *view, const struct decision_item *item)
{
    bool drift = text_equal(item->kind, "drift");
    bool dismissal = text_equal(item->kind, "approval_required") && text_equal(item->source_type, "finding");
    bool mine = account_is(item->requested_by, actor_account(req->who));
    bool open = item->state == DECISION_OPEN;
    bool decide = open && actor_may(req->who, CAP_DECISION_DECIDE);
    enum capability undo = item->state == DECISION_APPROVED ? CAP_DECISION_APPROVE : CAP_DECISION_DECIDE;
    bool confirm = open && dismissal && !mine && actor_may(req->who, CAP_DECISION_APPROVE);
    const char *page = decision_page(item);

    view_show_if(view, K_CAN_APPROVE, drift && may(req, item, DECISION_APPROVED, CAP_DECISION_APPROVE));
    view_show_if(view, K_CAN_ACCEPT, drift && decide && actor_may(req->who, CAP_EXCEPTION_REQUEST));
    view_show_if(view, K_CAN_ASSIGN, drift && decide && actor_may(req->who, CAP_FINDING_ASSIGN));
    view_show_if(view, K_CAN_REJECT, decide && !dismissal && page == NULL);
    view_show_if(view, K_CAN_SNOOZE, decide);
    view_show_if(view, K_CAN_CONFIRM, confirm);
    view_show_if(view, K_OWN_REQUEST, open && mine);
    view_show_if(view, K_CAN_UNDO, decision_can_undo(cx, item) && may(req, item, DECISION_OPEN, undo));
    view_show_if(view, K_HAS_PAGE, page != NULL);
    view_url(view, K_PAGE_URL, "/w/%s/%s/%s", req->workspace, page == NULL ? "inbox" : page, id_text(cx, item->source));
    view_msg(view, K_PAGE_LABEL, page == NULL ? "" : decision_page_label(item));
    view_show_if(view, K_NO_VERBS,
                 open && !decide && !confirm && page == NULL && !mine &&
                     !(drift && actor_may(req->who, CAP_DECISION_APPROVE)));
}

enum rc decision_view_pack(struct cx *cx, const struct request *req, struct view *view,
                           const struct decision_pack *pack, const char *back, enum decision_form open)
{
    const struct decision_item *item = &pack->item;

    decision_view_row(view, item);
    view_text(view, K_SENTENCE, decision_sentence(cx, pack));
    view_msg(view, K_RECOMMENDED, decision_recommended(item));
    view_msg(view, K_CONFIDENCE, decision_confidence(pack));
    view_msg(view, K_OTHERWISE, decision_otherwise(item));
    show_findings(view, pack);
    show_checks(view, pack);
    show_evidence(view, pack);
    show_records(view, &pack->records);
    show_urls(req, view, item, back);
    show_dates(req, view, item, open);
    show_typed(req, view, open);
    show_verbs(cx, req, view, item);
    return item->state == DECISION_OPEN ? choices_member(cx, req, view, actor_account(req->who)) : RC_OK;
}

/* ---- the way back ---- */

static void put_param(struct strbuf *out, const char *name, const char *value)
{
    if (value != NULL) {
        strbuf_printf(out, "&%s=%s", name, value);
    }
}

const char *queue_back(struct cx *cx, const struct request *req, struct uuid next)
{
    struct uuid tenant = param_uuid(req, "tenant");
    struct strbuf out;

    strbuf_init(&out, cx->mem, 1024);
    strbuf_puts(&out, "?queue=1");
    put_param(&out, "scope", param_code(req, "scope"));
    put_param(&out, "kind", param_code(req, "kind"));
    put_param(&out, "severity", param_code(req, "severity"));
    put_param(&out, "tenant", uuid_is_nil(tenant) ? NULL : id_text(cx, tenant));
    put_param(&out, "item", uuid_is_nil(next) ? NULL : id_text(cx, next));
    return out.data;
}
