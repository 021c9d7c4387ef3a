#include "base/text.h"
#include "core/decision/shell.h"
#include "ext/pq.h"

static const struct query TENANTS = {
    "shell_tenants",
    "SELECT tenant_id, name FROM tenant WHERE workspace_id = $1 AND state = 'active' ORDER BY name, tenant_id LIMIT $2",
    "uuid,int4",
    "tenant_id:uuid,name:text",
};

static const struct query WAITING = {
    "shell_waiting",
    "SELECT source_type, count(*) AS waiting FROM (SELECT source_type FROM decision_item WHERE workspace_id = $1 AND state = 'open'"
    " LIMIT $2) AS open GROUP BY source_type",
    "uuid,int4",
    "source_type:text,waiting:int8",
};

/* Where, beside the inbox, an open item's source is decided on. */
static const struct {
    const char *source_type;
    const char *place;
} places[] = {
    { "exception", "exceptions" },
    { "review", "reviews" },
    { "baseline_snapshot", "baselines" },
};

enum { PLACES = sizeof places / sizeof places[0] };

static enum rc read_tenants(struct cx *cx, struct rows *rows, struct shell *out)
{
    struct row row;
    enum rc rc = RC_OK;

    out->tenants = arena_calloc(cx->mem, (size_t)rows->count, sizeof *out->tenants);
    while (rc == RC_OK && rows_next(rows, &row)) {
        struct shell_tenant *tenant = &out->tenants[out->tenant_count++];

        tenant->id.v = row_uuid(&row);
        tenant->name = row_text(&row);
        rc = row_done(&row);
    }
    return rc;
}

/* The inbox comes first and has them all. */
static enum rc read_waiting(struct cx *cx, struct rows *rows, struct shell *out)
{
    struct row row;
    enum rc rc = RC_OK;

    out->waiting = arena_calloc(cx->mem, PLACES + 1, sizeof *out->waiting);
    out->waiting_count = PLACES + 1;
    out->waiting[0].place = "inbox";
    for (size_t i = 0; i < PLACES; i++) {
        out->waiting[i + 1].place = places[i].place;
    }
    while (rc == RC_OK && rows_next(rows, &row)) {
        const char *source_type = row_text(&row);
        int64_t count = row_i64(&row);

        out->waiting[0].count += count;
        for (size_t i = 0; i < PLACES; i++) {
            out->waiting[i + 1].count += text_equal(places[i].source_type, source_type) ? count : 0;
        }
        rc = row_done(&row);
    }
    return rc;
}

enum rc decision_shell(struct cx *cx, const struct actor *who, struct shell *out)
{
    const struct uuid workspace = actor_workspace(who).v;
    struct batch batch = { .count = 0 };
    struct rows tenants;
    struct rows waiting;
    enum rc rc;

    *out = (struct shell){ .tenant_count = 0 };
    batch_add(&batch, &TENANTS, &tenants, ARGS(arg_uuid(workspace), arg_i32(SHELL_TENANTS_MAX)));
    batch_add(&batch, &WAITING, &waiting, ARGS(arg_uuid(workspace), arg_i32(SHELL_WAITING_MAX + 1)));
    rc = batch_run(cx, &batch);
    rc = rc == RC_OK ? read_tenants(cx, &tenants, out) : rc;
    return rc == RC_OK ? read_waiting(cx, &waiting, out) : rc;
}

QUERIES(shell, &TENANTS, &WAITING);
