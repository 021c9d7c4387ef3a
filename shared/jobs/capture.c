/* Reads a tenant into the inventory, area by area, page by page.
 *
 * The checkpoint is the run's coverage itself: the cursor of the area that is being read. Pages are kept aside; an area is taken
 * over in the transaction that notes it as read, or not at all. */
#include "base/log.h"
#include "base/text.h"
#include "core/drift/drift.h"
#include "core/subject/subject.h"
#include "jobs/session.h"
#include "jobs/timers.h"

enum { STALE_PAGES_MAX = 20 };

struct capture {
    struct session session;
    struct drift_key key;
    struct run_area *areas;
    size_t count;
    size_t at; /* the area that is being read */
    int stale; /* pages in a row that held nothing new */

    /* what the last fetch brought; lives until its apply */
    bool opened;
    enum rc listed;
    struct provider_page page;
    struct observation *seen;
    struct provider_failure failure;
    const char *problem;
};

/* ---- load ---- */

static enum rc plan_areas(struct cx *cx, struct execution *x, struct capture *c)
{
    const struct provider *provider = c->session.provider;
    const char **codes = arena_calloc(cx->mem, provider->family_count, sizeof *codes);
    int64_t *expected = arena_calloc(cx->mem, provider->family_count, sizeof *expected);
    enum rc rc;

    for (size_t i = 0; i < provider->family_count; i++) {
        codes[i] = provider->families[i].rules->code;
    }
    rc = subject_counts(cx, x->who, x->run->tenant, codes, provider->family_count, expected);
    rc = rc == RC_OK ? run_areas_plan(cx, x->who, x->run->id, codes, expected, provider->family_count) : rc;
    return rc == RC_OK ? run_areas(cx, x->who, x->run->id, &c->areas, &c->count) : rc;
}

static size_t next_area(const struct capture *c, size_t from)
{
    while (from < c->count && (c->areas[from].state == AREA_READ || c->areas[from].state == AREA_NOT_READ)) {
        from++;
    }
    return from;
}

/* The outcome is what the coverage says. */
static void conclude(struct execution *x, const struct capture *c)
{
    enum run_reason first = RUN_REASON_NONE;
    bool skipped = false;
    size_t read = 0;

    for (size_t i = 0; i < c->count; i++) {
        read += c->areas[i].state == AREA_READ;
        skipped = skipped || c->areas[i].skipped > 0;
        if (c->areas[i].state == AREA_NOT_READ && first == RUN_REASON_NONE) {
            first = c->areas[i].reason;
        }
    }
    x->done = true;
    x->reason = first != RUN_REASON_NONE ? first : skipped ? RUN_REASON_VALIDATION_FAILED : RUN_REASON_NONE;
    x->outcome = RUN_OUTCOME_SUCCEEDED;
    if (x->reason != RUN_REASON_NONE) {
        x->outcome = read > 0 ? RUN_OUTCOME_PARTIAL : RUN_OUTCOME_FAILED;
    }
}

static enum rc capture_load(struct cx *cx, struct execution *x)
{
    struct capture *c = arena_alloc(x->mem, sizeof *c);
    struct bytes key;
    enum rc rc = session_load(cx, x, &c->session);

    x->state = c;
    rc = rc == RC_OK ? connection_digest_key(cx, x->who, x->env->key, x->run->tenant, &key) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    memcpy(c->key.bytes, key.data, sizeof c->key.bytes);
    rc = plan_areas(cx, x, c);
    if (rc == RC_OK) {
        c->at = next_area(c, 0);
        if (c->at == c->count) { /* killed between the last step and the end */
            conclude(x, c);
        }
    }
    return rc;
}

/* ---- fetch ---- */

static const struct provider_family *family_of(const struct capture *c)
{
    return provider_family_find(c->session.provider, c->areas[c->at].area);
}

/* An object that the engine refuses is noted as there, so that it is not taken for deleted. */
static enum rc make_sense(struct cx *cx, const struct family_rules *rules, const struct capture *c,
                          const struct provider_object *object, struct observation *out)
{
    struct drift_canonical canonical;
    enum rc rc = drift_canonicalize(cx, rules, object->raw, &c->key, &canonical);

    *out = (struct observation){ .object = object->id, .name = object->name };
    if (rc == RC_OK) {
        out->hash = arena_bytes(cx->mem, bytes_of(canonical.sha256, sizeof canonical.sha256));
        out->canonical = canonical.bytes;
        out->raw = canonical.raw_safe;
        return RC_OK;
    }
    if (rc != RC_INVALID && rc != RC_TOO_LARGE) {
        return rc;
    }
    LOG_WARN("object_refused", log_text("area", c->areas[c->at].area), log_text("object", object->id),
             log_text("problem", cx->fail->detail));
    fail_clear(cx);
    return RC_OK;
}

static enum rc make_sense_of_page(struct cx *cx, const struct execution *x, struct capture *c)
{
    const struct family_rules *rules = job_rules(x, c->session.provider->code, c->areas[c->at].area);
    enum rc rc = RC_OK;

    if (rules == NULL) {
        return fail_set(cx, RC_INTERNAL, NULL, "area '%s' has no rules", c->areas[c->at].area);
    }

    c->seen = arena_calloc(cx->mem, c->page.count, sizeof *c->seen);
    for (size_t i = 0; rc == RC_OK && i < c->page.count; i++) {
        rc = make_sense(cx, rules, c, &c->page.objects[i], &c->seen[i]);
    }
    return rc;
}

static enum rc keep_failure(struct cx *cx, struct capture *c, enum rc rc)
{
    c->listed = rc;
    c->problem = arena_strdup(cx->mem, cx->fail->detail == NULL ? rc_name(rc) : cx->fail->detail);
    if (c->failure.reason == RUN_REASON_NONE) {
        c->failure.reason = RUN_REASON_VALIDATION_FAILED;
    }
    fail_clear(cx);
    return RC_OK;
}

static enum rc capture_fetch(struct cx *cx, struct execution *x)
{
    struct capture *c = x->state;
    enum rc rc;

    c->listed = RC_OK;
    c->opened = false;
    rc = session_open(cx, x, &c->session, &c->failure);
    if (rc == RC_UNAVAILABLE && session_transient(c->failure.reason)) {
        x->reason = c->failure.reason;
        x->retry_at_us = c->failure.retry_at_us;
        return rc;
    }
    if (rc != RC_OK) {
        return keep_failure(cx, c, rc);
    }
    c->opened = true;
    rc = c->session.provider->list(cx, c->session.open, family_of(c), c->areas[c->at].cursor, &c->page, &c->failure);
    if (rc == RC_UNAVAILABLE || rc == RC_TOO_LARGE || rc == RC_INVALID) {
        return keep_failure(cx, c, rc);
    }
    return rc == RC_OK ? make_sense_of_page(cx, x, c) : rc;
}

/* ---- apply ---- */

/* What stands in the provider's tables for a missing permission, so that a person knows what to grant. */
static const char *missing_permissions(struct cx *cx, const struct capture *c)
{
    const struct provider_family *family = family_of(c);
    const char *list = NULL;

    for (size_t i = 0; i < family->permission_count; i++) {
        const char *code = family->permissions[i]->code;

        list = list == NULL ? code : arena_printf(cx->mem, "%s, %s", list, code);
    }
    return list;
}

static enum rc leave_unread(struct cx *cx, struct execution *x, struct capture *c)
{
    struct run_area area = c->areas[c->at];
    enum rc rc = subject_unstage(cx, x->observer, x->run->id, area.area);

    area.state = AREA_NOT_READ;
    area.reason = c->failure.reason;
    area.detail = area.reason == RUN_REASON_PERMISSION_MISSING ? missing_permissions(cx, c) : NULL;
    area.cursor = NULL;
    area.read = 0;
    area.skipped = 0;
    rc = rc == RC_OK ? run_error_note(cx, x->who, x->run->id, area.area, c->problem) : rc;
    if (rc == RC_OK && c->failure.retry_at_us != 0) {
        rc = connection_pause(cx, x->who, c->session.connection.id, c->failure.retry_at_us);
    }
    rc = rc == RC_OK ? run_area_put(cx, x->who, x->run->id, &area) : rc;
    area.detail = arena_strdup(x->mem, area.detail);
    c->areas[c->at] = area;
    return rc;
}

/* The connection as a whole does not work any more: no other area will. */
static enum rc leave_all_unread(struct cx *cx, struct execution *x, struct capture *c)
{
    const struct connection_finding found = { .state = CONNECTION_BROKEN,
                                              .reason = run_reason_code(c->failure.reason) };
    enum rc rc = connection_note(cx, x->who, &c->session.connection, &found);

    while (rc == RC_OK && c->at < c->count) {
        rc = leave_unread(cx, x, c);
        c->at = next_area(c, c->at);
    }
    return rc;
}

/* A cursor that the provider does not take any more (a new version of the adapter, an expired one): from the beginning. */
static enum rc start_over(struct cx *cx, struct execution *x, struct capture *c)
{
    struct run_area *area = &c->areas[c->at];
    enum rc rc = subject_unstage(cx, x->observer, x->run->id, area->area);

    area->cursor = NULL;
    area->state = AREA_PENDING;
    area->read = 0;
    area->skipped = 0;
    return rc == RC_OK ? run_area_put(cx, x->who, x->run->id, area) : rc;
}

static enum rc apply_failure(struct cx *cx, struct execution *x, struct capture *c)
{
    enum rc rc;

    if (!c->opened || session_wide(c->failure.reason)) {
        return leave_all_unread(cx, x, c);
    }
    if (c->listed == RC_INVALID && c->areas[c->at].cursor != NULL) {
        return start_over(cx, x, c);
    }
    rc = leave_unread(cx, x, c);
    c->at = next_area(c, c->at);
    return rc;
}

static enum rc settle(struct cx *cx, struct execution *x, struct run_area *area)
{
    struct area_change change;
    enum rc rc = subject_settle(cx, x->observer, x->run->id, x->run->tenant, area->area, &change);

    if (rc == RC_OK) {
        area->state = AREA_READ;
        area->cursor = NULL;
        area->read = (int)change.read;
        area->skipped = (int)change.skipped;
        area->added = (int)change.added;
        area->changed = (int)change.changed;
        area->deleted = (int)change.deleted;
        area->reason = change.skipped > 0 ? RUN_REASON_VALIDATION_FAILED : RUN_REASON_NONE;
    }
    return rc;
}

static enum rc apply_page(struct cx *cx, struct execution *x, struct capture *c)
{
    struct run_area area = c->areas[c->at];
    int64_t fresh;
    enum rc rc =
        subject_stage(cx, x->observer, x->run->id, area.area, DRIFT_CANONICAL_VERSION, c->seen, c->page.count, &fresh);

    if (rc != RC_OK) {
        return rc;
    }
    if (c->page.next_cursor == NULL) {
        rc = settle(cx, x, &area);
    } else {
        area.state = AREA_READING;
        area.read += (int)fresh;
        area.cursor = arena_strdup(x->mem, c->page.next_cursor);
    }
    rc = rc == RC_OK ? run_area_put(cx, x->who, x->run->id, &area) : rc;
    if (rc == RC_OK) {
        c->stale = fresh > 0 ? 0 : c->stale + 1;
        c->areas[c->at] = area;
        c->at = next_area(c, c->at);
    }
    return rc;
}

static enum rc capture_apply(struct cx *cx, struct execution *x)
{
    struct capture *c = x->state;
    enum rc rc;

    x->step_area = c->areas[c->at].area;
    x->step_items = c->listed == RC_OK ? (int)c->page.count : 0;
    if (c->listed == RC_OK && c->page.next_cursor != NULL && c->stale >= STALE_PAGES_MAX) {
        c->failure = (struct provider_failure){ .reason = RUN_REASON_VALIDATION_FAILED };
        c->problem = "the provider's pages go on and bring nothing new";
        c->stale = 0;
        rc = leave_unread(cx, x, c);
        c->at = next_area(c, c->at);
    } else {
        rc = c->listed == RC_OK ? apply_page(cx, x, c) : apply_failure(cx, x, c);
    }
    if (rc == RC_OK && c->at == c->count) {
        conclude(x, c);
    }
    return rc;
}

static void capture_close(struct execution *x)
{
    struct capture *c = x->state;

    if (c != NULL) {
        session_close(&c->session);
    }
}

const struct job_type capture_job = {
    .operation = OPERATION_CAPTURE,
    .load = capture_load,
    .fetch = capture_fetch,
    .apply = capture_apply,
    .close = capture_close,
};

/* ---- the schedule ---- */

enum rc capture_due(struct cx *cx, const struct actor *who, const struct timer *timer)
{
    const struct run_request request = {
        .operation = OPERATION_CAPTURE,
        .tenant = { timer->object },
        .origin = RUN_BY_SCHEDULE,
    };
    struct run run;
    enum rc rc = run_request(cx, who, &request, &run);

    if (rc == RC_CONFLICT ||
        rc == RC_INVALID) { /* one is under way, or the connection is gone: nothing to do this time */
        fail_clear(cx);
        return RC_OK;
    }
    return rc;
}
