#include "core/auth/link.h"

#include "base/text.h"
#include "modules/account/pages.h"

enum { TOKEN_MAX = 64 };

const struct param link_query[] = { PARAM_TEXT("token", 0, TOKEN_MAX), PARAM_END };

const struct param link_fields[] = {
    PARAM_TEXT("token", 0, TOKEN_MAX),
    FIELD_SECRET("password", 1, 1000),
    FIELD_SECRET("again", 1, 1000),
    PARAM_END,
};

static void fill(struct reply *reply, struct view *view, const char *token, const struct link_target *target,
                 const char *problem)
{
    reply_title(reply, N_("Set your password"));
    view_bool(view, K_LINK_DEAD, target == NULL);
    view_bool(view, K_LINK_OPEN, target != NULL);
    view_mark(view, K_TOKEN, token);
    view_text(view, K_LOGIN, target == NULL ? NULL : target->login);
    view_msg(view, K_WELCOME, N_("Welcome, %(name)s. This link works once."), "name",
             target == NULL ? "" : target->name);
    view_show_if(view, K_PASSWORD_UNFIT, problem != NULL);
    view_mark(view, K_PASSWORD_PROBLEM, problem == NULL ? "" : tr(view_cx(view)->loc, problem));
}

static enum rc dead(struct reply *reply)
{
    fill(reply, reply_page(reply, TPL_ACCOUNT_LINK), "", NULL, NULL);
    reply_status(reply, 410);
    return RC_OK;
}

enum rc link_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    const char *token = param_text(req, "token");
    struct link_target target;
    enum rc rc = link_find(cx, token, req->site, &target);

    if (rc == RC_NOT_FOUND) {
        return dead(reply);
    }
    if (rc == RC_OK) {
        fill(reply, reply_page(reply, TPL_ACCOUNT_LINK), token, &target, NULL);
    }
    return rc;
}

/* What is wrong before anything was tried; NULL: nothing. */
static const char *mistyped(const struct request *req)
{
    if (request_has_errors(req)) {
        return N_("Type the new password twice.");
    }
    return text_equal(param_text(req, "password"), param_text(req, "again"))
               ? NULL
               : N_("The two passwords are not the same.");
}

enum rc link_post(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct link_use use = {
        .token = param_text(req, "token"),
        .site = req->site,
        .password = param_text(req, "password"),
        .cost = page_password_cost(cx, req),
    };
    const char *problem = mistyped(req);
    enum password_fault fault = PASSWORD_GOOD;
    struct link_target target;
    enum rc rc = link_find(cx, use.token, req->site, &target);

    if (rc == RC_OK && problem == NULL) {
        rc = link_redeem(cx, req->who, &use, &fault);
        problem = password_fault_label(fault);
    }
    if (rc == RC_NOT_FOUND) {
        return dead(reply);
    }
    if (rc != RC_OK) {
        return rc;
    }
    if (problem != NULL) {
        fill(reply, reply_invalid_page(reply, TPL_ACCOUNT_LINK), use.token, &target, problem);
        return RC_OK;
    }
    reply_flash(reply, N_("Your password is set. Sign in with it now."));
    return reply_redirect(reply, "/signin");
}
