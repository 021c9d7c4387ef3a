#include "core/release/release_store.h"

#include "ext/pq.h"

#define SELECT_RELEASE                                                                                                                \
    "SELECT release_id, review_id, tenant_id, state, step, pack_id, created_at, checkpoint, proofs::text AS proofs, product_version," \
    " key_fingerprint, frozen_hash, pack_sha256, pack_size, shown_at, ended_at, end_reason, release_proof::text AS release_proof"     \
    " FROM release"
#define SHAPE                                                                                                                      \
    "release_id:uuid,review_id:uuid,tenant_id:uuid,state:text,step:text,pack_id:uuid,created_at:time,checkpoint:text,proofs:text," \
    "product_version:text,key_fingerprint:text,frozen_hash:bytea,pack_sha256:bytea?,pack_size:int8?,shown_at:time?,"               \
    "ended_at:time?,end_reason:text,release_proof:text?"

static const struct query OF_REVIEW = {
    "release_of_review",
    SELECT_RELEASE " WHERE workspace_id = $1 AND review_id = $2 AND state <> 'abandoned'",
    "uuid,uuid",
    SHAPE,
};

static const struct query SHOWN = {
    "release_shown",
    SELECT_RELEASE " WHERE workspace_id = $1 AND tenant_id = $2 AND state = 'shown'",
    "uuid,uuid",
    SHAPE,
};

static const struct query FILES = {
    "release_files",
    "SELECT name, role, media_type, size_bytes, sha256 FROM release_file WHERE workspace_id = $1 AND release_id = $2 ORDER BY name",
    "uuid,uuid",
    "name:text,role:text,media_type:text,size_bytes:int8,sha256:bytea",
};

static const struct query ADD = {
    "release_add",
    "INSERT INTO release (workspace_id, release_id, review_id, tenant_id, review_version, state, step, title, tenant_name, period_from,"
    " period_to, compliant, by_exception, non_compliant, not_assessed, pack_id, created_at, checkpoint, proofs, product_version,"
    " key_fingerprint, frozen_hash) SELECT $1, $2, r.review_id, r.tenant_id, r.version, 'building', 'prepared', r.title, t.name, r.period_from,"
    " r.period_to, coalesce((n.j ->> 'compliant')::int4, 0), coalesce((n.j ->> 'by_exception')::int4, 0),"
    " coalesce((n.j ->> 'non_compliant')::int4, 0), coalesce((n.j ->> 'not_assessed')::int4, 0), $4, $5, $6, $7::text::jsonb, $8, $9, r.frozen_hash"
    " FROM review r JOIN tenant t ON t.workspace_id = r.workspace_id AND t.tenant_id = r.tenant_id,"
    " LATERAL (SELECT convert_from(r.frozen, 'UTF8')::jsonb -> 'numbers' AS j) AS n"
    " WHERE r.workspace_id = $1 AND r.review_id = $3",
    "uuid,uuid,uuid,uuid,time,text,text,text,text",
    "",
};

static const struct query CLEAR_FILES = {
    "release_clear_files",
    "DELETE FROM release_file WHERE workspace_id = $1 AND release_id = $2",
    "uuid,uuid",
    "",
};

static const struct query PUT_FILE = {
    "release_put_file",
    "INSERT INTO release_file (workspace_id, release_id, name, role, media_type, size_bytes, sha256)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (workspace_id, release_id, name) DO NOTHING",
    "uuid,uuid,text,text,text,int8,bytea",
    "",
};

static const struct query BUILT = {
    "release_built",
    "UPDATE release SET step = 'built', pack_sha256 = $3, pack_size = $4 WHERE workspace_id = $1 AND release_id = $2"
    " AND state = 'building'",
    "uuid,uuid,bytea,int8",
    "",
};

static const struct query PROVE = {
    "release_prove",
    "UPDATE release SET release_proof = $3::text::jsonb WHERE workspace_id = $1 AND release_id = $2 AND release_proof IS NULL",
    "uuid,uuid,text",
    "",
};

static const struct query MOVE = {
    "release_move",
    "UPDATE release SET state = $4, step = CASE WHEN $4 = 'shown' THEN 'shown' ELSE step END,"
    " shown_at = CASE WHEN $4 = 'shown' THEN $5 ELSE shown_at END, ended_at = CASE WHEN $4 = 'shown' THEN ended_at ELSE $5 END"
    " WHERE workspace_id = $1 AND release_id = $2 AND state = $3",
    "uuid,uuid,text,text,time",
    "",
};

static enum rc decode(struct row *row, struct release *out)
{
    const char *state;
    int value = RELEASE_BUILDING;

    out->id.v = row_uuid(row);
    out->review.v = row_uuid(row);
    out->tenant.v = row_uuid(row);
    state = row_text(row);
    out->step = row_text(row);
    out->pack = row_uuid(row);
    out->created_us = row_time_us(row);
    out->checkpoint = row_text(row);
    out->proofs = row_text(row);
    out->product_version = row_text(row);
    out->key_fingerprint = row_text(row);
    out->frozen_hash = row_bytes(row);
    out->pack_sha256 = row_bytes_opt(row);
    out->pack_size = row_i64_opt(row, 0);
    out->shown_us = row_time_us_opt(row);
    out->ended_us = row_time_us_opt(row);
    out->end_reason = row_text(row);
    out->release_proof = row_text_opt(row);
    if (row_done(row) != RC_OK || state_parse(&release_states, state, &value) != RC_OK) {
        return fail_set(row->cx, RC_INTERNAL, NULL, "release row: state '%s'", state);
    }
    out->state = (enum release_state)value;
    return RC_OK;
}

static enum rc one(struct cx *cx, const struct query *query, const struct actor *who, struct uuid key,
                   struct release *out)
{
    struct row row;
    enum rc rc = query_one(cx, query, &row, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(key)));

    return rc == RC_OK ? decode(&row, out) : rc;
}

enum rc release_store_of_review(struct cx *cx, const struct actor *who, struct review_id review, struct release *out)
{
    return one(cx, &OF_REVIEW, who, review.v, out);
}

enum rc release_store_shown(struct cx *cx, const struct actor *who, struct tenant_id tenant, struct release *out)
{
    return one(cx, &SHOWN, who, tenant.v, out);
}

enum rc release_store_files(struct cx *cx, const struct actor *who, struct release_id id, struct release_file_row **out,
                            size_t *count)
{
    struct rows rows;
    struct row row;
    enum rc rc = query_rows(cx, &FILES, &rows, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v)));

    if (rc != RC_OK) {
        return rc;
    }
    *out = arena_calloc(cx->mem, (size_t)rows.count, sizeof **out);
    *count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        struct release_file_row *file = &(*out)[(*count)++];

        file->name = row_text(&row);
        file->role = row_text(&row);
        file->media_type = row_text(&row);
        file->size_bytes = row_i64(&row);
        file->sha256 = row_bytes(&row);
        rc = row_done(&row);
    }
    return rc;
}

enum rc release_store_add(struct cx *cx, const struct actor *who, const struct review *review, const struct release *in)
{
    return query_exec(cx, &ADD, NULL,
                      ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(in->id.v), arg_uuid(review->id.v),
                           arg_uuid(in->pack), arg_time(in->created_us), arg_text(in->checkpoint), arg_text(in->proofs),
                           arg_text(in->product_version), arg_text(in->key_fingerprint)));
}

enum rc release_store_add_file(struct cx *cx, const struct actor *who, const struct release *release,
                               const struct release_file_row *file)
{
    return query_exec(cx, &PUT_FILE, NULL,
                      ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(release->id.v), arg_text(file->name),
                           arg_text(file->role), arg_text(file->media_type), arg_i64(file->size_bytes),
                           arg_bytes(file->sha256)));
}

enum rc release_store_prove(struct cx *cx, const struct actor *who, const struct release *release, const char *proof)
{
    return query_exec(cx, &PROVE, NULL,
                      ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(release->id.v), arg_text(proof)));
}

enum rc release_store_put_files(struct cx *cx, const struct actor *who, const struct release *release,
                                const struct release_file_row *files, size_t count)
{
    struct arg workspace = arg_uuid(actor_workspace(who).v);
    enum rc rc = query_exec(cx, &CLEAR_FILES, NULL, ARGS(workspace, arg_uuid(release->id.v)));

    for (size_t i = 0; i < count && rc == RC_OK; i++) {
        rc = release_store_add_file(cx, who, release, &files[i]);
    }
    if (rc != RC_OK) {
        return rc;
    }
    return query_exec(
        cx, &BUILT, NULL,
        ARGS(workspace, arg_uuid(release->id.v), arg_bytes(release->pack_sha256), arg_i64(release->pack_size)));
}

enum rc release_store_move(struct cx *cx, const struct actor *who, const struct release *from, enum release_state to)
{
    int64_t affected = 0;
    enum rc rc = query_exec(cx, &MOVE, &affected,
                            ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(from->id.v),
                                 arg_text(state_code(&release_states, from->state)),
                                 arg_text(state_code(&release_states, to)), arg_time(clock_now_us(cx->clock))));

    if (rc == RC_OK && affected == 0) {
        return fail_set(cx, RC_CONFLICT, NULL, "release %s: not '%s' any more", id_text(cx, from->id.v),
                        state_code(&release_states, from->state));
    }
    return rc;
}

QUERIES(release, &OF_REVIEW, &SHOWN, &FILES, &ADD, &CLEAR_FILES, &PUT_FILE, &BUILT, &PROVE, &MOVE);
