#include "core/workspace/portal_grant_store.h"

#include "ext/pq.h"

static const struct query INSERT = {
    "portal_grant_insert",
    "INSERT INTO portal_grant (workspace_id, grant_id, account_id, role, tenant_id, release_id, granted_by, granted_at,"
    " expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    "uuid,uuid,uuid,text,uuid,uuid,uuid,time,time",
    "",
};

static const struct query LIST = {
    "portal_grant_list",
    "SELECT g.grant_id, g.account_id, account_login(g.account_id) AS login, account_name(g.account_id) AS name, g.role,"
    " g.tenant_id, g.release_id, g.granted_at, g.expires_at FROM portal_grant g"
    " WHERE g.workspace_id = $1 AND ($2::uuid IS NULL OR g.tenant_id = $2) AND g.revoked_at IS NULL"
    " AND (g.expires_at IS NULL OR g.expires_at > $3) ORDER BY g.granted_at DESC, g.grant_id LIMIT 500",
    "uuid,uuid,time",
    "grant_id:uuid,account_id:uuid,login:text?,name:text?,role:text,tenant_id:uuid?,release_id:uuid?,granted_at:time,"
    "expires_at:time?",
};

static const struct query REVOKE = {
    "portal_grant_revoke",
    "UPDATE portal_grant SET revoked_at = $3 WHERE workspace_id = $1 AND grant_id = $2 AND revoked_at IS NULL"
    " RETURNING tenant_id",
    "uuid,uuid,time",
    "tenant_id:uuid?",
};

enum rc portal_grant_store_insert(struct cx *cx, const struct actor *who, struct uuid id,
                                  const struct portal_order *order)
{
    enum role role = uuid_is_nil(order->release.v) ? ROLE_CUSTOMER : ROLE_AUDITOR;

    return query_exec(cx, &INSERT, NULL,
                      ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id), arg_uuid(order->account.v),
                           arg_text(role_code(role)), arg_uuid_opt(order->tenant.v), arg_uuid_opt(order->release.v),
                           arg_uuid_opt(actor_account(who).v), arg_time(clock_now_us(cx->clock)),
                           arg_time(order->expires_us)));
}

static enum rc decode(struct row *row, struct portal_grant *out)
{
    enum rc rc;

    out->id = row_uuid(row);
    out->account.v = row_uuid(row);
    out->login = row_text_opt(row);
    out->name = row_text_opt(row);
    rc = role_parse(row_text(row), &out->role);
    out->tenant.v = row_uuid_opt(row);
    out->release.v = row_uuid_opt(row);
    out->granted_us = row_time_us(row);
    out->expires_us = row_time_us_opt(row);
    return rc == RC_OK ? row_done(row) : rc;
}

enum rc portal_grant_store_list(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                struct portal_grant_list *out)
{
    struct rows rows;
    struct row row;
    enum rc rc =
        query_rows(cx, &LIST, &rows,
                   ARGS(arg_uuid(actor_workspace(who).v), arg_uuid_opt(tenant.v), arg_time(clock_now_us(cx->clock))));

    if (rc != RC_OK) {
        return rc;
    }
    out->items = arena_calloc(cx->mem, (size_t)rows.count, sizeof *out->items);
    out->count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        rc = decode(&row, &out->items[out->count++]);
    }
    return rc;
}

enum rc portal_grant_store_revoke(struct cx *cx, const struct actor *who, struct uuid id, struct tenant_id *tenant)
{
    struct row row;
    enum rc rc = query_one(cx, &REVOKE, &row,
                           ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id), arg_time(clock_now_us(cx->clock))));

    if (rc != RC_OK) {
        return rc;
    }
    tenant->v = row_uuid_opt(&row);
    return row_done(&row);
}

QUERIES(portal_grant, &INSERT, &LIST, &REVOKE);
