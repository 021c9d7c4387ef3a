#include "core/auth/account_store.h"

#include "ext/pq.h"

#define COLUMNS "account_id, login, name, state, lang, time_zone, theme, row_version"
#define SHAPE   "account_id:uuid,login:text,name:text,state:text,lang:text?,time_zone:text?,theme:text,row_version:int4"

static const struct query GET = {
    "account_get",
    "SELECT " COLUMNS " FROM account WHERE account_id = $1",
    "uuid",
    SHAPE,
};

static const struct query BY_LOGIN = {
    "account_by_login",
    "SELECT " COLUMNS " FROM account WHERE login = $1",
    "text",
    SHAPE,
};

static const struct query INSERT = {
    "account_insert",
    "INSERT INTO account (account_id, login, name, created_at) VALUES ($1, $2, $3, $4)",
    "uuid,text,text,time",
    "",
};

static const struct query MOVE = {
    "account_move",
    "UPDATE account SET state = $3, row_version = row_version + 1 WHERE account_id = $1 AND state = $2",
    "uuid,text,text",
    "",
};

static const struct query SETTINGS = {
    "account_settings",
    "UPDATE account SET name = $3, lang = $4, time_zone = $5, theme = $6, row_version = row_version + 1"
    " WHERE account_id = $1 AND row_version = $2",
    "uuid,int4,text,text,text,text",
    "",
};

static const struct query PASSWORD = {
    "account_password",
    "SELECT password_hash FROM account_secret WHERE account_id = $1",
    "uuid",
    "password_hash:text",
};

static const struct query HAS_PASSWORD = {
    "account_has_password",
    "SELECT EXISTS (SELECT account_id FROM account_secret WHERE account_id = $1) AS has_password",
    "uuid",
    "has_password:bool",
};

static const struct query SET_PASSWORD = {
    "account_set_password",
    "INSERT INTO account_secret (account_id, password_hash, changed_at) VALUES ($1, $2, $3)"
    " ON CONFLICT (account_id) DO UPDATE SET password_hash = excluded.password_hash, changed_at = excluded.changed_at",
    "uuid,text,time",
    "",
};

static const struct query FORGET_PASSWORD = {
    "account_forget_password",
    "DELETE FROM account_secret WHERE account_id = $1",
    "uuid",
    "",
};

static const struct query PLATFORM = {
    "account_platform",
    "INSERT INTO platform_operator (account_id, granted_at) VALUES ($1, $2)",
    "uuid,time",
    "",
};

static enum rc decode(struct row *row, struct account *out)
{
    int state = ACCOUNT_NONE;
    enum rc rc;

    out->id.v = row_uuid(row);
    out->login = row_text(row);
    out->name = row_text(row);
    rc = state_parse(&account_states, row_text(row), &state);
    out->state = (enum account_state)state;
    out->lang = row_text_opt(row);
    out->time_zone = row_text_opt(row);
    out->theme = row_text(row);
    out->row_version = row_i32(row);
    return rc == RC_OK ? row_done(row) : rc;
}

enum rc account_store_get(struct cx *cx, struct account_id id, struct account *out)
{
    struct row row;
    enum rc rc = query_one(cx, &GET, &row, ARGS(arg_uuid(id.v)));

    return rc == RC_OK ? decode(&row, out) : rc;
}

enum rc account_store_by_login(struct cx *cx, const char *login, struct account *out)
{
    struct row row;
    enum rc rc = query_one(cx, &BY_LOGIN, &row, ARGS(arg_text(login)));

    return rc == RC_OK ? decode(&row, out) : rc;
}

enum rc account_store_insert(struct cx *cx, struct account_id id, const char *login, const char *name)
{
    return query_exec(cx, &INSERT, NULL,
                      ARGS(arg_uuid(id.v), arg_text(login), arg_text(name), arg_time(clock_now_us(cx->clock))));
}

enum rc account_store_move(struct cx *cx, struct account_id id, enum account_state from, enum account_state to)
{
    int64_t moved = 0;
    enum rc rc = query_exec(
        cx, &MOVE, &moved,
        ARGS(arg_uuid(id.v), arg_text(state_code(&account_states, from)), arg_text(state_code(&account_states, to))));

    if (rc == RC_OK && moved == 0) {
        return fail_set(cx, RC_CONFLICT, NULL, "account %s is not '%s'", id_text(cx, id.v),
                        state_code(&account_states, from));
    }
    return rc;
}

enum rc account_store_settings(struct cx *cx, struct account_id id, const struct account_settings *in)
{
    int64_t changed = 0;
    enum rc rc = query_exec(cx, &SETTINGS, &changed,
                            ARGS(arg_uuid(id.v), arg_i32(in->row_version), arg_text(in->name), arg_text(in->lang),
                                 arg_text(in->time_zone), arg_text(in->theme)));

    if (rc == RC_OK && changed == 0) {
        return fail_set(cx, RC_CONFLICT,
                        N_("Your settings were changed in another window. Reload the page to see what is stored now."),
                        "account %s: not at version %d", id_text(cx, id.v), in->row_version);
    }
    return rc;
}

enum rc account_store_password(struct cx *cx, struct account_id id, const char **hash)
{
    struct row row;
    enum rc rc = query_one(cx, &PASSWORD, &row, ARGS(arg_uuid(id.v)));

    if (rc == RC_NOT_FOUND) {
        *hash = NULL;
        return RC_OK;
    }
    if (rc != RC_OK) {
        return rc;
    }
    *hash = row_text(&row);
    return row_done(&row);
}

enum rc account_store_has_password(struct cx *cx, struct account_id id, bool *out)
{
    struct row row;
    enum rc rc = query_one(cx, &HAS_PASSWORD, &row, ARGS(arg_uuid(id.v)));

    if (rc != RC_OK) {
        return rc;
    }
    *out = row_bool(&row);
    return row_done(&row);
}

enum rc account_store_set_password(struct cx *cx, struct account_id id, const char *hash)
{
    return query_exec(cx, &SET_PASSWORD, NULL, ARGS(arg_uuid(id.v), arg_text(hash), arg_time(clock_now_us(cx->clock))));
}

enum rc account_store_forget_password(struct cx *cx, struct account_id id)
{
    return query_exec(cx, &FORGET_PASSWORD, NULL, ARGS(arg_uuid(id.v)));
}

enum rc account_store_platform(struct cx *cx, struct account_id id)
{
    return query_exec(cx, &PLATFORM, NULL, ARGS(arg_uuid(id.v), arg_time(clock_now_us(cx->clock))));
}

QUERIES(account, &GET, &BY_LOGIN, &INSERT, &MOVE, &SETTINGS, &PASSWORD, &HAS_PASSWORD, &SET_PASSWORD, &FORGET_PASSWORD,
        &PLATFORM);
