/* What a run did, step by step and area by area. */
#include "base/text.h"
#include "core/run/run.h"
#include "ext/pq.h"

enum { ERROR_MAX = 4000 };

static const struct query AREAS = {
    "run_areas",
    "SELECT a.area, coalesce((SELECT f.label FROM provider_family f WHERE f.family = a.area LIMIT 1), a.area) AS label,"
    " a.state, a.expected, a.read, a.skipped, a.added, a.changed, a.deleted, a.reason, a.detail, a.cursor"
    " FROM run_area a WHERE a.workspace_id = $1 AND a.run_id = $2 ORDER BY a.position",
    "uuid,uuid",
    "area:text,label:text,state:text,expected:int4,read:int4,skipped:int4,added:int4,changed:int4,deleted:int4,reason:text?,"
    "detail:text?,cursor:text?",
};

static const struct query PLAN = {
    "run_areas_plan",
    "INSERT INTO run_area (workspace_id, run_id, area, position, state, expected)"
    " SELECT $1, $2, p.area, p.n, 'pending', p.expected FROM unnest($3, $4) WITH ORDINALITY AS p (area, expected, n)"
    " ON CONFLICT DO NOTHING",
    "uuid,uuid,text[],int8[]",
    "",
};

static const struct query PUT = {
    "run_area_put",
    "UPDATE run_area SET state = $4, read = $5, skipped = $6, added = $7, changed = $8, deleted = $9, reason = $10,"
    " detail = $11, cursor = $12 WHERE workspace_id = $1 AND run_id = $2 AND area = $3",
    "uuid,uuid,text,text,int4,int4,int4,int4,int4,text,text,text",
    "",
};

static const struct query STEP = {
    "run_step_note",
    "WITH moved AS (UPDATE run SET steps = steps + 1, progressed_at = $5 WHERE workspace_id = $1 AND run_id = $2"
    " RETURNING workspace_id, run_id, steps, attempt, cancel_requested_at),"
    " noted AS (INSERT INTO run_step (workspace_id, run_id, step, area, items, attempt, at)"
    " SELECT workspace_id, run_id, steps, $3, $4, attempt, $5 FROM moved)"
    " SELECT cancel_requested_at IS NOT NULL AS cancelled FROM moved",
    "uuid,uuid,text,int4,time",
    "cancelled:bool",
};

static const struct query ERROR = {
    "run_error_note",
    "INSERT INTO run_error (workspace_id, run_id, error_id, area, detail, at) VALUES ($1, $2, $3, $4, $5, $6)",
    "uuid,uuid,uuid,text,text,time",
    "",
};

static const struct query ROLES = {
    "run_requester_roles",
    "SELECT role FROM requester_roles($1) AS role",
    "uuid",
    "role:text",
};

#define KEY(who, id) arg_uuid(actor_workspace(who).v), arg_uuid((id).v)
#define NOW(cx)      arg_time(clock_now_us((cx)->clock))

static enum rc area_state_parse(const char *code, enum area_state *out)
{
    for (int i = 0; i < AREA_STATE_COUNT; i++) {
        if (text_equal(area_state_code((enum area_state)i), code)) {
            *out = (enum area_state)i;
            return RC_OK;
        }
    }
    return RC_INVALID;
}

static enum rc decode(struct row *row, struct run_area *out)
{
    const char *state;
    const char *reason;

    out->area = row_text(row);
    out->label = row_text(row);
    state = row_text(row);
    out->expected = row_i32(row);
    out->read = row_i32(row);
    out->skipped = row_i32(row);
    out->added = row_i32(row);
    out->changed = row_i32(row);
    out->deleted = row_i32(row);
    reason = row_text_opt(row);
    out->detail = row_text_opt(row);
    out->cursor = row_text_opt(row);
    if (area_state_parse(state, &out->state) != RC_OK || run_reason_parse(reason, &out->reason) != RC_OK) {
        return fail_set(row->cx, RC_INTERNAL, NULL, "run area: '%s' '%s'", state, reason == NULL ? "" : reason);
    }
    return row_done(row);
}

enum rc run_areas(struct cx *cx, const struct actor *who, struct run_id id, struct run_area **out, size_t *count)
{
    struct run_area *list;
    struct rows rows;
    struct row row;
    size_t n = 0;
    enum rc rc = query_rows(cx, &AREAS, &rows, ARGS(KEY(who, id)));

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

enum rc run_areas_plan(struct cx *cx, const struct actor *who, struct run_id id, const char *const *areas,
                       const int64_t *expected, size_t count)
{
    return query_exec(cx, &PLAN, NULL, ARGS(KEY(who, id), arg_texts(areas, count), arg_i64s(expected, count)));
}

enum rc run_area_put(struct cx *cx, const struct actor *who, struct run_id id, const struct run_area *area)
{
    return query_exec(cx, &PUT, NULL,
                      ARGS(KEY(who, id), arg_text(area->area), arg_text(area_state_code(area->state)),
                           arg_i32(area->read), arg_i32(area->skipped), arg_i32(area->added), arg_i32(area->changed),
                           arg_i32(area->deleted), arg_text(run_reason_code(area->reason)), arg_text(area->detail),
                           arg_text(area->cursor)));
}

enum rc run_step_note(struct cx *cx, const struct actor *who, struct run_id id, const char *area, int items,
                      bool *cancelled)
{
    struct row row;
    enum rc rc = query_one(cx, &STEP, &row, ARGS(KEY(who, id), arg_text(area), arg_i32(items), NOW(cx)));

    if (rc != RC_OK) {
        return rc;
    }
    *cancelled = row_bool(&row);
    return row_done(&row);
}

/* Cut at a character's border: half of one would be refused as text. */
static const char *cut(struct cx *cx, const char *detail)
{
    size_t len = strlen(detail);

    if (len <= ERROR_MAX) {
        return detail;
    }
    len = ERROR_MAX;
    while (len > 0 && ((unsigned char)detail[len] & 0xc0) == 0x80) {
        len--;
    }
    return arena_strndup(cx->mem, detail, len);
}

enum rc run_error_note(struct cx *cx, const struct actor *who, struct run_id id, const char *area, const char *detail)
{
    return query_exec(
        cx, &ERROR, NULL,
        ARGS(KEY(who, id), arg_uuid(uuid_new(cx->clock)), arg_text(area), arg_text(cut(cx, detail)), NOW(cx)));
}

enum rc run_requester_roles(struct cx *cx, const struct actor *who, struct account_id requester, enum role *roles,
                            size_t max, size_t *count)
{
    struct rows rows;
    struct row row;
    enum rc rc = actor_require(cx, who, CAP_PUBLIC);

    *count = 0;
    rc = rc == RC_OK ? query_rows(cx, &ROLES, &rows, ARGS(arg_uuid(requester.v))) : rc;
    while (rc == RC_OK && *count < max && rows_next(&rows, &row)) {
        const char *code = row_text(&row);

        rc = role_parse(code, &roles[*count]) == RC_OK ? row_done(&row)
                                                       : fail_set(cx, RC_INTERNAL, NULL, "membership: role '%s'", code);
        (*count)++;
    }
    return rc;
}

QUERIES(coverage, &AREAS, &PLAN, &PUT, &STEP, &ERROR, &ROLES);
