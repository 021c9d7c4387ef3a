/* The scheduler: does what is due (timers.def), as one process at a time, held by a lease. */
#ifndef JOBS_TICK_H
#define JOBS_TICK_H

#include "base/cx.h"
#include "ext/pq.h"

enum { TICK_LEASE_S = 15, TICK_LATE_S = 60 };

/* One round: takes or keeps the scheduler's lease as `holder`, then acts on what is due, each in a transaction of its own, until
 * nothing is or 200 were done. *acted counts them; 0 also while another holds the lease. cx->mem is emptied in between.
 * RC_UNAVAILABLE: no database. A timer whose action fails is tried again later and holds up no other. */
MUST_CHECK enum rc tick_once(struct cx *cx, struct db *db, struct uuid holder, int *acted);

/* The watchdog: logs when something has been due for more than TICK_LATE_S. *late_s is by how much. */
MUST_CHECK enum rc tick_watch(struct cx *cx, struct db *db, int64_t *late_s);

#endif
