/* Evaluates the controls of a tenant over its inventory: one step per interpretation, then the four numbers.
 *
 * Its cause is a capture; an area that the capture did not read is "not assessed", with the capture's reason, and nothing in it changes.
 * Each interpretation leaves its result, its findings and one piece of evidence. */
#include <string.h>

#include "base/text.h"
#include "core/baseline/baseline.h"
#include "core/connection/connection.h"
#include "core/control/check.h"
#include "core/control/control.h"
#include "core/decision/decision.h"
#include "core/drift/identity.h"
#include "core/evidence/evidence.h"
#include "core/exception/exception.h"
#include "core/finding/finding_observe.h"
#include "jobs/follow_ups.h"
#include "jobs/job.h"

enum {
    SHOWN_OBJECTS_MAX = 200, /* in one piece of evidence */
    EVIDENCE_TEXT_MAX = 900 * 1024
};

struct evaluation {
    struct run_id capture;
    const char *provider;
    struct interpretations interpretations;
    struct run_area *areas; /* of the capture */
    size_t area_count;
    size_t next; /* the interpretation of the next step */
};

/* One interpretation over the objects of its family. */
struct assessment {
    struct cx *cx; /* of the step: what lives longer than one object */
    const struct check *check;
    const struct interpretation *interpretation;
    struct tenant_id tenant;
    struct finding_failure *failures;
    size_t failure_count;
    size_t failure_capacity;
    int64_t now_us;
    struct check_tally tally;
    size_t shown;
    struct strbuf evidence; /* the objects, as JSON */
};

static const struct run_area *area_of(const struct evaluation *e, const char *family)
{
    for (size_t i = 0; i < e->area_count; i++) {
        if (text_equal(e->areas[i].area, family)) {
            return &e->areas[i];
        }
    }
    return NULL;
}

/* Partial from the start if an area that is asked was not read. */
static enum run_reason reason_of(const struct evaluation *e)
{
    for (size_t i = 0; i < e->interpretations.count; i++) {
        const struct run_area *area = area_of(e, e->interpretations.items[i].family);

        if (area == NULL || area->state != AREA_READ) {
            return RUN_REASON_DEPENDENCY_FAILED;
        }
    }
    return RUN_REASON_NONE;
}

static enum rc evaluate_load(struct cx *cx, struct execution *x)
{
    struct evaluation *e = arena_alloc(x->mem, sizeof *e);
    struct connection connection;
    int64_t next = 0;
    enum rc rc = baseline_newest_capture(cx, x->who, x->run->tenant, &e->capture);

    x->state = e;
    if (rc == RC_NOT_FOUND) {
        x->done = true;
        x->outcome = RUN_OUTCOME_BLOCKED;
        x->reason = RUN_REASON_DEPENDENCY_FAILED;
        return RC_OK;
    }
    if (rc == RC_OK) {
        rc = connection_of_tenant(cx, x->who, x->run->tenant, &connection);
    }
    if (rc == RC_OK) {
        rc = control_interpretations(cx, x->who, connection.provider, &e->interpretations);
    }
    if (rc == RC_OK) {
        rc = run_areas(cx, x->who, e->capture, &e->areas, &e->area_count);
    }
    if (rc == RC_OK && x->job->checkpoint[0] != '\0') {
        rc = parse_i64(x->job->checkpoint, 0, (int64_t)e->interpretations.count, &next);
    }
    e->next = (size_t)next;
    x->reason = reason_of(e);
    return rc;
}

/* ---- one object ---- */

static struct bytes identity_of(const struct assessment *a, const char *object_id)
{
    struct drift_identity *identity = arena_alloc(a->cx->mem, sizeof *identity);

    drift_identity(&(struct drift_identity_of){ .tenant = a->tenant,
                                                .kind = "control",
                                                .source = a->interpretation->code,
                                                .family = a->interpretation->family,
                                                .object = object_id,
                                                .path = "" },
                   identity);
    return bytes_of(identity->sha256, DRIFT_SHA256_LEN);
}

static void add_failure(struct assessment *a, const char *object_id, struct subject_id subject, const char *name,
                        const char *observed)
{
    a->failures = arena_grow(a->cx->mem, a->failures, a->failure_count, &a->failure_capacity, sizeof *a->failures);
    a->failures[a->failure_count++] = (struct finding_failure){
        .identity = identity_of(a, object_id),
        .family = a->interpretation->family,
        .object_id = object_id,
        .subject = subject,
        .subject_name = name,
        .control_code = a->interpretation->control_code,
        .path = "",
        .label = a->interpretation->title,
        .op = "fail",
        .before = check_expected(a->cx->mem, a->check),
        .after = observed,
        .severity = a->interpretation->severity,
    };
}

static void show_object(struct assessment *a, struct cx *cx, const struct control_object *object, const char *observed,
                        const char *verdict)
{
    if (a->shown == SHOWN_OBJECTS_MAX) {
        return;
    }
    strbuf_printf(&a->evidence, "%s{\"id\":%s,\"name\":%s,\"observed\":%s,\"verdict\":\"%s\"}",
                  a->shown == 0 ? "" : ",", json_quoted(cx->mem, object->object_id), json_quoted(cx->mem, object->name),
                  observed, verdict);
    a->shown++;
}

static enum rc assess_object(void *context, struct cx *cx, const struct control_object *object)
{
    struct assessment *a = context;
    struct document_error error;
    struct node *root;
    enum check_verdict verdict;
    const char *observed;

    if (document_parse(cx->mem, object->document, &document_limits_default, &root, &error) != RC_OK) {
        return fail_set(cx, RC_INTERNAL, NULL, "subject %s: its document does not parse",
                        id_text(cx, object->subject.v));
    }
    verdict = check_object(a->check, root, a->now_us);
    check_tally_add(&a->tally, verdict);
    if (verdict == CHECK_NOT_SELECTED) {
        return RC_OK;
    }
    observed = check_observed(cx->mem, a->check, root, a->now_us);
    show_object(a, cx, object, observed, verdict == CHECK_PASSED ? "passed" : "failed");
    if (verdict == CHECK_FAILED && check_strategy(a->check) != CHECK_ANY) {
        add_failure(a, arena_strdup(a->cx->mem, object->object_id), object->subject,
                    arena_strdup(a->cx->mem, object->name), arena_strdup(a->cx->mem, observed));
    }
    return RC_OK;
}

/* ---- one interpretation ---- */

static enum rc keep_evidence(struct cx *cx, struct execution *x, struct assessment *a, struct evidence_id *out)
{
    const struct interpretation *i = a->interpretation;
    struct evidence_item item = {
        .tenant = a->tenant,
        .run = x->run->id,
        .control_code = i->control_code,
        .source = i->family,
        .name = arena_printf(cx->mem, "%s.json", i->code),
        .media_type = "application/json",
    };
    const char *body = arena_printf(
        cx->mem,
        "{\"interpretation\":%s,\"version\":%d,\"control\":%s,\"run\":\"%s\",\"capture\":\"%s\",\"family\":%s,\"at\":\"%s\","
        "\"expected\":%s,\"objects\":%d,\"selected\":%d,\"passed\":%d,\"shown\":[%s]}",
        json_quoted(cx->mem, i->code), i->version, json_quoted(cx->mem, i->control_code), id_text(cx, x->run->id.v),
        id_text(cx, ((const struct evaluation *)x->state)->capture.v), json_quoted(cx->mem, i->family),
        time_iso(cx->mem, a->now_us), check_expected(cx->mem, a->check), a->tally.objects, a->tally.selected,
        a->tally.passed, a->evidence.data);

    item.body = bytes_text(body);
    return evidence_add(cx, x->who, &item, out);
}

static enum rc observe(struct cx *cx, struct execution *x, const struct assessment *a)
{
    const struct finding_observer observer = {
        .tenant = a->tenant,
        .run = x->run->id,
        .kind = "control",
        .interpretation = a->interpretation->code,
        .interpretation_version = a->interpretation->version,
        .identity_version = DRIFT_IDENTITY_VERSION,
        .capture = ((const struct evaluation *)x->state)->capture,
    };
    struct finding_counts counts = { 0 };
    enum rc rc = RC_OK;

    for (size_t from = 0; from < a->failure_count && rc == RC_OK; from += FINDING_BATCH_MAX) {
        size_t count = a->failure_count - from;

        struct finding_moves moves;

        count = count > FINDING_BATCH_MAX ? FINDING_BATCH_MAX : count;
        rc = finding_observe_failed(cx, x->observer, &observer, &a->failures[from], count, &counts, &moves);
        rc = rc == RC_OK ? exception_cover(cx, x->observer, &moves) : rc;
    }
    return rc == RC_OK
               ? finding_observe_passed(cx, x->observer, &observer, &a->interpretation->family, 1, &counts, NULL)
               : rc;
}

/* Over an area that was read. Fills *outcome. */
static enum rc assess(struct cx *cx, struct execution *x, const struct interpretation *interpretation,
                      struct control_outcome *outcome)
{
    struct assessment a = {
        .cx = cx, .interpretation = interpretation, .tenant = x->run->tenant, .now_us = outcome->evaluated_us
    };
    bool accepted = false;
    enum rc rc = check_parse(cx, bytes_text(interpretation->rule), &a.check);

    strbuf_init(&a.evidence, cx->mem, EVIDENCE_TEXT_MAX);
    if (rc == RC_OK) {
        rc = control_each_object(cx, x->who, a.tenant, interpretation->family, assess_object, &a);
    }
    if (rc == RC_OK) {
        if (check_is_missing(a.check, &a.tally)) {
            add_failure(&a, "", (struct subject_id){ { { 0 } } }, interpretation->title, NULL);
        }
        outcome->result = control_judge(a.check, &a.tally);
        rc = observe(cx, x, &a);
    }
    if (rc == RC_OK && outcome->result == CONTROL_NOT_SATISFIED) {
        rc = control_all_accepted(cx, x->who, a.tenant, interpretation->code, &accepted);
        outcome->result = accepted ? CONTROL_SATISFIED_BY_EXCEPTION : CONTROL_NOT_SATISFIED;
    }
    if (rc == RC_OK) {
        rc = keep_evidence(cx, x, &a, &outcome->evidence);
    }
    outcome->checked = a.tally.selected;
    outcome->failing = rc == RC_OK ? check_failing(a.check, &a.tally) : 0;
    x->step_items = a.tally.objects;
    return rc;
}

static enum rc step(struct cx *cx, struct execution *x, const struct interpretation *interpretation)
{
    const struct run_area *area = area_of(x->state, interpretation->family);
    struct control_outcome outcome = {
        .interpretation = interpretation->code,
        .version = interpretation->version,
        .control_code = interpretation->control_code,
        .result = CONTROL_NOT_ASSESSED,
        .reason = "",
        .evaluated_us = clock_now_us(cx->clock),
    };
    enum rc rc = RC_OK;

    if (area == NULL || area->state != AREA_READ) {
        outcome.reason = area == NULL || area->reason == RUN_REASON_NONE ? run_reason_code(RUN_REASON_DEPENDENCY_FAILED)
                                                                         : run_reason_code(area->reason);
    } else {
        rc = assess(cx, x, interpretation, &outcome);
    }
    x->step_area = interpretation->family;
    return rc == RC_OK ? control_record(cx, x->who, x->run->tenant, x->run->id, &outcome) : rc;
}

/* The areas of the run's own coverage: those that the interpretations asked. */
static enum rc note_areas(struct cx *cx, struct execution *x)
{
    const struct evaluation *e = x->state;
    const struct run_area **asked = arena_calloc(cx->mem, e->area_count, sizeof(const struct run_area *));
    const char **areas = arena_calloc(cx->mem, e->area_count, sizeof *areas);
    int64_t *expected = arena_calloc(cx->mem, e->area_count, sizeof *expected);
    size_t count = 0;
    enum rc rc;

    for (size_t i = 0; i < e->area_count; i++) {
        for (size_t j = 0; j < e->interpretations.count; j++) {
            if (text_equal(e->areas[i].area, e->interpretations.items[j].family)) {
                asked[count] = &e->areas[i];
                expected[count] = e->areas[i].read;
                areas[count++] = e->areas[i].area;
                break;
            }
        }
    }
    rc = run_areas_plan(cx, x->who, x->run->id, areas, expected, count);
    for (size_t i = 0; i < count && rc == RC_OK; i++) {
        struct run_area area = *asked[i];

        area.added = area.changed = area.deleted = 0;
        area.cursor = NULL;
        rc = run_area_put(cx, x->who, x->run->id, &area);
    }
    return rc;
}

static enum rc evaluate_apply(struct cx *cx, struct execution *x)
{
    struct evaluation *e = x->state;
    enum rc rc;

    if (e->next < e->interpretations.count) {
        rc = step(cx, x, &e->interpretations.items[e->next]);
        e->next++;
        x->checkpoint = arena_printf(x->mem, "%zu", e->next);
        return rc;
    }
    rc = note_areas(cx, x);
    if (rc == RC_OK) {
        rc = control_publish(cx, x->who, x->run->tenant, x->run->id);
    }
    if (rc == RC_OK) {
        rc = decision_detect(cx, x->observer, x->run->tenant);
    }
    x->done = true;
    x->outcome = x->reason == RUN_REASON_NONE ? RUN_OUTCOME_SUCCEEDED : RUN_OUTCOME_PARTIAL;
    return rc;
}

const struct job_type evaluate_job = {
    .operation = OPERATION_EVALUATE,
    .load = evaluate_load,
    .apply = evaluate_apply,
};

/* After a capture. */
enum rc evaluate_after_capture(struct cx *cx, const struct actor *who, const struct run *capture)
{
    struct run asked;
    enum rc rc = run_request(cx, who,
                             &(struct run_request){ .operation = OPERATION_EVALUATE,
                                                    .tenant = capture->tenant,
                                                    .origin = RUN_BY_FOLLOW_UP,
                                                    .caused_by = capture->id },
                             &asked);

    if (rc == RC_CONFLICT) {
        fail_clear(cx);
        rc = RC_OK;
    }
    return rc;
}
