/* Work that a program of its own does later: job rows, leased to one worker at a time.
 *
 * A worker that claims a job holds a lease and its token. Every transaction that a job makes begins with queue_fence(): it
 * proves that the lease is still this worker's and keeps the row locked, so that a worker which was thought dead can change
 * nothing after its job was given away. A job is done at least once; its effects, being fenced, once. */
#ifndef CORE_QUEUE_QUEUE_H
#define CORE_QUEUE_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/ids.h"

/* Lower goes first, within a workspace; between workspaces the one that has waited longest is served. */
enum queue_priority { QUEUE_PERSON = 10, QUEUE_FOLLOW_UP = 30, QUEUE_SCHEDULE = 50 };

/* What is to be done. */
struct queue_entry {
    const char *kind; /* of jobs.def */
    struct run_id run; /* nil: a job without a run */
    struct tenant_id tenant; /* nil: none */
    const char *args; /* for the job alone; NULL: none */
    const char *unique_key; /* while a job with it is queued or running, there is no second; NULL: no such limit */
    enum queue_priority priority;
    int64_t delay_us; /* not before this long from now */
    int max_attempts;
};

/* A claimed job. Texts live where the claim's cx->mem does. */
struct job {
    struct job_id id;
    struct workspace_id workspace;
    const char *kind;
    struct run_id run;
    struct tenant_id tenant;
    const char *args; /* never NULL */
    const char *checkpoint; /* what queue_checkpoint() wrote last; "" at first */
    int attempt; /* 1 the first time; past max_attempts when its workers died one after the other */
    int max_attempts;
    struct uuid lease;
};

/* Queues a job in the transaction of whatever asked for it. Needs TX_WRITE.
 * RC_CONFLICT: one with the same key is queued or running. */
MUST_CHECK enum rc queue_push(struct cx *cx, const struct actor *who, const struct queue_entry *entry,
                              struct job_id *out);

/* Takes back a job that no worker has yet: RC_NOT_FOUND when there is none queued for this run. Needs TX_WRITE. */
MUST_CHECK enum rc queue_withdraw(struct cx *cx, const struct actor *who, struct run_id run);

/* ---- for workers; `who` holds CAP_WORKER or CAP_SEALER ---- */

/* Leases one job of one of `kinds`, of any workspace, for `lease_s` seconds. Needs TX_WRITE in no workspace.
 * RC_NOT_FOUND: there is nothing to do now. */
MUST_CHECK enum rc queue_claim(struct cx *cx, const char *const *kinds, size_t count, int64_t lease_s, struct job *out);

/* Keeps the leases of workers that are alive. Any workspace. *kept (may be NULL) is how many were still theirs. */
MUST_CHECK enum rc queue_beat(struct cx *cx, const struct uuid *leases, size_t count, int64_t lease_s, int64_t *kept);

/* Gives back at once what workers held that are known to be dead. Any workspace. */
MUST_CHECK enum rc queue_expire(struct cx *cx, const struct uuid *leases, size_t count);

/* The first statement of every transaction of a job: extends the lease and locks the row.
 * RC_CONFLICT: the lease is another's by now; nothing of this transaction may remain. */
MUST_CHECK enum rc queue_fence(struct cx *cx, const struct actor *who, const struct job *job, int64_t lease_s);

/* What is needed to go on after this step, in the step's own transaction. */
MUST_CHECK enum rc queue_checkpoint(struct cx *cx, const struct actor *who, const struct job *job,
                                    const char *checkpoint);

/* From now on the job belongs to that run. */
MUST_CHECK enum rc queue_rebind(struct cx *cx, const struct actor *who, const struct job *job, struct run_id run);

/* The job is done and leaves the queue. */
MUST_CHECK enum rc queue_finish(struct cx *cx, const struct actor *who, const struct job *job);

/* Gives the job back for later. `counts`: the attempt was one; otherwise (it only had to wait) it is given back too. */
MUST_CHECK enum rc queue_defer(struct cx *cx, const struct actor *who, const struct job *job, int64_t delay_us,
                               bool counts, const char *problem);

/* Sets the job aside until a person requeues it. `problem` is for the log and the console. */
MUST_CHECK enum rc queue_bury(struct cx *cx, const struct actor *who, const struct job *job, const char *problem);

/* How long to wait before attempt `attempt` + 1: 5 s doubled for each, at most an hour, the whole of it at random (full
 * jitter), and not before `at_least_us`, which a provider may have named. */
int64_t queue_backoff_us(int attempt, int64_t at_least_us);

/* ---- the console; any workspace ---- */

struct queue_figure {
    const char *kind;
    const char *state; /* "queued" "waiting" (for its time) "running" "dead" */
    int64_t jobs;
    int64_t oldest_us;
};

struct dead_job {
    struct job_id id;
    struct workspace_id workspace;
    const char *workspace_slug;
    const char *kind;
    struct run_id run;
    int attempt;
    const char *problem; /* may be NULL */
    int64_t created_us;
};

/* Depth and age by kind and state. Any transaction. */
MUST_CHECK enum rc queue_figures(struct cx *cx, const struct actor *who, struct queue_figure **out, size_t *count);

/* Dead jobs, newest first, after (`after_us`, `after`), which is 0 and nil for the first page. */
MUST_CHECK enum rc queue_dead(struct cx *cx, const struct actor *who, int64_t after_us, struct job_id after, int limit,
                              struct dead_job **out, size_t *count);

/* Gives a dead job all its attempts again; audited. Needs TX_WRITE. RC_NOT_FOUND: there is no such dead job. */
MUST_CHECK enum rc queue_requeue(struct cx *cx, const struct actor *who, struct job_id id);

#endif
