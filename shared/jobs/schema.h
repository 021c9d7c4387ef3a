/* Whether the database was made by the scripts beside this program: what workers and commands ask before they do anything. */
#ifndef JOBS_SCHEMA_H
#define JOBS_SCHEMA_H

#include <signal.h>

#include "base/config.h"
#include "base/cx.h"

struct db;

/* RC_CONFLICT: it was made by others, or takes the program for somebody above row-level security. RC_INVALID: the scripts have no order.
 * RC_UNAVAILABLE: the database cannot be had, or a script not be read. */
MUST_CHECK enum rc schema_require(struct cx *cx, struct db *db, const struct config *config);

/* The same, but waits for a database that cannot be had until *stopping is set. */
MUST_CHECK enum rc schema_await(struct cx *cx, struct db *db, const struct config *config,
                                const volatile sig_atomic_t *stopping);

#endif
