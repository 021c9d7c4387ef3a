/* Compares a tenant's inventory with one approved baseline snapshot: what differs becomes findings, what no longer differs passes.
 *
 * Its object is the snapshot. Steps go through the differing subjects by family and id; the last one lets everything pass that the
 * run did not see failing, in the areas that the newest capture has read, and brings the inbox into line. */

#include "base/text.h"
#include "core/baseline/baseline.h"
#include "core/connection/connection.h"
#include "core/decision/decision.h"
#include "core/drift/drift.h"
#include "core/drift/identity.h"
#include "core/drift/path.h"
#include "core/exception/exception.h"
#include "core/finding/finding_observe.h"
#include "jobs/follow_ups.h"
#include "jobs/job.h"

enum { SUBJECTS_PER_STEP = 200 };

struct comparison {
    struct baseline_snapshot snapshot;
    struct run_id capture;
    const char *provider;
    struct finding_observer observer;
    struct baseline_place after; /* the last subject that is done */
};

/* The failures of one step. */
struct failures {
    struct finding_failure *items;
    size_t count;
    size_t capacity;
};

/* One area per family: those that the capture did not read stay unread here too. */
static enum rc plan_areas(struct cx *cx, struct execution *x, const struct comparison *c)
{
    struct baseline_family_count *families;
    const char **areas;
    int64_t *expected;
    size_t count;
    enum rc rc = baseline_family_counts(cx, x->who, c->snapshot.id, c->capture, &families, &count);

    if (rc != RC_OK) {
        return rc;
    }
    areas = arena_calloc(cx->mem, count, sizeof *areas);
    expected = arena_calloc(cx->mem, count, sizeof *expected);
    for (size_t i = 0; i < count; i++) {
        areas[i] = families[i].family;
        expected[i] = families[i].count;
    }
    rc = run_areas_plan(cx, x->who, x->run->id, areas, expected, count);
    for (size_t i = 0; i < count && rc == RC_OK; i++) {
        const struct run_area area = {
            .area = families[i].family,
            .state = families[i].was_read ? AREA_READ : AREA_NOT_READ,
            .expected = families[i].count,
            .read = families[i].was_read ? families[i].count : 0,
            .reason = families[i].was_read ? RUN_REASON_NONE : RUN_REASON_DEPENDENCY_FAILED,
        };

        rc = run_area_put(cx, x->who, x->run->id, &area);
        if (!families[i].was_read) {
            x->reason = RUN_REASON_DEPENDENCY_FAILED;
        }
    }
    return rc;
}

static enum rc compare_load(struct cx *cx, struct execution *x)
{
    struct comparison *c = arena_alloc(x->mem, sizeof *c);
    struct connection connection;
    enum rc rc = baseline_snapshot_get(cx, x->who, (struct snapshot_id){ x->run->object }, &c->snapshot);

    x->state = c;
    if (rc == RC_NOT_FOUND || (rc == RC_OK && c->snapshot.state != BASELINE_APPROVED)) {
        x->done = true; /* superseded since it was asked for */
        x->outcome = RUN_OUTCOME_BLOCKED;
        x->reason = RUN_REASON_SUPERSEDED;
        return RC_OK;
    }
    if (rc == RC_OK) {
        rc = baseline_newest_capture(cx, x->who, c->snapshot.tenant, &c->capture);
    }
    if (rc == RC_NOT_FOUND) {
        x->done = true;
        x->outcome = RUN_OUTCOME_BLOCKED;
        x->reason = RUN_REASON_DEPENDENCY_FAILED;
        return RC_OK;
    }
    if (rc == RC_OK) {
        rc = connection_of_tenant(cx, x->who, c->snapshot.tenant, &connection);
    }
    if (rc != RC_OK) {
        return rc;
    }
    c->provider = connection.provider;
    c->observer = (struct finding_observer){
        .tenant = c->snapshot.tenant,
        .run = x->run->id,
        .kind = "drift",
        .profile = c->snapshot.profile,
        .interpretation = "",
        .identity_version = DRIFT_IDENTITY_VERSION,
        .capture = c->capture,
    };
    c->after = baseline_place_parse(x->mem, x->job->checkpoint);
    return plan_areas(cx, x, c);
}

/* ---- one subject ---- */

static const char *masked(struct arena *mem, struct bytes json)
{
    struct bytes text;

    if (json.data == NULL || json.len == 0) {
        return NULL;
    }
    text = drift_masked(mem, json);
    return arena_strndup(mem, (const char *)text.data, text.len);
}

static void add_failure(struct cx *cx, struct failures *failures, const struct baseline_difference *difference,
                        const struct drift_change *change, struct bytes identity, const char *path)
{
    struct finding_failure *failure;

    failures->items =
        arena_grow(cx->mem, failures->items, failures->count, &failures->capacity, sizeof *failures->items);
    failure = &failures->items[failures->count++];
    *failure = (struct finding_failure){
        .identity = identity,
        .family = difference->family,
        .object_id = difference->object_id,
        .subject = difference->subject,
        .subject_name = difference->name,
        .control_code = "",
        .path = path,
        .label = change->label == NULL ? "" : change->label,
        .op = drift_op_code(change->op),
        .before = masked(cx->mem, change->before),
        .after = masked(cx->mem, change->after),
        /* unmasked, and the whole of what should not be there: another secret or another content is another value */
        .observed = text_equal(difference->op, "add") ? difference->after : change->after,
    };
    if (severity_parse(change->severity, &failure->severity) != RC_OK) {
        failure->severity = SEVERITY_MEDIUM; /* a rule with a word of its own: the build's tests refuse it */
    }
}

/* The places of earlier findings fail while a change is at, above or below them; what no earlier finding covers is a new one. */
static void add_changes(struct cx *cx, const struct comparison *c, const struct baseline_difference *difference,
                        const struct drift_changes *changes, const struct finding_place *places, size_t place_count,
                        struct failures *failures)
{
    const char **paths = arena_calloc(cx->mem, place_count, sizeof *paths);

    for (size_t i = 0; i < place_count; i++) {
        paths[i] = places[i].path;
        for (size_t j = 0; j < changes->count; j++) {
            const struct drift_change *change = &changes->items[j];

            if (path_covers(change->path, places[i].path) || path_covers(places[i].path, change->path)) {
                add_failure(cx, failures, difference, change, places[i].identity, places[i].path);
                break;
            }
        }
    }
    for (size_t j = 0; j < changes->count; j++) {
        const struct drift_change *change = &changes->items[j];
        struct drift_identity *identity;

        if (drift_is_covered(change->path, paths, place_count)) {
            continue;
        }
        identity = arena_alloc(cx->mem, sizeof *identity);
        drift_identity(&(struct drift_identity_of){ .tenant = c->snapshot.tenant,
                                                    .kind = "drift",
                                                    .source = id_text(cx, c->snapshot.profile.v),
                                                    .family = difference->family,
                                                    .object = difference->object_id,
                                                    .path = change->path },
                       identity);
        add_failure(cx, failures, difference, change, bytes_of(identity->sha256, DRIFT_SHA256_LEN), change->path);
    }
}

/* An object that is there though it should not be, or the other way round: one change of the whole, shown by its name. */
static void whole_object(struct cx *cx, const struct family_rules *rules, const struct baseline_difference *difference,
                         struct drift_changes *out)
{
    struct drift_change *change = arena_alloc(cx->mem, sizeof *change);
    struct bytes name = bytes_text(json_quoted(cx->mem, difference->name));
    bool added = text_equal(difference->op, "add");

    *change = (struct drift_change){ .op = added ? DRIFT_ADD : DRIFT_REMOVE, .path = "", .severity = rules->severity };
    change->before = added ? bytes_of(NULL, 0) : name;
    change->after = added ? name : bytes_of(NULL, 0);
    *out = (struct drift_changes){ .items = change, .count = 1 };
}

static enum rc compare_subject(struct cx *cx, struct execution *x, const struct baseline_difference *difference,
                               const struct finding_place *places, size_t place_count, struct failures *failures)
{
    const struct comparison *c = x->state;
    const struct family_rules *rules = job_rules(x, c->provider, difference->family);
    struct drift_changes changes;

    if (text_equal(difference->op, "replace")) {
        enum rc rc = drift_diff(cx, rules, difference->before, difference->after, &changes);

        if (rc != RC_OK) {
            return rc;
        }
    } else {
        whole_object(cx, rules, difference, &changes);
    }
    add_changes(cx, c, difference, &changes, places, place_count, failures);
    return RC_OK;
}

/* ---- one step ---- */

/* The differences [from, to) are of one family. */
static enum rc compare_family(struct cx *cx, struct execution *x, const struct baseline_difference *items, size_t count,
                              struct failures *failures)
{
    const struct comparison *c = x->state;
    const char **ids = arena_calloc(cx->mem, count, sizeof *ids);
    struct finding_place *places;
    size_t place_count;
    enum rc rc;

    for (size_t i = 0; i < count; i++) {
        ids[i] = items[i].object_id;
    }
    rc = finding_observe_places(cx, x->observer, c->snapshot.profile, items[0].family, ids, count, &places,
                                &place_count);
    for (size_t i = 0; i < count && rc == RC_OK; i++) {
        size_t first = 0;
        size_t last;

        while (first < place_count && !text_equal(places[first].object_id, items[i].object_id)) {
            first++;
        }
        for (last = first; last < place_count && text_equal(places[last].object_id, items[i].object_id);) {
            last++;
        }
        rc = compare_subject(cx, x, &items[i], places + first, last - first, failures);
    }
    return rc;
}

static enum rc write_failures(struct cx *cx, struct execution *x, const struct failures *failures,
                              struct finding_counts *counts)
{
    const struct comparison *c = x->state;
    enum rc rc = RC_OK;

    for (size_t at = 0; at < failures->count && rc == RC_OK; at += FINDING_BATCH_MAX) {
        size_t left = failures->count - at;
        struct finding_moves moves;

        rc = finding_observe_failed(cx, x->observer, &c->observer, failures->items + at,
                                    left < FINDING_BATCH_MAX ? left : FINDING_BATCH_MAX, counts, &moves);
        rc = rc == RC_OK ? exception_cover(cx, x->observer, &moves) : rc;
    }
    return rc;
}

static enum rc finish(struct cx *cx, struct execution *x, struct finding_counts *counts)
{
    const struct comparison *c = x->state;
    const char *const *families;
    size_t count;
    enum rc rc = baseline_read_families(cx, x->who, c->snapshot.profile, c->capture, &families, &count);

    if (rc == RC_OK) {
        rc = finding_observe_passed(cx, x->observer, &c->observer, families, count, counts, NULL);
    }
    if (rc == RC_OK) {
        rc = decision_detect(cx, x->observer, c->snapshot.tenant);
    }
    x->done = true;
    x->outcome = x->reason == RUN_REASON_NONE ? RUN_OUTCOME_SUCCEEDED : RUN_OUTCOME_PARTIAL;
    return rc;
}

static enum rc compare_apply(struct cx *cx, struct execution *x)
{
    struct comparison *c = x->state;
    struct baseline_differences page;
    struct failures failures = { .count = 0 };
    struct finding_counts counts = { 0 };
    enum rc rc = baseline_differences(cx, x->who, c->snapshot.id, c->capture, c->after, SUBJECTS_PER_STEP, &page);

    for (size_t from = 0, to = 0; rc == RC_OK && from < page.count; from = to) {
        while (to < page.count && text_equal(page.items[to].family, page.items[from].family)) {
            to++;
        }
        rc = compare_family(cx, x, page.items + from, to - from, &failures);
    }
    if (rc == RC_OK) {
        rc = write_failures(cx, x, &failures, &counts);
    }
    if (rc != RC_OK) {
        return rc;
    }
    x->step_items = (int)page.count;
    if (!page.more) {
        return finish(cx, x, &counts);
    }
    c->after.family = arena_strdup(x->mem, page.items[page.count - 1].family);
    c->after.object_id = arena_strdup(x->mem, page.items[page.count - 1].object_id);
    x->checkpoint = arena_printf(x->mem, "%s %s", c->after.family, c->after.object_id);
    return RC_OK;
}

const struct job_type compare_job = {
    .operation = OPERATION_COMPARE,
    .load = compare_load,
    .apply = compare_apply,
};

/* After a capture: every approved baseline of the tenant is compared. */
enum rc compare_after_capture(struct cx *cx, const struct actor *who, const struct run *capture)
{
    struct baseline_snapshots approved;
    enum rc rc = baseline_approved(cx, who, capture->tenant, &approved);

    for (size_t i = 0; rc == RC_OK && i < approved.count; i++) {
        struct run asked;

        rc = run_request(cx, who,
                         &(struct run_request){ .operation = OPERATION_COMPARE,
                                                .tenant = capture->tenant,
                                                .object = approved.items[i].id.v,
                                                .origin = RUN_BY_FOLLOW_UP,
                                                .caused_by = capture->id },
                         &asked);
        if (rc == RC_CONFLICT) { /* one is under way already, and sees the same inventory */
            fail_clear(cx);
            rc = RC_OK;
        }
    }
    return rc;
}
