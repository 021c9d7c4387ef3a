#include "core/workspace/portal_grant.h"

#include "core/audit/audit.h"
#include "core/workspace/portal_grant_store.h"

static enum rc check(struct cx *cx, const struct portal_order *order)
{
    bool auditor = !uuid_is_nil(order->release.v);

    if (auditor != uuid_is_nil(order->tenant.v)) {
        return fail_set(cx, RC_INVALID, NULL, "a grant names a tenant or a release");
    }
    if (auditor && order->expires_us == 0) {
        return fail_set(cx, RC_INVALID, N_("An auditor's access needs an end."), "no end");
    }
    if (order->expires_us != 0 && order->expires_us <= clock_now_us(cx->clock)) {
        return fail_set(cx, RC_INVALID, N_("The end lies in the past."), "ends %s",
                        time_iso(cx->mem, order->expires_us));
    }
    return RC_OK;
}

static enum rc audit(struct cx *cx, const struct actor *who, const char *action, struct uuid grant,
                     struct tenant_id tenant)
{
    const struct audit_entry entry = {
        .action = action,
        .object_type = "portal_grant",
        .object = grant,
        .tenant = tenant,
    };

    return audit_write(cx, who, &entry);
}

enum rc portal_grant_add(struct cx *cx, const struct actor *who, const struct portal_order *order, struct uuid *out)
{
    const struct uuid id = uuid_new(cx->clock);
    enum rc rc = check(cx, order);

    if (rc == RC_OK) {
        rc = portal_grant_store_insert(cx, who, id, order);
    }
    if (rc == RC_OK) {
        rc = audit(cx, who, "portal_grant.added", id, order->tenant);
    }
    if (rc == RC_OK) {
        *out = id;
    }
    return rc;
}

enum rc portal_grant_list(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                          struct portal_grant_list *out)
{
    return portal_grant_store_list(cx, who, tenant, out);
}

enum rc portal_grant_revoke(struct cx *cx, const struct actor *who, struct uuid grant)
{
    struct tenant_id tenant;
    enum rc rc = portal_grant_store_revoke(cx, who, grant, &tenant);

    return rc == RC_OK ? audit(cx, who, "portal_grant.revoked", grant, tenant) : rc;
}
