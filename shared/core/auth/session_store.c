#include "core/auth/session_store.h"

#include "base/text.h"
#include "ext/pq.h"

#define KEPT_US (30 * DAY_US) /* an ended session is kept this long, for questions about it */

static const struct query LOOKUP = {
    "session_lookup",
    "SELECT session_id, account_id, name, login, lang, time_zone, theme, created_at, expires_at, workspace_id,"
    " workspace_slug, workspace_name, workspace_lang, workspace_time_zone, workspace_count, roles"
    " FROM session_lookup($1, $2, $3, $4)",
    "bytea,text,text,time",
    "session_id:uuid,account_id:uuid,name:text,login:text,lang:text?,time_zone:text?,theme:text,created_at:time,"
    "expires_at:time,workspace_id:uuid?,workspace_slug:text?,workspace_name:text?,workspace_lang:text?,"
    "workspace_time_zone:text?,workspace_count:int4,roles:text[]",
};

static const struct query INSERT = {
    "session_insert",
    "INSERT INTO session (session_hash, session_id, account_id, site, created_at, last_seen_at, expires_at, idle_us,"
    " user_agent) VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8)",
    "bytea,uuid,uuid,text,time,time,int8,text",
    "",
};

#define LIVE "revoked_at IS NULL AND expires_at > $2 AND last_seen_at + idle_us * interval '1 microsecond' > $2"

static const struct query LIST = {
    "session_list",
    "SELECT session_id, site, created_at, last_seen_at, expires_at, user_agent FROM session"
    " WHERE account_id = $1 AND " LIVE " ORDER BY last_seen_at DESC, session_id DESC LIMIT 100",
    "uuid,time",
    "session_id:uuid,site:text,created_at:time,last_seen_at:time,expires_at:time,user_agent:text",
};

static const struct query END = {
    "session_end",
    "UPDATE session SET revoked_at = $2 WHERE account_id = $1 AND session_id = $3 AND " LIVE,
    "uuid,time,uuid",
    "",
};

static const struct query END_ALL = {
    "session_end_all",
    "UPDATE session SET revoked_at = $2 WHERE account_id = $1 AND session_id IS DISTINCT FROM $3 AND revoked_at IS NULL",
    "uuid,time,uuid",
    "",
};

static const struct query SWEEP = {
    "session_sweep",
    "DELETE FROM session WHERE session_hash IN (SELECT session_hash FROM session WHERE expires_at < $1 LIMIT 50)",
    "time",
    "",
};

const char *session_site_code(enum session_site site)
{
    return site == SITE_PORTAL ? "portal" : "operator";
}

static enum rc decode_found(struct cx *cx, struct row *row, struct session *out)
{
    const char *workspace_zone;
    const char *const *roles;
    size_t count;

    out->id = row_uuid(row);
    out->account.v = row_uuid(row);
    out->name = row_text(row);
    out->email = row_text(row);
    out->language = row_text_opt(row);
    out->time_zone = row_text_opt(row);
    out->theme = row_text(row);
    out->authenticated_us = row_time_us(row);
    out->expires_us = row_time_us(row);
    out->workspace.v = row_uuid_opt(row);
    out->workspace_slug = row_text_opt(row);
    out->workspace_name = row_text_opt(row);
    out->workspace_language = row_text_opt(row);
    workspace_zone = row_text_opt(row);
    out->time_zone = out->time_zone == NULL ? workspace_zone : out->time_zone;
    out->workspace_count = row_i32(row);
    roles = row_texts(row, &count);
    out->role_count = 0;
    for (size_t i = 0; i < count && i < ROLE_COUNT; i++) {
        if (role_parse(roles[i], &out->roles[out->role_count++]) != RC_OK) {
            return fail_set(cx, RC_INTERNAL, NULL, "role '%s' is not one of roles.def", roles[i]);
        }
    }
    return row_done(row);
}

enum rc auth_session_find(struct cx *cx, struct db *db, const struct session_lookup *lookup, struct session *out)
{
    struct row row;
    const char *slug = lookup->workspace_slug == NULL ? "" : lookup->workspace_slug;
    enum rc rc = db_call(cx, db, &LOOKUP, &row,
                         ARGS(arg_bytes(lookup->token_hash), arg_text(session_site_code(lookup->site)), arg_text(slug),
                              arg_time(clock_now_us(cx->clock))));

    return rc == RC_OK ? decode_found(cx, &row, out) : rc;
}

enum rc session_store_insert(struct cx *cx, const struct session_row *session)
{
    return query_exec(cx, &INSERT, NULL,
                      ARGS(arg_bytes(session->token_hash), arg_uuid(session->id), arg_uuid(session->account.v),
                           arg_text(session_site_code(session->site)), arg_time(clock_now_us(cx->clock)),
                           arg_time(session->expires_us), arg_i64(session->idle_us), arg_text(session->user_agent)));
}

static enum rc decode_entry(struct row *row, struct session_entry *out)
{
    out->id = row_uuid(row);
    out->site = text_equal(row_text(row), session_site_code(SITE_PORTAL)) ? SITE_PORTAL : SITE_OPERATOR;
    out->created_us = row_time_us(row);
    out->last_seen_us = row_time_us(row);
    out->expires_us = row_time_us(row);
    out->user_agent = row_text(row);
    return row_done(row);
}

enum rc session_store_list(struct cx *cx, struct account_id account, struct session_list *out)
{
    struct rows rows;
    struct row row;
    enum rc rc = query_rows(cx, &LIST, &rows, ARGS(arg_uuid(account.v), arg_time(clock_now_us(cx->clock))));

    if (rc != RC_OK) {
        return rc;
    }
    out->items = arena_calloc(cx->mem, (size_t)rows.count, sizeof *out->items);
    out->count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        rc = decode_entry(&row, &out->items[out->count++]);
    }
    return rc;
}

enum rc session_store_end(struct cx *cx, struct account_id account, struct uuid id)
{
    int64_t ended = 0;
    enum rc rc =
        query_exec(cx, &END, &ended, ARGS(arg_uuid(account.v), arg_time(clock_now_us(cx->clock)), arg_uuid(id)));

    return rc == RC_OK && ended == 0 ? RC_NOT_FOUND : rc;
}

enum rc session_store_end_all(struct cx *cx, struct account_id account, struct uuid keep, int64_t *ended)
{
    return query_exec(cx, &END_ALL, ended,
                      ARGS(arg_uuid(account.v), arg_time(clock_now_us(cx->clock)), arg_uuid_opt(keep)));
}

enum rc session_store_sweep(struct cx *cx)
{
    return query_exec(cx, &SWEEP, NULL, ARGS(arg_time(clock_now_us(cx->clock) - KEPT_US)));
}

QUERIES(session, &LOOKUP, &INSERT, &LIST, &END, &END_ALL, &SWEEP);
