#include "core/finding/finding_observe_store.h"

#include "ext/crypt.h"
#include "ext/pq.h"

#define MOVED "finding_id:uuid,from_state:text,to_state:text,family:text,object_id:text"

/* $1 workspace $2 tenant $3 run $4 kind $5 profile $6 interpretation $7 identity version $8 now; then one array per column.
 * A failing identity stays what it is, but a passed one opens again, and a false positive does when its value is another. */
static const struct query FAILED = {
    "finding_observe_failed",
    "WITH seen AS ("
    "  SELECT * FROM unnest($9::bytea[], $10::uuid[], $11::text[], $12::text[], $13::uuid[], $14::text[], $15::text[],"
    "    $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::bytea[], $22::text[])"
    "  AS s (identity, finding_id, family, object_id, subject_id, subject_name, control_code, path, label, op, before, after,"
    "    value_hash, severity)"
    "), old AS ("
    "  SELECT f.finding_id, f.identity, f.state, f.last_run_id FROM finding f"
    "  WHERE f.workspace_id = $1 AND f.identity = ANY ($9) ORDER BY f.identity FOR UPDATE"
    "), changed AS ("
    "  UPDATE finding f SET last_seen_at = $8, last_run_id = $3, last_result = 'failed', op = s.op, before = s.before::jsonb,"
    "    after = s.after::jsonb, value_hash = s.value_hash, subject_name = s.subject_name, interpretation_version = $23,"
    "    passed_capture_id = NULL,"
    "    state = CASE WHEN o.state IN ('resolved', 'verified') THEN 'open'"
    "                 WHEN o.state = 'false_positive' AND f.dismissed_hash IS DISTINCT FROM s.value_hash THEN 'open'"
    "                 ELSE o.state END,"
    "    reopened_count = f.reopened_count + (o.state IN ('resolved', 'verified'))::int4,"
    "    resolved_by = CASE WHEN o.state IN ('resolved', 'verified') THEN NULL ELSE f.resolved_by END,"
    "    resolved_run_id = CASE WHEN o.state IN ('resolved', 'verified') THEN NULL ELSE f.resolved_run_id END,"
    "    state_changed_at = CASE WHEN o.state IN ('resolved', 'verified') OR (o.state = 'false_positive'"
    "      AND f.dismissed_hash IS DISTINCT FROM s.value_hash) THEN $8 ELSE f.state_changed_at END,"
    "    row_version = f.row_version + (o.state IN ('resolved', 'verified', 'false_positive') OR f.value_hash <> s.value_hash)::int4"
    "  FROM old o JOIN seen s ON s.identity = o.identity"
    "  WHERE f.workspace_id = $1 AND f.finding_id = o.finding_id"
    "  RETURNING f.finding_id, o.state AS from_state, f.state AS to_state, f.family, f.object_id, f.value_hash"
    "), born AS ("
    "  INSERT INTO finding (workspace_id, finding_id, tenant_id, identity, identity_version, kind, profile_id, interpretation,"
    "    control_code, family, object_id, subject_id, subject_name, path, label, op, before, after, value_hash, severity, state,"
    "    first_seen_at, last_seen_at, first_run_id, last_run_id, last_result, state_changed_at, interpretation_version)"
    "  SELECT $1, s.finding_id, $2, s.identity, $7::int4::int2, $4, $5, $6, s.control_code, s.family, s.object_id, s.subject_id,"
    "    s.subject_name, s.path, s.label, s.op, s.before::jsonb, s.after::jsonb, s.value_hash, s.severity, 'open',"
    "    $8, $8, $3, $3, 'failed', $8, $23"
    "  FROM seen s WHERE NOT EXISTS (SELECT FROM old o WHERE o.identity = s.identity)"
    "  RETURNING finding_id, ''::text AS from_state, state AS to_state, family, object_id, value_hash"
    "), moved AS (SELECT * FROM changed UNION ALL SELECT * FROM born"
    "), noted AS ("
    "  INSERT INTO finding_observation (workspace_id, finding_id, run_id, observed_at, result, value_hash)"
    "  SELECT $1, finding_id, $3, $8, 'failed', value_hash FROM moved ON CONFLICT DO NOTHING"
    ") SELECT finding_id, from_state, to_state, family, object_id FROM moved",
    "uuid,uuid,uuid,text,uuid,text,int4,time,bytea[],uuid[],text[],text[],uuid[],text[],text[],text[],text[],text[],text[],text[],"
    "bytea[],text[],int4",
    MOVED,
};

/* Resolved by the first passing observation, verified by the second, if that is of another reading: so is what a person has resolved. */
static const struct query PASSED = {
    "finding_observe_passed",
    "WITH old AS ("
    "  SELECT finding_id, state, resolved_run_id, state = 'resolved' AND passed_capture_id <> $9 AS passed_before FROM finding"
    "  WHERE workspace_id = $1 AND tenant_id = $2 AND kind = $4 AND profile_id IS NOT DISTINCT FROM $5 AND interpretation = $6"
    "    AND family = ANY ($8) AND last_run_id <> $3 AND state <> 'verified' ORDER BY finding_id FOR UPDATE"
    "), changed AS ("
    "  UPDATE finding f SET last_run_id = $3, last_result = 'passed',"
    "    state = CASE WHEN o.state IN ('open', 'triaged', 'assigned') THEN 'resolved'"
    "                 WHEN o.passed_before THEN 'verified' ELSE o.state END,"
    "    passed_capture_id = coalesce(f.passed_capture_id, $9),"
    "    resolved_run_id = CASE WHEN o.state IN ('open', 'triaged', 'assigned') THEN $3 ELSE o.resolved_run_id END,"
    "    state_changed_at = CASE WHEN o.state IN ('open', 'triaged', 'assigned') OR o.passed_before THEN $7"
    "      ELSE f.state_changed_at END,"
    "    row_version = f.row_version + (f.last_result <> 'passed' OR o.passed_before)::int4"
    "  FROM old o WHERE f.workspace_id = $1 AND f.finding_id = o.finding_id"
    "  RETURNING f.finding_id, o.state AS from_state, f.state AS to_state, f.family, f.object_id, f.value_hash"
    "), noted AS ("
    "  INSERT INTO finding_observation (workspace_id, finding_id, run_id, observed_at, result, value_hash)"
    "  SELECT $1, finding_id, $3, $7, 'passed', value_hash FROM changed ON CONFLICT DO NOTHING"
    ") SELECT finding_id, from_state, to_state, family, object_id FROM changed WHERE from_state <> to_state",
    "uuid,uuid,uuid,text,uuid,text,time,text[],uuid",
    MOVED,
};

static const struct query PLACES = {
    "finding_observe_places",
    "SELECT object_id, path, identity FROM finding WHERE workspace_id = $1 AND profile_id = $2 AND family = $3"
    " AND object_id = ANY ($4) ORDER BY object_id, path LIMIT 100000",
    "uuid,uuid,text,text[]",
    "object_id:text,path:text,identity:bytea",
};

/* The failures turned by 90 degrees: one array per column. */
struct columns {
    struct bytes *identity;
    struct uuid *id;
    const char **family;
    const char **object_id;
    struct uuid *subject;
    const char **subject_name;
    const char **control_code;
    const char **path;
    const char **label;
    const char **op;
    const char **before;
    const char **after;
    struct bytes *value_hash;
    const char **severity;
};

static struct bytes hash_of(struct arena *mem, const struct finding_failure *failure)
{
    uint8_t *hash = arena_alloc(mem, SHA256_LEN);

    sha256(failure->observed.len > 0 ? failure->observed : bytes_text(failure->after), hash);
    return bytes_of(hash, SHA256_LEN);
}

static void turn(struct cx *cx, const struct finding_failure *failures, size_t count, struct columns *out)
{
    struct arena *mem = cx->mem;

    *out = (struct columns){
        .identity = arena_calloc(mem, count, sizeof(struct bytes)),
        .id = arena_calloc(mem, count, sizeof(struct uuid)),
        .family = arena_calloc(mem, count, sizeof(char *)),
        .object_id = arena_calloc(mem, count, sizeof(char *)),
        .subject = arena_calloc(mem, count, sizeof(struct uuid)),
        .subject_name = arena_calloc(mem, count, sizeof(char *)),
        .control_code = arena_calloc(mem, count, sizeof(char *)),
        .path = arena_calloc(mem, count, sizeof(char *)),
        .label = arena_calloc(mem, count, sizeof(char *)),
        .op = arena_calloc(mem, count, sizeof(char *)),
        .before = arena_calloc(mem, count, sizeof(char *)),
        .after = arena_calloc(mem, count, sizeof(char *)),
        .value_hash = arena_calloc(mem, count, sizeof(struct bytes)),
        .severity = arena_calloc(mem, count, sizeof(char *)),
    };
    for (size_t i = 0; i < count; i++) {
        out->identity[i] = failures[i].identity;
        out->id[i] = uuid_new(cx->clock);
        out->family[i] = failures[i].family;
        out->object_id[i] = failures[i].object_id;
        out->subject[i] = failures[i].subject.v;
        out->subject_name[i] = failures[i].subject_name;
        out->control_code[i] = failures[i].control_code;
        out->path[i] = failures[i].path;
        out->label[i] = failures[i].label;
        out->op[i] = failures[i].op;
        out->before[i] = failures[i].before;
        out->after[i] = failures[i].after;
        out->value_hash[i] = hash_of(mem, &failures[i]);
        out->severity[i] = severity_code(failures[i].severity);
    }
}

static enum rc read_moves(struct cx *cx, struct rows *rows, struct finding_moves *out)
{
    struct row row;
    enum rc rc = RC_OK;

    out->items = arena_calloc(cx->mem, (size_t)rows->count, sizeof *out->items);
    out->count = 0;
    while (rc == RC_OK && rows_next(rows, &row)) {
        struct finding_moved *moved = &out->items[out->count++];

        moved->id.v = row_uuid(&row);
        moved->from = row_text(&row);
        moved->to = row_text(&row);
        moved->family = row_text(&row);
        moved->object_id = row_text(&row);
        rc = row_done(&row);
    }
    return rc;
}

enum rc finding_observe_store_failed(struct cx *cx, const struct actor *who, const struct finding_observer *observer,
                                     const struct finding_failure *failures, size_t count, struct finding_moves *moves)
{
    struct columns c;
    struct rows rows;
    enum rc rc;

    turn(cx, failures, count, &c);
    rc = query_rows(cx, &FAILED, &rows,
                    ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(observer->tenant.v), arg_uuid(observer->run.v),
                         arg_text(observer->kind), arg_uuid_opt(observer->profile.v),
                         arg_text(observer->interpretation), arg_i32(observer->identity_version),
                         arg_time(clock_now_us(cx->clock)), arg_byteas(c.identity, count), arg_uuids(c.id, count),
                         arg_texts(c.family, count), arg_texts(c.object_id, count), arg_uuids_opt(c.subject, count),
                         arg_texts(c.subject_name, count), arg_texts(c.control_code, count), arg_texts(c.path, count),
                         arg_texts(c.label, count), arg_texts(c.op, count), arg_texts(c.before, count),
                         arg_texts(c.after, count), arg_byteas(c.value_hash, count), arg_texts(c.severity, count),
                         arg_i32(observer->interpretation_version)));
    return rc == RC_OK ? read_moves(cx, &rows, moves) : rc;
}

enum rc finding_observe_store_passed(struct cx *cx, const struct actor *who, const struct finding_observer *observer,
                                     const char *const *families, size_t family_count, struct finding_moves *moves)
{
    struct rows rows;
    enum rc rc = query_rows(cx, &PASSED, &rows,
                            ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(observer->tenant.v),
                                 arg_uuid(observer->run.v), arg_text(observer->kind), arg_uuid_opt(observer->profile.v),
                                 arg_text(observer->interpretation), arg_time(clock_now_us(cx->clock)),
                                 arg_texts(families, family_count), arg_uuid(observer->capture.v)));

    return rc == RC_OK ? read_moves(cx, &rows, moves) : rc;
}

enum rc finding_observe_store_places(struct cx *cx, const struct actor *who, struct profile_id profile,
                                     const char *family, const char *const *object_ids, size_t count,
                                     struct finding_place **out, size_t *out_count)
{
    struct rows rows;
    struct row row;
    enum rc rc = query_rows(
        cx, &PLACES, &rows,
        ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(profile.v), arg_text(family), arg_texts(object_ids, count)));

    if (rc != RC_OK) {
        return rc;
    }
    *out = arena_calloc(cx->mem, (size_t)rows.count, sizeof **out);
    *out_count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        struct finding_place *place = &(*out)[(*out_count)++];

        place->object_id = row_text(&row);
        place->path = row_text(&row);
        place->identity = row_bytes(&row);
        rc = row_done(&row);
    }
    return rc;
}

QUERIES(finding_observe, &FAILED, &PASSED, &PLACES);
