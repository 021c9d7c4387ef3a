/* A fuzz target is one file, tests/fuzz/<target>.c, that defines fuzz_one() and says which parsers it covers, in a comment line
 * that starts with "covers:" and names their files; its seeds are tests/fuzz/corpora/<target>/. It must not keep anything between
 * inputs, and aborts where what it knows about the result does not hold. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdlib.h>

#include "base/cx.h"

/* One input, on an arena that is emptied afterwards. */
void fuzz_one(struct cx *cx, struct bytes input);

#define FUZZ_ASSERT(condition)                                                                                         \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

#endif
