#include "core/baseline/baseline_store.h"

#include "base/text.h"
#include "ext/pq.h"

#define PROFILE_SQL                                                                                                    \
    "SELECT profile_id, tenant_id, tenant_name, name, families, name_prefix, approved, approved_at, proposed,"         \
    " created_at, row_version FROM baseline_row WHERE workspace_id = $1"
#define PROFILE_SHAPE                                                                                                  \
    "profile_id:uuid,tenant_id:uuid,tenant_name:text,name:text,families:text[],name_prefix:text,approved:uuid?,"       \
    "approved_at:time?,proposed:int4,created_at:time,row_version:int4"

#define SNAPSHOT_SQL                                                                                                       \
    "SELECT s.snapshot_id, s.profile_id, p.name AS profile_name, s.tenant_id, t.name AS tenant_name, s.run_id, s.state,"   \
    " s.item_count, s.content_hash, s.proposed_by, account_name(s.proposed_by) AS proposed_by_name, s.proposed_at,"        \
    " s.decided_by, account_name(s.decided_by) AS decided_by_name, s.decided_at, s.reason, s.row_version"                  \
    " FROM baseline_snapshot s JOIN baseline_profile p ON p.workspace_id = s.workspace_id AND p.profile_id = s.profile_id" \
    " JOIN tenant t ON t.workspace_id = s.workspace_id AND t.tenant_id = s.tenant_id"
#define SNAPSHOT_SHAPE                                                                                                 \
    "snapshot_id:uuid,profile_id:uuid,profile_name:text,tenant_id:uuid,tenant_name:text,run_id:uuid,state:text,"       \
    "item_count:int4,content_hash:bytea,proposed_by:uuid?,proposed_by_name:text?,proposed_at:time,decided_by:uuid?,"   \
    "decided_by_name:text?,decided_at:time?,reason:text,row_version:int4"

/* What a profile `p` takes of the inventory `s`. */
#define IN_SCOPE "(p.families = '{}' OR s.family = ANY (p.families)) AND starts_with(s.name, p.name_prefix)"

static const struct query PROFILE_ADD = {
    "baseline_profile_add",
    "INSERT INTO baseline_profile (workspace_id, profile_id, tenant_id, name, families, name_prefix, created_by, created_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (workspace_id, tenant_id, name) DO NOTHING",
    "uuid,uuid,uuid,text,text[],text,uuid,time",
    "",
};

static const struct query FAMILIES_KNOWN = {
    "baseline_families_known",
    "SELECT NOT EXISTS (SELECT FROM unnest($1) AS f (code) WHERE NOT EXISTS"
    " (SELECT FROM provider_family p WHERE p.family = f.code)) AS known",
    "text[]",
    "known:bool",
};

static const struct query PROFILES = {
    "baseline_profiles",
    PROFILE_SQL " AND ($2::uuid IS NULL OR tenant_id = $2) ORDER BY tenant_name, name LIMIT 500",
    "uuid,uuid",
    PROFILE_SHAPE,
};

static const struct query PROFILE_GET = {
    "baseline_profile_get",
    PROFILE_SQL " AND profile_id = $2",
    "uuid,uuid",
    PROFILE_SHAPE,
};

static const struct query SNAPSHOTS = {
    "baseline_snapshots",
    SNAPSHOT_SQL
    " WHERE s.workspace_id = $1 AND s.profile_id = $2 ORDER BY s.proposed_at DESC, s.snapshot_id DESC LIMIT 50",
    "uuid,uuid",
    SNAPSHOT_SHAPE,
};

static const struct query SNAPSHOT_GET = {
    "baseline_snapshot_get",
    SNAPSHOT_SQL " WHERE s.workspace_id = $1 AND s.snapshot_id = $2",
    "uuid,uuid",
    SNAPSHOT_SHAPE,
};

static const struct query APPROVED = {
    "baseline_approved",
    SNAPSHOT_SQL " WHERE s.workspace_id = $1 AND ($2::uuid IS NULL OR s.tenant_id = $2) AND s.state = 'approved'"
                 " ORDER BY t.name, p.name LIMIT 500",
    "uuid,uuid",
    SNAPSHOT_SHAPE,
};

static const struct query IN_FORCE = {
    "baseline_in_force",
    SNAPSHOT_SQL " WHERE s.workspace_id = $1 AND s.profile_id = $2 AND s.state = 'approved'",
    "uuid,uuid",
    SNAPSHOT_SHAPE,
};

static const struct query ITEMS = {
    "baseline_items",
    "SELECT b.family, coalesce((SELECT p.label FROM provider_family p WHERE p.family = b.family LIMIT 1), b.family) AS family_label,"
    " b.object_id, b.subject_id, b.name, b.document_hash FROM baseline_item b WHERE b.workspace_id = $1 AND b.snapshot_id = $2"
    " AND ($3::text IS NULL OR (b.family, b.object_id) > ($3, $4)) ORDER BY b.family, b.object_id LIMIT $5",
    "uuid,uuid,text,text,int4",
    "family:text,family_label:text,object_id:text,subject_id:uuid,name:text,document_hash:bytea",
};

static const struct query UNREAD_AREA = {
    "baseline_unread_area",
    "SELECT f.family AS area FROM baseline_profile p"
    " CROSS JOIN LATERAL (SELECT unnest(p.families) AS family WHERE p.families <> '{}' UNION"
    "   SELECT a.area FROM run_area a WHERE a.workspace_id = $1 AND a.run_id = $3 AND p.families = '{}') AS f"
    " LEFT JOIN run_area a ON a.workspace_id = $1 AND a.run_id = $3 AND a.area = f.family"
    " WHERE p.workspace_id = $1 AND p.profile_id = $2 AND a.state IS DISTINCT FROM 'read' ORDER BY 1 LIMIT 1",
    "uuid,uuid,uuid",
    "area:text",
};

static const struct query PROPOSE = {
    "baseline_propose",
    "WITH chosen AS (SELECT s.family, s.object_id, s.subject_id, s.name, s.document_hash FROM baseline_profile p"
    "   JOIN subject s ON s.workspace_id = p.workspace_id AND s.tenant_id = p.tenant_id AND s.state = 'present' AND " IN_SCOPE
    "   WHERE p.workspace_id = $1 AND p.profile_id = $2"
    "), made AS (INSERT INTO baseline_snapshot (workspace_id, snapshot_id, profile_id, tenant_id, run_id, state, item_count,"
    "     content_hash, canonical_version, proposed_by, proposed_at)"
    "   SELECT $1, $3, $2, $4, $5, 'proposed', count(*)::int4, sha256(coalesce(string_agg(convert_to(family || E'\\n' || object_id"
    "     || E'\\n', 'UTF8') || document_hash, ''::bytea ORDER BY family, object_id), ''::bytea)), 1, $6, $7 FROM chosen"
    "   RETURNING snapshot_id)"
    " INSERT INTO baseline_item (workspace_id, snapshot_id, family, object_id, subject_id, name, document_hash)"
    " SELECT $1, made.snapshot_id, c.family, c.object_id, c.subject_id, c.name, c.document_hash FROM chosen c, made",
    "uuid,uuid,uuid,uuid,uuid,uuid,time",
    "",
};

static const struct query MOVE = {
    "baseline_move",
    "UPDATE baseline_snapshot SET state = $5, reason = CASE WHEN $6 = '' THEN reason ELSE $6 END,"
    " decided_by = CASE WHEN $5 IN ('approved', 'rejected') THEN $7 ELSE decided_by END,"
    " decided_at = CASE WHEN $5 IN ('approved', 'rejected') THEN $8 ELSE decided_at END, row_version = row_version + 1"
    " WHERE workspace_id = $1 AND snapshot_id = $2 AND state = $3 AND row_version = $4",
    "uuid,uuid,text,int4,text,text,uuid,time",
    "",
};

static const struct query READ_FAMILIES = {
    "baseline_read_families",
    "SELECT coalesce(array_agg(a.area ORDER BY a.area), '{}') AS families FROM run_area a"
    " JOIN baseline_profile p ON p.workspace_id = a.workspace_id AND p.profile_id = $2"
    " WHERE a.workspace_id = $1 AND a.run_id = $3 AND a.state = 'read' AND (p.families = '{}' OR a.area = ANY (p.families))",
    "uuid,uuid,uuid",
    "families:text[]",
};

static const struct query NEWEST_CAPTURE = {
    "baseline_newest_capture",
    "SELECT r.run_id FROM run r WHERE r.workspace_id = $1 AND r.tenant_id = $2 AND r.operation = 'capture'"
    " AND r.state = 'completed' AND r.outcome IN ('succeeded', 'partial') ORDER BY r.run_id DESC LIMIT 1",
    "uuid,uuid",
    "run_id:uuid",
};

static enum rc decode_profile(struct row *row, struct baseline_profile *out)
{
    out->id.v = row_uuid(row);
    out->tenant.v = row_uuid(row);
    out->tenant_name = row_text(row);
    out->name = row_text(row);
    out->families = row_texts(row, &out->family_count);
    out->name_prefix = row_text(row);
    out->approved.v = row_uuid_opt(row);
    out->approved_us = row_time_us_opt(row);
    out->proposed_count = row_i32(row);
    out->created_us = row_time_us(row);
    out->row_version = row_i32(row);
    return row_done(row);
}

static enum rc decode_snapshot(struct row *row, struct baseline_snapshot *out)
{
    const char *state;
    int value = BASELINE_PROPOSED;

    out->id.v = row_uuid(row);
    out->profile.v = row_uuid(row);
    out->profile_name = row_text(row);
    out->tenant.v = row_uuid(row);
    out->tenant_name = row_text(row);
    out->run.v = row_uuid(row);
    state = row_text(row);
    out->item_count = row_i32(row);
    out->content_hash = row_bytes(row);
    out->proposed_by.v = row_uuid_opt(row);
    out->proposed_by_name = row_text_opt(row);
    out->proposed_us = row_time_us(row);
    out->decided_by.v = row_uuid_opt(row);
    out->decided_by_name = row_text_opt(row);
    out->decided_us = row_time_us_opt(row);
    out->reason = row_text(row);
    out->row_version = row_i32(row);
    if (row_done(row) != RC_OK || state_parse(&baseline_snapshot_states, state, &value) != RC_OK) {
        return fail_set(row->cx, RC_INTERNAL, NULL, "snapshot row: state '%s'", state);
    }
    out->state = (enum baseline_state)value;
    return RC_OK;
}

static enum rc decode_snapshots(struct cx *cx, struct rows *rows, struct baseline_snapshots *out)
{
    struct row row;
    enum rc rc = RC_OK;

    out->items = arena_calloc(cx->mem, (size_t)rows->count, sizeof *out->items);
    out->count = 0;
    while (rc == RC_OK && rows_next(rows, &row)) {
        rc = decode_snapshot(&row, &out->items[out->count++]);
    }
    return rc;
}

enum rc baseline_store_families_known(struct cx *cx, const char *const *families, size_t count, bool *out)
{
    struct row row;
    enum rc rc = query_one(cx, &FAMILIES_KNOWN, &row, ARGS(arg_texts(families, count)));

    if (rc != RC_OK) {
        return rc;
    }
    *out = row_bool(&row);
    return row_done(&row);
}

enum rc baseline_store_profile_add(struct cx *cx, const struct actor *who, struct profile_id id,
                                   const struct baseline_new_profile *in)
{
    int64_t affected = 0;
    enum rc rc =
        query_exec(cx, &PROFILE_ADD, &affected,
                   ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v), arg_uuid(in->tenant.v), arg_text(in->name),
                        arg_texts(in->families, in->family_count), arg_text(in->name_prefix),
                        arg_uuid_opt(actor_account(who).v), arg_time(clock_now_us(cx->clock))));

    if (rc == RC_OK && affected == 0) {
        return fail_set(cx, RC_CONFLICT, N_("The tenant has a baseline of this name already."),
                        "tenant %s has a profile '%s'", id_text(cx, in->tenant.v), in->name);
    }
    return rc;
}

enum rc baseline_store_profiles(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                struct baseline_profiles *out)
{
    struct rows rows;
    struct row row;
    enum rc rc = query_rows(cx, &PROFILES, &rows, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid_opt(tenant.v)));

    if (rc != RC_OK) {
        return rc;
    }
    out->items = arena_calloc(cx->mem, (size_t)rows.count, sizeof *out->items);
    out->count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        rc = decode_profile(&row, &out->items[out->count++]);
    }
    return rc;
}

enum rc baseline_store_profile_get(struct cx *cx, const struct actor *who, struct profile_id id,
                                   struct baseline_profile *out, struct baseline_snapshots *snapshots)
{
    const struct arg *args = ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v));
    struct batch batch = { .count = 0 };
    struct rows profile;
    struct rows list;
    struct row row;
    enum rc rc;

    batch_add(&batch, &PROFILE_GET, &profile, args);
    batch_add(&batch, &SNAPSHOTS, &list, args);
    rc = batch_run(cx, &batch);
    if (rc != RC_OK) {
        return rc;
    }
    if (!rows_next(&profile, &row)) {
        return RC_NOT_FOUND;
    }
    rc = decode_profile(&row, out);
    return rc == RC_OK ? decode_snapshots(cx, &list, snapshots) : rc;
}

static enum rc one_snapshot(struct cx *cx, const struct query *query, const struct actor *who, struct uuid key,
                            struct baseline_snapshot *out)
{
    struct row row;
    enum rc rc = query_one(cx, query, &row, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(key)));

    return rc == RC_OK ? decode_snapshot(&row, out) : rc;
}

enum rc baseline_store_snapshot_get(struct cx *cx, const struct actor *who, struct snapshot_id id,
                                    struct baseline_snapshot *out)
{
    return one_snapshot(cx, &SNAPSHOT_GET, who, id.v, out);
}

enum rc baseline_store_in_force(struct cx *cx, const struct actor *who, struct profile_id profile,
                                struct baseline_snapshot *out)
{
    return one_snapshot(cx, &IN_FORCE, who, profile.v, out);
}

enum rc baseline_store_items(struct cx *cx, const struct actor *who, struct snapshot_id id, struct baseline_place after,
                             int32_t limit, struct baseline_items *out)
{
    struct rows rows;
    struct row row;
    enum rc rc = query_rows(cx, &ITEMS, &rows,
                            ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v), arg_text(after.family),
                                 arg_text(after.object_id), arg_i32(limit + 1)));

    if (rc != RC_OK) {
        return rc;
    }
    out->items = arena_calloc(cx->mem, (size_t)rows.count, sizeof *out->items);
    out->count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        struct baseline_item *item = &out->items[out->count++];

        item->family = row_text(&row);
        item->family_label = row_text(&row);
        item->object_id = row_text(&row);
        item->subject.v = row_uuid(&row);
        item->name = row_text(&row);
        item->document_hash = row_bytes(&row);
        rc = row_done(&row);
    }
    out->more = out->count > (size_t)limit;
    out->count = out->more ? (size_t)limit : out->count;
    return rc;
}

enum rc baseline_store_unread_area(struct cx *cx, const struct actor *who, struct profile_id profile, struct run_id run,
                                   const char **area)
{
    struct row row;
    enum rc rc =
        query_one(cx, &UNREAD_AREA, &row, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(profile.v), arg_uuid(run.v)));

    if (rc != RC_OK) {
        return rc;
    }
    *area = row_text(&row);
    return row_done(&row);
}

enum rc baseline_store_propose(struct cx *cx, const struct actor *who, struct snapshot_id id,
                               const struct baseline_profile *profile, struct run_id run)
{
    return query_exec(cx, &PROPOSE, NULL,
                      ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(profile->id.v), arg_uuid(id.v),
                           arg_uuid(profile->tenant.v), arg_uuid(run.v), arg_uuid_opt(actor_account(who).v),
                           arg_time(clock_now_us(cx->clock))));
}

enum rc baseline_store_move(struct cx *cx, const struct actor *who, const struct baseline_snapshot *from,
                            enum baseline_state to, const char *reason)
{
    int64_t affected;
    enum rc rc =
        query_exec(cx, &MOVE, &affected,
                   ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(from->id.v),
                        arg_text(state_code(&baseline_snapshot_states, from->state)), arg_i32(from->row_version),
                        arg_text(state_code(&baseline_snapshot_states, to)), arg_text(reason),
                        arg_uuid_opt(actor_account(who).v), arg_time(clock_now_us(cx->clock))));

    if (rc == RC_OK && affected == 0) {
        return fail_set(cx, RC_CONFLICT, N_("Somebody else has changed this snapshot in the meantime."),
                        "snapshot %s: not at version %d any more", id_text(cx, from->id.v), from->row_version);
    }
    return rc;
}

enum rc baseline_store_read_families(struct cx *cx, const struct actor *who, struct profile_id profile,
                                     struct run_id run, const char *const **out, size_t *count)
{
    struct row row;
    enum rc rc = query_one(cx, &READ_FAMILIES, &row,
                           ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(profile.v), arg_uuid(run.v)));

    if (rc != RC_OK) {
        return rc;
    }
    *out = row_texts(&row, count);
    return row_done(&row);
}

enum rc baseline_store_approved(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                struct baseline_snapshots *out)
{
    struct rows rows;
    enum rc rc = query_rows(cx, &APPROVED, &rows, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid_opt(tenant.v)));

    return rc == RC_OK ? decode_snapshots(cx, &rows, out) : rc;
}

enum rc baseline_store_newest_capture(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                      struct run_id *out)
{
    struct row row;
    enum rc rc = query_one(cx, &NEWEST_CAPTURE, &row, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(tenant.v)));

    if (rc != RC_OK) {
        return rc;
    }
    out->v = row_uuid(&row);
    return row_done(&row);
}

QUERIES(baseline, &PROFILE_ADD, &FAMILIES_KNOWN, &PROFILES, &PROFILE_GET, &SNAPSHOTS, &SNAPSHOT_GET, &APPROVED,
        &IN_FORCE, &ITEMS, &UNREAD_AREA, &PROPOSE, &MOVE, &READ_FAMILIES, &NEWEST_CAPTURE);
