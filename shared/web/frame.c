/* The frame's markers: what stands around every page. Which they are is written at the top of templates/frame/<frame>.tpl. */
#include <string.h>

#include "base/text.h"
#include "web/form.h"
#include "web/internal.h"
#include "web/list.h"

struct nav_item {
    const char *group; /* a new group of this label starts here, and the rest is empty */
    const char *label;
    const char *path;
    enum capability capability;
    const char *icon;
    const char *letter;
};

#define ICON(name) (name)
static const struct nav_item nav[] = {
#define NAV_GROUP(label_) { .group = (label_) },
#define NAV(label_, path_, capability_, icon_, letter_)                                                                \
    { .label = (label_), .path = (path_), .capability = (capability_), .icon = (icon_), .letter = (letter_) },
#include "web/nav.def"
#undef NAV_GROUP
#undef NAV
};

/* The address of an entry; NULL where it does not lead anywhere from this page. */
static const char *nav_url(struct cx *cx, const struct request *req, const struct nav_item *item)
{
    const char *workspace = req->session == NULL ? NULL : req->session->workspace_slug;

    if (!actor_may(req->who, item->capability)) {
        return NULL;
    }
    if (item->path[0] == '/') {
        return item->path;
    }
    return workspace == NULL ? NULL : arena_printf(cx->mem, "/w/%s/%s", workspace, item->path);
}

static bool is_current(const char *path, const char *url)
{
    size_t len = strlen(url);

    return strncmp(path, url, len) == 0 && (path[len] == '\0' || path[len] == '/');
}

/* The tenant that this page is narrowed to, if it is one of the workspace's; NULL: all. */
static const struct shell_tenant *chosen_tenant(const struct request *req, const struct shell *shell)
{
    const char *text = pair_first(&req->pairs, "tenant");
    struct uuid id;

    if (shell == NULL || text == NULL || uuid_parse(text, &id) != RC_OK) {
        return NULL;
    }
    for (size_t i = 0; i < shell->tenant_count; i++) {
        if (uuid_equal(shell->tenants[i].id.v, id)) {
            return &shell->tenants[i];
        }
    }
    return NULL;
}

static int64_t waiting_at(const struct shell *shell, const char *place)
{
    for (size_t i = 0; shell != NULL && i < shell->waiting_count; i++) {
        if (text_equal(shell->waiting[i].place, place)) {
            return shell->waiting[i].count;
        }
    }
    return 0;
}

static void fill_nav(struct cx *cx, const struct request *req, struct view *view, const struct shell *shell)
{
    const struct shell_tenant *tenant = chosen_tenant(req, shell);
    const char *label = NULL;
    struct view *group = NULL;

    for (size_t i = 0; i < sizeof nav / sizeof nav[0]; i++) {
        const char *url;
        struct view *row;

        if (nav[i].group != NULL) {
            label = nav[i].group;
            group = NULL;
            continue;
        }
        url = nav_url(cx, req, &nav[i]);
        if (url == NULL) {
            continue;
        }
        if (group == NULL) {
            group = view_html_row(view, K_NAV_GROUP);
            view_mark(group, K_NAV_GROUP_LABEL, tr(cx->loc, label));
        }
        row = view_html_row(group, K_NAV_ITEM);
        view_mark(row, K_NAV_URL,
                  tenant == NULL || nav[i].path[0] == '/'
                      ? url
                      : arena_printf(cx->mem, "%s?tenant=%s", url, id_text(cx, tenant->id.v)));
        view_mark(row, K_NAV_LABEL, tr(cx->loc, nav[i].label));
        view_mark(row, K_NAV_ICON, nav[i].icon);
        view_mark(row, K_NAV_KEY, nav[i].letter);
        view_show_if(row, K_NAV_CURRENT, is_current(req->path, url));
        view_show_if(row, K_NAV_WAITING, waiting_at(shell, nav[i].path) > 0);
        view_int(row, K_NAV_COUNT, waiting_at(shell, nav[i].path));
    }
}

/* Pages whose route takes ?tenant= can be narrowed; on the others there is nothing to choose. */
static bool takes_tenant(const struct request *req)
{
    for (const struct param *param = req->params; param != NULL && param->type != PARAM_TYPE_END; param++) {
        if (text_equal(param->name, "tenant")) {
            return req->method == METHOD_GET;
        }
    }
    return false;
}

static void fill_tenants(struct cx *cx, const struct request *req, struct view *view, const struct shell *shell)
{
    const struct shell_tenant *chosen = chosen_tenant(req, shell);
    bool shown = shell != NULL && shell->tenant_count > 0 && takes_tenant(req);
    struct view *row;

    view_show_if(view, K_TENANT_FILTER, shown);
    view_mark(view, K_FILTER_NAME, chosen == NULL ? tr(cx->loc, N_("All tenants")) : chosen->name);
    if (!shown) {
        return;
    }
    row = view_html_row(view, K_TENANT_CHOICE);
    view_mark(row, K_CHOICE_URL, list_url(req, cx, "tenant", NULL));
    view_mark(row, K_CHOICE_NAME, tr(cx->loc, N_("All tenants")));
    view_show_if(row, K_CHOICE_CURRENT, chosen == NULL);
    for (size_t i = 0; i < shell->tenant_count; i++) {
        row = view_html_row(view, K_TENANT_CHOICE);
        view_mark(row, K_CHOICE_URL, list_url(req, cx, "tenant", id_text(cx, shell->tenants[i].id.v)));
        view_mark(row, K_CHOICE_NAME, shell->tenants[i].name);
        view_show_if(row, K_CHOICE_CURRENT, chosen == &shell->tenants[i]);
    }
}

/* This page's address without ?lang=, which would win over what the reader chooses now. */
static const char *here(struct cx *cx, const struct request *req)
{
    return req->method == METHOD_GET ? list_url(req, cx, "lang", NULL) : req->path;
}

static void fill_themes(struct cx *cx, const struct request *req, struct view *view)
{
    static const char *const themes[][2] = { { "auto", N_("As the system's") },
                                             { "light", N_("Light") },
                                             { "dark", N_("Dark") } };

    view_mark(view, K_HERE, here(cx, req));
    for (size_t i = 0; i < sizeof themes / sizeof themes[0]; i++) {
        struct view *row = view_html_row(view, K_THEME_SWITCH);

        view_mark(row, K_SWITCH_CODE, themes[i][0]);
        view_mark(row, K_SWITCH_NAME, tr(cx->loc, themes[i][1]));
        view_show_if(row, K_SWITCH_CURRENT, req->session != NULL && text_equal(req->session->theme, themes[i][0]));
    }
}

static void fill_languages(struct cx *cx, const struct request *req, struct view *view)
{
    for (size_t i = 0; language_tags[i] != NULL; i++) {
        struct view *row;

        if (!language_offered(language_tags[i])) {
            continue;
        }
        row = view_html_row(view, K_LANG_CHOICE);
        view_mark(row, K_CHOICE_URL, list_url(req, cx, "lang", language_tags[i]));
        view_mark(row, K_CHOICE_LANG, language_tags[i]);
        view_mark(row, K_CHOICE_NAME, language_name(language_tags[i]));
        view_show_if(row, K_CHOICE_CURRENT, text_equal(cx->loc->tag, language_tags[i]));
    }
}

static void fill_workspace(struct cx *cx, const struct request *req, struct view *view)
{
    const struct session *session = req->session;
    bool inside = session != NULL && session->workspace_slug != NULL;
    bool several = session != NULL && session->workspace_count > 1;

    view_mark(view, K_WORKSPACE, inside ? session->workspace_slug : "");
    view_mark(view, K_WORKSPACE_NAME, inside ? session->workspace_name : tr(cx->loc, N_("Choose a workspace")));
    view_show_if(view, K_WORKSPACE_SEARCH, inside);
    view_show_if(view, K_WORKSPACES, several);
    if (several && inside) {
        struct view *row = view_html_row(view, K_WORKSPACE_CHOICE);

        view_mark(row, K_CHOICE_URL, arena_printf(cx->mem, "/w/%s/inbox", session->workspace_slug));
        view_mark(row, K_CHOICE_NAME, session->workspace_name);
        view_show_if(row, K_CHOICE_CURRENT, true);
    }
    if (several) {
        struct view *row = view_html_row(view, K_WORKSPACE_CHOICE);

        view_mark(row, K_CHOICE_URL, "/account/workspaces");
        view_mark(row, K_CHOICE_NAME, tr(cx->loc, N_("All workspaces")));
        view_show_if(row, K_CHOICE_CURRENT, false);
    }
}

void frame_fill(struct cx *cx, const struct web *web, const struct request *req, struct reply *reply)
{
    struct view *view = reply->view;
    const char *flash = flash_read(cx, web, req);

    view_include(view, K_MAIN, reply->template);
    view_mark(view, K_LANG, cx->loc->tag);
    view_mark(view, K_THEME, req->session == NULL ? "auto" : req->session->theme);
    view_mark(view, K_TITLE, reply->title == NULL ? "TenantPilot" : reply->title);
    view_mark(view, K_ASSETS, web->assets);
    view_mark(view, K_REQUEST_ID, req->id);
    view_mark(view, K_READER_NAME, req->session == NULL ? "" : req->session->name);
    fill_workspace(cx, req, view);
    if (text_equal(reply->frame, TPL_FRAME_PAGE)) {
        fill_nav(cx, req, view, reply->shell);
        fill_tenants(cx, req, view, reply->shell);
    }
    fill_themes(cx, req, view);
    fill_languages(cx, req, view);
    view_show_if(view, K_FLASH, flash != NULL);
    view_mark(view, K_FLASH_KIND, "done");
    view_mark(view, K_FLASH_TEXT, flash);
    reply->flash_shown = flash != NULL;
}
