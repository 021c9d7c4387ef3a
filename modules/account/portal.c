#include "base/text.h"
#include "core/release/portal_access.h"
#include "core/workspace/invite.h"
#include "modules/account/pages.h"
#include "web/list.h"

const struct param portal_one[] = { PARAM_UUID("id"), PARAM_END };
const struct param portal_grant_one[] = { PARAM_UUID("id"), PARAM_UUID("grant"), PARAM_END };
const struct param portal_invitation[] = {
    PARAM_UUID("id"),
    PARAM_CODE("role", "customer auditor"),
    FIELD_TEXT("login", 3, 254),
    FIELD_TEXT("name", 1, 200),
    PARAM_UUID_OPT("release"),
    PARAM_DATE_OPT("until"),
    PARAM_END,
};

static struct tenant_id tenant_of(const struct request *req)
{
    return (struct tenant_id){ param_uuid(req, "id") };
}

static void show_grant(struct view *row, const struct portal_access_grant *item)
{
    const struct portal_grant *grant = &item->grant;

    view_id(row, K_GRANT_ID, grant->id);
    view_text(row, K_NAME, grant->name);
    view_text(row, K_LOGIN, grant->login);
    view_code(row, K_ROLE, role_code(grant->role), role_label(grant->role));
    view_show_if(row, K_SEES_TENANT, item->release_title == NULL);
    view_show_if(row, K_SEES_RELEASE, item->release_title != NULL);
    view_text(row, K_RELEASE_TITLE, item->release_title);
    view_time(row, K_SINCE, grant->granted_us);
    view_show_if(row, K_ENDS, grant->expires_us != 0);
    view_show_if(row, K_NEVER_ENDS, grant->expires_us == 0);
    view_time(row, K_EXPIRES, grant->expires_us);
}

static void show_invitation(struct view *view, const struct request *req, const struct invitation *invitation)
{
    const struct config *config = request_config(req);
    struct cx *cx = view_cx(view);
    bool link = invitation != NULL && invitation->token != NULL;
    const char *name = invitation == NULL ? "" : invitation->name;

    view_show_if(view, K_INVITED, invitation != NULL);
    view_show_if(view, K_INVITED_LINK, link);
    view_mark(view, K_LINK_URL,
              !link ? ""
                    : arena_printf(cx->mem, "%s://%s:%d/account/link?token=%s", config->public_scheme,
                                   config->portal_host, (int)config->portal_port, invitation->token));
    if (link) {
        view_msg(view, K_INVITED_SENTENCE,
                 N_("Give %(name)s this link, which works once within a day. It is not shown again."), "name", name);
    } else {
        view_msg(view, K_INVITED_SENTENCE, N_("%(name)s has access now, and signs in on the portal as before."), "name",
                 name);
    }
}

static void show_choices(struct view *view, const struct request *req, const struct portal_access *access)
{
    bool typed = request_has_errors(req);
    bool auditor = typed && text_equal(param_code(req, "role"), "auditor");

    errors_show(view, req);
    view_show_if(view, K_HAS_RELEASES, access->release_count > 0);
    view_show_if(view, K_NO_RELEASE, access->release_count == 0);
    for (size_t i = 0; i < access->release_count; i++) {
        struct view *row = view_html_row(view, K_RELEASE_CHOICE);

        view_id(row, K_RELEASE_ID, access->releases[i].id.v);
        view_text(row, K_RELEASE_TITLE, access->releases[i].title);
        view_date(row, K_SHOWN, access->releases[i].shown_us);
    }
    view_mark(view, K_TYPED_LOGIN, typed && !auditor ? param_typed(req, "login") : "");
    view_mark(view, K_TYPED_NAME, typed && !auditor ? param_typed(req, "name") : "");
    view_mark(view, K_AUDITOR_LOGIN, auditor ? param_typed(req, "login") : "");
    view_mark(view, K_AUDITOR_NAME, auditor ? param_typed(req, "name") : "");
}

static enum rc fill(struct cx *cx, const struct request *req, struct reply *reply, struct view *view,
                    const struct invitation *invitation)
{
    struct portal_access access;
    enum rc rc = portal_access_get(cx, req->who, tenant_of(req), &access);

    if (rc != RC_OK) {
        return rc;
    }
    reply_title(reply, N_("Portal access"));
    view_id(view, K_TENANT_ID, access.tenant.id.v);
    view_text(view, K_TENANT_NAME, access.tenant.name);
    show_invitation(view, req, invitation);
    show_choices(view, req, &access);
    view_show_if(view, K_NO_GRANT, access.grant_count == 0);
    view_show_if(view, K_HAS_GRANTS, access.grant_count > 0);
    view_rows(view, K_PORTAL_GRANT);
    for (size_t i = 0; i < access.grant_count; i++) {
        show_grant(view_row(view, K_PORTAL_GRANT), &access.grants[i]);
    }
    return RC_OK;
}

enum rc portal_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    return fill(cx, req, reply, reply_page(reply, TPL_ACCOUNT_PORTAL), NULL);
}

/* The release must be one of this tenant's: the grant's foreign key knows the workspace alone. */
static enum rc check_release(struct cx *cx, const struct request *req, const struct portal_access *access)
{
    const struct uuid release = param_uuid(req, "release");

    for (size_t i = 0; i < access->release_count; i++) {
        if (uuid_equal(access->releases[i].id.v, release)) {
            return RC_OK;
        }
    }
    return fail_set(cx, RC_INVALID, N_("Choose the release that the auditor may download."),
                    "release %s is none of the tenant's", id_text(cx, release));
}

static enum rc invite(struct cx *cx, const struct request *req, struct invitation *out)
{
    bool auditor = text_equal(param_code(req, "role"), "auditor");
    struct portal_access access;
    struct portal_order order = { .expires_us = 0 };
    enum rc rc = portal_access_get(cx, req->who, tenant_of(req), &access);

    if (rc == RC_OK && auditor) {
        rc = check_release(cx, req, &access);
        order.release.v = param_uuid(req, "release");
        order.expires_us = param_time_us(req, "until");
    } else {
        order.tenant = access.tenant.id;
    }
    return rc == RC_OK ? portal_invite(cx, req->who, param_text(req, "login"), param_text(req, "name"), &order, out)
                       : rc;
}

enum rc portal_post(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct invitation invitation;
    enum rc rc;

    if (request_has_errors(req)) {
        return fill(cx, req, reply, reply_invalid_page(reply, TPL_ACCOUNT_PORTAL), NULL);
    }
    rc = invite(cx, req, &invitation);
    return rc == RC_OK ? fill(cx, req, reply, reply_page(reply, TPL_ACCOUNT_PORTAL), &invitation) : rc;
}

enum rc portal_post_revoke(struct cx *cx, const struct request *req, struct reply *reply)
{
    enum rc rc = portal_access_revoke(cx, req->who, tenant_of(req), param_uuid(req, "grant"));

    if (rc != RC_OK) {
        return rc;
    }
    reply_flash(reply, N_("The access has ended."));
    return reply_see_other(reply, req, "tenants/%s/portal", id_text(cx, tenant_of(req).v));
}
