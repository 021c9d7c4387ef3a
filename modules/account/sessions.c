#include "core/auth/sessions.h"

#include "base/text.h"
#include "modules/account/pages.h"

const struct param session_one[] = { PARAM_UUID("id"), PARAM_END };

static void show_one(struct view *row, const struct request *req, const struct session_entry *entry)
{
    const char *agent =
        text_empty(entry->user_agent) ? tr(view_cx(row)->loc, N_("Unknown browser")) : entry->user_agent;
    bool portal = entry->site == SITE_PORTAL;

    view_id(row, K_ID, entry->id);
    view_text(row, K_USER_AGENT, agent);
    view_code(row, K_SITE, portal ? "portal" : "operator", portal ? N_("Portal") : N_("Operators"));
    view_time(row, K_LAST_SEEN, entry->last_seen_us);
    view_time(row, K_CREATED, entry->created_us);
    view_time(row, K_EXPIRES, entry->expires_us);
    view_bool(row, K_IS_PRESENT, uuid_equal(entry->id, req->session->id));
}

enum rc sessions_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct session_list list;
    struct view *view;
    enum rc rc = sessions_own(cx, req->who, &list);

    if (rc != RC_OK) {
        return rc;
    }
    view = reply_page(reply, TPL_ACCOUNT_SESSIONS);
    reply_title(reply, N_("Your sessions"));
    view_int(view, K_SESSION_COUNT, (int64_t)list.count);
    view_show_if(view, K_HAS_OTHERS, list.count > 1);
    view_rows(view, K_SESSION);
    for (size_t i = 0; i < list.count; i++) {
        show_one(view_row(view, K_SESSION), req, &list.items[i]);
    }
    return RC_OK;
}

enum rc sessions_post_end(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct uuid id = param_uuid(req, "id");
    enum rc rc = sessions_end(cx, req->who, id);

    if (rc != RC_OK) {
        return rc;
    }
    if (uuid_equal(id, req->session->id)) {
        reply_session_cookie(reply, req, NULL);
        return reply_redirect(reply, "/signin");
    }
    reply_flash(reply, N_("The session has ended."));
    return reply_redirect(reply, "/account/sessions");
}

enum rc sessions_post_others(struct cx *cx, const struct request *req, struct reply *reply)
{
    int64_t ended = 0;
    enum rc rc = sessions_end_others(cx, req->who, req->session->id, &ended);

    if (rc != RC_OK) {
        return rc;
    }
    reply_flash(reply, N_("All your other sessions have ended."));
    return reply_redirect(reply, "/account/sessions");
}
