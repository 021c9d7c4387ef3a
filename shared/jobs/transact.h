/* One transaction around a function: for programs that have no requests and no leased jobs (the sealer's rounds, verbs of the CLI). */
#ifndef JOBS_TRANSACT_H
#define JOBS_TRANSACT_H

#include <signal.h>

#include "base/cx.h"
#include "ext/pq.h"

/* Calls body(context, cx) with cx->tx set. RC_OK commits; any other code rolls back and is returned. After a serialisation failure body
 * runs once more. NULL for `scope`: no workspace, no person. Errors also as tx_begin and tx_commit. */
MUST_CHECK enum rc transact(struct cx *cx, struct db *db, enum tx_mode mode, const struct tx_scope *scope,
                            enum rc (*body)(void *context, struct cx *cx), void *context);

/* The same for writing, in no workspace, by a program that can do nothing before: while the database cannot be had, it is tried again
 * every second or two, until *stopping is set; then RC_UNAVAILABLE. */
MUST_CHECK enum rc transact_patiently(struct cx *cx, struct db *db, enum rc (*body)(void *context, struct cx *cx),
                                      void *context, const volatile sig_atomic_t *stopping);

#endif
