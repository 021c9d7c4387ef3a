/* One transaction around a function: for programs that have no requests and no leased jobs (the sealer's rounds, verbs of the CLI). */
#ifndef JOBS_TRANSACT_H
#define JOBS_TRANSACT_H

#include "base/cx.h"
#include "ext/pq.h"

/* Calls body(context, cx) with cx->tx set. RC_OK commits; any other code rolls back and is returned. After a serialisation failure body
 * runs once more. NULL for `scope`: no workspace, no person. Errors also as tx_begin and tx_commit. */
MUST_CHECK enum rc transact(struct cx *cx, struct db *db, enum tx_mode mode, const struct tx_scope *scope,
                            enum rc (*body)(void *context, struct cx *cx), void *context);

#endif
