#include "base/text.h"
#include "core/workspace/workspace.h"
#include "modules/account/pages.h"
#include "web/list.h"
#include "web/zones.h"

const struct param workspace_fields[] = {
    FIELD_TEXT("name", 1, 200),
    PARAM_CODE_OPT("language", "en de en-XA"),
    FIELD_TEXT("time_zone", 1, 64),
    PARAM_INT("row_version", 1, INT32_MAX),
    PARAM_END,
};

static void show_place(struct view *row, const struct place *place)
{
    view_text(row, K_SLUG, place->slug);
    view_text(row, K_PLACE_NAME, place->name);
    view_mark(row, K_PLACE_URL, place_path(view_cx(row)->mem, place));
    view_show_if(row, K_PLACE_OWNED, place->has_role[ROLE_OWNER]);
    view_rows(row, K_PLACE_ROLE);
    for (enum role role = ROLE_OWNER; role < ROLE_COUNT; role++) {
        if (place->has_role[role]) {
            view_code(view_row(row, K_PLACE_ROLE), K_ROLE, role_code(role), role_label(role));
        }
    }
}

enum rc workspaces_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct places places;
    struct view *view;
    enum rc rc;

    if (req->site == SITE_PORTAL) {
        return RC_NOT_FOUND;
    }
    rc = places_of(cx, req->session->account, &places);
    if (rc != RC_OK) {
        return rc;
    }
    view = reply_page(reply, TPL_ACCOUNT_WORKSPACES);
    reply_title(reply, N_("Your workspaces"));
    view_int(view, K_WORKSPACE_COUNT, (int64_t)places.count);
    view_show_if(view, K_NO_WORKSPACE, places.count == 0);
    view_show_if(view, K_HAS_WORKSPACE, places.count > 0);
    view_bool(view, K_IS_PLATFORM_OPERATOR, places.platform_operator);
    view_rows(view, K_PLACE);
    for (size_t i = 0; i < places.count; i++) {
        show_place(view_row(view, K_PLACE), &places.items[i]);
    }
    return RC_OK;
}

static void fill(struct reply *reply, const struct request *req, struct view *view, const struct workspace *workspace)
{
    reply_title(reply, N_("Workspace settings"));
    errors_show(view, req);
    view_text(view, K_NAME, workspace->name);
    view_text(view, K_TIME_ZONE, workspace->time_zone);
    view_mark(view, K_SEEN_VERSION, arena_printf(view_cx(view)->mem, "%d", workspace->row_version));
    page_languages(view, workspace->default_lang, N_("As the reader's browser"));
    page_zones(view);
}

enum rc workspace_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct workspace workspace;
    enum rc rc = workspace_get(cx, req->who, &workspace);

    if (rc == RC_OK) {
        fill(reply, req, reply_page(reply, TPL_ACCOUNT_WORKSPACE), &workspace);
    }
    return rc;
}

static void ask_again(const struct request *req, struct reply *reply, bool zone_unknown)
{
    const struct workspace typed = {
        .name = param_typed(req, "name"),
        .default_lang = param_code(req, "language"),
        .time_zone = param_typed(req, "time_zone"),
        .row_version = param_i32(req, "row_version"),
    };
    struct view *view = reply_invalid_page(reply, TPL_ACCOUNT_WORKSPACE);

    fill(reply, req, view, &typed);
    if (zone_unknown) {
        errors_add(view, "time_zone", N_("This time zone is not known."));
    }
}

enum rc workspace_post(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct workspace_settings wanted = {
        .name = param_text(req, "name"),
        .default_lang = param_code(req, "language"),
        .time_zone = param_text(req, "time_zone"),
        .row_version = param_i32(req, "row_version"),
    };
    bool zone_unknown = wanted.time_zone != NULL && !zone_known(wanted.time_zone);
    enum rc rc;

    if (request_has_errors(req) || zone_unknown) {
        ask_again(req, reply, zone_unknown);
        return RC_OK;
    }
    rc = workspace_change(cx, req->who, &wanted);
    if (rc != RC_OK) {
        return rc;
    }
    reply_flash(reply, N_("The workspace's settings are saved."));
    return reply_redirect(reply, arena_printf(cx->mem, "/account/workspaces/%s/settings", req->workspace));
}
