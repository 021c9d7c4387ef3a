#include "core/review/review_store.h"

#include "ext/pq.h"

#define HEAD                                                                                                                        \
    "SELECT r.review_id, r.tenant_id, t.name AS tenant_name, r.version, r.state, r.title, r.period_from::text AS period_from,"      \
    " r.period_to::text AS period_to, r.summary, r.limitations, r.run_id, r.author_id, account_name(r.author_id) AS author_name,"   \
    " r.created_at, r.frozen_at, r.frozen_hash, (SELECT count(*)::int4 FROM review_signoff g WHERE g.workspace_id = r.workspace_id" \
    "  AND g.review_id = r.review_id AND g.frozen_hash = r.frozen_hash) AS signed, r.release_wanted, r.withdrawn_at,"               \
    " r.withdraw_reason, r.row_version"
#define FROM " FROM review r JOIN tenant t ON t.workspace_id = r.workspace_id AND t.tenant_id = r.tenant_id"
#define SHAPE                                                                                                            \
    "review_id:uuid,tenant_id:uuid,tenant_name:text,version:int4,state:text,title:text,period_from:text,period_to:text," \
    "summary:text,limitations:text,run_id:uuid,author_id:uuid,author_name:text?,created_at:time,frozen_at:time?,"        \
    "frozen_hash:bytea?,signed:int4,release_wanted:time?,withdrawn_at:time?,withdraw_reason:text,row_version:int4"

static const struct query GET = {
    "review_get",
    HEAD ", r.frozen" FROM " WHERE r.workspace_id = $1 AND r.review_id = $2",
    "uuid,uuid",
    SHAPE ",frozen:bytea?",
};

static const struct query SIGNOFFS = {
    "review_signoffs",
    "SELECT g.section, g.signer_id, account_name(g.signer_id) AS signer_name, g.signed_at, g.note FROM review_signoff g"
    " JOIN review r ON r.workspace_id = g.workspace_id AND r.review_id = g.review_id AND r.frozen_hash = g.frozen_hash"
    " WHERE g.workspace_id = $1 AND g.review_id = $2 ORDER BY g.signed_at, g.section",
    "uuid,uuid",
    "section:text,signer_id:uuid,signer_name:text?,signed_at:time,note:text",
};

static const struct query LIST = {
    "review_list",
    HEAD FROM
    " WHERE r.workspace_id = $1 AND ($2::text IS NULL OR r.state = $2) AND ($3::uuid IS NULL OR r.tenant_id = $3)"
    " AND ($4::timestamptz IS NULL OR (r.created_at, r.review_id) < ($4, $5))"
    " AND ($7::text IS NULL OR strpos(lower(r.title), lower($7)) > 0 OR strpos(lower(t.name), lower($7)) > 0)"
    " ORDER BY r.created_at DESC, r.review_id DESC LIMIT $6",
    "uuid,text,uuid,time,uuid,int4,text",
    SHAPE,
};

static const struct query FACTS = {
    "review_facts",
    "SELECT convert_to(review_facts(r)::text, 'UTF8') AS facts FROM review r WHERE r.workspace_id = $1 AND r.review_id = $2",
    "uuid,uuid",
    "facts:bytea",
};

static const struct query ADD = {
    "review_add",
    "INSERT INTO review (workspace_id, review_id, tenant_id, version, state, title, period_from, period_to, summary, limitations, run_id,"
    " author_id, created_at) SELECT $1, $2, $3, 1 + coalesce((SELECT max(v.version) FROM review v WHERE v.workspace_id = $1"
    "  AND v.tenant_id = $3), 0), 'draft', $4, $5::text::date, $6::text::date, $7, $8, p.run_id, $9, $10"
    " FROM tenant_posture p WHERE p.workspace_id = $1 AND p.tenant_id = $3",
    "uuid,uuid,uuid,text,text,text,text,text,uuid,time",
    "",
};

static const struct query CHANGE = {
    "review_change",
    "UPDATE review SET state = $5, title = $6, period_from = $7::text::date, period_to = $8::text::date, summary = $9,"
    " limitations = $10, frozen = $11, frozen_hash = $12, frozen_at = $13, release_wanted = $14, withdrawn_at = $15,"
    " withdraw_reason = $16, run_id = $17, row_version = row_version + 1"
    " WHERE workspace_id = $1 AND review_id = $2 AND state = $3 AND row_version = $4",
    "uuid,uuid,text,int4,text,text,text,text,text,text,bytea,bytea,time,time,time,text,uuid",
    "",
};

static const struct query SIGN = {
    "review_sign",
    "INSERT INTO review_signoff (workspace_id, review_id, section, frozen_hash, signer_id, author_id, signed_at, note)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    "uuid,uuid,text,bytea,uuid,uuid,time,text",
    "",
};

static const struct query HAS_EDITED = {
    "review_has_edited",
    "SELECT EXISTS (SELECT FROM audit_event e WHERE e.workspace_id = $1 AND e.object_type = 'review' AND e.object_id = $2"
    " AND e.actor_id = $3 AND e.action = 'review.edited') AS edited",
    "uuid,uuid,uuid",
    "edited:bool",
};

static const struct query RELEASED = {
    "review_released",
    "SELECT review_id FROM review WHERE workspace_id = $1 AND tenant_id = $2 AND state = 'released' AND review_id <> $3",
    "uuid,uuid,uuid",
    "review_id:uuid",
};

static const struct query MOVE = {
    "review_move",
    "UPDATE review SET state = $4, row_version = row_version + 1 WHERE workspace_id = $1 AND review_id = $2 AND state = $3",
    "uuid,uuid,text,text",
    "",
};

static const struct query WITHDRAW_RELEASE = {
    "review_withdraw_release",
    "UPDATE release SET state = 'withdrawn', ended_at = $3, end_reason = $4 WHERE workspace_id = $1 AND review_id = $2"
    " AND state = 'shown' RETURNING release_id",
    "uuid,uuid,time,text",
    "release_id:uuid",
};

static const struct query LOAD_SECTIONS = {
    "review_section_load",
    "INSERT INTO review_section (section, label) SELECT * FROM unnest($1, $2)"
    " ON CONFLICT (section) DO UPDATE SET label = excluded.label",
    "text[],text[]",
    "",
};

/* The columns of SHAPE; the caller reads what follows and ends the row. */
static enum rc decode_head(struct row *row, struct review *out)
{
    const char *state;
    int value = REVIEW_DRAFT;

    out->id.v = row_uuid(row);
    out->tenant.v = row_uuid(row);
    out->tenant_name = row_text(row);
    out->version = row_i32(row);
    state = row_text(row);
    out->title = row_text(row);
    out->period_from = row_text(row);
    out->period_to = row_text(row);
    out->summary = row_text(row);
    out->limitations = row_text(row);
    out->run.v = row_uuid(row);
    out->author.v = row_uuid(row);
    out->author_name = row_text_opt(row);
    out->created_us = row_time_us(row);
    out->frozen_us = row_time_us_opt(row);
    out->frozen_hash = row_bytes_opt(row);
    out->signed_count = row_i32(row);
    out->release_wanted_us = row_time_us_opt(row);
    out->withdrawn_us = row_time_us_opt(row);
    out->withdraw_reason = row_text(row);
    out->row_version = row_i32(row);
    if (state_parse(&review_states, state, &value) != RC_OK) {
        return fail_set(row->cx, RC_INTERNAL, NULL, "review row: state '%s'", state);
    }
    out->state = (enum review_state)value;
    return RC_OK;
}

enum rc review_store_get(struct cx *cx, const struct actor *who, struct review_id id, struct review *out)
{
    struct row row;
    enum rc rc = query_one(cx, &GET, &row, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v)));

    if (rc == RC_OK) {
        rc = decode_head(&row, out);
    }
    if (rc != RC_OK) {
        return rc;
    }
    out->frozen = row_bytes_opt(&row);
    return row_done(&row);
}

enum rc review_store_signoffs(struct cx *cx, const struct actor *who, struct review_id id, struct review_signoffs *out)
{
    struct rows rows;
    struct row row;
    enum rc rc = query_rows(cx, &SIGNOFFS, &rows, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v)));

    if (rc != RC_OK) {
        return rc;
    }
    out->items = arena_calloc(cx->mem, (size_t)rows.count, sizeof *out->items);
    out->count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        struct review_signoff *item = &out->items[out->count++];

        item->section = row_text(&row);
        item->signer.v = row_uuid(&row);
        item->signer_name = row_text_opt(&row);
        item->signed_us = row_time_us(&row);
        item->note = row_text(&row);
        rc = row_done(&row);
    }
    return rc;
}

enum rc review_store_list(struct cx *cx, const struct actor *who, const struct review_filter *filter,
                          struct review_list *out)
{
    const char *state = filter->state == STATE_NONE ? NULL : state_code(&review_states, filter->state);
    struct rows rows;
    struct row row;
    enum rc rc = query_rows(cx, &LIST, &rows,
                            ARGS(arg_uuid(actor_workspace(who).v), arg_text(state), arg_uuid_opt(filter->tenant.v),
                                 arg_time(filter->before_us), arg_uuid_opt(filter->before.v),
                                 arg_i32(filter->limit + 1), arg_text(filter->q)));

    if (rc != RC_OK) {
        return rc;
    }
    out->items = arena_calloc(cx->mem, (size_t)rows.count, sizeof *out->items);
    out->count = 0;
    while (rc == RC_OK && rows_next(&rows, &row)) {
        rc = decode_head(&row, &out->items[out->count++]);
        rc = rc == RC_OK ? row_done(&row) : rc;
    }
    out->more = out->count > (size_t)filter->limit;
    out->count = out->more ? (size_t)filter->limit : out->count;
    return rc;
}

enum rc review_store_facts(struct cx *cx, const struct actor *who, struct review_id id, struct bytes *facts)
{
    struct row row;
    enum rc rc = query_one(cx, &FACTS, &row, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v)));

    if (rc != RC_OK) {
        return rc;
    }
    *facts = row_bytes(&row);
    return row_done(&row);
}

enum rc review_store_add(struct cx *cx, const struct actor *who, struct review_id id, const struct review_text *text)
{
    int64_t affected = 0;
    enum rc rc = query_exec(cx, &ADD, &affected,
                            ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v), arg_uuid(text->tenant.v),
                                 arg_text(text->title), arg_text(text->period_from), arg_text(text->period_to),
                                 arg_text(text->summary), arg_text(text->limitations), arg_uuid(actor_account(who).v),
                                 arg_time(clock_now_us(cx->clock))));

    return rc == RC_OK && affected == 0 ? RC_NOT_FOUND : rc;
}

static enum rc as_seen(struct cx *cx, const struct review *from, enum rc rc, int64_t affected)
{
    if (rc == RC_OK && affected == 0) {
        return fail_set(cx, RC_CONFLICT, N_("Somebody else has changed this review in the meantime."),
                        "review %s: not '%s' at version %d", id_text(cx, from->id.v),
                        state_code(&review_states, from->state), from->row_version);
    }
    return rc;
}

enum rc review_store_change(struct cx *cx, const struct actor *who, const struct review *from, const struct review *to)
{
    int64_t affected = 0;
    enum rc rc = query_exec(cx, &CHANGE, &affected,
                            ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(from->id.v),
                                 arg_text(state_code(&review_states, from->state)), arg_i32(from->row_version),
                                 arg_text(state_code(&review_states, to->state)), arg_text(to->title),
                                 arg_text(to->period_from), arg_text(to->period_to), arg_text(to->summary),
                                 arg_text(to->limitations), arg_bytes(to->frozen), arg_bytes(to->frozen_hash),
                                 arg_time(to->frozen_us), arg_time(to->release_wanted_us), arg_time(to->withdrawn_us),
                                 arg_text(to->withdraw_reason), arg_uuid(to->run.v)));

    return as_seen(cx, from, rc, affected);
}

enum rc review_store_sign(struct cx *cx, const struct actor *who, const struct review *review, const char *section,
                          const char *note)
{
    return query_exec(cx, &SIGN, NULL,
                      ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(review->id.v), arg_text(section),
                           arg_bytes(review->frozen_hash), arg_uuid(actor_account(who).v), arg_uuid(review->author.v),
                           arg_time(clock_now_us(cx->clock)), arg_text(note)));
}

enum rc review_store_released(struct cx *cx, const struct actor *who, const struct review *other, struct review_id *out)
{
    struct row row;
    enum rc rc = query_one(cx, &RELEASED, &row,
                           ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(other->tenant.v), arg_uuid(other->id.v)));

    if (rc != RC_OK) {
        return rc;
    }
    out->v = row_uuid(&row);
    return row_done(&row);
}

enum rc review_store_move(struct cx *cx, const struct actor *who, const struct review *from, enum review_state to)
{
    int64_t affected = 0;
    enum rc rc =
        query_exec(cx, &MOVE, &affected,
                   ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(from->id.v),
                        arg_text(state_code(&review_states, from->state)), arg_text(state_code(&review_states, to))));

    return as_seen(cx, from, rc, affected);
}

enum rc review_store_withdraw_release(struct cx *cx, const struct actor *who, struct review_id id, const char *reason,
                                      struct release_id *out)
{
    struct row row;
    enum rc rc = query_one(
        cx, &WITHDRAW_RELEASE, &row,
        ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v), arg_time(clock_now_us(cx->clock)), arg_text(reason)));

    if (rc != RC_OK) {
        return rc;
    }
    out->v = row_uuid(&row);
    return row_done(&row);
}

enum rc review_store_has_edited(struct cx *cx, const struct actor *who, struct review_id id, bool *out)
{
    struct row row;
    enum rc rc = query_one(cx, &HAS_EDITED, &row,
                           ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v), arg_uuid_opt(actor_account(who).v)));

    if (rc != RC_OK) {
        return rc;
    }
    *out = row_bool(&row);
    return row_done(&row);
}

enum rc review_sections_load(struct cx *cx)
{
    const char *codes[REVIEW_SECTION_COUNT];
    const char *labels[REVIEW_SECTION_COUNT];

    for (size_t i = 0; i < REVIEW_SECTION_COUNT; i++) {
        codes[i] = review_section_code(i);
        labels[i] = review_section_label(codes[i]);
    }
    return query_exec(cx, &LOAD_SECTIONS, NULL,
                      ARGS(arg_texts(codes, REVIEW_SECTION_COUNT), arg_texts(labels, REVIEW_SECTION_COUNT)));
}

QUERIES(review, &GET, &SIGNOFFS, &LIST, &FACTS, &ADD, &CHANGE, &SIGN, &HAS_EDITED, &RELEASED, &MOVE, &WITHDRAW_RELEASE,
        &LOAD_SECTIONS);
