#include "core/baseline/baseline_store.h"
#include "ext/pq.h"

/* Hashes are joined first; documents are fetched for what differs alone. Families that the run did not read are left out: what is not
 * known is neither drift nor deletion. */
static const struct query DIFFERENCES = {
    "baseline_differences",
    "WITH scope AS ("
    "  SELECT n.snapshot_id, n.tenant_id, p.families, p.name_prefix,"
    "    ARRAY(SELECT a.area FROM run_area a WHERE a.workspace_id = $1 AND a.run_id = $3 AND a.state = 'read') AS read"
    "  FROM baseline_snapshot n JOIN baseline_profile p ON p.workspace_id = n.workspace_id AND p.profile_id = n.profile_id"
    "  WHERE n.workspace_id = $1 AND n.snapshot_id = $2"
    "), differing AS ("
    "  SELECT b.family, b.object_id, b.subject_id, s.name, b.document_hash AS before_hash,"
    "    CASE WHEN s.state = 'present' THEN s.document_hash END AS after_hash"
    "  FROM scope JOIN baseline_item b ON b.workspace_id = $1 AND b.snapshot_id = scope.snapshot_id AND b.family = ANY (scope.read)"
    "  JOIN subject s ON s.workspace_id = $1 AND s.subject_id = b.subject_id"
    "  WHERE s.state <> 'present' OR s.document_hash <> b.document_hash"
    "  UNION ALL"
    "  SELECT s.family, s.object_id, s.subject_id, s.name, NULL, s.document_hash"
    "  FROM scope JOIN subject s ON s.workspace_id = $1 AND s.tenant_id = scope.tenant_id AND s.state = 'present'"
    "    AND s.family = ANY (scope.read) AND (scope.families = '{}' OR s.family = ANY (scope.families))"
    "    AND starts_with(s.name, scope.name_prefix)"
    "  WHERE NOT EXISTS (SELECT FROM baseline_item b WHERE b.workspace_id = $1 AND b.snapshot_id = scope.snapshot_id"
    "    AND b.family = s.family AND b.object_id = s.object_id)"
    "), page AS ("
    "  SELECT * FROM differing WHERE $4::text IS NULL OR (family, object_id) > ($4, $5) ORDER BY family, object_id LIMIT $6"
    ") SELECT page.family, page.object_id, page.subject_id, page.name, page.before_hash, page.after_hash, b.canonical AS before,"
    "  a.canonical AS after FROM page"
    " LEFT JOIN document b ON b.workspace_id = $1 AND b.hash = page.before_hash"
    " LEFT JOIN document a ON a.workspace_id = $1 AND a.hash = page.after_hash ORDER BY page.family, page.object_id",
    "uuid,uuid,uuid,text,text,int4",
    "family:text,object_id:text,subject_id:uuid,name:text,before_hash:bytea?,after_hash:bytea?,before:bytea?,after:bytea?",
};

enum rc baseline_store_differences(struct cx *cx, const struct actor *who, struct snapshot_id id, struct run_id run,
                                   struct baseline_place after, int32_t limit, struct baseline_differences *out)
{
    struct rows rows;
    struct row row;
    enum rc rc = query_rows(cx, &DIFFERENCES, &rows,
                            ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v), arg_uuid(run.v),
                                 arg_text(after.family), arg_text(after.object_id), arg_i32(limit + 1)));

    if (rc != RC_OK) {
        return rc;
    }
    out->items = arena_calloc(cx->mem, (size_t)rows.count, sizeof *out->items);
    out->count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        struct baseline_difference *item = &out->items[out->count++];

        item->family = row_text(&row);
        item->object_id = row_text(&row);
        item->subject.v = row_uuid(&row);
        item->name = row_text(&row);
        item->before_hash = row_bytes_opt(&row);
        item->after_hash = row_bytes_opt(&row);
        item->before = row_bytes_opt(&row);
        item->after = row_bytes_opt(&row);
        item->op = item->before_hash.data == NULL ? "add" : item->after_hash.data == NULL ? "remove" : "replace";
        rc = row_done(&row);
    }
    out->more = out->count > (size_t)limit;
    out->count = out->more ? (size_t)limit : out->count;
    return rc;
}

static const struct query FAMILY_COUNTS = {
    "baseline_family_counts",
    "SELECT coalesce(b.family, a.area) AS family, coalesce(b.held, 0)::int4 AS held, coalesce(a.state = 'read', false) AS was_read"
    " FROM (SELECT family, count(*) AS held FROM baseline_item WHERE workspace_id = $1 AND snapshot_id = $2 GROUP BY family) AS b"
    " FULL JOIN (SELECT a.area, a.state FROM run_area a JOIN baseline_snapshot s ON s.workspace_id = $1 AND s.snapshot_id = $2"
    "  JOIN baseline_profile p ON p.workspace_id = $1 AND p.profile_id = s.profile_id"
    "  WHERE a.workspace_id = $1 AND a.run_id = $3 AND (p.families = '{}' OR a.area = ANY (p.families))) AS a ON a.area = b.family"
    " ORDER BY 1",
    "uuid,uuid,uuid",
    "family:text,held:int4,was_read:bool",
};

enum rc baseline_store_family_counts(struct cx *cx, const struct actor *who, struct snapshot_id id, struct run_id run,
                                     struct baseline_family_count **out, size_t *count)
{
    struct rows rows;
    struct row row;
    enum rc rc =
        query_rows(cx, &FAMILY_COUNTS, &rows, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v), arg_uuid(run.v)));

    if (rc != RC_OK) {
        return rc;
    }
    *out = arena_calloc(cx->mem, (size_t)rows.count, sizeof **out);
    *count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        struct baseline_family_count *item = &(*out)[(*count)++];

        item->family = row_text(&row);
        item->count = row_i32(&row);
        item->was_read = row_bool(&row);
        rc = row_done(&row);
    }
    return rc;
}

QUERIES(baseline_differences, &DIFFERENCES, &FAMILY_COUNTS);
