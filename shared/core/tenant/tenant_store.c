#include "core/tenant/tenant_store.h"

#include "ext/pq.h"

#define COLUMNS "tenant_id, slug, name, state, created_at, row_version"
#define SHAPE   "tenant_id:uuid,slug:text,name:text,state:text,created_at:time,row_version:int4"

static const struct query INSERT = {
    "tenant_insert",
    "INSERT INTO tenant (workspace_id, tenant_id, slug, name, state, created_at) VALUES ($1, $2, $3, $4, 'active', $5)"
    " RETURNING " COLUMNS,
    "uuid,uuid,text,text,time",
    SHAPE,
};

static const struct query GET = {
    "tenant_get",
    "SELECT " COLUMNS " FROM tenant WHERE workspace_id = $1 AND tenant_id = $2",
    "uuid,uuid",
    SHAPE,
};

static const struct query BY_SLUG = {
    "tenant_by_slug",
    "SELECT " COLUMNS " FROM tenant WHERE workspace_id = $1 AND slug = $2",
    "uuid,text",
    SHAPE,
};

static const struct query LOCATE = {
    "tenant_locate",
    "SELECT workspace_id FROM tenant_locate($1) AS workspace_id",
    "uuid",
    "workspace_id:uuid",
};

static const struct query LIST = {
    "tenant_list",
    "SELECT " COLUMNS " FROM tenant WHERE workspace_id = $1 AND ($2::text IS NULL OR state = $2)"
    " AND ($3::text IS NULL OR strpos(lower(name), lower($3)) > 0 OR strpos(slug, lower($3)) > 0)"
    " AND ($4::text IS NULL OR (name, tenant_id) > ($4, $5)) ORDER BY name, tenant_id LIMIT $6",
    "uuid,text,text,text,uuid,int4",
    SHAPE,
};

static const struct query MOVE = {
    "tenant_move",
    "UPDATE tenant SET state = $4, row_version = row_version + 1"
    " WHERE workspace_id = $1 AND tenant_id = $2 AND state = $3 AND row_version = $5 RETURNING " COLUMNS,
    "uuid,uuid,text,text,int4",
    SHAPE,
};

static enum rc decode(struct row *row, struct tenant *out)
{
    const char *state;
    int parsed = TENANT_ACTIVE;

    out->id.v = row_uuid(row);
    out->slug = row_text(row);
    out->name = row_text(row);
    state = row_text(row);
    out->created_us = row_time_us(row);
    out->row_version = row_i32(row);
    if (state_parse(&tenant_states, state, &parsed) != RC_OK) {
        return fail_set(row->cx, RC_INTERNAL, NULL, "tenant: state '%s'", state);
    }
    out->state = (enum tenant_state)parsed;
    return row_done(row);
}

enum rc tenant_store_insert(struct cx *cx, const struct actor *who, struct tenant_id id, const char *slug,
                            const char *name, struct tenant *out)
{
    struct row row;
    enum rc rc = query_one(cx, &INSERT, &row,
                           ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v), arg_text(slug), arg_text(name),
                                arg_time(clock_now_us(cx->clock))));

    return rc == RC_OK ? decode(&row, out) : rc;
}

enum rc tenant_get(struct cx *cx, const struct actor *who, struct tenant_id id, struct tenant *out)
{
    struct row row;
    enum rc rc = query_one(cx, &GET, &row, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v)));

    return rc == RC_OK ? decode(&row, out) : rc;
}

enum rc tenant_by_slug(struct cx *cx, const struct actor *who, const char *slug, struct tenant *out)
{
    struct row row;
    enum rc rc = query_one(cx, &BY_SLUG, &row, ARGS(arg_uuid(actor_workspace(who).v), arg_text(slug)));

    return rc == RC_OK ? decode(&row, out) : rc;
}

enum rc tenant_locate(struct cx *cx, struct tenant_id id, struct workspace_id *out)
{
    struct row row;
    enum rc rc = query_one(cx, &LOCATE, &row, ARGS(arg_uuid(id.v)));

    if (rc != RC_OK) {
        return rc;
    }
    out->v = row_uuid(&row);
    return row_done(&row);
}

enum rc tenant_list(struct cx *cx, const struct actor *who, const struct tenant_filter *filter, struct tenant **out,
                    size_t *count)
{
    struct tenant *list;
    struct rows rows;
    struct row row;
    size_t n = 0;
    enum rc rc = query_rows(cx, &LIST, &rows,
                            ARGS(arg_uuid(actor_workspace(who).v), arg_text(filter->state), arg_text(filter->q),
                                 arg_text(filter->after_name), arg_uuid(filter->after.v), arg_i32(filter->limit)));

    if (rc != RC_OK) {
        return rc;
    }
    list = arena_calloc(cx->mem, (size_t)rows.count, sizeof *list);
    while (rows_next(&rows, &row)) {
        rc = decode(&row, &list[n++]);
        if (rc != RC_OK) {
            return rc;
        }
    }
    *out = list;
    *count = n;
    return RC_OK;
}

enum rc tenant_store_move(struct cx *cx, const struct actor *who, struct tenant_id id, enum tenant_state from,
                          enum tenant_state to, int32_t row_version, struct tenant *out)
{
    struct row row;
    enum rc rc = query_one(cx, &MOVE, &row,
                           ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v),
                                arg_text(state_code(&tenant_states, (int)from)),
                                arg_text(state_code(&tenant_states, (int)to)), arg_i32(row_version)));

    if (rc == RC_NOT_FOUND) {
        return fail_set(cx, RC_CONFLICT,
                        N_("This is no longer in the state that you saw. Reload the page to see what changed."),
                        "tenant %s: not at version %d", id_text(cx, id.v), row_version);
    }
    return rc == RC_OK ? decode(&row, out) : rc;
}

QUERIES(tenant, &INSERT, &GET, &BY_SLUG, &LOCATE, &LIST, &MOVE);
