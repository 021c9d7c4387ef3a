#include "core/release/released_store.h"

#include "base/text.h"
#include "ext/pq.h"

/* Row-level security has the last word on the same question (policy granted); this says which grants give the pages too. */
#define MAY_READ                                                                                                       \
    "EXISTS (SELECT FROM portal_grant g WHERE g.workspace_id = r.workspace_id AND g.account_id = $1"                   \
    " AND g.role = 'customer' AND g.tenant_id = r.tenant_id AND g.revoked_at IS NULL"                                  \
    " AND (g.expires_at IS NULL OR g.expires_at > $2))"
#define MAY_DOWNLOAD                                                                                                   \
    "EXISTS (SELECT FROM portal_grant g WHERE g.workspace_id = r.workspace_id AND g.account_id = $1"                   \
    " AND (g.tenant_id = r.tenant_id OR g.release_id = r.release_id) AND g.revoked_at IS NULL"                         \
    " AND (g.expires_at IS NULL OR g.expires_at > $2))"

#define COLUMNS                                                                                                        \
    "r.release_id, r.workspace_id, r.tenant_id, r.tenant_name, r.title, r.state,"                                      \
    " (r.period_from + interval '12 hours') AT TIME ZONE 'UTC' AS period_from,"                                        \
    " (r.period_to + interval '12 hours') AT TIME ZONE 'UTC' AS period_to,"                                            \
    " r.compliant, r.by_exception, r.non_compliant, r.not_assessed, r.shown_at, r.ended_at, r.end_reason, " MAY_READ   \
    " AS may_read"
#define SHAPE                                                                                                          \
    "release_id:uuid,workspace_id:uuid,tenant_id:uuid,tenant_name:text,title:text,state:text,period_from:time,"        \
    "period_to:time,compliant:int4,by_exception:int4,non_compliant:int4,not_assessed:int4,shown_at:time?,"             \
    "ended_at:time?,end_reason:text,may_read:bool"

static const struct query LIST = {
    "released_list",
    "SELECT " COLUMNS " FROM release r WHERE r.state IN ('shown', 'superseded', 'withdrawn') AND " MAY_DOWNLOAD
    " ORDER BY max(r.shown_at) OVER (PARTITION BY r.workspace_id, r.tenant_id) DESC, r.tenant_id,"
    " r.review_version DESC, r.release_id LIMIT 500",
    "uuid,time",
    SHAPE,
};

static const struct query GET = {
    "released_get",
    "SELECT " COLUMNS " FROM release r WHERE r.release_id = $3 AND r.state IN ('shown', 'superseded', 'withdrawn')"
    " AND " MAY_READ,
    "uuid,time,uuid",
    SHAPE,
};

static const struct query MAY_READ_ONE = {
    "released_may_read",
    "SELECT r.release_id FROM release r WHERE r.release_id = $3 AND r.state IN ('shown', 'superseded') AND " MAY_READ,
    "uuid,time,uuid",
    "release_id:uuid",
};

static const struct query FILES = {
    "released_files",
    "SELECT f.release_id, f.name, f.role, f.media_type, f.size_bytes, f.sha256 FROM release r"
    " JOIN release_file f USING (workspace_id, release_id) WHERE r.state IN ('shown', 'superseded') AND " MAY_DOWNLOAD
    " ORDER BY f.release_id, array_position(ARRAY['pack', 'report', 'data', 'proof'], f.role), f.name LIMIT 5000",
    "uuid,time",
    "release_id:uuid,name:text,role:text,media_type:text,size_bytes:int8,sha256:bytea",
};

static const struct query FILE_ONE = {
    "released_file",
    "SELECT r.workspace_id, r.tenant_id, f.name, f.role, f.media_type, f.size_bytes, f.sha256,"
    " set_config('app.ws', r.workspace_id::text, true) AS scope FROM release r"
    " JOIN release_file f USING (workspace_id, release_id)"
    " WHERE r.release_id = $3 AND f.name = $4 AND r.state IN ('shown', 'superseded') AND " MAY_DOWNLOAD,
    "uuid,time,uuid,text",
    "workspace_id:uuid,tenant_id:uuid,name:text,role:text,media_type:text,size_bytes:int8,sha256:bytea,scope:text",
};

static const struct query NOTE_DOWNLOAD = {
    "released_note_download",
    "INSERT INTO release_download (workspace_id, download_id, release_id, name, account_id, downloaded_at)"
    " VALUES ($1, $2, $3, $4, $5, $6)",
    "uuid,uuid,uuid,text,uuid,time",
    "",
};

static enum rc decode(struct cx *cx, struct row *row, struct released *out)
{
    const char *state;
    int code = 0;

    out->id.v = row_uuid(row);
    out->workspace.v = row_uuid(row);
    out->tenant.v = row_uuid(row);
    out->tenant_name = row_text(row);
    out->title = row_text(row);
    state = row_text(row);
    while (code < RELEASED_STATE_COUNT && !text_equal(state, released_state_code((enum released_state)code))) {
        code++;
    }
    if (code == RELEASED_STATE_COUNT) {
        return fail_set(cx, RC_INTERNAL, NULL, "release state '%s' is not a customer's", state);
    }
    out->state = (enum released_state)code;
    out->period_from_us = row_time_us(row);
    out->period_to_us = row_time_us(row);
    out->compliant = row_i32(row);
    out->by_exception = row_i32(row);
    out->non_compliant = row_i32(row);
    out->not_assessed = row_i32(row);
    out->shown_us = row_time_us_opt(row);
    out->ended_us = row_time_us_opt(row);
    out->end_reason = row_text(row);
    out->may_read = row_bool(row);
    return row_done(row);
}

static void decode_file(struct row *row, struct released_file *out)
{
    out->name = row_text(row);
    out->role = row_text(row);
    out->media_type = row_text(row);
    out->size_bytes = row_i64(row);
    out->sha256 = row_bytes(row);
}

/* Both come in any order of releases; files lie together by release. */
static enum rc take_files(struct cx *cx, struct rows *rows, struct released_list *list)
{
    struct released_file *files = arena_calloc(cx->mem, (size_t)rows->count, sizeof *files);
    struct row row;
    enum rc rc = RC_OK;

    for (size_t n = 0; rc == RC_OK && rows_next(rows, &row); n++) {
        struct uuid release = row_uuid(&row);

        decode_file(&row, &files[n]);
        rc = row_done(&row);
        for (size_t i = 0; i < list->count; i++) {
            if (uuid_equal(list->items[i].id.v, release)) {
                list->items[i].files = list->items[i].file_count == 0 ? &files[n] : list->items[i].files;
                list->items[i].file_count++;
            }
        }
    }
    return rc;
}

enum rc released_store_list(struct cx *cx, const struct actor *who, struct released_list *out)
{
    const struct arg *args = ARGS(arg_uuid(actor_account(who).v), arg_time(clock_now_us(cx->clock)));
    struct batch batch = { 0 };
    struct rows releases;
    struct rows files;
    struct row row;
    enum rc rc;

    batch_add(&batch, &LIST, &releases, args);
    batch_add(&batch, &FILES, &files, args);
    rc = batch_run(cx, &batch);
    if (rc != RC_OK) {
        return rc;
    }
    out->items = arena_calloc(cx->mem, (size_t)releases.count, sizeof *out->items);
    out->count = 0;
    while (rc == RC_OK && rows_next(&releases, &row)) {
        rc = decode(cx, &row, &out->items[out->count++]);
    }
    return rc == RC_OK ? take_files(cx, &files, out) : rc;
}

enum rc released_store_get(struct cx *cx, const struct actor *who, struct release_id id, struct released *out)
{
    struct row row;
    enum rc rc = query_one(cx, &GET, &row,
                           ARGS(arg_uuid(actor_account(who).v), arg_time(clock_now_us(cx->clock)), arg_uuid(id.v)));

    *out = (struct released){ .file_count = 0 };
    return rc == RC_OK ? decode(cx, &row, out) : rc;
}

enum rc released_store_may_read(struct cx *cx, const struct actor *who, struct release_id id)
{
    struct row row;
    enum rc rc = query_one(cx, &MAY_READ_ONE, &row,
                           ARGS(arg_uuid(actor_account(who).v), arg_time(clock_now_us(cx->clock)), arg_uuid(id.v)));

    if (rc != RC_OK) {
        return rc;
    }
    (void)row_uuid(&row);
    return row_done(&row);
}

enum rc released_store_file(struct cx *cx, const struct actor *who, struct release_id id, const char *name,
                            struct released_download *out, struct tenant_id *tenant)
{
    struct row row;
    enum rc rc = query_one(
        cx, &FILE_ONE, &row,
        ARGS(arg_uuid(actor_account(who).v), arg_time(clock_now_us(cx->clock)), arg_uuid(id.v), arg_text(name)));

    if (rc != RC_OK) {
        return rc;
    }
    out->workspace.v = row_uuid(&row);
    tenant->v = row_uuid(&row);
    decode_file(&row, &out->file);
    (void)row_text(&row);
    return row_done(&row);
}

enum rc released_store_note_download(struct cx *cx, const struct actor *who, struct workspace_id workspace,
                                     struct release_id id, const char *name)
{
    return query_exec(cx, &NOTE_DOWNLOAD, NULL,
                      ARGS(arg_uuid(workspace.v), arg_uuid(uuid_new(cx->clock)), arg_uuid(id.v), arg_text(name),
                           arg_uuid(actor_account(who).v), arg_time(clock_now_us(cx->clock))));
}

QUERIES(released, &LIST, &GET, &MAY_READ_ONE, &FILES, &FILE_ONE, &NOTE_DOWNLOAD);
