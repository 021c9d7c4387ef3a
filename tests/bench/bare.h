/* The bare FastCGI program that a page is compared with: prefork workers that send the same queries in one pipeline, read the rows,
 * and answer with a page of the same bytes that was made before. No session, no permission, no template. */
#ifndef TESTS_BENCH_BARE_H
#define TESTS_BENCH_BARE_H

#include "base/bytes.h"
#include "ext/pq.h"

enum { BARE_QUERIES_MAX = 4, BARE_ARGS_MAX = 12 };

struct bare_query {
    const struct query *query;
    const char *args[BARE_ARGS_MAX]; /* as text; NULL is NULL */
};

struct bare {
    const char *socket; /* made new */
    const char *conninfo; /* names the role */
    const char *workspace; /* for row-level security */
    int workers;
    struct bare_query queries[BARE_QUERIES_MAX];
    int query_count;
    struct bytes page;
};

/* Starts the workers; they end with the process that called. */
void bare_start(const struct bare *bare);

/* The query of that name in any store of the product; ends the test if there is none. */
const struct query *bare_query_named(const char *name);

#endif
