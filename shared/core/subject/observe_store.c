/* Writing the inventory: two statements for a page, three for an area, whatever their size. */
#include "core/subject/subject.h"
#include "ext/pq.h"

static const struct query MISSING = {
    "document_missing",
    "SELECT i.n FROM unnest($2) WITH ORDINALITY AS i (hash, n) WHERE i.hash IS NOT NULL AND NOT EXISTS"
    " (SELECT FROM document d WHERE d.workspace_id = $1 AND d.hash = i.hash)",
    "uuid,bytea[]",
    "n:int8",
};

static const struct query ADD_DOCUMENTS = {
    "document_add",
    "INSERT INTO document (workspace_id, hash, canonical, raw, rules, created_at)"
    " SELECT $1, i.hash, i.canonical, i.raw, $5, $6 FROM unnest($2, $3, $4) AS i (hash, canonical, raw)"
    " ON CONFLICT DO NOTHING",
    "uuid,bytea[],bytea[],bytea[],int4,time",
    "",
};

/* xmax is 0 on a row that this statement inserted. */
static const struct query STAGE = {
    "subject_stage",
    "WITH page AS (SELECT DISTINCT ON (i.object_id) i.object_id, i.name, i.hash, i.new_id"
    "  FROM unnest($4, $5, $6, $7) WITH ORDINALITY AS i (object_id, name, hash, new_id, n)"
    "  ORDER BY i.object_id, i.n DESC),"
    " put AS (INSERT INTO run_seen (workspace_id, run_id, area, object_id, name, hash, new_id)"
    "  SELECT $1, $2, $3, object_id, name, hash, new_id FROM page"
    "  ON CONFLICT (workspace_id, run_id, area, object_id) DO UPDATE SET name = excluded.name, hash = excluded.hash"
    "  RETURNING xmax = 0 AS fresh)"
    " SELECT count(*) FILTER (WHERE fresh) AS fresh FROM put",
    "uuid,uuid,text,text[],text[],bytea[],uuid[]",
    "fresh:int8",
};

/* The planner cannot know how many rows were just staged. It takes them for a handful and compares each with every subject, which for a
 * tenant of some thousand objects takes seconds to minutes; hashed, whatever their number, milliseconds. */
static const struct query WITHOUT_LOOPS = {
    "subject_without_loops",
    "SELECT set_config('enable_nestloop', 'off', true) AS nestloop",
    "",
    "nestloop:text",
};

/* `known` is read from the snapshot at the statement's start: that is what tells new, changed and returned from merely seen. */
static const struct query SETTLE = {
    "subject_settle",
    "WITH known AS ("
    "  SELECT i.object_id, i.name, i.hash, coalesce(s.subject_id, i.new_id) AS subject_id, coalesce(s.version, 0) AS version,"
    "   CASE WHEN i.hash IS NULL THEN NULL WHEN s.subject_id IS NULL THEN 'added' WHEN s.state = 'deleted' THEN 'restored'"
    "    WHEN s.document_hash <> i.hash THEN 'changed' END AS change, s.subject_id IS NOT NULL AS there"
    "  FROM run_seen i LEFT JOIN subject s"
    "   ON s.workspace_id = $1 AND s.tenant_id = $3 AND s.family = $4 AND s.object_id = i.object_id"
    "  WHERE i.workspace_id = $1 AND i.run_id = $2 AND i.area = $4),"
    " added AS (INSERT INTO subject (workspace_id, subject_id, tenant_id, family, object_id, name, state, version,"
    "   document_hash, first_seen_at, changed_at, last_seen_at, last_seen_run)"
    "  SELECT $1, subject_id, $3, $4, object_id, name, 'present', 1, hash, $5, $5, $5, $2 FROM known"
    "   WHERE change = 'added'),"
    " kept AS (UPDATE subject s SET"
    "   name = CASE WHEN k.hash IS NULL THEN s.name ELSE k.name END,"
    "   state = CASE WHEN k.change = 'restored' THEN 'present' ELSE s.state END,"
    "   document_hash = coalesce(k.hash, s.document_hash),"
    "   version = s.version + CASE WHEN k.change IS NULL THEN 0 ELSE 1 END,"
    "   changed_at = CASE WHEN k.change IS NULL THEN s.changed_at ELSE $5 END, last_seen_at = $5, last_seen_run = $2"
    "  FROM known k WHERE k.there AND s.workspace_id = $1 AND s.tenant_id = $3 AND s.family = $4"
    "   AND s.subject_id = k.subject_id),"
    " versions AS (INSERT INTO subject_version (workspace_id, subject_id, version, change, name, document_hash, run_id, at)"
    "  SELECT $1, subject_id, version + 1, change, name, hash, $2, $5 FROM known WHERE change IS NOT NULL)"
    " SELECT count(*) FILTER (WHERE hash IS NOT NULL) AS read, count(*) FILTER (WHERE hash IS NULL) AS skipped,"
    "  count(*) FILTER (WHERE change = 'added') AS added,"
    "  count(*) FILTER (WHERE change IN ('changed', 'restored')) AS changed FROM known",
    "uuid,uuid,uuid,text,time",
    "read:int8,skipped:int8,added:int8,changed:int8",
};

static const struct query SWEEP = {
    "subject_sweep",
    "WITH gone AS (UPDATE subject SET state = 'deleted', version = version + 1, changed_at = $5"
    "  WHERE workspace_id = $1 AND tenant_id = $3 AND family = $4 AND state = 'present' AND last_seen_run <> $2"
    "  RETURNING subject_id, version, name, document_hash),"
    " versions AS (INSERT INTO subject_version (workspace_id, subject_id, version, change, name, document_hash, run_id, at)"
    "  SELECT $1, subject_id, version, 'deleted', name, document_hash, $2, $5 FROM gone)"
    " SELECT count(*) AS gone FROM gone",
    "uuid,uuid,uuid,text,time",
    "gone:int8",
};

static const struct query UNSTAGE = {
    "subject_unstage",
    "DELETE FROM run_seen WHERE workspace_id = $1 AND run_id = $2 AND area = $3",
    "uuid,uuid,text",
    "",
};

static const struct query COUNTS = {
    "subject_counts",
    "SELECT (SELECT count(*) FROM subject s WHERE s.workspace_id = $1 AND s.tenant_id = $2 AND s.family = f.family"
    "  AND s.state = 'present') AS present FROM unnest($3) WITH ORDINALITY AS f (family, n) ORDER BY f.n",
    "uuid,uuid,text[]",
    "present:int8",
};

#define WORKSPACE(who) arg_uuid(actor_workspace(who).v)
#define NOW(cx)        arg_time(clock_now_us((cx)->clock))

/* Bodies travel only where the database lacks them: in a quiet tenant, none. */
static enum rc add_documents(struct cx *cx, const struct actor *who, int rules, const struct observation *seen,
                             const struct bytes *all, size_t count)
{
    struct bytes *hashes;
    struct bytes *canonical;
    struct bytes *raw;
    struct rows rows;
    struct row row;
    size_t n = 0;
    enum rc rc = query_rows(cx, &MISSING, &rows, ARGS(WORKSPACE(who), arg_byteas(all, count)));

    if (rc != RC_OK || rows.count == 0) {
        return rc;
    }
    hashes = arena_calloc(cx->mem, (size_t)rows.count, sizeof *hashes);
    canonical = arena_calloc(cx->mem, (size_t)rows.count, sizeof *canonical);
    raw = arena_calloc(cx->mem, (size_t)rows.count, sizeof *raw);
    while (rows_next(&rows, &row)) {
        size_t i = (size_t)row_i64(&row) - 1;

        rc = row_done(&row);
        if (rc != RC_OK) {
            return rc;
        }
        hashes[n] = seen[i].hash;
        canonical[n] = seen[i].canonical;
        raw[n++] = seen[i].raw;
    }
    return query_exec(cx, &ADD_DOCUMENTS, NULL,
                      ARGS(WORKSPACE(who), arg_byteas(hashes, n), arg_byteas(canonical, n), arg_byteas(raw, n),
                           arg_i32(rules), NOW(cx)));
}

enum rc subject_stage(struct cx *cx, const struct actor *who, struct run_id run, const char *family, int rules,
                      const struct observation *seen, size_t count, int64_t *fresh)
{
    const char **objects = arena_calloc(cx->mem, count, sizeof *objects);
    const char **names = arena_calloc(cx->mem, count, sizeof *names);
    struct bytes *hashes = arena_calloc(cx->mem, count, sizeof *hashes);
    struct uuid *ids = arena_calloc(cx->mem, count, sizeof *ids);
    struct row row;
    enum rc rc = actor_require(cx, who, CAP_OBSERVATION);

    *fresh = 0;
    if (rc != RC_OK || count == 0) {
        return rc;
    }
    for (size_t i = 0; i < count; i++) {
        objects[i] = seen[i].object;
        names[i] = seen[i].name;
        hashes[i] = seen[i].hash;
        ids[i] = uuid_new(cx->clock);
    }
    rc = add_documents(cx, who, rules, seen, hashes, count);
    rc = rc == RC_OK ? query_one(cx, &STAGE, &row,
                                 ARGS(WORKSPACE(who), arg_uuid(run.v), arg_text(family), arg_texts(objects, count),
                                      arg_texts(names, count), arg_byteas(hashes, count), arg_uuids(ids, count)))
                     : rc;
    if (rc != RC_OK) {
        return rc;
    }
    *fresh = row_i64(&row);
    return row_done(&row);
}

static enum rc sweep(struct cx *cx, const struct arg *args, int64_t *gone)
{
    struct row row;
    enum rc rc = query_one(cx, &SWEEP, &row, args);

    if (rc != RC_OK) {
        return rc;
    }
    *gone = row_i64(&row);
    return row_done(&row);
}

enum rc subject_settle(struct cx *cx, const struct actor *who, struct run_id run, struct tenant_id tenant,
                       const char *family, struct area_change *out)
{
    const struct arg *args = ARGS(WORKSPACE(who), arg_uuid(run.v), arg_uuid(tenant.v), arg_text(family), NOW(cx));
    struct batch batch = { .count = 0 };
    struct rows settings;
    struct rows settled;
    struct row row;
    enum rc rc = actor_require(cx, who, CAP_OBSERVATION);

    batch_add(&batch, &WITHOUT_LOOPS, &settings, NO_ARGS);
    batch_add(&batch, &SETTLE, &settled, args);
    rc = rc == RC_OK ? batch_run(cx, &batch) : rc;
    if (rc != RC_OK || !rows_next(&settled, &row)) {
        return rc;
    }
    out->read = row_i64(&row);
    out->skipped = row_i64(&row);
    out->added = row_i64(&row);
    out->changed = row_i64(&row);
    rc = row_done(&row);
    rc = rc == RC_OK ? sweep(cx, args, &out->deleted) : rc;
    return rc == RC_OK ? subject_unstage(cx, who, run, family) : rc;
}

enum rc subject_unstage(struct cx *cx, const struct actor *who, struct run_id run, const char *family)
{
    return query_exec(cx, &UNSTAGE, NULL, ARGS(WORKSPACE(who), arg_uuid(run.v), arg_text(family)));
}

enum rc subject_counts(struct cx *cx, const struct actor *who, struct tenant_id tenant, const char *const *families,
                       size_t count, int64_t *out)
{
    struct rows rows;
    struct row row;
    size_t n = 0;
    enum rc rc = query_rows(cx, &COUNTS, &rows, ARGS(WORKSPACE(who), arg_uuid(tenant.v), arg_texts(families, count)));

    while (rc == RC_OK && n < count && rows_next(&rows, &row)) {
        out[n++] = row_i64(&row);
        rc = row_done(&row);
    }
    return rc;
}

QUERIES(observe, &MISSING, &ADD_DOCUMENTS, &STAGE, &WITHOUT_LOOPS, &SETTLE, &SWEEP, &UNSTAGE, &COUNTS);
