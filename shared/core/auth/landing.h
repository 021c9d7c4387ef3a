/* Where a person goes after signing in. */
#ifndef CORE_AUTH_LANDING_H
#define CORE_AUTH_LANDING_H

#include <stdbool.h>

#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/auth/session.h"

enum { WORKSPACES_MAX = 200 };

struct place {
    struct workspace_id workspace;
    const char *slug;
    const char *name;
    bool has_role[ROLE_COUNT]; /* that the account holds there */
};

struct places {
    struct place *items; /* by name */
    size_t count; /* at most WORKSPACES_MAX */
    bool platform_operator;
};

/* *out: whether the account holds anything on the site now; without it, it cannot sign in there. */
MUST_CHECK enum rc account_may_enter(struct cx *cx, struct account_id account, enum session_site site, bool *out);

/* Everywhere that an account may go on the operators' host. */
MUST_CHECK enum rc places_of(struct cx *cx, struct account_id account, struct places *out);

/* The first page of one workspace: reviews for who only signs them off, else the inbox. "/w/acme/inbox" */
const char *place_path(struct arena *mem, const struct place *place);

/* The first page after sign-in: the one workspace's, the list of several, the console, or the portal's list. */
MUST_CHECK enum rc landing_path(struct cx *cx, struct account_id account, enum session_site site, const char **out);

/* Whether a browser that is sent to `path` stays on this host and does not come back to signing in or out. */
bool path_is_local(const char *path);

#endif
