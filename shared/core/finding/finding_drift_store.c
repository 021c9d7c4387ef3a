#include "core/finding/finding_drift.h"

#include "core/finding/finding_store.h"
#include "ext/pq.h"

/* In the order of severity.def. */
#define SEVERITIES                                                                                                     \
    "(count(*) FILTER (WHERE f.severity = 'critical'))::int4 AS critical,"                                             \
    " (count(*) FILTER (WHERE f.severity = 'high'))::int4 AS high,"                                                    \
    " (count(*) FILTER (WHERE f.severity = 'medium'))::int4 AS medium,"                                                \
    " (count(*) FILTER (WHERE f.severity = 'low'))::int4 AS low, (count(*) FILTER (WHERE f.severity = 'info'))::int4 AS info"
#define SEVERITY_SHAPE "critical:int4,high:int4,medium:int4,low:int4,info:int4"

static const struct query DRIFTS = {
    "finding_drifts",
    "SELECT snapshot_id, profile_id, profile_name, tenant_id, tenant_name, item_count, decided_at, compared_at, compare, subjects,"
    " critical, high, medium, low, info FROM drift_row WHERE workspace_id = $1 AND ($2::uuid IS NULL OR tenant_id = $2)"
    " AND ($3::uuid IS NULL OR snapshot_id = $3) ORDER BY tenant_name, profile_name LIMIT 500",
    "uuid,uuid,uuid",
    "snapshot_id:uuid,profile_id:uuid,profile_name:text,tenant_id:uuid,tenant_name:text,item_count:int4,decided_at:time?,"
    "compared_at:time?,compare:uuid?,subjects:int4," SEVERITY_SHAPE,
};

static const struct query SUBJECTS = {
    "finding_drift_subjects",
    "SELECT (array_agg(f.subject_id))[1] AS subject_id, max(f.subject_name) AS name, f.family,"
    " coalesce((SELECT p.label FROM provider_family p WHERE p.family = f.family LIMIT 1), f.family) AS family_label, f.object_id,"
    " coalesce(max(f.op) FILTER (WHERE f.path = ''), 'replace') AS op, " SEVERITIES ", count(*)::int4 AS count,"
    " (count(*) FILTER (WHERE f.state = 'risk_accepted'))::int4 AS accepted"
    " FROM finding f WHERE f.workspace_id = $1 AND f.profile_id = $2 AND f.last_result = 'failed'"
    " GROUP BY f.family, f.object_id ORDER BY min(f.severity_rank), f.family, name, f.object_id LIMIT 500",
    "uuid,uuid",
    "subject_id:uuid?,name:text,family:text,family_label:text,object_id:text,op:text," SEVERITY_SHAPE
    ",count:int4,accepted:int4",
};

static const struct query UNCHANGED = {
    "finding_drift_unchanged",
    "SELECT greatest(0, coalesce((SELECT (SELECT count(*) FROM jsonb_path_query(convert_from(d.canonical, 'UTF8')::jsonb, 'strict $.**')"
    "   AS v WHERE jsonb_typeof(v) NOT IN ('object', 'array')) FROM baseline_item b"
    "   JOIN document d ON d.workspace_id = $1 AND d.hash = b.document_hash"
    "   WHERE b.workspace_id = $1 AND b.snapshot_id = $2 AND b.subject_id = $3 LIMIT 1), 0)"
    "  - (SELECT count(*) FROM finding f CROSS JOIN LATERAL jsonb_path_query(f.before, 'strict $.**') AS v"
    "   WHERE f.workspace_id = $1 AND f.profile_id = $4 AND f.subject_id = $3 AND f.last_result = 'failed'"
    "   AND jsonb_typeof(v) NOT IN ('object', 'array')))::int8 AS unchanged",
    "uuid,uuid,uuid,uuid",
    "unchanged:int8",
};

static void read_severities(struct row *row, int32_t counts[static SEVERITY_COUNT])
{
    for (int i = 0; i < SEVERITY_COUNT; i++) {
        counts[i] = row_i32(row);
    }
}

enum rc finding_drifts(struct cx *cx, const struct actor *who, struct tenant_id tenant, struct snapshot_id only,
                       struct finding_drifts *out)
{
    struct rows rows;
    struct row row;
    enum rc rc = query_rows(cx, &DRIFTS, &rows,
                            ARGS(arg_uuid(actor_workspace(who).v), arg_uuid_opt(tenant.v), arg_uuid_opt(only.v)));

    if (rc != RC_OK) {
        return rc;
    }
    *out = (struct finding_drifts){ .items = arena_calloc(cx->mem, (size_t)rows.count, sizeof *out->items) };
    while (rc == RC_OK && rows_next(&rows, &row)) {
        struct finding_drift *item = &out->items[out->count++];

        item->snapshot.v = row_uuid(&row);
        item->profile.v = row_uuid(&row);
        item->profile_name = row_text(&row);
        item->tenant.v = row_uuid(&row);
        item->tenant_name = row_text(&row);
        item->item_count = row_i32(&row);
        item->approved_us = row_time_us_opt(&row);
        item->compared_us = row_time_us_opt(&row);
        item->compare.v = row_uuid_opt(&row);
        item->subjects = row_i32(&row);
        read_severities(&row, item->severities);
        rc = row_done(&row);
    }
    return rc;
}

enum rc finding_drift_subjects(struct cx *cx, const struct actor *who, struct profile_id profile,
                               struct finding_drift_subjects *out)
{
    struct rows rows;
    struct row row;
    enum rc rc = query_rows(cx, &SUBJECTS, &rows, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(profile.v)));

    if (rc != RC_OK) {
        return rc;
    }
    *out = (struct finding_drift_subjects){ .items = arena_calloc(cx->mem, (size_t)rows.count, sizeof *out->items) };
    while (rc == RC_OK && rows_next(&rows, &row)) {
        struct finding_drift_subject *item = &out->items[out->count++];

        item->subject.v = row_uuid_opt(&row);
        item->name = row_text(&row);
        item->family = row_text(&row);
        item->family_label = row_text(&row);
        item->object_id = row_text(&row);
        item->op = row_text(&row);
        read_severities(&row, item->severities);
        item->count = row_i32(&row);
        item->accepted = row_i32(&row);
        rc = row_done(&row);
    }
    return rc;
}

enum rc finding_drift_of_subject(struct cx *cx, const struct actor *who, struct profile_id profile,
                                 struct snapshot_id snapshot, struct subject_id subject, struct finding_list *out,
                                 int64_t *unchanged)
{
    struct row row;
    enum rc rc = finding_store_differences(cx, who, profile, subject, out);

    if (rc == RC_OK && out->count == 0) {
        return RC_NOT_FOUND;
    }
    if (rc == RC_OK) {
        rc = query_one(
            cx, &UNCHANGED, &row,
            ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(snapshot.v), arg_uuid(subject.v), arg_uuid(profile.v)));
    }
    if (rc != RC_OK) {
        return rc;
    }
    *unchanged = row_i64(&row);
    return row_done(&row);
}

QUERIES(finding_drift, &DRIFTS, &SUBJECTS, &UNCHANGED);
