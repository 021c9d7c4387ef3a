#include "base/text.h"
#include "core/subject/estate.h"
#include "ext/pq.h"

#define SELECT_ROW                                                                                                     \
    "SELECT tenant_id, slug, name, state, created_at, row_version, connection, subjects, run_id, outcome, reason,"     \
    " finished_at, due_at FROM estate_row WHERE workspace_id = $1"
#define SHAPE                                                                                                          \
    "tenant_id:uuid,slug:text,name:text,state:text,created_at:time,row_version:int4,connection:text?,subjects:int8,"   \
    "run_id:uuid?,outcome:text?,reason:text?,finished_at:time?,due_at:time?"

static const struct query LIST = {
    "estate_list",
    SELECT_ROW " AND ($2::text IS NULL OR state = $2)"
               " AND ($3::text IS NULL OR strpos(lower(name), lower($3)) > 0 OR strpos(slug, lower($3)) > 0)"
               " AND ($4::text IS NULL OR (name, tenant_id) > ($4, $5)) ORDER BY name, tenant_id LIMIT $6",
    "uuid,text,text,text,uuid,int4",
    SHAPE,
};

static const struct query GET = {
    "estate_get",
    SELECT_ROW " AND tenant_id = $2",
    "uuid,uuid",
    SHAPE,
};

static enum rc outcome_of(const char *code, enum run_outcome *out)
{
    for (int i = 0; i < RUN_OUTCOME_COUNT; i++) {
        if (text_equal(run_outcome_code((enum run_outcome)i), code)) {
            *out = (enum run_outcome)i;
            return RC_OK;
        }
    }
    return RC_INVALID;
}

static enum rc decode(struct row *row, struct estate_row *out)
{
    const char *state;
    const char *connection;
    const char *outcome;
    const char *reason;
    int tenant = TENANT_ACTIVE;
    int connected = CONNECTION_NONE;

    out->tenant.id.v = row_uuid(row);
    out->tenant.slug = row_text(row);
    out->tenant.name = row_text(row);
    state = row_text(row);
    out->tenant.created_us = row_time_us(row);
    out->tenant.row_version = row_i32(row);
    connection = row_text_opt(row);
    out->subjects = row_i64(row);
    out->last_run.v = row_uuid_opt(row);
    outcome = row_text_opt(row);
    reason = row_text_opt(row);
    out->last_us = row_time_us_opt(row);
    out->next_us = row_time_us_opt(row);
    if (state_parse(&tenant_states, state, &tenant) != RC_OK ||
        (connection != NULL && state_parse(&connection_states, connection, &connected) != RC_OK) ||
        outcome_of(outcome, &out->last_outcome) != RC_OK || run_reason_parse(reason, &out->last_reason) != RC_OK) {
        return fail_set(row->cx, RC_INTERNAL, NULL, "estate: '%s' '%s'", state, connection == NULL ? "" : connection);
    }
    out->tenant.state = (enum tenant_state)tenant;
    out->connection = (enum connection_state)connected;
    return row_done(row);
}

enum rc estate_list(struct cx *cx, const struct actor *who, const struct tenant_filter *filter, struct estate_row **out,
                    size_t *count)
{
    struct estate_row *list;
    struct rows rows;
    struct row row;
    size_t n = 0;
    enum rc rc = query_rows(cx, &LIST, &rows,
                            ARGS(arg_uuid(actor_workspace(who).v), arg_text(filter->state), arg_text(filter->q),
                                 arg_text(filter->after_name), arg_uuid(filter->after.v), arg_i32(filter->limit)));

    if (rc != RC_OK) {
        return rc;
    }
    list = arena_calloc(cx->mem, (size_t)rows.count, sizeof *list);
    while (rows_next(&rows, &row)) {
        rc = decode(&row, &list[n++]);
        if (rc != RC_OK) {
            return rc;
        }
    }
    *out = list;
    *count = n;
    return RC_OK;
}

enum rc estate_get(struct cx *cx, const struct actor *who, struct tenant_id id, struct estate_row *out)
{
    struct row row;
    enum rc rc = query_one(cx, &GET, &row, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v)));

    return rc == RC_OK ? decode(&row, out) : rc;
}

QUERIES(estate, &LIST, &GET);
