/* Checks: the technical reading of a control, as data, asked of canonical documents.
 *
 * {"strategy": "each", "where": [condition ...], "expect": [condition ...]}
 *   each   every object that `where` selects must meet `expect`; a failing object is a finding of its own
 *   every  the same, and there must be one: otherwise one finding without an object
 *   any    at least one object that `where` selects must meet `expect`; otherwise one finding without an object
 *   none   no object may meet `where`; each that does is a finding
 * A condition is {"path": "conditions/users/includeUsers", "op": "contains", "value": "All"}. A path names members; * stands for any
 * element of a list; a path that leads nowhere is absent. Conditions of one list must all hold; a path with its operator stands
 * in a list once.
 *
 *   equals not_equals in present absent at_least at_most    of one value; null, "", [] and {} are absent
 *   contains lacks contains_all contains_none only          of a list (a single value is a list of one): these and perhaps others, none of
 *                                                           these, at least one and nothing but these
 *   count_at_least count_at_most                            the length of a list; a path that leads nowhere has none
 *   before_days after_days                                  an instant before (after) now + so many days; negative looks back. What is no
 *                                                           instant is neither
 *   some no                                                 an element (no element) of the list meets all conditions of the value, a list
 *   any_of                                                  the place itself meets all conditions of one of the lists in the value
 * With a *, one element that meets the rest is enough; not_equals absent lacks contains_none only count_at_most no must hold for every
 * element. Conditions in conditions have paths that start at the element or place. */
#ifndef CORE_CONTROL_CHECK_H
#define CORE_CONTROL_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/cx.h"
#include "core/drift/document.h"

enum check_strategy { CHECK_EACH, CHECK_EVERY, CHECK_ANY, CHECK_NONE };

struct check;

/* Reads a rule. *out lives in cx->mem. RC_INVALID: an unknown strategy, operator or member, a wrong type, or nothing is asked; fail's
 * detail says which. */
MUST_CHECK enum rc check_parse(struct cx *cx, struct bytes text, const struct check **out);

enum check_strategy check_strategy(const struct check *check);

enum check_verdict {
    CHECK_NOT_SELECTED, /* `where` does not hold */
    CHECK_PASSED,
    CHECK_FAILED
};

/* One object at that time. For CHECK_NONE a selected object has failed. */
enum check_verdict check_object(const struct check *check, const struct node *object, int64_t now_us);

/* What the objects of a family came to. */
struct check_tally {
    int32_t objects;
    int32_t selected;
    int32_t passed;
};

void check_tally_add(struct check_tally *tally, enum check_verdict verdict);

/* Whether what the rule asks for is not there at all: a failure without an object. */
bool check_is_missing(const struct check *check, const struct check_tally *tally);

/* The failures: objects, or one if it is missing. */
int32_t check_failing(const struct check *check, const struct check_tally *tally);

/* The observed values at the paths of `expect` (of `where` for CHECK_NONE), as one JSON object in `arena`: what evidence and findings show.
 * Of a list that `some` or `no` ask about: the elements that meet the first of their conditions; of a path with *: a list of what it
 * leads to. "{}" if it is too much to show. */
char *check_observed(struct arena *arena, const struct check *check, const struct node *object, int64_t now_us);

/* What is asked, as one JSON object of path to operators and values, for "expected" on pages. For CHECK_NONE the operator is "must_not" and
 * the value what was forbidden. */
char *check_expected(struct arena *arena, const struct check *check);

#endif
