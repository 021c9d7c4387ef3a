#include "modules/system/routes.h"
#include "modules/system/tabs.h"

/* The table of capabilities and roles itself, as the dispatcher asks it. */
static void show_capability(struct view *view, enum capability capability)
{
    struct view *row = view_row(view, K_CAPABILITY);

    view_text(row, K_CAPABILITY_CODE, capability_code(capability));
    view_rows(row, K_GRANT);
    for (enum role role = 0; role < ROLE_COUNT; role++) {
        struct view *cell = view_row(row, K_GRANT);

        view_code(cell, K_ROLE, role_code(role), role_label(role));
        view_bool(cell, K_GRANTED, role_grants(role, capability));
        view_show_if(cell, K_NOT_GRANTED, !role_grants(role, capability));
    }
}

static bool is_held_by_people(enum capability capability)
{
    for (enum role role = 0; role < ROLE_COUNT; role++) {
        if (role_grants(role, capability)) {
            return true;
        }
    }
    return false;
}

enum rc authorization_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct view *view = reply_page(reply, TPL_SYSTEM_AUTHORIZATION);

    (void)cx;
    reply_title(reply, N_("Who may do what"));
    tabs_fill(view, req);
    for (enum role role = 0; role < ROLE_COUNT; role++) {
        view_code(view_html_row(view, K_ROLE_HEAD), K_ROLE, role_code(role), role_label(role));
    }
    view_rows(view, K_CAPABILITY);
    for (enum capability capability = 0; capability < CAP_COUNT; capability++) {
        if (is_held_by_people(capability)) {
            show_capability(view, capability);
        }
    }
    return RC_OK;
}
