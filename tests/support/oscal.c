#include "support/oscal.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "support/suite.h"

#define SCHEMA  "oscal/oscal_assessment-results_schema-1.0.4.json"
#define MODULES "build/npm-tests/node_modules"

static const char *schema(struct arena *mem)
{
    const char *const places[] = { getenv("TP_TEST_DATA"), "../shared/data", "../../shared/data" };
    char whole[PATH_MAX];

    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (places[i] != NULL && realpath(arena_printf(mem, "%s/" SCHEMA, places[i]), whole) != NULL) {
            return arena_strdup(mem, whole);
        }
    }
    suite_skip("no OSCAL schema under TP_TEST_DATA");
}

const char *oscal_check(struct arena *mem, const char *file)
{
    char here[PATH_MAX];

    if (access(MODULES "/ajv", F_OK) != 0) {
        suite_skip("ajv is not installed under " MODULES);
    }
    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    return arena_printf(mem, "node '%s/tests/support/oscal.mjs' '%s/" MODULES "' '%s' '%s'", here, here, schema(mem),
                        file);
}
