#include "core/auth/signin.h"

#include "base/text.h"
#include "modules/account/pages.h"
#include "web/list.h"

enum { NEXT_MAX = 2000, LOGIN_MAX = 254 };

const struct param signin_query[] = { PARAM_TEXT("next", 0, NEXT_MAX), PARAM_END };

const struct param signin_fields[] = {
    FIELD_TEXT("login", 1, LOGIN_MAX),
    FIELD_SECRET("password", 1, 1000),
    PARAM_TEXT("next", 0, NEXT_MAX),
    PARAM_END,
};

static void fill_form(struct reply *reply, const struct request *req, struct view *view, const char *login,
                      bool refused)
{
    reply_title(reply, N_("Sign in"));
    errors_show(view, req);
    view_mark(view, K_LOGIN, login);
    view_mark(view, K_NEXT, path_is_local(param_text(req, "next")) ? param_text(req, "next") : "");
    view_bool(view, K_SIGNIN_REFUSED, refused);
}

enum rc landing_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    if (req->session == NULL) {
        return reply_redirect(reply, "/signin");
    }
    if (req->site == SITE_PORTAL) {
        return RC_NOT_FOUND; /* the portal's own list is there */
    }
    return page_land(cx, req, reply, req->session->account, NULL);
}

enum rc signin_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    if (req->session != NULL) {
        return page_land(cx, req, reply, req->session->account, param_text(req, "next"));
    }
    fill_form(reply, req, reply_page(reply, TPL_ACCOUNT_SIGNIN), "", false);
    return RC_OK;
}

static struct signin attempt(struct cx *cx, const struct request *req)
{
    const struct config *config = request_config(req);
    bool portal = req->site == SITE_PORTAL;

    return (struct signin){
        .login = param_text(req, "login"),
        .password = param_text(req, "password"),
        .site = req->site,
        .address = req->address,
        .user_agent = req->user_agent,
        .idle_us = (portal ? config->portal_idle_min : config->session_idle_min) * MINUTE_US,
        .max_us = (portal ? config->portal_max_h : config->session_max_h) * HOUR_US,
        .cost = page_password_cost(cx, req),
    };
}

enum rc signin_post(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct signin_result result;
    struct signin in;
    enum rc rc;

    if (request_has_errors(req)) {
        fill_form(reply, req, reply_invalid_page(reply, TPL_ACCOUNT_SIGNIN), param_typed(req, "login"), false);
        return RC_OK;
    }
    in = attempt(cx, req);
    rc = signin(cx, req->who, &in, &result);
    if (rc != RC_OK) {
        return rc;
    }
    switch (result.outcome) {
    case SIGNIN_LIMITED:
        page_limited(reply, result.wait_us);
        return RC_OK;
    case SIGNIN_REFUSED:
        fill_form(reply, req, reply_invalid_page(reply, TPL_ACCOUNT_SIGNIN), param_typed(req, "login"), true);
        return RC_OK;
    case SIGNIN_DONE:
        break;
    }
    reply_session_cookie(reply, req, result.token);
    return page_land(cx, req, reply, result.account, param_text(req, "next"));
}

enum rc signout_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    (void)cx;
    (void)req;
    reply_title(reply, N_("Sign out"));
    (void)reply_page(reply, TPL_ACCOUNT_SIGNOUT);
    return RC_OK;
}

enum rc signout_post(struct cx *cx, const struct request *req, struct reply *reply)
{
    enum rc rc = signout(cx, req->who, req->session->id);

    if (rc != RC_OK) {
        return rc;
    }
    reply_session_cookie(reply, req, NULL);
    reply_header(reply, "Clear-Site-Data", "\"cache\", \"storage\"");
    return reply_redirect(reply, "/signin");
}
