/* Tests of a family's rules: two objects, and what may be said of them. */
#ifndef TESTS_SUPPORT_RULE_CASE_H
#define TESTS_SUPPORT_RULE_CASE_H

#include <stddef.h>

/* JSON is written with ' for ". What must never be stored in clear is "s3cret" with whatever follows it. */
struct rule_case {
    const char *family;
    const char *before;
    const char *after;
    const char *
        changes; /* "severity op path (label)", one a line, without the last line end; "": both are one; NULL: not asked */
    const char *references; /* of `after`: "kind id", one a line as above; NULL: not asked */
};

/* The test fails at the first case that is not so. */
void rule_cases_check(const struct rule_case *cases, size_t count);

#define RULE_CASES_CHECK(cases) rule_cases_check(cases, sizeof(cases) / sizeof((cases)[0]))

#endif
