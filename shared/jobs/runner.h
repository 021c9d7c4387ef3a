/* Runs jobs: claims one, executes its steps, completes its run.
 *
 * Whatever kills the process between any two statements, the next claim goes on from the last committed step, and nothing is
 * done twice: each transaction begins with the job's fence. Fault points, for tests, kill the process on purpose: after the
 * claim, after a fetch and where it says so (job_fault_point), before and after every commit. */
#ifndef JOBS_RUNNER_H
#define JOBS_RUNNER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/cx.h"
#include "jobs/job.h"

struct db;

struct runner_spec {
    struct db *db;
    const struct job_env *env;
    const struct clock *clock;
    const char *const *kinds; /* what this program executes: job_kinds() */
    size_t kind_count;
    const struct job_type *(*type)(const char *kind); /* job_type_find */
    int64_t lease_s;
    int64_t fault_at; /* die at the n-th fault point; 0: never */
    /* A lease was taken, is still worked on (after each step), or was given back (nil); may be NULL. */
    void (*leased)(void *context, struct uuid lease);
    void *context;
};

struct runner;

/* Lives in `mem`. */
struct runner *runner_new(struct arena *mem, const struct runner_spec *spec);
void runner_free(struct runner *runner);

/* Claims one job and executes it to its end, or to where it cannot go on now. *worked is false when there was nothing to do.
 * RC_UNAVAILABLE: the database cannot be had. How the job ended is in its run and in the log, not in the answer. */
MUST_CHECK enum rc runner_once(struct runner *runner, bool *worked);

/* How many fault points were passed so far. */
int64_t runner_faults(const struct runner *runner);

#endif
