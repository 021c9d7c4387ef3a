#include "core/auth/access_store.h"

#include "core/auth/session_store.h"
#include "ext/pq.h"

static const struct query MAY_ENTER = {
    "access_may_enter",
    "SELECT account_has_access($1, $2, $3) AS may_enter",
    "uuid,text,time",
    "may_enter:bool",
};

static const struct query PLACES = {
    "access_places",
    "SELECT workspace_id, slug, name, roles FROM account_workspaces($1) LIMIT 200",
    "uuid",
    "workspace_id:uuid,slug:text,name:text,roles:text[]",
};

static const struct query IS_PLATFORM_OPERATOR = {
    "access_is_platform_operator",
    "SELECT EXISTS (SELECT FROM platform_operator WHERE account_id = $1) AS held",
    "uuid",
    "held:bool",
};

enum rc access_store_may_enter(struct cx *cx, struct account_id account, enum session_site site, bool *out)
{
    struct row row;
    enum rc rc =
        query_one(cx, &MAY_ENTER, &row,
                  ARGS(arg_uuid(account.v), arg_text(session_site_code(site)), arg_time(clock_now_us(cx->clock))));

    if (rc != RC_OK) {
        return rc;
    }
    *out = row_bool(&row);
    return row_done(&row);
}

static enum rc decode_place(struct cx *cx, struct row *row, struct place *out)
{
    const char *const *roles;
    size_t count;

    out->workspace.v = row_uuid(row);
    out->slug = row_text(row);
    out->name = row_text(row);
    roles = row_texts(row, &count);
    for (size_t i = 0; i < count; i++) {
        enum role role;

        if (role_parse(roles[i], &role) != RC_OK) {
            return fail_set(cx, RC_INTERNAL, NULL, "role '%s' is not one of roles.def", roles[i]);
        }
        out->has_role[role] = true;
    }
    return row_done(row);
}

enum rc access_store_places(struct cx *cx, struct account_id account, struct places *out)
{
    struct batch batch = { 0 };
    struct rows rows;
    struct rows platform;
    struct row row;
    enum rc rc;

    batch_add(&batch, &PLACES, &rows, ARGS(arg_uuid(account.v)));
    batch_add(&batch, &IS_PLATFORM_OPERATOR, &platform, ARGS(arg_uuid(account.v)));
    rc = batch_run(cx, &batch);
    if (rc != RC_OK) {
        return rc;
    }
    out->items = arena_calloc(cx->mem, (size_t)rows.count, sizeof *out->items);
    out->count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        rc = decode_place(cx, &row, &out->items[out->count++]);
    }
    if (rc == RC_OK && rows_next(&platform, &row)) {
        out->platform_operator = row_bool(&row);
        rc = row_done(&row);
    }
    return rc;
}

QUERIES(access, &MAY_ENTER, &PLACES, &IS_PLATFORM_OPERATOR);
