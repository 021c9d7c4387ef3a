/* A tenant under governance, for tests: captured once, with the persons and natures that act on it, and short ways to make what
 * the tests start from. Acting goes through the domain functions as the program's database role. */
#ifndef TESTS_SUPPORT_GOVERNANCE_H
#define TESTS_SUPPORT_GOVERNANCE_H

#include "core/baseline/baseline.h"
#include "core/finding/finding_observe.h"
#include "support/estate.h"

struct person {
    struct account_id id;
    const struct actor *who;
};

struct governance {
    struct estate *e;
    struct scratch *s;
    struct cx *cx;
    struct tenant_id tenant; /* nine subjects in three families, all read */
    struct run_id capture;
    struct person olga; /* an operator */
    struct person otto; /* another */
    struct person anna; /* an approver */
    struct person rita; /* a reviewer */
    const struct actor *observation;
    const struct actor *scheduler;
    struct uuid ticker; /* who holds the scheduler's lease */
};

struct governance *governance_new(void);
void governance_free(struct governance *g);

/* Begins a write of a person in the inbox, or of a nature in the worker. */
void governance_begin(struct governance *g, const struct actor *who);

/* Commits if `rc` is RC_OK, else rolls back and forgets the cause. Returns rc: as in ck_assert_int_eq(governance_end(g, call), RC_OK). */
enum rc governance_end(struct governance *g, enum rc rc);

/* begin, call and end in one. */
#define GOVERN(g, who, call) (governance_begin((g), (who)), governance_end((g), (call)))

/* A minute passes. */
void governance_wait(struct governance *g);

/* The scheduler does what is due by now. */
void governance_tick(struct governance *g);

/* A minute later, everything is captured again; the run. */
struct run_id governance_capture(struct governance *g);

/* A minute later, a run of `operation` that has completed with `outcome`, written past the queue. */
struct run_id governance_run(struct governance *g, const char *operation, const char *outcome);

/* A profile with its snapshot, proposed by Olga and, if `approved`, approved by Anna. */
struct snapshot_id governance_snapshot(struct governance *g, const char *name, bool approved);

/* One failure of the profile, seen by `run`. `path` and `value` are told apart by themselves; its finding. */
struct finding_id governance_fail(struct governance *g, struct profile_id profile, struct run_id run,
                                  const char *object, const char *path, const char *value, enum severity severity);

/* What the run did not see failing in conditional_access has passed, by a reading of its own, or by another look at that of `capture`. */
struct finding_counts governance_pass(struct governance *g, struct profile_id profile, struct run_id run);
struct finding_counts governance_pass_again(struct governance *g, struct profile_id profile, struct run_id run,
                                            struct run_id capture);

/* A profile without a snapshot. */
struct profile_id governance_profile(struct governance *g, const char *name);

/* Dismissed as it is now: proposed by Olga, confirmed by Anna. */
void governance_dismiss(struct governance *g, struct finding_id id, const char *reason);

/* As somebody may read it. */
struct finding governance_finding(struct governance *g, struct finding_id id);

/* How many audit events there are of `action` on `object`. */
int governance_events(struct governance *g, struct uuid object, const char *action);

/* One finding, one request to accept its risk and one entry of the inbox in a tenant, all with `name`, written past every rule: for
 * tests that ask who may see them. The tenant has a run. */
void governance_place(struct scratch *s, struct workspace_id workspace, struct tenant_id tenant, const char *name);

/* A baseline in force, named `name`, from which the tenant's one subject differs, written past every rule. The tenant has a run, and the
 * workspace a member. */
void governance_place_baseline(struct scratch *s, struct workspace_id workspace, struct tenant_id tenant,
                               const char *name);

/* printf with the id of an object as text. */
#define ID(g, id) id_text((g)->cx, (id).v)

#endif
