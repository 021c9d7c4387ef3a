#include "core/workspace/member.h"

#include "core/audit/audit.h"
#include "core/workspace/member_store.h"

bool role_is_of_workspace(enum role role)
{
    return role_grants(role, CAP_TENANT_READ);
}

enum rc member_list(struct cx *cx, const struct actor *who, struct member_list *out)
{
    return member_store_list(cx, who, (struct account_id){ { { 0 } } }, out);
}

enum rc member_get(struct cx *cx, const struct actor *who, struct account_id account, struct member *out)
{
    struct member_list one;
    enum rc rc = uuid_is_nil(account.v) ? RC_NOT_FOUND : member_store_list(cx, who, account, &one);

    if (rc == RC_OK && one.count == 0) {
        return RC_NOT_FOUND;
    }
    if (rc == RC_OK) {
        *out = one.items[0];
    }
    return rc;
}

static enum rc audit(struct cx *cx, const struct actor *who, const char *action, struct account_id account,
                     const char *from, const char *to)
{
    const struct audit_entry entry = {
        .action = action,
        .object_type = "member",
        .object = account.v,
        .from = from,
        .to = to,
    };

    return audit_write(cx, who, &entry);
}

enum rc member_grant(struct cx *cx, const struct actor *who, struct account_id account, enum role role)
{
    bool changed = false;
    enum rc rc;

    if (!role_is_of_workspace(role)) {
        return fail_set(cx, RC_INVALID, N_("This role is not one of a workspace."), "role %s", role_code(role));
    }
    rc = member_store_grant(cx, who, account, role, &changed);
    if (rc != RC_OK || !changed) {
        return rc;
    }
    return audit(cx, who, "member.role_granted", account, NULL, role_code(role));
}

static enum rc withdraw(struct cx *cx, const struct actor *who, struct account_id account, enum role role)
{
    bool changed = false;
    enum rc rc = member_store_withdraw(cx, who, account, role, &changed);

    if (rc != RC_OK || !changed) {
        return rc;
    }
    return audit(cx, who, "member.role_withdrawn", account, role_code(role), NULL);
}

static enum rc keep_an_owner(struct cx *cx, const struct actor *who, const struct member *member,
                             const bool wanted[ROLE_COUNT])
{
    int64_t owners = 0;
    enum rc rc;

    if (!member->has_role[ROLE_OWNER] || wanted[ROLE_OWNER]) {
        return RC_OK;
    }
    rc = member_store_count_owners(cx, who, &owners);
    if (rc == RC_OK && owners < 2) {
        return fail_set(cx, RC_CONFLICT, N_("A workspace needs an owner. Make somebody else one first."),
                        "account %s is the last owner", id_text(cx, member->account.v));
    }
    return rc;
}

enum rc member_set_roles(struct cx *cx, const struct actor *who, struct account_id account,
                         const bool wanted[ROLE_COUNT])
{
    struct member member;
    enum rc rc = member_get(cx, who, account, &member);

    if (rc == RC_OK) {
        rc = keep_an_owner(cx, who, &member, wanted);
    }
    for (enum role role = ROLE_OWNER; rc == RC_OK && role < ROLE_COUNT; role++) {
        if (wanted[role]) {
            rc = member_grant(cx, who, account, role);
        } else if (member.has_role[role]) {
            rc = withdraw(cx, who, account, role);
        }
    }
    return rc;
}

enum rc member_names(struct cx *cx, const struct actor *who, struct member_list *out)
{
    return member_store_names(cx, who, out);
}
