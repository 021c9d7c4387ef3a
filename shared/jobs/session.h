/* A job's way to a tenant's provider: the connection, its opened credential, and the session signed in with it. */
#ifndef JOBS_SESSION_H
#define JOBS_SESSION_H

#include "core/connection/connection.h"
#include "jobs/job.h"
#include "providers/provider.h"

struct session {
    struct connection connection;
    const struct provider *provider;
    const char *secret; /* in x->mem, wiped with it */
    struct provider_session *open; /* NULL: not signed in yet */
};

/* Reads the connection of the run's tenant and opens its credential. In load().
 * RC_NOT_FOUND, RC_INTERNAL: it is gone, or its provider is none of this program's. */
MUST_CHECK enum rc session_load(struct cx *cx, struct execution *x, struct session *out);

/* Signs in unless that is done. In fetch(). RC_UNAVAILABLE, RC_INVALID: *why says. */
MUST_CHECK enum rc session_open(struct cx *cx, const struct execution *x, struct session *session,
                                struct provider_failure *why);

void session_close(struct session *session);

/* Whether trying again later may help by itself. */
bool session_transient(enum run_reason reason);

/* Whether the reason is the whole connection's, not one area's. */
bool session_wide(enum run_reason reason);

#endif
