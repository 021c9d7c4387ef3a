#include "base/text.h"
#include "core/auth/account.h"
#include "modules/account/pages.h"
#include "web/list.h"
#include "web/zones.h"

const struct param settings_fields[] = {
    FIELD_TEXT("name", 1, 200),
    PARAM_CODE_OPT("language", "en de en-XA"),
    FIELD_TEXT("time_zone", 0, 64),
    PARAM_CODE("theme", "auto light dark"),
    PARAM_INT("row_version", 1, INT32_MAX),
    PARAM_END,
};

static void fill(struct reply *reply, const struct request *req, struct view *view, const struct account *account)
{
    reply_title(reply, N_("Your settings"));
    errors_show(view, req);
    view_text(view, K_LOGIN, account->login);
    view_text(view, K_NAME, account->name);
    view_text(view, K_TIME_ZONE, account->time_zone);
    view_mark(view, K_SEEN_VERSION, arena_printf(view_cx(view)->mem, "%d", account->row_version));
    page_languages(view, account->lang, N_("As the workspace's"));
    page_zones(view);
    page_choice(view, K_THEME_CHOICE, "auto", N_("As the system's"), text_equal(account->theme, "auto"));
    page_choice(view, K_THEME_CHOICE, "light", N_("Light"), text_equal(account->theme, "light"));
    page_choice(view, K_THEME_CHOICE, "dark", N_("Dark"), text_equal(account->theme, "dark"));
}

enum rc settings_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct account account;
    enum rc rc = account_get(cx, req->session->account, &account);

    if (rc == RC_OK) {
        fill(reply, req, reply_page(reply, TPL_ACCOUNT_SETTINGS), &account);
    }
    return rc;
}

static enum rc ask_again(struct cx *cx, const struct request *req, struct reply *reply, bool zone_unknown)
{
    struct account account;
    struct view *view;
    enum rc rc = account_get(cx, req->session->account, &account);

    if (rc != RC_OK) {
        return rc;
    }
    account.name = param_typed(req, "name");
    account.time_zone = param_typed(req, "time_zone");
    account.lang = param_code(req, "language");
    account.theme = param_code(req, "theme");
    account.row_version = param_i32(req, "row_version");
    view = reply_invalid_page(reply, TPL_ACCOUNT_SETTINGS);
    fill(reply, req, view, &account);
    if (zone_unknown) {
        errors_add(view, "time_zone", N_("This time zone is not known."));
    }
    return RC_OK;
}

enum rc settings_post(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct account_settings wanted = {
        .name = param_text(req, "name"),
        .lang = param_code(req, "language"),
        .time_zone = param_text(req, "time_zone"),
        .theme = param_code(req, "theme"),
        .row_version = param_i32(req, "row_version"),
    };
    bool zone_unknown = wanted.time_zone != NULL && !zone_known(wanted.time_zone);
    enum rc rc;

    if (request_has_errors(req) || zone_unknown) {
        return ask_again(cx, req, reply, zone_unknown);
    }
    rc = account_change_settings(cx, req->who, &wanted);
    if (rc != RC_OK) {
        return rc;
    }
    reply_flash(reply, N_("Your settings are saved."));
    return reply_redirect(reply, "/account/settings");
}
