/* OSCAL documents against NIST's schema, by ajv. */
#ifndef TESTS_SUPPORT_OSCAL_H
#define TESTS_SUPPORT_OSCAL_H

#include "base/arena.h"

/* A command of the shell, for any folder, that ends with 0 if `file` is valid assessment results, with 1 if not, and prints what is
 * wrong. Call it in the checkout's folder; skips the test where schema or validator is missing. */
const char *oscal_check(struct arena *mem, const char *file);

#endif
