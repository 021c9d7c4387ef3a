/* One accepted risk: the request, what was frozen at its approval, and the verbs on it. */
#include "core/exception/exception.h"

#include "base/text.h"
#include "core/drift/document.h"
#include "modules/inbox/choices.h"
#include "modules/inbox/diff_view.h"
#include "modules/inbox/exception_view.h"
#include "modules/inbox/refusal.h"
#include "modules/inbox/routes.h"

#define SEEN PARAM_UUID("id"), PARAM_INT("row_version", 1, INT32_MAX)

const struct param exception_one[] = { PARAM_UUID("id"), PARAM_END };
const struct param exception_note[] = { SEEN, FIELD_TEXT("note", 0, 4000), PARAM_END };
const struct param exception_reason[] = { SEEN, FIELD_TEXT("note", 1, 4000), PARAM_END };
const struct param exception_terms[] = { SEEN, FIELD_TEXT("note", 20, 4000), FIELD_DATE("expires"), PARAM_END };

enum verb { VERB_NONE, VERB_APPROVE, VERB_REJECT, VERB_ASK, VERB_RESUBMIT, VERB_WITHDRAW, VERB_REVOKE };

static struct exception_id id_of(const struct request *req)
{
    return (struct exception_id){ param_uuid(req, "id") };
}

/* ---- the page ---- */

static const char *sentence(struct cx *cx, const struct exception *ex)
{
    const struct msg_arg args[] = {
        { "who", ex->requester_name == NULL ? tr(cx->loc, N_("Somebody")) : ex->requester_name },
        { "subject", ex->subject_name },
        { "what", exception_what(cx, ex) },
    };
    const char *msgid = N_("%(who)s asks to accept the risk that “%(what)s” of %(subject)s stays as it is.");

    if (ex->state == EXCEPTION_ACTIVE || ex->state == EXCEPTION_EXPIRING || ex->state == EXCEPTION_APPROVED) {
        msgid = N_("The risk that “%(what)s” of %(subject)s stays as it is was accepted at the request of %(who)s.");
    } else if (ex->state != EXCEPTION_REQUESTED && ex->state != EXCEPTION_CHANGES_REQUESTED) {
        msgid = N_("%(who)s had asked to accept the risk that “%(what)s” of %(subject)s stays as it is. This is over.");
    }
    return msg_format(cx->mem, tr(cx->loc, msgid), args, sizeof args / sizeof args[0]);
}

static bool may(const struct request *req, const struct exception *ex, enum exception_state to,
                enum capability capability)
{
    return state_allows(&exception_states, (int)ex->state, (int)to, capability) && actor_may(req->who, capability);
}

static void show_verbs(const struct request *req, struct view *view, const struct exception *ex, enum verb open)
{
    bool mine = account_is(ex->requester, actor_account(req->who));
    bool working = account_is(ex->finding_assignee, actor_account(req->who));
    bool approver = may(req, ex, EXCEPTION_APPROVED, CAP_EXCEPTION_APPROVE);
    bool resubmit = mine && ex->state == EXCEPTION_CHANGES_REQUESTED;
    bool typed = open != VERB_NONE;

    view_show_if(view, K_CAN_APPROVE, approver && !mine && !working);
    view_show_if(view, K_OWN_REQUEST, mine && ex->state == EXCEPTION_REQUESTED);
    view_show_if(view, K_OWN_WORK, approver && !mine && working);
    view_show_if(view, K_CAN_RESUBMIT, resubmit && actor_may(req->who, CAP_EXCEPTION_REQUEST));
    view_show_if(view, K_CAN_WITHDRAW, mine && may(req, ex, EXCEPTION_WITHDRAWN, CAP_EXCEPTION_REQUEST));
    view_show_if(view, K_CAN_REVOKE, may(req, ex, EXCEPTION_REVOKED, CAP_EXCEPTION_APPROVE));
    view_show_if(view, K_CAN_EXTEND,
                 (ex->state == EXCEPTION_ACTIVE || ex->state == EXCEPTION_EXPIRING) &&
                     actor_may(req->who, CAP_EXCEPTION_REQUEST));
    view_show_if(view, K_OPEN_APPROVE, open == VERB_APPROVE);
    view_show_if(view, K_OPEN_REJECT, open == VERB_REJECT);
    view_show_if(view, K_OPEN_ASK, open == VERB_ASK);
    view_show_if(view, K_OPEN_REVOKE, open == VERB_REVOKE);
    view_mark(view, K_TYPED_NOTE, typed && open != VERB_RESUBMIT ? param_typed(req, "note") : "");
    view_mark(view, K_TYPED_JUSTIFICATION, open == VERB_RESUBMIT ? param_typed(req, "note") : ex->justification);
    exception_view_dates(view, ex->finding_severity, open == VERB_RESUBMIT ? param_typed(req, "expires") : NULL);
}

static void show_frozen_row(struct view *view, const char *label, const char *then, const char *now)
{
    struct view *row = view_html_row(view, K_FROZEN);

    view_mark(row, K_FROZEN_LABEL, tr(view_cx(view)->loc, label));
    view_mark(row, K_FROZEN_THEN, then);
    view_mark(row, K_FROZEN_NOW, now);
    view_show_if(row, K_FROZEN_SAME, text_equal(then, now));
    view_show_if(row, K_FROZEN_DIFFERS, !text_equal(then, now));
}

/* What was frozen at the approval, beside what is the case today. */
static void show_frozen(struct view *view, const struct exception *ex)
{
    struct cx *cx = view_cx(view);
    struct document_error error;
    struct node *root = NULL;
    const struct node *version;
    enum severity severity = ex->severity;
    const char *then;
    const char *hash;
    bool frozen = ex->frozen != NULL &&
                  document_parse(cx->mem, bytes_text(ex->frozen), &document_limits_default, &root, &error) == RC_OK;

    view_show_if(view, K_HAS_FROZEN, frozen);
    view_json(view, K_FROZEN_JSON, ex->frozen);
    view_hex(view, K_FROZEN_HASH, ex->frozen_hash);
    if (!frozen) {
        return;
    }
    then = document_text(cx->mem, document_member(root, "severity"));
    hash = document_text(cx->mem, document_member(root, "value_hash"));
    version = document_member(root, "interpretation_version");
    if (severity_parse(then, &severity) == RC_OK) {
        show_frozen_row(view, N_("Severity"), tr(cx->loc, severity_label(severity)),
                        tr(cx->loc, severity_label(ex->finding_severity)));
    }
    show_frozen_row(view, N_("Object"), document_text(cx->mem, document_member(root, "subject")), ex->subject_name);
    if (!text_empty(ex->interpretation)) {
        show_frozen_row(view, N_("Version of the check"),
                        version == NULL ? "" : arena_strndup(cx->mem, version->text, version->len),
                        arena_printf(cx->mem, "%d", ex->interpretation_version));
    }
    show_frozen_row(view, N_("Fingerprint of the value"), hash == NULL ? "" : arena_strndup(cx->mem, hash, 16),
                    arena_strndup(cx->mem, hex_encode(cx->mem, ex->value_hash), 16));
}

static enum rc show(struct cx *cx, const struct request *req, struct reply *reply, enum verb open,
                    const struct refusal *why)
{
    struct exception ex;
    struct audit_page events;
    struct view *view;
    enum rc rc = exception_get(cx, req->who, id_of(req), &ex);

    rc = rc == RC_OK ? history_of(cx, req, "exception", ex.id.v, &events) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    view = refusal_page(reply, req, why, TPL_INBOX_EXCEPTION);
    reply_title(reply, N_("Accepted risk"));
    refusal_view(view, req, why);
    refusal_since(view, why, &events);
    exception_view_row(view, &ex);
    view_mark(view, K_SENTENCE, sentence(cx, &ex));
    view_code(view, K_FINDING_SEVERITY, severity_code(ex.finding_severity), severity_label(ex.finding_severity));
    view_show_if(view, K_HAS_SUPERSEDES, !uuid_is_nil(ex.supersedes.v));
    view_id(view, K_SUPERSEDES, ex.supersedes.v);
    diff_view_change(diff_view_group(view, NULL), &(struct drift_place){ ex.path, ex.label, ex.before, ex.after });
    diff_view_end(view, NULL);
    show_frozen(view, &ex);
    show_verbs(req, view, &ex, open);
    history_view(view, &events);
    return RC_OK;
}

enum rc exceptions_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    return show(cx, req, reply, VERB_NONE, NULL);
}

/* ---- verbs ---- */

struct form {
    enum verb verb;
    const char *field; /* that RC_INVALID is about; NULL: none */
    const char *done; /* msgid */
};

static enum rc answer(struct cx *cx, const struct request *req, struct reply *reply, enum rc rc,
                      const struct form *form)
{
    const struct refusal why = { .rc = rc, .field = form->field };

    if (rc == RC_OK) {
        reply_flash(reply, form->done);
        return reply_see_other(reply, req, "exceptions/%s", id_text(cx, id_of(req).v));
    }
    if (req->wants == WANTS_HTML && refusal_is_shown(rc) && show(cx, req, reply, form->verb, &why) == RC_OK) {
        return RC_OK;
    }
    return rc;
}

static enum rc decide(struct cx *cx, const struct request *req, struct reply *reply,
                      enum rc (*verb)(struct cx *cx, const struct actor *who, const struct exception_decision *decision,
                                      struct exception *out),
                      const struct form *form)
{
    const struct exception_decision decision = {
        .id = id_of(req),
        .row_version = param_i32(req, "row_version"),
        .note = param_text(req, "note") == NULL ? "" : param_text(req, "note"),
    };
    struct exception ex;

    if (request_has_errors(req)) {
        return show(cx, req, reply, form->verb, &(struct refusal){ .rc = RC_OK });
    }
    return answer(cx, req, reply, verb(cx, req->who, &decision, &ex), form);
}

enum rc exceptions_approve(struct cx *cx, const struct request *req, struct reply *reply)
{
    static const struct form form = { VERB_APPROVE, NULL, N_("The risk is accepted until the date asked for.") };

    return decide(cx, req, reply, exception_approve, &form);
}

enum rc exceptions_reject(struct cx *cx, const struct request *req, struct reply *reply)
{
    static const struct form form = { VERB_REJECT, "note", N_("The request is rejected.") };

    return decide(cx, req, reply, exception_reject, &form);
}

enum rc exceptions_ask_changes(struct cx *cx, const struct request *req, struct reply *reply)
{
    static const struct form form = { VERB_ASK, "note", N_("The request is back with its requester.") };

    return decide(cx, req, reply, exception_ask_changes, &form);
}

enum rc exceptions_withdraw(struct cx *cx, const struct request *req, struct reply *reply)
{
    static const struct form form = { VERB_WITHDRAW, NULL, N_("The request is withdrawn.") };

    return decide(cx, req, reply, exception_withdraw, &form);
}

enum rc exceptions_revoke(struct cx *cx, const struct request *req, struct reply *reply)
{
    static const struct form form = { VERB_REVOKE, "note", N_("The accepted risk is revoked; the finding is back.") };

    return decide(cx, req, reply, exception_revoke, &form);
}

enum rc exceptions_resubmit(struct cx *cx, const struct request *req, struct reply *reply)
{
    static const struct form form = { VERB_RESUBMIT, "expires", N_("The request waits for approval again.") };
    const struct exception_decision decision = { .id = id_of(req),
                                                 .row_version = param_i32(req, "row_version"),
                                                 .note = param_text(req, "note") };
    struct exception ex;

    if (request_has_errors(req)) {
        return show(cx, req, reply, VERB_RESUBMIT, &(struct refusal){ .rc = RC_OK });
    }
    return answer(cx, req, reply, exception_resubmit(cx, req->who, &decision, param_time_us(req, "expires"), &ex),
                  &form);
}
