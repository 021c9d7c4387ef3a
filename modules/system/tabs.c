#include "modules/system/tabs.h"

#include "base/text.h"

static const struct {
    const char *path;
    const char *label;
} tabs[] = {
    { "/system", N_("Health") },
    { "/system/runs", N_("Runs") },
    { "/system/jobs", N_("Dead jobs") },
    { "/system/switches", N_("Kill switches") },
    { "/system/authorization", N_("Who may do what") },
};

void tabs_fill(struct view *view, const struct request *req)
{
    for (size_t i = 0; i < sizeof tabs / sizeof tabs[0]; i++) {
        struct view *row = view_html_row(view, K_CONSOLE_TAB);

        view_mark(row, K_TAB_URL, tabs[i].path);
        view_mark(row, K_TAB_LABEL, tr(view_cx(view)->loc, tabs[i].label));
        view_show_if(row, K_TAB_CURRENT, text_equal(req->path, tabs[i].path));
    }
}
