/* Checks: the technical reading of a control, as data, asked of canonical documents.
 *
 * {"strategy": "each", "where": [condition ...], "expect": [condition ...]}
 *   each   every object that `where` selects must meet `expect`; a failing object is a finding of its own
 *   any    at least one object that `where` selects must meet `expect`; otherwise one finding without an object
 *   none   no object may meet `where`; each that does is a finding
 * A condition is {"path": "conditions/users/includeUsers", "op": "contains", "value": "All"}. A path names members; * stands for any
 * element of a list; a path that leads nowhere is absent. Conditions of one list must all hold. */
#ifndef CORE_CONTROL_CHECK_H
#define CORE_CONTROL_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"
#include "base/cx.h"
#include "core/drift/document.h"

enum check_strategy { CHECK_EACH, CHECK_ANY, CHECK_NONE };

struct check;

/* Reads a rule. *out lives in cx->mem. RC_INVALID: unknown strategy, operator or member, or a wrong type; fail's detail says which. */
MUST_CHECK enum rc check_parse(struct cx *cx, struct bytes text, const struct check **out);

enum check_strategy check_strategy(const struct check *check);

enum check_verdict {
    CHECK_NOT_SELECTED, /* `where` does not hold */
    CHECK_PASSED,
    CHECK_FAILED
};

/* One object. For CHECK_NONE a selected object has failed. */
enum check_verdict check_object(const struct check *check, const struct node *object);

/* The observed values at the paths of `expect` (of `where` for CHECK_NONE), as one JSON object in `arena`: what evidence and findings show. */
char *check_observed(struct arena *arena, const struct check *check, const struct node *object);

/* `expect` as one JSON object of path to operator and value, for "expected" on pages. */
char *check_expected(struct arena *arena, const struct check *check);

#endif
