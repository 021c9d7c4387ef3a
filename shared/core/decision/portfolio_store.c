#include "core/decision/portfolio.h"
#include "ext/pq.h"

/* Of the page's tenants alone: the rest of a large workspace is not counted. */
static const struct query FINDINGS = {
    "portfolio_findings",
    "SELECT tenant_id, severity, count(*) AS open FROM finding WHERE workspace_id = $1 AND tenant_id = ANY ($2)"
    " AND state IN ('open', 'triaged', 'assigned') GROUP BY tenant_id, severity",
    "uuid,uuid[]",
    "tenant_id:uuid,severity:text,open:int8",
};

static const struct query WAITING = {
    "portfolio_waiting",
    "SELECT tenant_id, count(*) AS waiting FROM decision_item WHERE workspace_id = $1 AND tenant_id = ANY ($2) AND state = 'open'"
    " GROUP BY tenant_id",
    "uuid,uuid[]",
    "tenant_id:uuid?,waiting:int8",
};

struct page {
    struct portfolio_row *items;
    size_t count;
};

static struct portfolio_row *row_of(const struct page *page, struct uuid tenant)
{
    for (size_t i = 0; i < page->count; i++) {
        if (uuid_equal(page->items[i].estate.tenant.id.v, tenant)) {
            return &page->items[i];
        }
    }
    return NULL;
}

static enum rc read_findings(struct rows *rows, const struct page *page)
{
    struct row row;
    enum rc rc = RC_OK;

    while (rc == RC_OK && rows_next(rows, &row)) {
        struct portfolio_row *item = row_of(page, row_uuid(&row));
        const char *code = row_text(&row);
        int64_t open = row_i64(&row);
        enum severity severity;

        rc = row_done(&row);
        rc = rc == RC_OK ? severity_parse(code, &severity) : rc;
        if (rc == RC_OK && item != NULL) {
            item->findings[severity] = open;
        }
    }
    return rc;
}

static enum rc read_waiting(struct rows *rows, const struct page *page)
{
    struct row row;
    enum rc rc = RC_OK;

    while (rc == RC_OK && rows_next(rows, &row)) {
        struct portfolio_row *item = row_of(page, row_uuid_opt(&row));
        int64_t waiting = row_i64(&row);

        rc = row_done(&row);
        if (rc == RC_OK && item != NULL) {
            item->waiting = waiting;
        }
    }
    return rc;
}

static enum rc count_work(struct cx *cx, const struct actor *who, const struct page *page)
{
    const struct arg workspace = arg_uuid(actor_workspace(who).v);
    struct uuid *tenants = arena_calloc(cx->mem, page->count, sizeof *tenants);
    struct batch batch = { .count = 0 };
    struct rows findings;
    struct rows waiting;
    enum rc rc;

    for (size_t i = 0; i < page->count; i++) {
        tenants[i] = page->items[i].estate.tenant.id.v;
    }
    batch_add(&batch, &FINDINGS, &findings, ARGS(workspace, arg_uuids(tenants, page->count)));
    batch_add(&batch, &WAITING, &waiting, ARGS(workspace, arg_uuids(tenants, page->count)));
    rc = batch_run(cx, &batch);
    rc = rc == RC_OK ? read_findings(&findings, page) : rc;
    return rc == RC_OK ? read_waiting(&waiting, page) : rc;
}

enum rc portfolio_list(struct cx *cx, const struct actor *who, const struct tenant_filter *filter,
                       struct portfolio_row **out, size_t *count)
{
    struct page page = { .count = 0 };
    struct estate_row *estate;
    struct postures postures;
    enum rc rc = estate_list(cx, who, filter, &estate, &page.count);

    rc = rc == RC_OK ? control_postures(cx, who, (struct tenant_id){ { { 0 } } }, &postures) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    page.items = arena_calloc(cx->mem, page.count, sizeof *page.items);
    for (size_t i = 0; i < page.count; i++) {
        page.items[i].estate = estate[i];
    }
    for (size_t i = 0; i < postures.count; i++) {
        struct portfolio_row *row = row_of(&page, postures.items[i].tenant.v);

        if (row != NULL) {
            row->posture = postures.items[i];
        }
    }
    rc = count_work(cx, who, &page);
    if (rc == RC_OK) {
        *out = page.items;
        *count = page.count;
    }
    return rc;
}

QUERIES(portfolio, &FINDINGS, &WAITING);
