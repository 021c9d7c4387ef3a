#include "base/text.h"
#include "core/workspace/invite.h"
#include "core/workspace/member.h"
#include "modules/account/pages.h"
#include "web/list.h"

#define ROLES "owner operator reviewer approver viewer"

const struct param member_one[] = { PARAM_UUID("id"), PARAM_END };
const struct param member_roles[] = { PARAM_UUID("id"), PARAM_CODES("roles", ROLES), PARAM_END };
const struct param member_invitation[] = {
    FIELD_TEXT("login", 3, 254),
    FIELD_TEXT("name", 1, 200),
    PARAM_CODE("role", ROLES),
    PARAM_END,
};

static void show_member(struct view *row, const struct member *member)
{
    view_id(row, K_ACCOUNT_ID, member->account.v);
    view_text(row, K_NAME, member->name);
    view_text(row, K_LOGIN, member->login);
    view_time(row, K_SINCE, member->since_us);
    if (member->disabled) {
        view_code(row, K_MEMBER_STATE, "disabled", N_("Disabled"));
    } else if (member->has_password) {
        view_code(row, K_MEMBER_STATE, "active", N_("Active"));
    } else {
        view_code(row, K_MEMBER_STATE, "pending", N_("Invited"));
    }
    view_rows(row, K_MEMBER_ROLE);
    for (enum role role = ROLE_OWNER; role < ROLE_COUNT; role++) {
        if (member->has_role[role]) {
            view_code(view_row(row, K_MEMBER_ROLE), K_ROLE, role_code(role), role_label(role));
        }
    }
}

static void role_choices(struct view *view, const bool chosen[ROLE_COUNT])
{
    for (enum role role = ROLE_OWNER; role < ROLE_COUNT; role++) {
        if (role_is_of_workspace(role)) {
            page_choice(view, K_ROLE_CHOICE, role_code(role), role_label(role), chosen[role]);
        }
    }
}

static void show_invitation(struct view *view, const struct request *req, const struct invitation *invitation)
{
    struct cx *cx = view_cx(view);
    bool link = invitation != NULL && invitation->token != NULL;

    view_show_if(view, K_INVITED, invitation != NULL);
    view_show_if(view, K_INVITED_LINK, link);
    view_mark(view, K_LINK_URL,
              !link ? ""
                    : arena_printf(cx->mem, "%s://%s/account/link?token=%s", request_config(req)->public_scheme,
                                   req->host, invitation->token));
    if (link) {
        view_msg(view, K_INVITED_SENTENCE,
                 N_("Give %(name)s this link, which works once within a day. It is not shown again."), "name",
                 invitation->name);
    } else {
        view_msg(view, K_INVITED_SENTENCE, N_("%(name)s is a member now, and signs in as before."), "name",
                 invitation == NULL ? "" : invitation->name);
    }
}

static enum rc fill(struct cx *cx, const struct request *req, struct reply *reply, struct view *view,
                    const struct invitation *invitation)
{
    static const bool viewer[ROLE_COUNT] = { [ROLE_VIEWER] = true };
    struct member_list list;
    bool typed = request_has_errors(req);
    enum rc rc = member_list(cx, req->who, &list);

    if (rc != RC_OK) {
        return rc;
    }
    reply_title(reply, N_("Members"));
    errors_show(view, req);
    view_mark(view, K_TYPED_LOGIN, typed ? param_typed(req, "login") : "");
    view_mark(view, K_TYPED_NAME, typed ? param_typed(req, "name") : "");
    role_choices(view, viewer);
    show_invitation(view, req, invitation);
    view_int(view, K_MEMBER_COUNT, (int64_t)list.count);
    view_rows(view, K_MEMBER);
    for (size_t i = 0; i < list.count; i++) {
        show_member(view_row(view, K_MEMBER), &list.items[i]);
    }
    return RC_OK;
}

enum rc members_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    return fill(cx, req, reply, reply_page(reply, TPL_ACCOUNT_MEMBERS), NULL);
}

enum rc members_post(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct invitation invitation;
    enum role role = ROLE_VIEWER;
    enum rc rc;

    if (request_has_errors(req)) {
        return fill(cx, req, reply, reply_invalid_page(reply, TPL_ACCOUNT_MEMBERS), NULL);
    }
    rc = role_parse(param_code(req, "role"), &role);
    if (rc == RC_OK) {
        rc = member_invite(cx, req->who, param_text(req, "login"), param_text(req, "name"), role, &invitation);
    }
    return rc == RC_OK ? fill(cx, req, reply, reply_page(reply, TPL_ACCOUNT_MEMBERS), &invitation) : rc;
}

enum rc member_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct member member;
    struct view *view;
    enum rc rc = member_get(cx, req->who, (struct account_id){ param_uuid(req, "id") }, &member);

    if (rc != RC_OK) {
        return rc;
    }
    view = reply_page(reply, TPL_ACCOUNT_MEMBER);
    reply_title_text(reply, member.name);
    show_member(view, &member);
    role_choices(view, member.has_role);
    return RC_OK;
}

enum rc member_post(struct cx *cx, const struct request *req, struct reply *reply)
{
    bool wanted[ROLE_COUNT] = { false };
    size_t count = 0;
    const char *const *codes = param_codes(req, "roles", &count);
    enum rc rc = RC_OK;

    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        enum role role;

        rc = role_parse(codes[i], &role);
        if (rc == RC_OK) {
            wanted[role] = true;
        }
    }
    if (rc == RC_OK) {
        rc = member_set_roles(cx, req->who, (struct account_id){ param_uuid(req, "id") }, wanted);
    }
    if (rc != RC_OK) {
        return rc;
    }
    reply_flash(reply, N_("The member's roles are saved."));
    return reply_redirect(reply, arena_printf(cx->mem, "/account/workspaces/%s/members", req->workspace));
}
