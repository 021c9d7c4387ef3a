/* A database of one's own for a test, on the cluster that tests/support/with_cluster.sh started ($TP_TEST_DB, its superuser).
 *
 * The first test migrates a template; every other one copies it. Everything here aborts the test with the server's message on an error. */
#ifndef TESTS_SUPPORT_SCRATCH_H
#define TESTS_SUPPORT_SCRATCH_H

#include <stdbool.h>

#include "base/cx.h"
#include "core/actor/actor.h"
#include "ext/pq.h"

/* A clock that stands still until the test moves it. */
struct fake_clock {
    struct clock clock; /* must be first */
    int64_t now_us;
};

struct scratch {
    struct cx cx; /* mem, fail, clock and loc are set; tx is between scratch_begin and scratch_commit */
    struct fail fail;
    struct fake_clock clock; /* starts at 2026-01-15T12:00:00Z */
    char name[64]; /* of the database */
    char conninfo[600]; /* of the database, without a user: for programs started by the test */
    void *root; /* PGconn of the superuser */
    struct db *dbs[16]; /* one per role, made on first use */
    const char *roles[16];
};

struct scratch *scratch_new(void);
void scratch_free(struct scratch *s);

/* A connection as `role` ("tp_worker"). */
struct db *scratch_db(struct scratch *s, const char *role);

/* Starts a transaction on s->cx as `role` in `workspace`, for `account` (may be nil). */
void scratch_begin(struct scratch *s, const char *role, enum tx_mode mode, struct workspace_id workspace,
                   struct account_id account);
void scratch_commit(struct scratch *s);
void scratch_rollback(struct scratch *s); /* and forgets the noted failure */

/* As superuser, outside every transaction: statements; one value as text (in s->cx.mem, NULL for NULL or no row). printf-like. */
void scratch_exec(struct scratch *s, const char *format, ...) PRINTF_LIKE(2, 3);
const char *scratch_text(struct scratch *s, const char *format, ...) PRINTF_LIKE(2, 3);
int64_t scratch_int(struct scratch *s, const char *format, ...) PRINTF_LIKE(2, 3);

/* As superuser; true if the statement was refused, with its SQLSTATE in `state` (6 bytes) if that is not NULL. */
bool scratch_refused(struct scratch *s, char *state, const char *format, ...) PRINTF_LIKE(3, 4);

/* ---- people and places, written as superuser ---- */

struct workspace_id scratch_workspace(struct scratch *s, const char *slug);

/* A new active account with `role` in `workspace`; login is <name>@example.test. */
struct account_id scratch_member(struct scratch *s, struct workspace_id workspace, const char *name, enum role role);

/* An actor with that role, as the dispatcher would make it. */
const struct actor *scratch_actor(struct scratch *s, struct workspace_id workspace, struct account_id account,
                                  enum role role);

/* The system with one nature: CAP_WORKER, CAP_SCHEDULER, CAP_OBSERVATION, CAP_SEALER. */
const struct actor *scratch_system(struct scratch *s, struct workspace_id workspace, enum capability nature);

#endif
