#include "core/auth/link.h"

#include "core/audit/audit.h"
#include "core/auth/account_store.h"
#include "core/auth/link_store.h"
#include "core/auth/session_store.h"
#include "core/auth/token.h"
#include "ext/crypt.h"

static enum rc audit(struct cx *cx, const struct actor *who, const char *action, struct account_id account)
{
    const struct audit_entry entry = { .action = action, .object_type = "account", .object = account.v };

    return audit_write(cx, who, &entry);
}

enum rc link_issue(struct cx *cx, const struct actor *who, const struct link_order *order, const char **token)
{
    const char *fresh = token_new(cx->mem);
    enum rc rc = link_store_insert(cx, token_hash(cx->mem, fresh), order);

    if (rc == RC_OK) {
        rc = audit(cx, who, "account.link_issued", order->account);
    }
    if (rc == RC_OK) {
        *token = fresh;
    }
    return rc;
}

enum rc link_find(struct cx *cx, const char *token, enum session_site site, struct link_target *out)
{
    return link_store_find(cx, token_hash(cx->mem, token), site, out);
}

enum rc link_redeem(struct cx *cx, const struct actor *who, const struct link_use *in, enum password_fault *fault)
{
    const struct bytes key = token_hash(cx->mem, in->token);
    struct link_target target;
    const char *hash = NULL;
    enum rc rc = link_store_find(cx, key, in->site, &target);

    if (rc != RC_OK) {
        return rc;
    }
    *fault = password_judge(cx->mem, in->password, (const char *const[]){ target.login, target.name }, 2);
    if (*fault != PASSWORD_GOOD) {
        return RC_OK;
    }
    rc = password_hash(cx, in->cost, bytes_text(in->password), &hash);
    if (rc == RC_OK) {
        rc = link_store_use(cx, key, target.account);
    }
    if (rc == RC_OK) {
        rc = account_store_set_password(cx, target.account, hash);
    }
    if (rc == RC_OK) {
        rc = session_store_end_all(cx, target.account, (struct uuid){ { 0 } }, NULL);
    }
    return rc == RC_OK ? audit(cx, who, "account.password_set", target.account) : rc;
}
