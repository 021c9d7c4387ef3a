/* `demo seed` in parts: who is who (seed_people.c), the main job (seed_job.c), and how all of it is done (seed.c): each step by a domain
 * function or a job, as the person whose work it is, and with no SQL. A step that was done is not done again, so that a seed which was
 * interrupted goes on where it was. */
#ifndef MODULES_CLI_SEED_H
#define MODULES_CLI_SEED_H

#include "core/run/run.h"
#include "core/tenant/tenant.h"
#include "ext/pq.h"
#include "modules/cli/cli.h"

enum seed_person { OLIVIA, ARNO, RITA, VERA, OSKAR, PETRA, CARLA, ANTON, SEED_PERSON_COUNT };

enum seed_customer { CONTOSO, FABRIKAM, SEED_CUSTOMER_COUNT };

struct seed {
    struct cli *cli;
    struct db *db;
    struct db *accounts_db; /* as the account program: it alone may set passwords */
    int done; /* steps of this process that changed something */
    struct workspace_id workspace;
    struct account_id accounts[SEED_PERSON_COUNT];
    struct tenant tenants[SEED_CUSTOMER_COUNT];
    enum seed_person person; /* whom a step is about */
    enum seed_customer customer;
    struct run run; /* the last one that was asked for */
    struct profile_id profile;
    struct review_id review;
};

/* Runs in a transaction; `context` is the seed. */
typedef enum rc (*seed_body)(void *context, struct cx *cx);

struct seed_step {
    const char *text;
    seed_body is_done; /* RC_OK: it is; RC_NOT_FOUND: not yet */
    seed_body body; /* what changes something; NULL: nothing does, in a transaction */
    enum rc (*then)(struct seed *seed); /* waiting, or work outside of transactions; NULL: none */
    enum seed_person by; /* whose work the body is: the database names nobody but who acts */
};

/* Does the steps that are not done yet, and shows each. */
MUST_CHECK enum rc seed_steps(struct seed *seed, const struct seed_step *steps, size_t count);

/* One transaction, to look or to change something. */
MUST_CHECK enum rc seed_read(struct seed *seed, seed_body body);
MUST_CHECK enum rc seed_change(struct seed *seed, seed_body body); /* as the system */

/* Waits until seed->run has ended. RC_UNAVAILABLE: it did not work, or takes too long. */
MUST_CHECK enum rc seed_wait_for_run(struct seed *seed);

/* Waits until nothing of the customer is queued or running: follow-ups included. */
MUST_CHECK enum rc seed_wait_for_quiet(struct seed *seed);

/* For a body that asks for a run of the customer. */
MUST_CHECK enum rc seed_ask(struct seed *seed, struct cx *cx, enum seed_person person, enum operation operation);

/* ---- seed_people.c ---- */

/* The person, acting in the workspace. */
const struct actor *seed_as(const struct seed *seed, struct cx *cx, enum seed_person person);

/* The workspace and the people who work in it, or on it. RC_CONFLICT: there is a workspace of that name, and it is not the demo's. */
MUST_CHECK enum rc seed_people(struct seed *seed);

/* A body: the last person has a password, so that everything is done. */
MUST_CHECK enum rc seed_is_complete(void *context, struct cx *cx);

/* Creates an account with the role, and its password; nothing where it is there already. */
MUST_CHECK enum rc seed_add_person(struct seed *seed, enum seed_person person);

/* Prints who can sign in, where, and by which password. */
void seed_print_sign_ins(struct cli *cli);

/* ---- seed_job.c ---- */

/* The customers with their first captures. */
MUST_CHECK enum rc seed_customers(struct seed *seed);

/* From the baseline to the release and its auditor, for the first customer. */
MUST_CHECK enum rc seed_main_job(struct seed *seed);

/* Lets the auditor see the release of the review, for ninety days. Within a transaction. */
MUST_CHECK enum rc seed_give_release(struct cx *cx, const struct seed *seed);

#endif
