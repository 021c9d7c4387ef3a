/* What tests of the drift engine share: canonical texts and changes of small documents, by family. */
#ifndef TESTS_SUPPORT_DRIFT_CASE_H
#define TESTS_SUPPORT_DRIFT_CASE_H

#include "core/drift/drift.h"

struct drift_case {
    struct cx cx;
    struct fail fail;
    const struct family_rules *rules;
};

/* A case under that family's rules, with its own arena. */
struct drift_case drift_case_new(const char *family);
void drift_case_free(struct drift_case *c);

/* The canonical form; the test fails where there is none. */
struct drift_canonical drift_case_canonical(struct drift_case *c, const char *json);
const char *drift_case_text(struct drift_case *c, const char *json);

/* The changes from one document to the other; also checks that applying them to the first gives the second. */
struct drift_changes drift_case_changes(struct drift_case *c, const char *before, const char *after);

/* The same as text: "replace /path a -> b\n" ... ; "" where they are equal. */
const char *drift_case_diff(struct drift_case *c, const char *before, const char *after);

/* True if both have the same canonical bytes. */
bool drift_case_equal(struct drift_case *c, const char *before, const char *after);

#endif
