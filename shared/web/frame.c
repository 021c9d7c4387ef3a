/* The frame's markers: what stands around every page. Which they are is written at the top of templates/frame/<frame>.tpl. */
#include <string.h>

#include "base/text.h"
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

static void fill_nav(struct cx *cx, const struct request *req, struct view *view)
{
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
        view_mark(row, K_NAV_URL, url);
        view_mark(row, K_NAV_LABEL, tr(cx->loc, nav[i].label));
        view_mark(row, K_NAV_ICON, nav[i].icon);
        view_mark(row, K_NAV_KEY, nav[i].letter);
        view_show_if(row, K_NAV_CURRENT, is_current(req->path, url));
        view_show_if(row, K_NAV_WAITING, false);
        view_mark(row, K_NAV_COUNT, "");
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
        fill_nav(cx, req, view);
    }
    fill_languages(cx, req, view);
    view_show_if(view, K_FLASH, flash != NULL);
    view_mark(view, K_FLASH_KIND, "done");
    view_mark(view, K_FLASH_TEXT, flash);
    reply->flash_shown = flash != NULL;
}
