#include "core/release/portal_access_store.h"

#include "ext/pq.h"

static const struct query RELEASES = {
    "portal_access_releases",
    "SELECT release_id, title, shown_at FROM release WHERE workspace_id = $1 AND tenant_id = $2 AND state IN ('shown', 'superseded')"
    " ORDER BY shown_at DESC, release_id LIMIT 100",
    "uuid,uuid",
    "release_id:uuid,title:text,shown_at:time?",
};

enum rc portal_access_store_releases(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                     struct portal_access *out)
{
    struct rows rows;
    struct row row;
    enum rc rc = query_rows(cx, &RELEASES, &rows, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(tenant.v)));

    if (rc != RC_OK) {
        return rc;
    }
    out->releases = arena_calloc(cx->mem, (size_t)rows.count, sizeof *out->releases);
    out->release_count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        struct portal_access_release *release = &out->releases[out->release_count++];

        release->id.v = row_uuid(&row);
        release->title = row_text(&row);
        release->shown_us = row_time_us_opt(&row);
        rc = row_done(&row);
    }
    return rc;
}

QUERIES(portal_access, &RELEASES);
