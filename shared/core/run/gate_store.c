#include "base/text.h"
#include "core/run/run_store.h"
#include "ext/pq.h"

static const struct query FACTS = {
    "gate_facts",
    "SELECT EXISTS (SELECT FROM switch s WHERE s.scope = 'global' OR (s.scope = 'workspace' AND s.target = $1::text)"
    "  OR (s.scope = 'provider' AND s.target = c.provider)) AS switched_off,"
    " coalesce(t.state = 'active', false) AS tenant_active,"
    " EXISTS (SELECT FROM operation_window w WHERE w.workspace_id = $1 AND (w.tenant_id IS NULL OR w.tenant_id = $2)"
    "  AND w.kind = 'maintenance' AND $4 >= w.starts_at AND $4 < w.ends_at) AS maintenance,"
    " EXISTS (SELECT FROM operation_window w WHERE w.workspace_id = $1 AND (w.tenant_id IS NULL OR w.tenant_id = $2)"
    "  AND w.kind = 'freeze' AND $4 >= w.starts_at AND $4 < w.ends_at) AS freeze,"
    " c.connection_id IS NOT NULL AS connected, coalesce(c.state = 'broken', false) AS broken, c.reason,"
    " c.connection_id IS NULL OR EXISTS (SELECT FROM provider_family f WHERE f.provider = c.provider AND NOT EXISTS"
    "  (SELECT FROM provider_permission p JOIN connection_permission g ON g.workspace_id = c.workspace_id"
    "   AND g.connection_id = c.connection_id AND g.permission = p.permission AND g.standing IN ('missing', 'unlicensed')"
    "   AND g.seen_at >= c.secret_set_at WHERE p.provider = f.provider AND p.family = f.family)) AS readable,"
    " (SELECT count(*) FROM run r WHERE r.workspace_id = $1 AND r.state = 'running' AND r.operation = ANY ($5)"
    "  AND r.run_id IS DISTINCT FROM $3) AS running,"
    " (SELECT count(*) FROM run r WHERE r.workspace_id = $1 AND r.state <> 'completed') AS live,"
    " CASE WHEN c.not_before > $4 THEN extract(epoch FROM c.not_before - $4)::float8 * 1000000 ELSE 0 END::int8 AS pause_us"
    " FROM (SELECT) AS one LEFT JOIN tenant t ON t.workspace_id = $1 AND t.tenant_id = $2"
    " LEFT JOIN connection c ON c.workspace_id = $1 AND c.tenant_id = $2",
    "uuid,uuid,uuid,time,text[]",
    "switched_off:bool,tenant_active:bool,maintenance:bool,freeze:bool,connected:bool,broken:bool,reason:text?,"
    "readable:bool,running:int8,live:int8,pause_us:int8",
};

static const struct query SWITCHES = {
    "switch_list",
    "SELECT switch_id, scope, target, note, set_at FROM switch ORDER BY set_at DESC, switch_id DESC LIMIT 200",
    "",
    "switch_id:uuid,scope:text,target:text,note:text,set_at:time",
};

static const struct query THROW = {
    "switch_throw",
    "INSERT INTO switch (switch_id, scope, target, note, set_by, set_at) VALUES ($1, $2, $3, $4, $5, $6)",
    "uuid,text,text,text,uuid,time",
    "",
};

static const struct query RELEASE = {
    "switch_release",
    "DELETE FROM switch WHERE switch_id = $1 RETURNING scope",
    "uuid",
    "scope:text",
};

/* The operations whose runs talk to a provider: what the limit counts. */
static size_t provider_operations(const char *codes[static OPERATION_COUNT])
{
    size_t n = 0;

    for (int i = 0; i < OPERATION_COUNT; i++) {
        enum operation_needs needs = operation_needs((enum operation)i);

        if (needs == NEEDS_PROVIDER || needs == NEEDS_CHANGE || needs == NEEDS_TRIAL) {
            codes[n++] = operation_code((enum operation)i);
        }
    }
    return n;
}

static enum rc decode(struct row *row, struct gate_facts *out)
{
    const char *reason;

    out->switched_off = row_bool(row);
    out->tenant_active = row_bool(row);
    out->maintenance = row_bool(row);
    out->freeze = row_bool(row);
    out->connected = row_bool(row);
    out->broken = row_bool(row);
    reason = row_text_opt(row);
    out->readable = row_bool(row);
    out->running = row_i64(row);
    out->live = row_i64(row);
    out->pause_us = row_i64(row);
    if (run_reason_parse(reason, &out->broken_reason) != RC_OK) {
        return fail_set(row->cx, RC_INTERNAL, NULL, "connection: reason '%s'", reason);
    }
    if (out->broken && out->broken_reason == RUN_REASON_NONE) {
        out->broken_reason = RUN_REASON_DEPENDENCY_FAILED;
    }
    return row_done(row);
}

enum rc gate_store_facts(struct cx *cx, const struct actor *who, struct tenant_id tenant, struct run_id run,
                         struct gate_facts *out)
{
    const char *codes[OPERATION_COUNT];
    size_t count = provider_operations(codes);
    struct row row;
    enum rc rc = query_one(cx, &FACTS, &row,
                           ARGS(arg_uuid(actor_workspace(who).v), arg_uuid_opt(tenant.v), arg_uuid_opt(run.v),
                                arg_time(clock_now_us(cx->clock)), arg_texts(codes, count)));

    return rc == RC_OK ? decode(&row, out) : rc;
}

enum rc switch_list(struct cx *cx, const struct actor *who, struct kill_switch **out, size_t *count)
{
    struct kill_switch *list;
    struct rows rows;
    struct row row;
    size_t n = 0;
    enum rc rc = actor_require(cx, who, CAP_SYSTEM_READ);

    rc = rc == RC_OK ? query_rows(cx, &SWITCHES, &rows, NO_ARGS) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    list = arena_calloc(cx->mem, (size_t)rows.count, sizeof *list);
    while (rows_next(&rows, &row)) {
        const char *scope;

        list[n].id = row_uuid(&row);
        scope = row_text(&row);
        list[n].target = row_text(&row);
        list[n].note = row_text(&row);
        list[n].set_us = row_time_us(&row);
        while (list[n].scope < SWITCH_SCOPE_COUNT && !text_equal(switch_scope_code(list[n].scope), scope)) {
            list[n].scope++;
        }
        if (list[n].scope == SWITCH_SCOPE_COUNT) {
            return fail_set(cx, RC_INTERNAL, NULL, "switch: scope '%s'", scope);
        }
        rc = row_done(&row);
        if (rc != RC_OK) {
            return rc;
        }
        n++;
    }
    *out = list;
    *count = n;
    return RC_OK;
}

enum rc switch_store_insert(struct cx *cx, const struct actor *who, const struct kill_switch *in)
{
    return query_exec(cx, &THROW, NULL,
                      ARGS(arg_uuid(in->id), arg_text(switch_scope_code(in->scope)), arg_text(in->target),
                           arg_text(in->note), arg_uuid_opt(actor_account(who).v), arg_time(clock_now_us(cx->clock))));
}

enum rc switch_store_delete(struct cx *cx, struct uuid id, const char **scope)
{
    struct row row;
    enum rc rc = query_one(cx, &RELEASE, &row, ARGS(arg_uuid(id)));

    if (rc != RC_OK) {
        return rc;
    }
    *scope = row_text(&row);
    return row_done(&row);
}

QUERIES(gate, &FACTS, &SWITCHES, &THROW, &RELEASE);
