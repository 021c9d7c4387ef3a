#include "core/audit/audit_verify.h"

#include "core/audit/audit_event.h"
#include "core/audit/audit_seal.h"
#include "core/audit/audit_verify_store.h"
#include "core/audit/audit_verify_trees.h"

enum { PAGE = 5000 };

static const struct {
    const char *code;
    const char *label;
} kinds[] = {

#define PROBLEM(constant, code, label) { code, label },
#include "core/audit/problems.def"
#undef PROBLEM
};

const char *audit_problem_code(enum audit_problem_kind kind)
{
    return kinds[kind].code;
}

const char *audit_problem_label(enum audit_problem_kind kind)
{
    return kinds[kind].label;
}

static void report_event(struct verifier *v, enum audit_problem_kind kind, const struct audit_sealed *leaf)
{
    verify_report(v, kind, &v->overall, leaf->event.id, leaf->overall_index, leaf->overall_index);
}

static enum rc check_person(struct verifier *v, struct cx *cx, const struct audit_sealed *leaf)
{
    bool is_committed = leaf->event.personal.data != NULL;

    if (leaf->personal.data == NULL) {
        v->verdict->erased += is_committed ? 1 : 0;
    } else if (!is_committed || !bytes_equal(audit_commitment(cx, leaf->salt, leaf->personal), leaf->event.personal)) {
        report_event(v, AUDIT_PROBLEM_PERSON, leaf);
    }
    return RC_OK;
}

/* The event against its leaf: the sealed bytes, what the columns say, what lies beside. */
static enum rc check_event(struct verifier *v, struct cx *cx, const struct audit_sealed *leaf)
{
    struct merkle_hash hash;
    struct bytes written;

    v->verdict->events++;
    if (!leaf->has_event) {
        report_event(v, AUDIT_PROBLEM_REMOVED, leaf);
        return RC_OK;
    }
    hash = merkle_leaf(leaf->canonical);
    if (!merkle_equal(&hash, &leaf->leaf)) {
        report_event(v, AUDIT_PROBLEM_CHANGED, leaf);
        return RC_OK;
    }
    if (audit_event_write(cx, &leaf->event, &written) != RC_OK || !bytes_equal(written, leaf->canonical)) {
        fail_clear(cx);
        report_event(v, AUDIT_PROBLEM_COLUMNS, leaf);
        return RC_OK;
    }
    return check_person(v, cx, leaf);
}

static enum rc take(void *context, struct cx *cx, const struct audit_sealed *leaf)
{
    struct verifier *v = context;
    enum rc rc = check_event(v, cx, leaf);

    return rc == RC_OK ? verify_leaf(v, cx, leaf) : rc;
}

static enum rc check_strays(struct verifier *v)
{
    struct audit_stray *strays;
    size_t count;
    enum rc rc = audit_verify_store_strays(v->cx, &strays, &count);

    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        verify_report(v, strays[i].exists ? AUDIT_PROBLEM_INSERTED : AUDIT_PROBLEM_REMOVED,
                      verify_tree_of(v, strays[i].workspace), strays[i].event, -1, -1);
    }
    return rc;
}

static enum rc begin(struct verifier *v, struct audit_extent *extent)
{
    enum rc rc = verify_outside_open(v);

    if (rc == RC_OK) {
        rc = audit_verify_store_extent(v->cx, extent);
    }
    if (rc != RC_OK) {
        return rc;
    }
    v->verdict->log = extent->log;
    v->verdict->waiting = extent->waiting;
    v->overall.id = extent->log;
    v->overall.origin = audit_origin(v->cx, extent->log, extent->log);
    if (v->check->since != NULL) {
        rc = verify_since(v, v->check->since);
    }
    return rc == RC_OK ? verify_outside_begin(v) : rc;
}

enum rc audit_verify(struct cx *cx, const struct audit_check *check, struct audit_verdict *out)
{
    struct audit_verdict verdict = { .size = 0 };
    struct verifier v = { .check = check, .verdict = &verdict, .cx = cx };
    struct audit_extent extent;
    enum rc rc = begin(&v, &extent);

    for (int64_t first = v.overall.next; rc == RC_OK && first < extent.end; first += PAGE) {
        rc = audit_verify_store_each(cx, extent.log, first, PAGE, take, &v);
    }
    if (rc == RC_OK) {
        rc = verify_ends(&v);
    }
    if (rc == RC_OK) {
        rc = check_strays(&v);
    }
    if (rc == RC_OK) {
        verdict.size = v.overall.next;
        *out = verdict;
    }
    return rc;
}
