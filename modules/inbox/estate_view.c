#include "modules/inbox/estate_view.h"

#include "base/text.h"

void estate_view_row(struct view *view, const struct estate_row *row)
{
    const struct tenant *tenant = &row->tenant;
    bool connected = row->connection != CONNECTION_NONE;

    view_id(view, K_ID, tenant->id.v);
    view_text(view, K_NAME, tenant->name);
    view_text(view, K_SLUG, tenant->slug);
    view_code(view, K_STATE, state_code(&tenant_states, (int)tenant->state),
              state_label(&tenant_states, (int)tenant->state));
    view_code(view, K_CONNECTION, connected ? state_code(&connection_states, (int)row->connection) : "none",
              connected ? state_label(&connection_states, (int)row->connection) : N_("Not connected"));
    view_int(view, K_SUBJECTS, row->subjects);
    view_show_if(view, K_WAS_CAPTURED, row->last_us != 0);
    view_id(view, K_LAST_RUN_ID, row->last_run.v);
    view_code(view, K_LAST_OUTCOME, run_outcome_code(row->last_outcome), run_outcome_label(row->last_outcome));
    view_time(view, K_LAST_CAPTURE, row->last_us);
    view_show_if(view, K_IS_SCHEDULED, row->next_us != 0);
    view_time(view, K_NEXT_CAPTURE, row->next_us);
}

static const char *standing_label(const char *standing)
{
    if (text_equal(standing, "granted")) {
        return N_("Granted");
    }
    if (text_equal(standing, "missing")) {
        return N_("Missing");
    }
    return text_equal(standing, "unlicensed") ? N_("Licence missing") : N_("Not yet known");
}

static enum rc show_permissions(struct cx *cx, const struct request *req, struct view *view,
                                const struct connection *connection)
{
    struct connection_permission *permissions = NULL;
    size_t count = 0;
    enum rc rc = connection == NULL ? RC_OK : connection_permissions(cx, req->who, connection, &permissions, &count);

    view_rows(view, K_PERMISSION);
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        struct view *row = view_row(view, K_PERMISSION);

        view_text(row, K_PERMISSION_CODE, permissions[i].permission);
        view_code(row, K_PERMISSION_STANDING, permissions[i].standing, standing_label(permissions[i].standing));
        view_msg(row, K_PERMISSION_PURPOSE, permissions[i].purpose);
        view_text(row, K_PERMISSION_AREAS, permissions[i].families);
    }
    return rc;
}

static enum rc show_choices(struct cx *cx, const struct request *req, struct view *view)
{
    struct provider_row *providers;
    size_t count;
    enum rc rc = provider_list(cx, req->who, &providers, &count);

    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        struct view *row = view_html_row(view, K_PROVIDER_CHOICE);

        view_mark(row, K_CHOICE_CODE, providers[i].code);
        view_msg(row, K_CHOICE_NAME, providers[i].label);
    }
    return rc;
}

static enum run_reason reason_of(const struct connection *connection)
{
    enum run_reason reason;

    return connection == NULL || run_reason_parse(connection->reason, &reason) != RC_OK ? RUN_REASON_NONE : reason;
}

enum rc connection_view(struct cx *cx, const struct request *req, struct view *view,
                        const struct connection *connection)
{
    bool may = actor_may(req->who, CAP_CONNECTION_MANAGE);
    bool there = connection != NULL;
    enum run_reason reason = reason_of(connection);
    enum rc rc;

    view_show_if(view, K_HAS_CONNECTION, there);
    view_show_if(view, K_CAN_CONNECT, !there && may);
    view_show_if(view, K_CAN_ROTATE, there && may);
    view_show_if(view, K_NOT_CONNECTED, !there && !may);
    view_text(view, K_PROVIDER, there ? connection->provider : NULL);
    view_text(view, K_EXTERNAL_TENANT, there ? connection->external_tenant : NULL);
    view_text(view, K_CLIENT, there ? connection->client : NULL);
    view_text(view, K_BASE_URL, there && connection->base_url[0] != '\0' ? connection->base_url : NULL);
    view_code(view, K_CONNECTION_REASON, run_reason_code(reason), run_reason_label(reason));
    view_show_if(view, K_HAS_CONNECTION_REASON, reason != RUN_REASON_NONE);
    view_time(view, K_TESTED, there ? connection->tested_us : 0);
    view_show_if(view, K_WAS_TESTED, there && connection->tested_us != 0);
    view_time(view, K_SECRET_SET, there ? connection->secret_set_us : 0);
    view_mark(view, K_CONNECTION_VERSION, there ? arena_printf(cx->mem, "%d", connection->row_version) : "");
    rc = show_permissions(cx, req, view, connection);
    return rc == RC_OK ? show_choices(cx, req, view) : rc;
}
