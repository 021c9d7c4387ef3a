#include "modules/cli/seed.h"

#include <signal.h>
#include <stdio.h>
#include <time.h>

#include "jobs/transact.h"
#include "modules/cli/acting.h"

enum { POLL_MS = 200, WAIT_MAX_S = 600, QUIET_POLLS = 5, RUNS_LOOKED_AT = 20 };

static enum rc in_transaction(struct seed *seed, enum tx_mode mode, struct account_id account, seed_body body)
{
    const struct tx_scope scope = { .workspace = seed->workspace.v, .account = account.v, .request_id = "demo" };

    return transact(&seed->cli->cx, seed->db, mode, &scope, body, seed);
}

enum rc seed_read(struct seed *seed, seed_body body)
{
    return in_transaction(seed, TX_READ, (struct account_id){ { { 0 } } }, body);
}

enum rc seed_change(struct seed *seed, seed_body body)
{
    return in_transaction(seed, TX_WRITE, (struct account_id){ { { 0 } } }, body);
}

static void nap(void)
{
    (void)nanosleep(&(struct timespec){ .tv_nsec = POLL_MS * 1000000L }, NULL);
}

/* ---- runs ---- */

enum rc seed_ask(struct seed *seed, struct cx *cx, enum seed_person person, enum operation operation)
{
    const struct run_request request = { .operation = operation,
                                         .tenant = seed->tenants[seed->customer].id,
                                         .origin = RUN_BY_PERSON };

    return run_request(cx, seed_as(seed, cx, person), &request, &seed->run);
}

static enum rc look_at_run(void *context, struct cx *cx)
{
    struct seed *seed = context;

    return run_get(cx, seed_as(seed, cx, OLIVIA), seed->run.id, &seed->run);
}

enum rc seed_wait_for_run(struct seed *seed)
{
    enum rc rc = seed_read(seed, look_at_run);

    for (int i = 0; rc == RC_OK && seed->run.state != RUN_COMPLETED && i < WAIT_MAX_S * 1000 / POLL_MS; i++) {
        nap();
        rc = seed_read(seed, look_at_run);
    }
    if (rc == RC_OK && (seed->run.state != RUN_COMPLETED ||
                        (seed->run.outcome != RUN_OUTCOME_SUCCEEDED && seed->run.outcome != RUN_OUTCOME_PARTIAL))) {
        return fail_set(&seed->cli->cx, RC_UNAVAILABLE, NULL, "the %s %s: see the worker's and the sealer's log",
                        operation_code(seed->run.operation),
                        seed->run.state == RUN_COMPLETED ? run_outcome_code(seed->run.outcome) : "takes too long");
    }
    return rc;
}

static enum rc newest_runs(void *context, struct cx *cx)
{
    struct seed *seed = context;
    const struct run_filter filter = { .tenant = seed->tenants[seed->customer].id, .limit = RUNS_LOOKED_AT };
    struct run *runs;
    size_t count;
    enum rc rc = run_list(cx, seed_as(seed, cx, OLIVIA), &filter, &runs, &count);

    seed->run.state = RUN_COMPLETED;
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        if (runs[i].state != RUN_COMPLETED) {
            seed->run.state = runs[i].state;
        }
    }
    return rc;
}

enum rc seed_wait_for_quiet(struct seed *seed)
{
    enum rc rc = RC_OK;
    int quiet = 0;

    for (int i = 0; rc == RC_OK && quiet < QUIET_POLLS && i < WAIT_MAX_S * 1000 / POLL_MS; i++) {
        rc = seed_read(seed, newest_runs);
        quiet = seed->run.state == RUN_COMPLETED ? quiet + 1 : 0;
        nap();
    }
    return rc;
}

/* ---- steps ---- */

static enum rc do_step(struct seed *seed, const struct seed_step *step)
{
    enum rc rc = step->body == NULL ? RC_OK : in_transaction(seed, TX_WRITE, seed->accounts[step->by], step->body);

    /* what an interrupted seed has asked for is as good as a new run */
    if (rc == RC_CONFLICT && cli_run_under_way(seed->cli, &seed->run.id)) {
        rc = RC_OK;
    }
    if (rc == RC_OK && step->body != NULL && ++seed->done == seed->cli->config.fault) {
        (void)raise(SIGKILL);
    }
    return rc == RC_OK && step->then != NULL ? step->then(seed) : rc;
}

enum rc seed_steps(struct seed *seed, const struct seed_step *steps, size_t count)
{
    enum rc rc = RC_OK;

    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        (void)printf("  %s\n", steps[i].text);
        (void)fflush(stdout);
        rc = seed_read(seed, steps[i].is_done);
        if (rc == RC_NOT_FOUND) {
            fail_clear(&seed->cli->cx);
            rc = do_step(seed, &steps[i]);
        }
    }
    return rc;
}
