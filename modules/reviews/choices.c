#include "modules/reviews/choices.h"

#include "core/tenant/tenant.h"
#include "web/list.h"

enum { CHOICES_MAX = 200 };

enum rc choices_tenants(struct cx *cx, const struct request *req, struct view *view, struct tenant_id chosen,
                        const char **name)
{
    const struct tenant_filter filter = { .state = "active", .limit = CHOICES_MAX };
    struct tenant *tenants;
    size_t count;
    enum rc rc = tenant_list(cx, req->who, &filter, &tenants, &count);

    *name = NULL;
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        struct view *row = view_html_row(view, K_TENANT_CHOICE);
        bool current = uuid_equal(tenants[i].id.v, chosen.v);

        view_mark(row, K_CHOICE_ID, id_text(cx, tenants[i].id.v));
        view_mark(row, K_CHOICE_NAME, tenants[i].name);
        view_show_if(row, K_CHOICE_CURRENT, current);
        *name = current ? tenants[i].name : *name;
    }
    view_show_if(view, K_MANY_TENANTS, rc == RC_OK && count > 1);
    return rc;
}

void choices_tenant_chip(struct cx *cx, const struct request *req, struct view *view, const char *name)
{
    struct view *chip;

    if (name == NULL || view_is_json(view)) {
        return;
    }
    chip = view_html_row(view, K_CHIP);
    view_mark(chip, K_CHIP_LABEL, tr(cx->loc, N_("Tenant")));
    view_mark(chip, K_CHIP_VALUE, name);
    view_mark(chip, K_CHIP_REMOVE, list_url(req, cx, "tenant", NULL));
    view_show_if(view, K_FILTERED, true);
}
