#include "core/control/control_store.h"

#include "base/text.h"
#include "ext/pq.h"

#define CONTROL_SQL                                                                                                    \
    "SELECT control_code, domain, subdomain, theme, title, requirement, detectability, archetype, spine FROM control"
#define CONTROL_SHAPE                                                                                                        \
    "control_code:text,domain:text,subdomain:text,theme:text,title:text,requirement:text,detectability:text,archetype:text," \
    "spine:text[]"
#define INTERPRETATION_SQL                                                                                                      \
    "SELECT interpretation_code, version, control_code, provider, family, family_label(family) AS family_label, title, remedy," \
    " severity, licence, rule::text AS rule FROM control_interpretation"
#define INTERPRETATION_SHAPE                                                                                           \
    "interpretation_code:text,version:int4,control_code:text,provider:text,family:text,family_label:text,title:text,"  \
    "remedy:text,severity:text,licence:text,rule:text"

static const struct query LIST = { "control_list", CONTROL_SQL " ORDER BY sort", "", CONTROL_SHAPE };

static const struct query GET = { "control_get", CONTROL_SQL " WHERE control_code = $1", "text", CONTROL_SHAPE };

static const struct query INTERPRETATIONS_OF = {
    "control_interpretations_of",
    INTERPRETATION_SQL " WHERE control_code = $1 AND current ORDER BY interpretation_code",
    "text",
    INTERPRETATION_SHAPE,
};

static const struct query INTERPRETATIONS = {
    "control_interpretations",
    INTERPRETATION_SQL " WHERE provider = $1 AND current ORDER BY interpretation_code",
    "text",
    INTERPRETATION_SHAPE,
};

#define OUTCOME_COLUMNS                                                                                                      \
    "r.interpretation_code, i.title, i.remedy, r.version, r.control_code, i.family, family_label(i.family) AS family_label," \
    " i.severity, r.result, r.reason, r.checked, r.failing, r.evidence_id, r.evaluated_at"
#define OUTCOME_SHAPE                                                                                                  \
    "interpretation_code:text,title:text,remedy:text,version:int4,control_code:text,family:text,family_label:text,"    \
    "severity:text,result:text,reason:text,checked:int4,failing:int4,evidence_id:uuid?,evaluated_at:time"

static const struct query OUTCOMES = {
    "control_outcomes",
    "SELECT " OUTCOME_COLUMNS " FROM control_result r"
    " JOIN control_interpretation i ON i.interpretation_code = r.interpretation_code AND i.version = r.version"
    " JOIN control c ON c.control_code = r.control_code"
    " WHERE r.workspace_id = $1 AND r.run_id = coalesce($3, (SELECT p.run_id FROM tenant_posture p WHERE p.workspace_id = $1"
    "  AND p.tenant_id = $2)) AND r.tenant_id = $2 ORDER BY c.sort, r.interpretation_code",
    "uuid,uuid,uuid",
    OUTCOME_SHAPE,
};

static const struct query IN_TENANTS = {
    "control_in_tenants",
    "SELECT t.tenant_id, t.name, p.run_id, " OUTCOME_COLUMNS " FROM tenant_posture p"
    " JOIN tenant t ON t.workspace_id = p.workspace_id AND t.tenant_id = p.tenant_id AND t.state = 'active'"
    " JOIN control_result r ON r.workspace_id = p.workspace_id AND r.run_id = p.run_id AND r.control_code = $3"
    " JOIN control_interpretation i ON i.interpretation_code = r.interpretation_code AND i.version = r.version"
    " WHERE p.workspace_id = $1 AND ($2::uuid IS NULL OR p.tenant_id = $2)"
    " ORDER BY t.name, t.tenant_id, r.interpretation_code LIMIT 2000",
    "uuid,uuid,text",
    "tenant_id:uuid,name:text,run_id:uuid," OUTCOME_SHAPE,
};

/* Each control's worst result in each tenant, as control_combine() has it, counted over tenants. */
static const struct query STANDINGS = {
    "control_standings",
    "SELECT control_code, result, count(*)::int4 AS tenants FROM control_standing WHERE workspace_id = $1"
    " AND ($2::uuid IS NULL OR tenant_id = $2) GROUP BY control_code, result",
    "uuid,uuid",
    "control_code:text,result:text,tenants:int4",
};

static const struct query POSTURES = {
    "control_postures",
    "SELECT t.tenant_id, t.name, p.run_id, p.evaluated_at, coalesce(p.compliant, 0) AS compliant,"
    " coalesce(p.by_exception, 0) AS by_exception, coalesce(p.non_compliant, 0) AS non_compliant,"
    " coalesce(p.not_assessed, 0) AS not_assessed"
    " FROM tenant t LEFT JOIN tenant_posture p ON p.workspace_id = t.workspace_id AND p.tenant_id = t.tenant_id"
    " WHERE t.workspace_id = $1 AND ($2::uuid IS NULL OR t.tenant_id = $2) AND t.state = 'active' ORDER BY t.name LIMIT 1000",
    "uuid,uuid",
    "tenant_id:uuid,name:text,run_id:uuid?,evaluated_at:time?,compliant:int4,by_exception:int4,non_compliant:int4,"
    "not_assessed:int4",
};

static const struct query RECORD = {
    "control_record",
    "INSERT INTO control_result (workspace_id, run_id, interpretation_code, tenant_id, version, control_code, result, reason, checked,"
    " failing, evidence_id, evaluated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING",
    "uuid,uuid,text,uuid,int4,text,text,text,int4,int4,uuid,time",
    "",
};

static const struct query ALL_ACCEPTED = {
    "control_all_accepted",
    "SELECT count(*) > 0 AND bool_and(state IN ('risk_accepted', 'false_positive')) IS TRUE AS accepted FROM finding"
    " WHERE workspace_id = $1 AND tenant_id = $2 AND kind = 'control' AND interpretation = $3 AND last_result = 'failed'",
    "uuid,uuid,text",
    "accepted:bool",
};

static const struct query PUBLISH = {
    "control_publish",
    "INSERT INTO tenant_posture (workspace_id, tenant_id, run_id, evaluated_at, compliant, by_exception, non_compliant, not_assessed)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (workspace_id, tenant_id) DO UPDATE SET run_id = $3, evaluated_at = $4,"
    " compliant = $5, by_exception = $6, non_compliant = $7, not_assessed = $8",
    "uuid,uuid,uuid,time,int4,int4,int4,int4",
    "",
};

static const struct query EACH_OBJECT = {
    "control_each_object",
    "SELECT s.object_id, s.subject_id, s.name, d.canonical FROM subject s"
    " JOIN document d ON d.workspace_id = s.workspace_id AND d.hash = s.document_hash"
    " WHERE s.workspace_id = $1 AND s.tenant_id = $2 AND s.family = $3 AND s.state = 'present' ORDER BY s.object_id",
    "uuid,uuid,text",
    "object_id:text,subject_id:uuid,name:text,canonical:bytea",
};

static const struct query PUT = {
    "control_put",
    "INSERT INTO control (control_code, domain, subdomain, theme, title, requirement, detectability, archetype, spine, sort)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (control_code) DO UPDATE SET domain = $2, subdomain = $3,"
    " theme = $4, title = $5, requirement = $6, detectability = $7, archetype = $8, spine = $9, sort = $10",
    "text,text,text,text,text,text,text,text,text[],int4",
    "",
};

static const struct query RETIRE = {
    "control_retire_interpretations",
    "UPDATE control_interpretation SET current = false WHERE current",
    "",
    "",
};

static const struct query PUT_INTERPRETATION = {
    "control_put_interpretation",
    "INSERT INTO control_interpretation (interpretation_code, version, control_code, provider, family, title, remedy, severity, licence,"
    " rule) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text::jsonb)"
    " ON CONFLICT (interpretation_code, version) DO UPDATE SET current = true, title = $6, remedy = $7"
    " WHERE control_interpretation.rule = $10::text::jsonb AND control_interpretation.family = $5"
    "  AND control_interpretation.control_code = $3 AND control_interpretation.severity = $8 AND control_interpretation.licence = $9",
    "text,int4,text,text,text,text,text,text,text,text",
    "",
};

static enum rc decode_control(struct row *row, struct control *out)
{
    out->code = row_text(row);
    out->domain = row_text(row);
    out->subdomain = row_text(row);
    out->theme = row_text(row);
    out->title = row_text(row);
    out->requirement = row_text(row);
    out->detectability = row_text(row);
    out->archetype = row_text(row);
    out->spine = row_texts(row, &out->spine_count);
    return row_done(row);
}

static enum rc decode_interpretations(struct cx *cx, struct rows *rows, struct interpretations *out)
{
    struct row row;

    out->items = arena_calloc(cx->mem, (size_t)rows->count, sizeof *out->items);
    out->count = 0;
    while (rows_next(rows, &row)) {
        struct interpretation *item = &out->items[out->count++];
        const char *severity;

        item->code = row_text(&row);
        item->version = row_i32(&row);
        item->control_code = row_text(&row);
        item->provider = row_text(&row);
        item->family = row_text(&row);
        item->family_label = row_text(&row);
        item->title = row_text(&row);
        item->remedy = row_text(&row);
        severity = row_text(&row);
        item->licence = row_text(&row);
        item->rule = row_text(&row);
        if (row_done(&row) != RC_OK || severity_parse(severity, &item->severity) != RC_OK) {
            return fail_set(cx, RC_INTERNAL, NULL, "interpretation row: severity '%s'", severity);
        }
    }
    return RC_OK;
}

enum rc control_store_list(struct cx *cx, struct controls *out)
{
    struct rows rows;
    struct row row;
    enum rc rc = query_rows(cx, &LIST, &rows, NO_ARGS);

    if (rc != RC_OK) {
        return rc;
    }
    out->items = arena_calloc(cx->mem, (size_t)rows.count, sizeof *out->items);
    out->count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        rc = decode_control(&row, &out->items[out->count++]);
    }
    return rc;
}

enum rc control_store_get(struct cx *cx, const char *code, struct control *out, struct interpretations *interpretations)
{
    const struct arg *args = ARGS(arg_text(code));
    struct batch batch = { .count = 0 };
    struct rows control;
    struct rows list;
    struct row row;
    enum rc rc;

    batch_add(&batch, &GET, &control, args);
    batch_add(&batch, &INTERPRETATIONS_OF, &list, args);
    rc = batch_run(cx, &batch);
    if (rc != RC_OK) {
        return rc;
    }
    if (!rows_next(&control, &row)) {
        return RC_NOT_FOUND;
    }
    rc = decode_control(&row, out);
    return rc == RC_OK ? decode_interpretations(cx, &list, interpretations) : rc;
}

enum rc control_store_interpretations(struct cx *cx, const char *provider, struct interpretations *out)
{
    struct rows rows;
    enum rc rc = query_rows(cx, &INTERPRETATIONS, &rows, ARGS(arg_text(provider)));

    return rc == RC_OK ? decode_interpretations(cx, &rows, out) : rc;
}

/* The columns of OUTCOME_SHAPE, and the end of the row. */
static enum rc decode_outcome(struct row *row, struct control_outcome *out)
{
    const char *severity;
    const char *result;

    out->interpretation = row_text(row);
    out->title = row_text(row);
    out->remedy = row_text(row);
    out->version = row_i32(row);
    out->control_code = row_text(row);
    out->family = row_text(row);
    out->family_label = row_text(row);
    severity = row_text(row);
    result = row_text(row);
    out->reason = row_text(row);
    out->checked = row_i32(row);
    out->failing = row_i32(row);
    out->evidence.v = row_uuid_opt(row);
    out->evaluated_us = row_time_us(row);
    if (row_done(row) != RC_OK || severity_parse(severity, &out->severity) != RC_OK ||
        control_result_parse(result, &out->result) != RC_OK) {
        return fail_set(row->cx, RC_INTERNAL, NULL, "control result row: '%s', '%s'", severity, result);
    }
    return RC_OK;
}

enum rc control_store_outcomes(struct cx *cx, const struct actor *who, struct tenant_id tenant, struct run_id run,
                               struct control_outcomes *out)
{
    struct rows rows;
    struct row row;
    enum rc rc = query_rows(cx, &OUTCOMES, &rows,
                            ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(tenant.v), arg_uuid_opt(run.v)));

    if (rc != RC_OK) {
        return rc;
    }
    out->items = arena_calloc(cx->mem, (size_t)rows.count, sizeof *out->items);
    out->count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        rc = decode_outcome(&row, &out->items[out->count++]);
    }
    return rc;
}

static enum rc decode_in_tenants(struct cx *cx, struct rows *rows, struct control_in_tenants *out)
{
    struct row row;
    enum rc rc = RC_OK;

    out->items = arena_calloc(cx->mem, (size_t)rows->count, sizeof *out->items);
    out->count = 0;
    while (rc == RC_OK && rows_next(rows, &row)) {
        struct control_in_tenant *item = &out->items[out->count++];

        item->tenant.v = row_uuid(&row);
        item->tenant_name = row_text(&row);
        item->run.v = row_uuid(&row);
        rc = decode_outcome(&row, &item->outcome);
    }
    return rc;
}

enum rc control_store_get_with_outcomes(struct cx *cx, const struct actor *who, const char *code,
                                        struct tenant_id tenant, struct control *out,
                                        struct interpretations *interpretations, struct control_in_tenants *outcomes)
{
    const struct arg *args = ARGS(arg_text(code));
    struct batch batch = { .count = 0 };
    struct rows control;
    struct rows list;
    struct rows results;
    struct row row;
    enum rc rc;

    batch_add(&batch, &GET, &control, args);
    batch_add(&batch, &INTERPRETATIONS_OF, &list, args);
    batch_add(&batch, &IN_TENANTS, &results,
              ARGS(arg_uuid(actor_workspace(who).v), arg_uuid_opt(tenant.v), arg_text(code)));
    rc = batch_run(cx, &batch);
    if (rc == RC_OK && !rows_next(&control, &row)) {
        return RC_NOT_FOUND;
    }
    if (rc == RC_OK) {
        rc = decode_control(&row, out);
    }
    if (rc == RC_OK) {
        rc = decode_interpretations(cx, &list, interpretations);
    }
    return rc == RC_OK ? decode_in_tenants(cx, &results, outcomes) : rc;
}

static enum rc decode_standings(struct cx *cx, struct rows *rows, struct control_board *out)
{
    struct row row;

    while (rows_next(rows, &row)) {
        const char *code = row_text(&row);
        const char *result = row_text(&row);
        int32_t tenants = row_i32(&row);
        enum control_result value;

        if (row_done(&row) != RC_OK || control_result_parse(result, &value) != RC_OK) {
            return fail_set(cx, RC_INTERNAL, NULL, "control standing row: '%s'", result);
        }
        for (size_t i = 0; i < out->count; i++) {
            if (text_equal(out->items[i].control.code, code)) {
                out->items[i].tenants[value] = tenants;
            }
        }
    }
    return RC_OK;
}

static enum rc decode_postures(struct cx *cx, struct rows *rows, struct postures *out)
{
    struct row row;
    enum rc rc = RC_OK;

    out->items = arena_calloc(cx->mem, (size_t)rows->count, sizeof *out->items);
    out->count = 0;
    while (rc == RC_OK && rows_next(rows, &row)) {
        struct posture *item = &out->items[out->count++];

        item->tenant.v = row_uuid(&row);
        item->tenant_name = row_text(&row);
        item->run.v = row_uuid_opt(&row);
        item->evaluated_us = row_time_us_opt(&row);
        item->compliant = row_i32(&row);
        item->by_exception = row_i32(&row);
        item->non_compliant = row_i32(&row);
        item->not_assessed = row_i32(&row);
        rc = row_done(&row);
    }
    return rc;
}

enum rc control_store_board(struct cx *cx, const struct actor *who, struct tenant_id tenant, struct control_board *out)
{
    const struct arg *args = ARGS(arg_uuid(actor_workspace(who).v), arg_uuid_opt(tenant.v));
    struct batch batch = { .count = 0 };
    struct rows controls;
    struct rows standings;
    struct rows postures;
    struct row row;
    enum rc rc;

    batch_add(&batch, &LIST, &controls, NO_ARGS);
    batch_add(&batch, &STANDINGS, &standings, args);
    batch_add(&batch, &POSTURES, &postures, args);
    rc = batch_run(cx, &batch);
    if (rc != RC_OK) {
        return rc;
    }
    out->items = arena_calloc(cx->mem, (size_t)controls.count, sizeof *out->items);
    out->count = 0;
    while (rc == RC_OK && rows_next(&controls, &row)) {
        rc = decode_control(&row, &out->items[out->count++].control);
    }
    if (rc == RC_OK) {
        rc = decode_standings(cx, &standings, out);
    }
    return rc == RC_OK ? decode_postures(cx, &postures, &out->postures) : rc;
}

enum rc control_store_postures(struct cx *cx, const struct actor *who, struct tenant_id tenant, struct postures *out)
{
    struct rows rows;
    enum rc rc = query_rows(cx, &POSTURES, &rows, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid_opt(tenant.v)));

    return rc == RC_OK ? decode_postures(cx, &rows, out) : rc;
}

enum rc control_store_record(struct cx *cx, const struct actor *who, struct tenant_id tenant, struct run_id run,
                             const struct control_outcome *in)
{
    return query_exec(cx, &RECORD, NULL,
                      ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(run.v), arg_text(in->interpretation),
                           arg_uuid(tenant.v), arg_i32(in->version), arg_text(in->control_code),
                           arg_text(control_result_code(in->result)), arg_text(in->reason), arg_i32(in->checked),
                           arg_i32(in->failing), arg_uuid_opt(in->evidence.v), arg_time(in->evaluated_us)));
}

enum rc control_store_all_accepted(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                   const char *interpretation, bool *out)
{
    struct row row;
    enum rc rc = query_one(cx, &ALL_ACCEPTED, &row,
                           ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(tenant.v), arg_text(interpretation)));

    if (rc != RC_OK) {
        return rc;
    }
    *out = row_bool(&row);
    return row_done(&row);
}

enum rc control_store_publish(struct cx *cx, const struct actor *who, const struct posture *in)
{
    return query_exec(cx, &PUBLISH, NULL,
                      ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(in->tenant.v), arg_uuid(in->run.v),
                           arg_time(in->evaluated_us), arg_i32(in->compliant), arg_i32(in->by_exception),
                           arg_i32(in->non_compliant), arg_i32(in->not_assessed)));
}

struct each_object {
    enum rc (*take)(void *context, struct cx *cx, const struct control_object *object);
    void *context;
};

static enum rc take_object(void *context, struct cx *cx, struct row *row)
{
    struct each_object *each = context;
    struct control_object object;
    enum rc rc;

    object.object_id = row_text(row);
    object.subject.v = row_uuid(row);
    object.name = row_text(row);
    object.document = row_bytes(row);
    rc = row_done(row);
    return rc == RC_OK ? each->take(each->context, cx, &object) : rc;
}

enum rc control_store_each_object(struct cx *cx, const struct actor *who, struct tenant_id tenant, const char *family,
                                  enum rc (*take)(void *context, struct cx *cx, const struct control_object *object),
                                  void *context)
{
    struct each_object each = { take, context };

    return query_each(cx, &EACH_OBJECT, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(tenant.v), arg_text(family)),
                      take_object, &each);
}

enum rc control_store_put(struct cx *cx, const struct control *in, int32_t sort)
{
    return query_exec(cx, &PUT, NULL,
                      ARGS(arg_text(in->code), arg_text(in->domain), arg_text(in->subdomain), arg_text(in->theme),
                           arg_text(in->title), arg_text(in->requirement), arg_text(in->detectability),
                           arg_text(in->archetype), arg_texts(in->spine, in->spine_count), arg_i32(sort)));
}

enum rc control_store_retire_interpretations(struct cx *cx)
{
    return query_exec(cx, &RETIRE, NULL, NO_ARGS);
}

enum rc control_store_put_interpretation(struct cx *cx, const struct interpretation *in)
{
    int64_t affected = 0;
    enum rc rc =
        query_exec(cx, &PUT_INTERPRETATION, &affected,
                   ARGS(arg_text(in->code), arg_i32(in->version), arg_text(in->control_code), arg_text(in->provider),
                        arg_text(in->family), arg_text(in->title), arg_text(in->remedy),
                        arg_text(severity_code(in->severity)), arg_text(in->licence), arg_text(in->rule)));

    if (rc == RC_OK && affected == 0) {
        return fail_set(cx, RC_CONFLICT, NULL, "interpretation %s: version %d was published with another content",
                        in->code, in->version);
    }
    return rc;
}

QUERIES(control, &LIST, &GET, &INTERPRETATIONS_OF, &INTERPRETATIONS, &OUTCOMES, &IN_TENANTS, &STANDINGS, &POSTURES,
        &RECORD, &ALL_ACCEPTED, &PUBLISH, &EACH_OBJECT, &PUT, &RETIRE, &PUT_INTERPRETATION);
