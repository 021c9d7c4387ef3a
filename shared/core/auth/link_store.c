#include "core/auth/link_store.h"

#include "core/auth/session_store.h"
#include "ext/pq.h"

static const struct query INSERT = {
    "link_insert",
    "INSERT INTO one_time_link (link_hash, account_id, purpose, site, created_at, expires_at)"
    " VALUES ($1, $2, 'set_password', $3, $4, $5)",
    "bytea,uuid,text,time,time",
    "",
};

static const struct query FIND = {
    "link_find",
    "SELECT l.account_id, a.login, a.name, l.expires_at FROM one_time_link l JOIN account a USING (account_id)"
    " WHERE l.link_hash = $1 AND l.site = $2 AND l.purpose = 'set_password' AND l.used_at IS NULL AND l.expires_at > $3"
    " AND a.state = 'active'",
    "bytea,text,time",
    "account_id:uuid,login:text,name:text,expires_at:time",
};

static const struct query USE = {
    "link_use",
    "UPDATE one_time_link SET used_at = $2 WHERE link_hash = $1 AND used_at IS NULL AND expires_at > $2",
    "bytea,time",
    "",
};

static const struct query VOID_OTHERS = {
    "link_void_others",
    "UPDATE one_time_link SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL",
    "uuid,time",
    "",
};

enum rc link_store_insert(struct cx *cx, struct bytes token_hash, const struct link_order *order)
{
    int64_t now_us = clock_now_us(cx->clock);

    return query_exec(cx, &INSERT, NULL,
                      ARGS(arg_bytes(token_hash), arg_uuid(order->account.v), arg_text(session_site_code(order->site)),
                           arg_time(now_us), arg_time(now_us + order->life_us)));
}

enum rc link_store_find(struct cx *cx, struct bytes token_hash, enum session_site site, struct link_target *out)
{
    struct row row;
    enum rc rc =
        query_one(cx, &FIND, &row,
                  ARGS(arg_bytes(token_hash), arg_text(session_site_code(site)), arg_time(clock_now_us(cx->clock))));

    if (rc != RC_OK) {
        return rc;
    }
    out->account.v = row_uuid(&row);
    out->login = row_text(&row);
    out->name = row_text(&row);
    out->expires_us = row_time_us(&row);
    return row_done(&row);
}

enum rc link_store_use(struct cx *cx, struct bytes token_hash, struct account_id account)
{
    int64_t now_us = clock_now_us(cx->clock);
    int64_t used = 0;
    enum rc rc = query_exec(cx, &USE, &used, ARGS(arg_bytes(token_hash), arg_time(now_us)));

    if (rc == RC_OK && used == 0) {
        return RC_NOT_FOUND;
    }
    return rc == RC_OK ? query_exec(cx, &VOID_OTHERS, NULL, ARGS(arg_uuid(account.v), arg_time(now_us))) : rc;
}

QUERIES(link, &INSERT, &FIND, &USE, &VOID_OTHERS);
