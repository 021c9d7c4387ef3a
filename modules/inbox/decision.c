/* One entry of the inbox on its own page, and the verbs on it. */
#include "base/text.h"
#include "modules/inbox/decision_view.h"
#include "modules/inbox/decision_words.h"
#include "modules/inbox/routes.h"

#define SEEN PARAM_UUID("id"), PARAM_INT("row_version", 1, INT32_MAX), PARAM_TEXT("shown", 64, 64)
#define BACK QUEUE_PARAMS, PARAM_BOOL("queue"), PARAM_UUID_OPT("item"), PARAM_END

const struct param decision_one[] = { PARAM_UUID("id"), BACK };
const struct param decision_plain[] = { SEEN, BACK };
const struct param decision_accept[] = {
    SEEN,
    FIELD_TEXT("justification", EXCEPTION_JUSTIFICATION_MIN, EXCEPTION_JUSTIFICATION_MAX),
    FIELD_DATE("expires"),
    BACK,
};
const struct param decision_reason[] = { SEEN, FIELD_TEXT("reason", 1, 4000), BACK };
const struct param decision_until[] = { SEEN, FIELD_TEXT("reason", 1, 4000), FIELD_DATE("until"), BACK };
const struct param decision_member[] = { SEEN, FIELD_UUID("assignee"), BACK };
const struct param decision_agree[] = { SEEN, PARAM_CODE("agree", "yes no"), FIELD_TEXT("note", 0, 4000), BACK };

static struct decision_id id_of(const struct request *req)
{
    return (struct decision_id){ param_uuid(req, "id") };
}

/* ---- the page ---- */

/* For a conflict: the newest decision on the entry. */
static void show_since(struct view *view, const struct refusal *why, const struct decision_records *records)
{
    bool shown = why != NULL && why->rc == RC_CONFLICT && records->count > 0;
    const struct decision_record *newest = shown ? &records->items[0] : NULL;

    view_show_if(view, K_CHANGED_SINCE, shown);
    view_mark(view, K_SINCE_WHO, shown ? newest->account_name : "");
    view_mark(view, K_SINCE_STATE, "");
    view_time(view, K_SINCE_AT, shown ? newest->at_us : 0);
    if (shown) {
        int state;

        if (state_parse(&decision_item_states, newest->to, &state) == RC_OK) {
            view_msg(view, K_SINCE_STATE, state_label(&decision_item_states, state));
        }
    }
}

static enum rc show(struct cx *cx, const struct request *req, struct reply *reply, enum decision_form open,
                    const struct refusal *why)
{
    bool queue = param_bool(req, "queue");
    struct decision_pack pack;
    struct view *view;
    enum rc rc = decision_pack_get(cx, req->who, id_of(req), &pack);

    if (rc != RC_OK) {
        return rc;
    }
    view = refusal_page(reply, req, why, TPL_INBOX_DECISION);
    reply_title_text(reply, decision_subject(cx, &pack.item));
    refusal_view(view, req, why);
    show_since(view, why, &pack.records);
    view_include(view, K_PACK, TPL_INBOX_PACK);
    view_show_if(view, K_IS_PAGE, true);
    view_show_if(view, K_IS_PANE, false);
    return decision_view_pack(cx, req, view, &pack, queue ? queue_back(cx, req, param_uuid(req, "item")) : "", open);
}

enum rc decisions_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    return show(cx, req, reply, DECISION_FORM_NONE, NULL);
}

/* ---- verbs ---- */

struct form {
    enum decision_form form;
    const char *field; /* that RC_INVALID is about; NULL: none */
};

/* Back to the queue with the next entry selected and this one's undo offered, or to the entry's page. */
static enum rc go_on(struct cx *cx, const struct request *req, struct reply *reply)
{
    const char *id = id_text(cx, id_of(req).v);

    if (!param_bool(req, "queue")) {
        reply_flash(reply, N_("Your decision is recorded."));
        return reply_see_other(reply, req, "inbox/%s", id);
    }
    return reply_see_other(reply, req, "inbox%s&decided=%s", queue_back(cx, req, param_uuid(req, "item")), id);
}

static enum rc answer(struct cx *cx, const struct request *req, struct reply *reply, enum rc rc, struct form form)
{
    const struct refusal why = { .rc = rc, .field = form.field };

    if (rc == RC_OK) {
        return go_on(cx, req, reply);
    }
    if (req->wants == WANTS_HTML && refusal_is_shown(rc) && show(cx, req, reply, form.form, &why) == RC_OK) {
        return RC_OK;
    }
    return rc;
}

static enum rc show_mistakes(struct cx *cx, const struct request *req, struct reply *reply, enum decision_form form)
{
    return show(cx, req, reply, form, &(struct refusal){ .rc = RC_OK });
}

/* What the person saw and wrote. RC_INVALID: the hash is none. */
static enum rc verb_of(struct cx *cx, const struct request *req, const char *note, struct decision_verb *out)
{
    *out = (struct decision_verb){ .id = id_of(req), .row_version = param_i32(req, "row_version"), .note = note };
    if (hex_decode(cx->mem, param_text(req, "shown"), &out->shown) != RC_OK) {
        return fail_set(cx, RC_INVALID, NULL, "shown: no hash");
    }
    return RC_OK;
}

enum rc decisions_approve(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct decision_verb verb;
    struct decision_item item;
    enum rc rc = verb_of(cx, req, NULL, &verb);

    rc = rc == RC_OK ? decision_approve(cx, req->who, &verb, &item) : rc;
    return answer(cx, req, reply, rc, (struct form){ DECISION_FORM_APPROVE, NULL });
}

enum rc decisions_accept_risk(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct decision_verb verb;
    struct decision_item item;
    enum rc rc;

    if (request_has_errors(req)) {
        return show_mistakes(cx, req, reply, DECISION_FORM_ACCEPT);
    }
    rc = verb_of(cx, req, param_text(req, "justification"), &verb);
    rc = rc == RC_OK ? decision_accept_risk(cx, req->who, &verb, param_time_us(req, "expires"), &item) : rc;
    return answer(cx, req, reply, rc, (struct form){ DECISION_FORM_ACCEPT, "expires" });
}

enum rc decisions_reject(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct decision_verb verb;
    struct decision_item item;
    enum rc rc;

    if (request_has_errors(req)) {
        return show_mistakes(cx, req, reply, DECISION_FORM_REJECT);
    }
    rc = verb_of(cx, req, param_text(req, "reason"), &verb);
    rc = rc == RC_OK ? decision_reject(cx, req->who, &verb, &item) : rc;
    return answer(cx, req, reply, rc, (struct form){ DECISION_FORM_REJECT, "reason" });
}

enum rc decisions_snooze(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct decision_verb verb;
    struct decision_item item;
    enum rc rc;

    if (request_has_errors(req)) {
        return show_mistakes(cx, req, reply, DECISION_FORM_SNOOZE);
    }
    rc = verb_of(cx, req, param_text(req, "reason"), &verb);
    rc = rc == RC_OK ? decision_snooze(cx, req->who, &verb, param_time_us(req, "until"), &item) : rc;
    return answer(cx, req, reply, rc, (struct form){ DECISION_FORM_SNOOZE, "until" });
}

enum rc decisions_assign(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct decision_verb verb;
    struct decision_item item;
    enum rc rc;

    if (request_has_errors(req)) {
        return show_mistakes(cx, req, reply, DECISION_FORM_ASSIGN);
    }
    rc = verb_of(cx, req, NULL, &verb);
    if (rc == RC_OK) {
        rc = decision_assign(cx, req->who, &verb, (struct account_id){ param_uuid(req, "assignee") }, &item);
    }
    return answer(cx, req, reply, rc, (struct form){ DECISION_FORM_ASSIGN, "assignee" });
}

enum rc decisions_confirm(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct decision_verb verb;
    struct decision_item item;
    enum rc rc;

    if (request_has_errors(req)) {
        return show_mistakes(cx, req, reply, DECISION_FORM_CONFIRM);
    }
    rc = verb_of(cx, req, param_text(req, "note"), &verb);
    if (rc == RC_OK) {
        rc = decision_confirm_dismissal(cx, req->who, &verb, text_equal(param_code(req, "agree"), "yes"), &item);
    }
    return answer(cx, req, reply, rc, (struct form){ DECISION_FORM_CONFIRM, "note" });
}

enum rc decisions_undo(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct decision_verb verb;
    struct decision_item item;
    enum rc rc = verb_of(cx, req, NULL, &verb);

    rc = rc == RC_OK ? decision_undo(cx, req->who, &verb, &item) : rc;
    if (rc == RC_OK) {
        reply_flash(reply, N_("The decision is undone; the entry is open again."));
        return reply_see_other(reply, req, "inbox?item=%s", id_text(cx, item.id.v));
    }
    return answer(cx, req, reply, rc, (struct form){ DECISION_FORM_NONE, NULL });
}
