#include "base/text.h"
#include "core/connection/connection.h"
#include "core/run/run.h"
#include "core/subject/estate.h"
#include "modules/inbox/estate_view.h"
#include "modules/inbox/routes.h"
#include "modules/inbox/run_reply.h"
#include "modules/inbox/run_view.h"
#include "web/list.h"

const struct param tenant_list_params[] = { LIST_PARAMS("name"), PARAM_CODE_OPT("state", "active archived"),
                                            PARAM_END };
const struct param tenant_new[] = {
    LIST_PARAMS("name"),
    PARAM_CODE_OPT("state", "active archived"),
    FIELD_TEXT("slug", 1, 60),
    FIELD_TEXT("name", 1, 120),
    PARAM_END,
};
const struct param tenant_one[] = { PARAM_UUID("id"), PARAM_END };
const struct param tenant_move_params[] = { PARAM_UUID("id"), PARAM_INT("row_version", 1, INT32_MAX), PARAM_END };

static struct tenant_id id_of(const struct request *req)
{
    return (struct tenant_id){ param_uuid(req, "id") };
}

static const char *state_label_of(const char *code)
{
    int state;

    return state_parse(&tenant_states, code, &state) == RC_OK ? state_label(&tenant_states, state) : NULL;
}

/* ---- the list ---- */

static const struct list_export export = { .report = "tenants" };

static enum rc fill_list(struct cx *cx, const struct request *req, struct view *view)
{
    static const struct list_filter filters[] = { { "q", N_("Search"), NULL },
                                                  { "state", N_("State"), state_label_of } };
    bool form = req->method == METHOD_POST; /* shown again with what was typed */
    const struct cursor *after = param_cursor(req, "after");
    int32_t limit = list_limit(req);
    const struct tenant_filter filter = {
        .q = param_text(req, "q"),
        .state = param_code(req, "state"),
        .after_name = after == NULL ? NULL : after->text,
        .after = { after == NULL ? (struct uuid){ { 0 } } : after->id },
        .limit = limit + 1,
    };
    struct cursor last = { .text = "" };
    struct estate_row *rows;
    size_t count;
    bool more;
    enum rc rc = estate_list(cx, req->who, &filter, &rows, &count);

    if (rc != RC_OK) {
        return rc;
    }
    more = count > (size_t)limit;
    count = more ? (size_t)limit : count;
    list_chips(view, req, filters, sizeof filters / sizeof filters[0]);
    list_csv_link(view, req, export, count > 0);
    view_show_if(view, K_NO_TENANT, count == 0);
    view_rows(view, K_TENANTS);
    for (size_t i = 0; i < count; i++) {
        estate_view_row(view_row(view, K_TENANTS), &rows[i]);
    }
    if (more) {
        last.id = rows[count - 1].tenant.id.v;
        last.text = rows[count - 1].tenant.name;
    }
    list_pager(view, req, more ? &last : NULL);
    view_show_if(view, K_CAN_ADD_TENANT, actor_may(req->who, CAP_TENANT_MANAGE));
    errors_show(view, req);
    view_mark(view, K_TYPED_SLUG, form ? param_typed(req, "slug") : "");
    view_mark(view, K_TYPED_NAME, form ? param_typed(req, "name") : "");
    return RC_OK;
}

enum rc tenants_list(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct view *view;

    if (req->wants == WANTS_CSV) {
        return list_csv(reply, req, export);
    }
    view = reply_page(reply, TPL_INBOX_TENANTS);
    reply_title(reply, N_("Tenants"));
    return fill_list(cx, req, view);
}

enum rc tenants_add(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct tenant tenant;
    enum rc rc;

    if (request_has_errors(req)) {
        struct view *view = reply_invalid_page(reply, TPL_INBOX_TENANTS);

        reply_title(reply, N_("Tenants"));
        return fill_list(cx, req, view);
    }
    rc = tenant_add(cx, req->who, param_text(req, "slug"), param_text(req, "name"), &tenant);
    return rc == RC_OK ? reply_see_other(reply, req, "tenants/%s", id_text(cx, tenant.id.v)) : rc;
}

/* ---- one tenant ---- */

static enum rc show_runs(struct cx *cx, const struct request *req, struct view *view)
{
    const struct run_filter filter = { .tenant = id_of(req), .limit = 10 };
    struct run *runs;
    size_t count;
    enum rc rc = run_list(cx, req->who, &filter, &runs, &count);

    if (rc != RC_OK) {
        return rc;
    }
    view_show_if(view, K_HAS_RUNS, count > 0);
    view_rows(view, K_RUNS);
    for (size_t i = 0; i < count; i++) {
        run_view_row(view_row(view, K_RUNS), &runs[i]);
    }
    return RC_OK;
}

enum rc tenants_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct connection connection;
    struct estate_row row;
    struct view *view;
    bool connected;
    enum rc rc = estate_get(cx, req->who, id_of(req), &row);

    if (rc != RC_OK) {
        return rc;
    }
    rc = connection_of_tenant(cx, req->who, row.tenant.id, &connection);
    connected = rc == RC_OK;
    if (rc != RC_OK && rc != RC_NOT_FOUND) {
        return rc;
    }
    view = reply_page(reply, TPL_INBOX_TENANT);
    reply_title_text(reply, row.tenant.name);
    estate_view_row(view, &row);
    view_mark(view, K_SEEN_VERSION, arena_printf(cx->mem, "%d", row.tenant.row_version));
    view_show_if(view, K_CAN_CAPTURE,
                 connected && row.tenant.state == TENANT_ACTIVE && actor_may(req->who, CAP_RUN_START));
    view_show_if(view, K_CAN_INVITE, actor_may(req->who, CAP_PORTAL_INVITE));
    view_show_if(view, K_CAN_ARCHIVE, row.tenant.state == TENANT_ACTIVE && actor_may(req->who, CAP_TENANT_MANAGE));
    view_show_if(view, K_CAN_REOPEN, row.tenant.state == TENANT_ARCHIVED && actor_may(req->who, CAP_TENANT_MANAGE));
    rc = connection_view(cx, req, view, connected ? &connection : NULL);
    return rc == RC_OK ? show_runs(cx, req, view) : rc;
}

enum rc tenants_capture(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct run_request request = { .operation = OPERATION_CAPTURE,
                                         .tenant = id_of(req),
                                         .origin = RUN_BY_PERSON };
    struct run run;
    enum rc rc = run_request(cx, req->who, &request, &run);

    return reply_run(cx, req, reply, rc, &run);
}

static enum rc move(struct cx *cx, const struct request *req, struct reply *reply, enum tenant_state to)
{
    struct tenant tenant;
    enum rc rc = tenant_move(cx, req->who, id_of(req), to, param_i32(req, "row_version"), NULL, &tenant);

    return rc == RC_OK ? reply_see_other(reply, req, "tenants/%s", id_text(cx, tenant.id.v)) : rc;
}

enum rc tenants_archive(struct cx *cx, const struct request *req, struct reply *reply)
{
    return move(cx, req, reply, TENANT_ARCHIVED);
}

enum rc tenants_reopen(struct cx *cx, const struct request *req, struct reply *reply)
{
    return move(cx, req, reply, TENANT_ACTIVE);
}
