#include "modules/inbox/choices.h"

#include "base/text.h"
#include "core/tenant/tenant.h"
#include "core/workspace/member.h"

enum { TENANTS_MAX = 200, DAY_CHARS = 10 };

void choice_row(struct view *view, enum tpl_key section, const char *code, const char *label, bool current)
{
    struct view *row = view_html_row(view, section);

    view_mark(row, K_CHOICE_CODE, code);
    view_mark(row, K_CHOICE_NAME, tr(view_cx(view)->loc, label));
    view_show_if(row, K_CHOICE_CURRENT, current);
}

void choices_severity(struct view *view, int chosen)
{
    for (int i = 0; i < SEVERITY_COUNT; i++) {
        choice_row(view, K_SEVERITY_CHOICE, severity_code((enum severity)i), severity_label((enum severity)i),
                   i == chosen);
    }
}

static void named_row(struct cx *cx, struct view *view, enum tpl_key section, struct uuid id, const char *name,
                      bool current)
{
    struct view *row = view_html_row(view, section);

    view_mark(row, K_CHOICE_CODE, id_text(cx, id));
    view_mark(row, K_CHOICE_NAME, name);
    view_show_if(row, K_CHOICE_CURRENT, current);
}

enum rc choices_tenant(struct cx *cx, const struct request *req, struct view *view, struct uuid chosen,
                       const char **name)
{
    const struct tenant_filter filter = { .limit = TENANTS_MAX };
    struct tenant *tenants = NULL;
    size_t count = 0;
    enum rc rc = RC_OK;

    *name = NULL;
    if (!view_is_json(view)) {
        rc = tenant_list(cx, req->who, &filter, &tenants, &count);
    }
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        bool current = uuid_equal(tenants[i].id.v, chosen);

        named_row(cx, view, K_TENANT_OPTION, tenants[i].id.v, tenants[i].name, current);
        *name = current ? tenants[i].name : *name;
    }
    return rc;
}

enum rc tenant_chip(struct cx *cx, const struct request *req, const char *known, const char **name)
{
    struct tenant_id id = { param_uuid(req, "tenant") };
    struct tenant tenant;
    enum rc rc;

    *name = uuid_is_nil(id.v) ? NULL : known;
    if (uuid_is_nil(id.v) || known != NULL || req->wants != WANTS_HTML) {
        return RC_OK;
    }
    rc = tenant_get(cx, req->who, id, &tenant);
    if (rc == RC_NOT_FOUND) {
        fail_clear(cx);
        return RC_OK;
    }
    *name = rc == RC_OK ? tenant.name : NULL;
    return rc;
}

enum rc choices_member(struct cx *cx, const struct request *req, struct view *view, struct account_id chosen)
{
    struct member_list list = { .count = 0 };
    enum rc rc = view_is_json(view) ? RC_OK : member_names(cx, req->who, &list);

    for (size_t i = 0; rc == RC_OK && i < list.count; i++) {
        const struct member *member = &list.items[i];

        if (!member->disabled) {
            named_row(cx, view, K_MEMBER_CHOICE, member->account.v, member->name, account_is(member->account, chosen));
        }
    }
    return rc;
}

const char *choice_day(struct cx *cx, int64_t time_us)
{
    return time_us == 0 ? "" : arena_strndup(cx->mem, time_iso(cx->mem, time_us), DAY_CHARS);
}

enum tpl_key severity_key(enum severity severity)
{
    static const enum tpl_key keys[SEVERITY_COUNT] = {
        [SEVERITY_CRITICAL] = K_CRITICAL, [SEVERITY_HIGH] = K_HIGH, [SEVERITY_MEDIUM] = K_MEDIUM,
        [SEVERITY_LOW] = K_LOW,           [SEVERITY_INFO] = K_INFO,
    };

    return keys[severity];
}

int severity_param(const struct request *req)
{
    enum severity severity;

    return severity_parse(param_code(req, "severity"), &severity) == RC_OK ? (int)severity : -1;
}

const char *severity_label_of(const char *code)
{
    enum severity severity;

    return severity_parse(code, &severity) == RC_OK ? severity_label(severity) : NULL;
}
