#include "core/workspace/member_store.h"

#include "ext/pq.h"

static const struct query LIST = {
    "member_list",
    "SELECT a.account_id, a.login, a.name, a.state <> 'active' AS disabled,"
    " EXISTS (SELECT FROM account_secret s WHERE s.account_id = a.account_id) AS has_password,"
    " array_agg(m.role ORDER BY m.role) AS roles, min(m.granted_at) AS since"
    " FROM membership m JOIN account a USING (account_id)"
    " WHERE m.workspace_id = $1 AND ($2::uuid IS NULL OR m.account_id = $2)"
    " GROUP BY a.account_id ORDER BY a.name COLLATE \"und-x-icu\", a.login LIMIT 500",
    "uuid,uuid",
    "account_id:uuid,login:text,name:text,disabled:bool,has_password:bool,roles:text[],since:time",
};

static const struct query NAMES = {
    "member_names",
    "SELECT m.account_id, account_name(m.account_id) AS name FROM (SELECT DISTINCT account_id FROM membership"
    " WHERE workspace_id = $1) AS m ORDER BY account_name(m.account_id) COLLATE \"und-x-icu\", m.account_id LIMIT 500",
    "uuid",
    "account_id:uuid,name:text?",
};

static const struct query GRANT = {
    "member_grant",
    "INSERT INTO membership (workspace_id, account_id, role, granted_at) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (workspace_id, account_id, role) DO NOTHING",
    "uuid,uuid,text,time",
    "",
};

static const struct query WITHDRAW = {
    "member_withdraw",
    "DELETE FROM membership WHERE workspace_id = $1 AND account_id = $2 AND role = $3",
    "uuid,uuid,text",
    "",
};

static const struct query LOCK = {
    "member_lock",
    "SELECT pg_advisory_xact_lock(hashtextextended('membership ' || $1::text, 0))::text AS locked",
    "uuid",
    "locked:text",
};

static const struct query COUNT_OWNERS = {
    "member_count_owners",
    "SELECT count(*) AS owners FROM membership WHERE workspace_id = $1 AND role = 'owner'",
    "uuid",
    "owners:int8",
};

static enum rc decode(struct cx *cx, struct row *row, struct member *out)
{
    const char *const *roles;
    size_t count;

    out->account.v = row_uuid(row);
    out->login = row_text(row);
    out->name = row_text(row);
    out->disabled = row_bool(row);
    out->has_password = row_bool(row);
    roles = row_texts(row, &count);
    for (size_t i = 0; i < count; i++) {
        enum role role;

        if (role_parse(roles[i], &role) != RC_OK) {
            return fail_set(cx, RC_INTERNAL, NULL, "role '%s' is not one of roles.def", roles[i]);
        }
        out->has_role[role] = true;
    }
    out->since_us = row_time_us(row);
    return row_done(row);
}

enum rc member_store_list(struct cx *cx, const struct actor *who, struct account_id account, struct member_list *out)
{
    struct rows rows;
    struct row row;
    enum rc rc = query_rows(cx, &LIST, &rows, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid_opt(account.v)));

    if (rc != RC_OK) {
        return rc;
    }
    out->items = arena_calloc(cx->mem, (size_t)rows.count, sizeof *out->items);
    out->count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        rc = decode(cx, &row, &out->items[out->count++]);
    }
    return rc;
}

enum rc member_store_names(struct cx *cx, const struct actor *who, struct member_list *out)
{
    struct rows rows;
    struct row row;
    enum rc rc = query_rows(cx, &NAMES, &rows, ARGS(arg_uuid(actor_workspace(who).v)));

    if (rc != RC_OK) {
        return rc;
    }
    out->items = arena_calloc(cx->mem, (size_t)rows.count, sizeof *out->items);
    out->count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        struct member *member = &out->items[out->count++];

        member->account.v = row_uuid(&row);
        member->name = row_text_opt(&row);
        rc = row_done(&row);
    }
    return rc;
}

enum rc member_store_grant(struct cx *cx, const struct actor *who, struct account_id account, enum role role,
                           bool *changed)
{
    int64_t count = 0;
    enum rc rc = query_exec(cx, &GRANT, &count,
                            ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(account.v), arg_text(role_code(role)),
                                 arg_time(clock_now_us(cx->clock))));

    *changed = count > 0;
    return rc;
}

enum rc member_store_withdraw(struct cx *cx, const struct actor *who, struct account_id account, enum role role,
                              bool *changed)
{
    int64_t count = 0;
    enum rc rc = query_exec(cx, &WITHDRAW, &count,
                            ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(account.v), arg_text(role_code(role))));

    *changed = count > 0;
    return rc;
}

enum rc member_store_count_owners(struct cx *cx, const struct actor *who, int64_t *out)
{
    struct row row;
    enum rc rc = query_one(cx, &LOCK, &row, ARGS(arg_uuid(actor_workspace(who).v)));

    if (rc == RC_OK) {
        rc = query_one(cx, &COUNT_OWNERS, &row, ARGS(arg_uuid(actor_workspace(who).v)));
    }
    if (rc != RC_OK) {
        return rc;
    }
    *out = row_i64(&row);
    return row_done(&row);
}

QUERIES(member, &LIST, &NAMES, &GRANT, &WITHDRAW, &LOCK, &COUNT_OWNERS);
