/* A small estate for tests: tenants with a connection to a provider that lives in the test, and a worker to run. */
#ifndef TESTS_SUPPORT_ESTATE_H
#define TESTS_SUPPORT_ESTATE_H

#include "core/connection/connection.h"
#include "core/run/run.h"
#include "core/tenant/tenant.h"
#include "jobs/runner.h"
#include "providers/provider.h"
#include "support/scratch.h"

enum { FAKE_FAMILIES = 3, FAKE_OBJECTS_MAX = 12, FAKE_PAGE = 2 };

/* What the provider serves; a test changes it between runs. */
struct fake_family {
    const char *objects[FAKE_OBJECTS_MAX]; /* JSON; NULL ends them */
    enum run_reason failure; /* of every page from `fails_at` on */
    int fails_at; /* 0: the first page */
    int64_t retry_at_us; /* when it says that it will not fail any more; 0: it does not say */
    bool looping; /* the last page leads to itself */
};

struct fake_provider {
    struct fake_family families[FAKE_FAMILIES]; /* conditional_access, named_location, authorization_policy */
    enum run_reason open_failure;
    bool permission_missing; /* in a test of the connection */
    int calls; /* of list */
    void (*before_list)(void *context); /* may be NULL */
    void *context;
};

struct estate {
    struct scratch *s;
    struct workspace_id workspace;
    struct account_id operator;
    const struct actor *who; /* the operator */
    struct config config;
    struct box_secret *key;
    char folder[64];
    struct job_env env;
    volatile sig_atomic_t stopping;
};

/* The worker's key in `folder`, announced, so that secrets can be sealed for it. */
struct box_secret *estate_worker_key(struct scratch *s, const char *folder);

/* A workspace with an operator, and the worker's key announced. */
struct estate *estate_new(void);
void estate_free(struct estate *e);

/* The one provider of all estates of this process, with content. */
extern struct fake_provider fake;
void fake_reset(void);
const struct provider *fake_find(const char *code);

/* A tenant with a connection that was not tested. */
struct tenant_id estate_tenant(struct estate *e, const char *slug);

/* Asks for a run as the operator; RC_OK or the test fails. */
struct run estate_request(struct estate *e, enum operation operation, struct tenant_id tenant);

/* A worker of its own connection that captures, compares and tests connections; dies at `fault_at` (0: never). */
struct runner *estate_runner(struct estate *e, int64_t fault_at);

/* Executes until there is nothing to do now; the number of jobs that were claimed. */
int estate_work(struct estate *e);

/* The same with jobs of that kind alone ("evaluate"). */
int estate_work_on(struct estate *e, const char *kind);

struct run estate_run(struct estate *e, struct run_id id);

/* All leases run out now. */
void estate_expire(struct estate *e);

/* What a capture must leave behind for a tenant, as one text: subjects, versions, documents, coverage, the run's end, and that
 * nothing is left over. */
const char *estate_dump(struct estate *e, struct tenant_id tenant);

/* A captured tenant as rows, written as superuser past all triggers: a connection, a run with an unread area, one subject with its
 * document, and a report; `name` is in all of them. */
void estate_place(struct scratch *s, struct workspace_id workspace, struct tenant_id tenant, const char *name);

#endif
