/* Asking for the risk of a finding to be accepted, or for an accepted one to be extended. */
#include "base/text.h"
#include "core/exception/exception.h"
#include "core/finding/finding.h"
#include "modules/inbox/exception_view.h"
#include "modules/inbox/finding_view.h"
#include "modules/inbox/refusal.h"
#include "modules/inbox/routes.h"

const struct param exception_ask[] = { PARAM_UUID("id"), PARAM_UUID_OPT("supersedes"), PARAM_END };
const struct param exception_ask_form[] = {
    PARAM_UUID("id"),
    PARAM_UUID_OPT("supersedes"),
    FIELD_TEXT("justification", EXCEPTION_JUSTIFICATION_MIN, EXCEPTION_JUSTIFICATION_MAX),
    FIELD_DATE("expires"),
    PARAM_END,
};

static enum rc show(struct cx *cx, const struct request *req, struct reply *reply, const struct refusal *why)
{
    struct uuid supersedes = param_uuid(req, "supersedes");
    struct finding finding;
    struct view *view;
    enum rc rc = finding_get(cx, req->who, (struct finding_id){ param_uuid(req, "id") }, &finding);

    if (rc != RC_OK) {
        return rc;
    }
    view = refusal_page(reply, req, why, TPL_INBOX_EXCEPTION_REQUEST);
    reply_title(reply, N_("Ask to accept the risk"));
    refusal_view(view, req, why);
    finding_view_row(view, &finding);
    view_mark(view, K_SENTENCE, finding_sentence(cx, &finding));
    finding_view_diff(view, &finding);
    view_show_if(view, K_IS_EXTENSION, !uuid_is_nil(supersedes));
    view_id(view, K_SUPERSEDES, supersedes);
    view_mark(view, K_TYPED_JUSTIFICATION, why == NULL ? "" : param_typed(req, "justification"));
    exception_view_dates(view, finding.severity, why == NULL ? NULL : param_typed(req, "expires"));
    return RC_OK;
}

enum rc exceptions_new(struct cx *cx, const struct request *req, struct reply *reply)
{
    return show(cx, req, reply, NULL);
}

enum rc exceptions_request(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct exception_request in = {
        .finding = { param_uuid(req, "id") },
        .justification = param_text(req, "justification"),
        .expires_us = param_time_us(req, "expires"),
        .supersedes = { param_uuid(req, "supersedes") },
    };
    struct refusal why = { .rc = RC_OK, .field = "expires" };
    struct exception ex;

    if (request_has_errors(req)) {
        return show(cx, req, reply, &why);
    }
    why.rc = exception_request(cx, req->who, &in, &ex);
    if (why.rc == RC_OK) {
        reply_flash(reply, N_("The request waits for another person's approval."));
        return reply_see_other(reply, req, "exceptions/%s", id_text(cx, ex.id.v));
    }
    if (req->wants == WANTS_HTML && refusal_is_shown(why.rc) && show(cx, req, reply, &why) == RC_OK) {
        return RC_OK;
    }
    return why.rc;
}
