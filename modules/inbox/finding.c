/* One finding: what is known of it, and the verbs on it. */
#include "core/finding/finding.h"
#include "base/text.h"
#include "core/decision/decision.h"
#include "modules/inbox/choices.h"
#include "modules/inbox/finding_view.h"
#include "modules/inbox/refusal.h"
#include "modules/inbox/routes.h"

const struct param finding_one[] = { PARAM_UUID("id"), PARAM_END };
const struct param finding_triage_form[] = {
    PARAM_UUID("id"),
    PARAM_INT("row_version", 1, INT32_MAX),
    FIELD_CODE("severity", "critical high medium low info"),
    PARAM_UUID_OPT("owner"),
    PARAM_END,
};
const struct param finding_assign_form[] = {
    PARAM_UUID("id"),
    PARAM_INT("row_version", 1, INT32_MAX),
    PARAM_UUID_OPT("assignee"),
    PARAM_END,
};
const struct param finding_resolve_form[] = {
    PARAM_UUID("id"),
    PARAM_INT("row_version", 1, INT32_MAX),
    FIELD_TEXT("note", 1, 4000),
    PARAM_END,
};
const struct param finding_verify_form[] = {
    PARAM_UUID("id"),
    PARAM_INT("row_version", 1, INT32_MAX),
    FIELD_TEXT("note", 0, 4000),
    PARAM_END,
};
const struct param finding_dismiss_form[] = { PARAM_UUID("id"), FIELD_TEXT("reason", 1, 4000), PARAM_END };

/* The verb whose form is shown again. */
enum verb { VERB_NONE, VERB_TRIAGE, VERB_ASSIGN, VERB_RESOLVE, VERB_VERIFY, VERB_DISMISS };

static struct finding_id id_of(const struct request *req)
{
    return (struct finding_id){ param_uuid(req, "id") };
}

/* ---- the page ---- */

static bool may_move(const struct request *req, const struct finding *finding, enum finding_state to,
                     enum capability capability)
{
    return state_allows(&finding_states, (int)finding->state, (int)to, capability) && actor_may(req->who, capability);
}

static const char *advice(const struct finding *finding)
{
    switch (finding->state) {
    case FINDING_OPEN:
    case FINDING_TRIAGED:
    case FINDING_ASSIGNED:
        return text_equal(finding->kind, "drift")
                   ? N_("Set it back at the provider; the next capture confirms it. If the new value is meant to stay, propose a new"
                        " baseline, or ask to accept the risk until a date.")
                   : N_("Change the setting at the provider so that the check passes; the next evaluation confirms it. If that is not"
                        " possible now, ask to accept the risk until a date.");
    case FINDING_RESOLVED:
        return N_(
            "Somebody who did not resolve it verifies it; or the second capture that finds it as it should be does.");
    case FINDING_RISK_ACCEPTED:
        return N_("Nothing until the accepted risk ends. It counts as compliant by exception, not as compliant.");
    case FINDING_FALSE_POSITIVE:
        return N_("Nothing, until the observed value changes: then it is reopened.");
    case FINDING_VERIFIED:
    case FINDING_NONE:
    case FINDING_STATE_COUNT:
        break;
    }
    return N_("Nothing. If it is found again, this finding is reopened.");
}

static void show_primary(const struct request *req, struct view *view, const struct finding *finding)
{
    static const struct {
        enum finding_state to;
        enum capability capability;
        const char *anchor;
        const char *label;
    } verbs[] = {
        { FINDING_TRIAGED, CAP_FINDING_TRIAGE, "#triage", N_("Triage") },
        { FINDING_ASSIGNED, CAP_FINDING_ASSIGN, "#assign", N_("Assign") },
        { FINDING_RESOLVED, CAP_FINDING_RESOLVE, "#resolve", N_("Resolve") },
        { FINDING_VERIFIED, CAP_FINDING_VERIFY, "#verify", N_("Verify") },
    };

    view_show_if(view, K_PRIMARY, false);
    view_mark(view, K_PRIMARY_URL, "");
    view_mark(view, K_PRIMARY_LABEL, "");
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
        if (may_move(req, finding, verbs[i].to, verbs[i].capability)) {
            view_show_if(view, K_PRIMARY, true);
            view_mark(view, K_PRIMARY_URL, verbs[i].anchor);
            view_msg(view, K_PRIMARY_LABEL, verbs[i].label);
            return;
        }
    }
}

static void show_verbs(const struct request *req, struct view *view, const struct finding *finding, enum verb open)
{
    bool live = finding_is_live(finding->state);
    bool mine = account_is(finding->resolved_by, actor_account(req->who));
    bool typed = open != VERB_NONE;

    show_primary(req, view, finding);
    view_show_if(view, K_CAN_TRIAGE, may_move(req, finding, FINDING_TRIAGED, CAP_FINDING_TRIAGE));
    view_show_if(view, K_CAN_ASSIGN, live && actor_may(req->who, CAP_FINDING_ASSIGN));
    view_show_if(view, K_CAN_UNASSIGN, finding->state == FINDING_ASSIGNED);
    view_show_if(view, K_CAN_RESOLVE, may_move(req, finding, FINDING_RESOLVED, CAP_FINDING_RESOLVE));
    view_show_if(view, K_CAN_VERIFY, !mine && may_move(req, finding, FINDING_VERIFIED, CAP_FINDING_VERIFY));
    view_show_if(view, K_CAN_ACCEPT, live && actor_may(req->who, CAP_EXCEPTION_REQUEST));
    view_show_if(view, K_CAN_DISMISS, live && actor_may(req->who, CAP_FINDING_DISMISS));
    view_show_if(view, K_OPEN_TRIAGE, open == VERB_TRIAGE);
    view_show_if(view, K_OPEN_ASSIGN, open == VERB_ASSIGN);
    view_show_if(view, K_OPEN_RESOLVE, open == VERB_RESOLVE);
    view_show_if(view, K_OPEN_VERIFY, open == VERB_VERIFY);
    view_show_if(view, K_OPEN_DISMISS, open == VERB_DISMISS);
    view_mark(view, K_TYPED_NOTE,
              typed && (open == VERB_RESOLVE || open == VERB_VERIFY) ? param_typed(req, "note") : "");
    view_mark(view, K_TYPED_REASON, open == VERB_DISMISS ? param_typed(req, "reason") : "");
    choices_severity(view, (int)finding->severity);
}

static void show_history(struct view *view, const struct finding_history *history)
{
    view_rows(view, K_OBSERVATIONS);
    for (size_t i = 0; i < history->count; i++) {
        struct view *row = view_row(view, K_OBSERVATIONS);
        bool passed = text_equal(history->items[i].result, "passed");

        view_time(row, K_OBSERVED_AT, history->items[i].at_us);
        view_code(row, K_RESULT, history->items[i].result, passed ? N_("As it should be") : N_("Still differs"));
        view_id(row, K_RUN_ID, history->items[i].run.v);
    }
}

static enum rc show_decision(struct cx *cx, const struct request *req, struct view *view, const struct finding *finding)
{
    struct decision_item item = { .kind = "" };
    enum rc rc = decision_of_source(cx, req->who, finding->id.v, &item);
    bool found = rc == RC_OK;

    view_show_if(view, K_HAS_DECISION, found);
    view_id(view, K_DECISION_ID, item.id.v);
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static void show_facts(struct view *view, const struct finding *finding, const char *remedy)
{
    struct cx *cx = view_cx(view);
    bool check = text_equal(finding->kind, "control");

    finding_view_row(view, finding);
    finding_view_diff(view, finding);
    view_show_if(view, K_IS_CHECK, check);
    view_show_if(view, K_IS_CHANGE, !check);
    view_show_if(view, K_HAS_OBJECT, !finding_is_missing(finding));
    view_show_if(view, K_HAS_REMEDY, remedy != NULL);
    view_msg(view, K_REMEDY, remedy == NULL ? "" : remedy);
    view_mark(view, K_SENTENCE, finding_sentence(cx, finding));
    view_msg(view, K_ADVICE, advice(finding));
    view_show_if(view, K_NO_OWNER, finding->owner_name == NULL);
    view_show_if(view, K_NO_ASSIGNEE, finding->assignee_name == NULL);
    view_show_if(view, K_NO_DUE, finding->due_us == 0);
    view_show_if(view, K_HAS_SUBJECT, !uuid_is_nil(finding->subject.v));
    view_id(view, K_SUBJECT_ID, finding->subject.v);
    view_show_if(view, K_HAS_EXCEPTION, !uuid_is_nil(finding->exception.v));
    view_id(view, K_EXCEPTION_ID, finding->exception.v);
}

static enum rc show(struct cx *cx, const struct request *req, struct reply *reply, enum verb open,
                    const struct refusal *why)
{
    struct finding_history history;
    struct audit_page events;
    struct finding finding;
    struct view *view;
    enum rc rc = finding_get_with_history(cx, req->who, id_of(req), &finding, &history);

    rc = rc == RC_OK ? history_of(cx, req, "finding", finding.id.v, &events) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    view = refusal_page(reply, req, why, TPL_INBOX_FINDING);
    reply_title_text(reply, finding.subject_name);
    refusal_view(view, req, why);
    refusal_since(view, why, &events);
    show_facts(view, &finding, history.remedy);
    show_verbs(req, view, &finding, open);
    show_history(view, &history);
    history_view(view, &events);
    rc = choices_member(cx, req, view, finding.assignee);
    return rc == RC_OK ? show_decision(cx, req, view, &finding) : rc;
}

enum rc findings_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    return show(cx, req, reply, VERB_NONE, NULL);
}

/* ---- verbs ---- */

/* What a verb says when it is done, and where its form is. */
struct form {
    enum verb verb;
    const char *field; /* that RC_INVALID is about; NULL: none */
    const char *done; /* msgid */
};

/* Back to the finding, or its page again with what was refused. */
static enum rc answer(struct cx *cx, const struct request *req, struct reply *reply, enum rc rc,
                      const struct form *form)
{
    const struct refusal why = { .rc = rc, .field = form->field };

    if (rc == RC_OK) {
        reply_flash(reply, form->done);
        return reply_see_other(reply, req, "findings/%s", id_text(cx, id_of(req).v));
    }
    if (req->wants == WANTS_HTML && refusal_is_shown(rc) && show(cx, req, reply, form->verb, &why) == RC_OK) {
        return RC_OK;
    }
    return rc;
}

static enum rc show_mistakes(struct cx *cx, const struct request *req, struct reply *reply, enum verb verb)
{
    return show(cx, req, reply, verb, &(struct refusal){ .rc = RC_OK });
}

static struct finding_change change_of(const struct request *req, const char *note)
{
    return (struct finding_change){ .id = id_of(req), .row_version = param_i32(req, "row_version"), .note = note };
}

enum rc findings_triage(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct finding_change change = change_of(req, NULL);
    struct finding finding;
    enum rc rc;

    if (request_has_errors(req)) {
        return show_mistakes(cx, req, reply, VERB_TRIAGE);
    }
    rc = finding_triage(cx, req->who, &change, (enum severity)severity_param(req),
                        (struct account_id){ param_uuid(req, "owner") }, &finding);
    return answer(cx, req, reply, rc, &(struct form){ VERB_TRIAGE, NULL, N_("Severity and owner are confirmed.") });
}

enum rc findings_assign(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct finding_change change = change_of(req, NULL);
    struct finding finding;
    enum rc rc = finding_assign(cx, req->who, &change, (struct account_id){ param_uuid(req, "assignee") }, &finding);

    if (rc == RC_OK && finding.assignee_name != NULL) {
        reply_flash_arg(reply, "name", finding.assignee_name);
    }
    return answer(cx, req, reply, rc,
                  &(struct form){ VERB_ASSIGN, "assignee",
                                  rc == RC_OK && finding.assignee_name != NULL
                                      ? N_("%(name)s works on this finding now.")
                                      : N_("Nobody works on this finding now.") });
}

enum rc findings_resolve(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct finding_change change = change_of(req, param_text(req, "note"));
    struct finding finding;
    enum rc rc;

    if (request_has_errors(req)) {
        return show_mistakes(cx, req, reply, VERB_RESOLVE);
    }
    rc = finding_resolve(cx, req->who, &change, &finding);
    return answer(
        cx, req, reply, rc,
        &(struct form){
            VERB_RESOLVE, "note",
            N_("The finding is resolved. Another person verifies it, or the second capture that finds it as it should be.") });
}

enum rc findings_verify(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct finding_change change = change_of(req, param_text(req, "note"));
    struct finding finding;
    enum rc rc;

    if (request_has_errors(req)) {
        return show_mistakes(cx, req, reply, VERB_VERIFY);
    }
    rc = finding_verify(cx, req->who, &change, &finding);
    return answer(cx, req, reply, rc, &(struct form){ VERB_VERIFY, NULL, N_("The finding is verified.") });
}

enum rc findings_dismiss(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct decision_id id;
    enum rc rc;

    if (request_has_errors(req)) {
        return show_mistakes(cx, req, reply, VERB_DISMISS);
    }
    rc = decision_propose_dismissal(cx, req->who, id_of(req), param_text(req, "reason"), &id);
    return answer(cx, req, reply, rc,
                  &(struct form){ VERB_DISMISS, "reason",
                                  N_("The dismissal is proposed. A second person finds it in the inbox.") });
}
