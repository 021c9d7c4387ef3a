#include "core/baseline/baseline_store.h"
#include "ext/pq.h"

static const struct query COMPARE = {
    "baseline_compare",
    "WITH changed AS ("
    "  SELECT coalesce(n.family, o.family) AS family, coalesce(n.object_id, o.object_id) AS object_id,"
    "    coalesce(n.subject_id, o.subject_id) AS subject_id, coalesce(n.name, o.name) AS name,"
    "    CASE WHEN o.family IS NULL THEN 'add' WHEN n.family IS NULL THEN 'remove' ELSE 'replace' END AS op"
    "  FROM (SELECT * FROM baseline_item WHERE workspace_id = $1 AND snapshot_id = $2) AS o"
    "  FULL JOIN (SELECT * FROM baseline_item WHERE workspace_id = $1 AND snapshot_id = $3) AS n"
    "    ON n.family = o.family AND n.object_id = o.object_id"
    "  WHERE n.document_hash IS DISTINCT FROM o.document_hash"
    ") SELECT op, family, coalesce((SELECT p.label FROM provider_family p WHERE p.family = changed.family LIMIT 1), family)"
    "  AS family_label, object_id, subject_id, name, (count(*) FILTER (WHERE op = 'add') OVER ())::int4 AS added,"
    "  (count(*) FILTER (WHERE op = 'remove') OVER ())::int4 AS removed,"
    "  (count(*) FILTER (WHERE op = 'replace') OVER ())::int4 AS replaced"
    " FROM changed ORDER BY family, name, object_id LIMIT 200",
    "uuid,uuid,uuid",
    "op:text,family:text,family_label:text,object_id:text,subject_id:uuid,name:text,added:int4,removed:int4,replaced:int4",
};

enum rc baseline_store_compare(struct cx *cx, const struct actor *who, struct snapshot_id from, struct snapshot_id to,
                               struct baseline_changes *out)
{
    struct rows rows;
    struct row row;
    enum rc rc =
        query_rows(cx, &COMPARE, &rows, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid_opt(from.v), arg_uuid(to.v)));

    if (rc != RC_OK) {
        return rc;
    }
    *out = (struct baseline_changes){ .items = arena_calloc(cx->mem, (size_t)rows.count, sizeof *out->items) };
    while (rc == RC_OK && rows_next(&rows, &row)) {
        struct baseline_change *item = &out->items[out->count++];

        item->op = row_text(&row);
        item->family = row_text(&row);
        item->family_label = row_text(&row);
        item->object_id = row_text(&row);
        item->subject.v = row_uuid(&row);
        item->name = row_text(&row);
        out->added = row_i32(&row);
        out->removed = row_i32(&row);
        out->replaced = row_i32(&row);
        rc = row_done(&row);
    }
    return rc;
}

QUERIES(baseline_compare, &COMPARE);
