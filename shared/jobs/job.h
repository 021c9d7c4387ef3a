/* What a job is: steps, each a fetch (network, no database) and then an apply (one fenced transaction with its checkpoint).
 *
 * The runner (runner.h) does everything else: claiming, the gate, the requester's capability, fencing, retries, cancelling,
 * completion and follow-ups. A type keeps what it needs between steps in its state, which is lost with the process: load()
 * must find everything that counts in the database. */
#ifndef JOBS_JOB_H
#define JOBS_JOB_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/config.h"
#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/queue/queue.h"
#include "core/run/run.h"

struct box_secret; /* ext/crypt.h */
struct family_rules; /* core/drift/rules.h */
struct provider; /* providers/provider.h */
struct publication; /* jobs/publication.h */
struct runner; /* jobs/runner.h */

/* What all jobs of a process share. Tests give their own provider. */
struct job_env {
    const struct config *config;
    const struct box_secret *key; /* opens credentials; NULL in programs that hold none */
    const struct provider *(*provider)(const char *code); /* NULL: no such provider */
    const struct publication *publication; /* the sealer's; NULL elsewhere */
    const volatile sig_atomic_t *stopping; /* true: end after this step; may be NULL */
};

/* One execution of a job. */
struct execution {
    const struct job_env *env;
    const struct job *job;
    const struct run *run; /* NULL: a job without a run */
    const struct actor *who; /* the system, holding CAP_WORKER, on behalf of the requester */
    const struct actor *observer; /* the same, holding CAP_OBSERVATION */
    struct arena *mem; /* lives until the execution ends */
    void *state; /* the type's own */

    /* set by apply (or load, if there is nothing to do) */
    bool done;
    enum run_outcome outcome; /* of the run, when done */
    const char *checkpoint; /* where to go on; NULL: as it is */
    const char *step_area; /* what the step was about, for the run's log; NULL: nothing */
    int step_items;
    /* set with `outcome`, or by whatever fails */
    enum run_reason reason;
    int64_t retry_at_us; /* a failure's: not before; 0: as soon as the backoff allows */
    int64_t
        wait_us; /* set by an apply that did nothing, as something must happen first: the job comes back so much later, and loses no
                        attempt */
    struct runner *runner; /* for job_fault_point() */
};

struct job_type {
    enum operation operation; /* its code is the job's kind */

    /* Once per execution, in a fenced transaction; cx->mem is x->mem. Makes x->state from what the database holds. */
    enum rc (*load)(struct cx *cx, struct execution *x);

    /* Outside any transaction; NULL: the steps are local. An error ends this attempt: the runner tries again later, and gives up
     * when the attempts are used up. What the job can live with is no error; apply() writes it down. */
    enum rc (*fetch)(struct cx *cx, struct execution *x);

    /* In a read-only transaction of its own, which may last; NULL: none. Streams what the database holds to files. After fetch(), with
     * its memory and its errors. */
    enum rc (*read)(struct cx *cx, struct execution *x);

    /* In a fenced transaction, on the memory of fetch(), which goes afterwards. After an error, or a commit that failed, this
     * execution is over: the next one loads anew. */
    enum rc (*apply)(struct cx *cx, struct execution *x);

    /* Gives back what state holds outside x->mem; NULL: nothing. Called even if load() failed, then with state NULL. */
    void (*close)(struct execution *x);
};

#define JOB(constant, type, program) extern const struct job_type type;
#include "jobs/jobs.def"
#undef JOB

/* How objects of the family are made canonical: the provider's general rules where the family has none; NULL: no such provider. */
const struct family_rules *job_rules(const struct execution *x, const char *provider, const char *family);

/* Tests kill the process here (runner.h): between two things that a fetch does, beside the points that every step has. */
void job_fault_point(const struct execution *x);

/* The type of that kind; NULL: this program has none. */
const struct job_type *job_type_find(const char *kind);

/* Which program executes a job. */
enum job_program { JOB_BY_WORKER, JOB_BY_SEALER };

/* All kinds of a program's jobs. *count of them. */
const char *const *job_kinds(enum job_program program, size_t *count);

/* What is asked for when a run of some operation has done its work (succeeded or partial), in the transaction that completes it:
 * rows of follow_ups.def. */
MUST_CHECK enum rc job_follow_ups(struct cx *cx, const struct actor *who, const struct run *run);

#endif
