#include "modules/account/pages.h"

#include "base/text.h"
#include "core/auth/signin.h"
#include "web/list.h"

const struct password_cost *page_password_cost(struct cx *cx, const struct request *req)
{
    return signin_cost(cx->mem, arena_printf(cx->mem, "%s/run", request_config(req)->var));
}

enum rc page_land(struct cx *cx, const struct request *req, struct reply *reply, struct account_id account,
                  const char *next)
{
    const char *path = next;
    enum rc rc = RC_OK;

    if (!path_is_local(next)) {
        rc = landing_path(cx, account, req->site, &path);
    }
    return rc == RC_OK ? reply_redirect(reply, path) : rc;
}

void page_limited(struct reply *reply, int64_t wait_us)
{
    struct view *view = reply_page(reply, TPL_ACCOUNT_LIMITED);
    int64_t seconds = (wait_us + SECOND_US - 1) / SECOND_US;

    reply_status(reply, 429);
    reply_header(reply, "Retry-After", arena_printf(view_cx(view)->mem, "%lld", (long long)seconds));
    reply_title(reply, N_("Too many attempts"));
    view_count(view, K_WAIT_SENTENCE, "Try again in %(count)s second.", "Try again in %(count)s seconds.", seconds);
}

void page_choice(struct view *view, enum tpl_key section, const char *code, const char *label, bool current)
{
    struct view *row = view_html_row(view, section);

    view_mark(row, K_CHOICE_CODE, code);
    view_mark(row, K_CHOICE_NAME, tr(view_cx(view)->loc, label));
    view_show_if(row, K_CHOICE_CURRENT, current);
}

void page_languages(struct view *view, const char *chosen, const char *none)
{
    page_choice(view, K_LANGUAGE_CHOICE, "", none, text_empty(chosen));
    page_choice(view, K_LANGUAGE_CHOICE, "en", "English", text_equal(chosen, "en"));
    page_choice(view, K_LANGUAGE_CHOICE, "de", "Deutsch", text_equal(chosen, "de"));
}

void page_zones(struct view *view)
{
    static const char *const zones[] = {
        "Europe/Berlin",
        "Europe/Vienna",
        "Europe/Zurich",
        "Europe/London",
        "Europe/Paris",
        "Europe/Amsterdam",
        "Europe/Madrid",
        "Europe/Rome",
        "Europe/Stockholm",
        "Europe/Warsaw",
        "Europe/Athens",
        "Europe/Istanbul",
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Los_Angeles",
        "America/Sao_Paulo",
        "Asia/Dubai",
        "Asia/Kolkata",
        "Asia/Singapore",
        "Asia/Tokyo",
        "Australia/Sydney",
        "UTC",
    };

    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
        view_mark(view_html_row(view, K_ZONE), K_ZONE_NAME, zones[i]);
    }
}
