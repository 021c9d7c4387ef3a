/* The worker program: processes that execute jobs, one that schedules, and a parent that keeps their leases alive.
 *
 * The parent does no work of its own, so its heartbeat comes however long a provider takes to answer. It starts anew what dies,
 * gives back the lease that a dead one held, and on SIGTERM lets each finish the step that it is in. */
#ifndef JOBS_CREW_H
#define JOBS_CREW_H

#include "base/config.h"

/* Runs until SIGTERM or SIGINT. Returns the exit code. */
int crew_run(const struct config *config);

#endif
