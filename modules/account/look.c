#include "base/text.h"
#include "core/auth/account.h"
#include "core/auth/landing.h"
#include "modules/account/pages.h"
#include "modules/account/routes.h"

enum { NEXT_MAX = 2000 };

const struct param look_fields[] = {
    PARAM_CODE_OPT("language", "en de en-XA"),
    PARAM_CODE_OPT("theme", "auto light dark"),
    PARAM_TEXT("next", 0, NEXT_MAX),
    PARAM_END,
};

/* The frame's switches: one click changes one setting and leads back to the page. */
enum rc look_post(struct cx *cx, const struct request *req, struct reply *reply)
{
    const char *language = param_code(req, "language");
    const char *theme = param_code(req, "theme");
    const char *next = param_text(req, "next");
    struct account account;
    struct account_settings wanted;
    enum rc rc = account_get(cx, req->session->account, &account);

    if (rc != RC_OK) {
        return rc;
    }
    wanted = (struct account_settings){ .name = account.name,
                                        .lang = language == NULL ? account.lang : language,
                                        .time_zone = account.time_zone,
                                        .theme = theme == NULL ? account.theme : theme,
                                        .row_version = account.row_version };
    rc = account_change_settings(cx, req->who, &wanted);
    return rc == RC_OK ? reply_redirect(reply, path_is_local(next) ? next : "/account/settings") : rc;
}
