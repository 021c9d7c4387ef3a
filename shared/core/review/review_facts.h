/* The facts of a review as plain structs: what sql/views/review_facts.sql made, read from its JSON.
 *
 * A review in review shows its frozen bytes, a draft what it would freeze now (review_preview). Texts live as long as the JSON and the arena.
 * A `label` or `title` is a msgid. */
#ifndef CORE_REVIEW_REVIEW_FACTS_H
#define CORE_REVIEW_REVIEW_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/cx.h"
#include "core/control/control.h"
#include "core/exception/exception.h"
#include "core/finding/finding.h"
#include "core/ids.h"
#include "core/review/judgement.h"
#include "core/run/run.h"
#include "core/severity.h"

struct fact_finding {
    struct finding_id id;
    enum finding_state state;
    enum severity severity;
    const char *control_code; /* "" : of none */
    const char *family;
    const char *family_label;
    const char *object_name;
    const char *path; /* "" : the whole object */
    const char *label; /* "" : none */
    const char *before; /* JSON; NULL: nothing */
    const char *after;
    const char *since; /* code: "new", "reopened", "unchanged", "resolved" */
    int64_t first_seen_us;
    int64_t due_us; /* 0: none */
    bool open; /* neither resolved, accepted nor dismissed */
};

struct fact_exception {
    struct exception_id id;
    struct finding_id finding;
    enum exception_state state;
    enum severity severity;
    const char *object_name;
    const char *path;
    const char *label;
    const char *justification;
    const char *requested_by; /* NULL: unknown */
    const char *approved_by;
    int64_t expires_us;
    int64_t original_expires_us;
    bool stale; /* what was accepted is no longer what is there */
};

struct fact_control {
    const char *code;
    const char *control_title;
    const char *domain; /* code */
    const char *interpretation;
    const char *title; /* of the interpretation */
    const char *remedy;
    enum severity severity;
    enum control_result result;
    enum run_reason reason; /* of not_assessed; else RUN_REASON_NONE */
    int32_t checked;
    int32_t failing;
    const char *evidence; /* its SHA-256 in hexadecimal; NULL: a gap */
};

struct fact_area {
    const char *code;
    const char *label;
    bool read;
    int32_t expected;
    int32_t read_count;
    int32_t skipped;
    enum run_reason reason; /* RUN_REASON_NONE: read in full */
};

struct review_facts {
    const char *tenant_name;
    const char *workspace_name;
    struct review_numbers numbers;
    struct review_numbers previous; /* of the last release */
    int64_t previous_us; /* when that was released; 0: there is none */
    struct fact_finding *findings; /* the most severe first */
    size_t finding_count;
    struct fact_exception *exceptions; /* the first to expire first */
    size_t exception_count;
    struct fact_control *controls; /* in the catalogue's order, one per interpretation */
    size_t control_count;
    struct fact_area *areas; /* of the newest capture in the period */
    size_t area_count;
    struct run_id capture; /* nil: none in the period */
    int64_t captured_us;
    size_t decision_count;
    size_t evidence_count;
};

/* Reads `facts`. RC_INVALID: they are not what the view makes. */
MUST_CHECK enum rc review_facts_read(struct cx *cx, struct bytes facts, struct review_facts *out);

/* Open findings of one severity. */
size_t review_facts_open(const struct review_facts *facts, enum severity wanted);

#endif
