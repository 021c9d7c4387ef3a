#include "core/workspace/workspace_store.h"

#include "ext/pq.h"

static const struct query BY_SLUG = {
    "workspace_by_slug",
    "SELECT workspace_by_slug($1) AS workspace_id",
    "text",
    "workspace_id:uuid?",
};

static const struct query INSERT = {
    "workspace_insert",
    "INSERT INTO workspace (workspace_id, slug, name, demo, created_at) VALUES ($1, $2, $3, $4, $5)",
    "uuid,text,text,bool,time",
    "",
};

static const struct query GET = {
    "workspace_get",
    "SELECT workspace_id, slug, name, default_lang, time_zone, demo, row_version FROM workspace WHERE workspace_id = $1",
    "uuid",
    "workspace_id:uuid,slug:text,name:text,default_lang:text?,time_zone:text,demo:bool,row_version:int4",
};

static const struct query CHANGE = {
    "workspace_change",
    "UPDATE workspace SET name = $3, default_lang = $4, time_zone = $5, row_version = row_version + 1"
    " WHERE workspace_id = $1 AND row_version = $2",
    "uuid,int4,text,text,text",
    "",
};

enum rc workspace_store_by_slug(struct cx *cx, const char *slug, struct workspace_id *out)
{
    struct row row;
    enum rc rc = query_one(cx, &BY_SLUG, &row, ARGS(arg_text(slug)));

    if (rc != RC_OK) {
        return rc;
    }
    out->v = row_uuid_opt(&row);
    rc = row_done(&row);
    return rc == RC_OK && uuid_is_nil(out->v) ? RC_NOT_FOUND : rc;
}

enum rc workspace_store_insert(struct cx *cx, const struct actor *who, const char *slug, const char *name, bool demo)
{
    return query_exec(cx, &INSERT, NULL,
                      ARGS(arg_uuid(actor_workspace(who).v), arg_text(slug), arg_text(name), arg_bool(demo),
                           arg_time(clock_now_us(cx->clock))));
}

enum rc workspace_store_get(struct cx *cx, const struct actor *who, struct workspace *out)
{
    struct row row;
    enum rc rc = query_one(cx, &GET, &row, ARGS(arg_uuid(actor_workspace(who).v)));

    if (rc != RC_OK) {
        return rc;
    }
    out->id.v = row_uuid(&row);
    out->slug = row_text(&row);
    out->name = row_text(&row);
    out->default_lang = row_text_opt(&row);
    out->time_zone = row_text(&row);
    out->demo = row_bool(&row);
    out->row_version = row_i32(&row);
    return row_done(&row);
}

enum rc workspace_store_change(struct cx *cx, const struct actor *who, const struct workspace_settings *in)
{
    int64_t changed = 0;
    enum rc rc = query_exec(cx, &CHANGE, &changed,
                            ARGS(arg_uuid(actor_workspace(who).v), arg_i32(in->row_version), arg_text(in->name),
                                 arg_text(in->default_lang), arg_text(in->time_zone)));

    if (rc == RC_OK && changed == 0) {
        return fail_set(cx, RC_CONFLICT,
                        N_("Somebody else has changed these settings. Reload the page to see what is stored now."),
                        "workspace: not at version %d", in->row_version);
    }
    return rc;
}

QUERIES(workspace, &BY_SLUG, &INSERT, &GET, &CHANGE);
