#include "core/auth/password.h"

#include "base/text.h"
#include "core/auth/signin.h"
#include "modules/account/pages.h"
#include "web/list.h"

const struct param password_fields[] = {
    FIELD_SECRET("current", 1, 1000),
    FIELD_SECRET("password", 1, 1000),
    FIELD_SECRET("again", 1, 1000),
    PARAM_END,
};

static void fill(struct reply *reply, const struct request *req, struct view *view, const char *problem)
{
    reply_title(reply, N_("Your password"));
    errors_show(view, req);
    view_text(view, K_LOGIN, req->session->email);
    view_show_if(view, K_PASSWORD_UNFIT, problem != NULL);
    view_mark(view, K_PASSWORD_PROBLEM, problem == NULL ? "" : tr(view_cx(view)->loc, problem));
}

enum rc password_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    (void)cx;
    fill(reply, req, reply_page(reply, TPL_ACCOUNT_PASSWORD), NULL);
    return RC_OK;
}

static void ask_again(const struct request *req, struct reply *reply, const char *problem)
{
    fill(reply, req, reply_invalid_page(reply, TPL_ACCOUNT_PASSWORD), problem);
}

enum rc password_post(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct password_change change = {
        .current = param_text(req, "current"),
        .wanted = param_text(req, "password"),
        .session = req->session->id,
        .address = req->address,
        .cost = page_password_cost(cx, req),
    };
    struct password_change_result result;
    enum rc rc;

    if (request_has_errors(req)) {
        ask_again(req, reply, NULL);
        return RC_OK;
    }
    if (!text_equal(change.wanted, param_text(req, "again"))) {
        ask_again(req, reply, N_("The two passwords are not the same."));
        return RC_OK;
    }
    rc = password_change(cx, req->who, &change, &result);
    if (rc != RC_OK) {
        return rc;
    }
    switch (result.outcome) {
    case CHANGE_LIMITED:
        page_limited(reply, result.wait_us);
        return RC_OK;
    case CHANGE_WRONG_PASSWORD:
        ask_again(req, reply, N_("The present password is not right."));
        return RC_OK;
    case CHANGE_UNFIT:
        ask_again(req, reply, password_fault_label(result.fault));
        return RC_OK;
    case CHANGE_DONE:
        break;
    }
    reply_flash(reply, N_("Your password is changed. Your other sessions have ended."));
    return reply_redirect(reply, "/account/password");
}
