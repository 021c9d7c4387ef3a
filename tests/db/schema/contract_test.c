/* Every query of every store, prepared and described on the migrated schema, against its declaration. */
#include <stdio.h>

#include "support/scratch.h"
#include "support/suite.h"

#define STORE(stem) extern const struct query *const stem##_queries[];
#include "queries.def"
#undef STORE

static const struct query *const *const stores[] = {
#define STORE(stem) stem##_queries,
#include "queries.def"
#undef STORE
};

START_TEST(every_query_is_as_declared)
{
    struct scratch *s = scratch_new();
    int wrong = 0;
    int described = 0;

    for (size_t i = 0; i < sizeof stores / sizeof stores[0]; i++) {
        for (const struct query *const *query = stores[i]; *query != NULL; query++) {
            const char *problem = "";

            scratch_begin(s, "tp_owner", TX_READ, (struct workspace_id){ { { 0 } } }, (struct account_id){ { { 0 } } });
            if (query_describe(&s->cx, *query, &problem) != RC_OK) {
                (void)fprintf(stderr, "%s: %s\n", (*query)->name, problem);
                wrong++;
            }
            described++;
            scratch_rollback(s);
        }
    }
    ck_assert_int_gt(described, 4);
    ck_assert_int_eq(wrong, 0);
    scratch_free(s);
}

END_TEST

SUITE(contract, every_query_is_as_declared);
