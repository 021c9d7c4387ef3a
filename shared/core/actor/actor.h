/* Who acts, where, and what they may do: a required argument of every domain function and every store query.
 *
 * Roles are named sets of capabilities (roles.def). "May this actor do this kind of thing" is asked once, by the dispatcher
 * of requests and of jobs; "which rows" follows from the actor's workspace in every query and from row-level security. */
#ifndef CORE_ACTOR_ACTOR_H
#define CORE_ACTOR_ACTOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/cx.h"
#include "core/ids.h"

enum capability {

#define CAPABILITY(constant, code, kind) CAP_##constant,
#include "core/actor/capabilities.def"
#undef CAPABILITY
    CAP_COUNT
};

enum role {

#define ROLE(constant, code, label) ROLE_##constant,
#define GRANT(role, capability)
#include "core/actor/roles.def"
#undef ROLE
#undef GRANT
    ROLE_COUNT
};

enum actor_kind {
    ACTOR_USER, /* a signed-in person */
    ACTOR_SYSTEM, /* scheduler, worker, sealer, CLI; on behalf of a person where one asked */
    ACTOR_SUPPORT /* a platform operator inside a workspace, visibly so */
};

struct actor;

/* What an actor is made from: by web/session.c from the session row, by jobs/runner.c from the job row, by tests. */
struct actor_spec {
    enum actor_kind kind;
    struct workspace_id workspace; /* nil outside workspaces */
    struct account_id account; /* the person, or on whose behalf; nil: nobody */
    const char *name; /* display name, for pages; may be NULL */
    const char *on_behalf_of; /* free text for audit: the OS account behind a CLI call; may be NULL */
    const enum role *roles; /* those held in the workspace, on the portal or on the platform */
    size_t role_count;
    enum capability
        nature; /* of ACTOR_SYSTEM: CAP_WORKER, CAP_SCHEDULER, CAP_SEALER, CAP_OBSERVATION ...; else CAP_PUBLIC */
    const char *request_id; /* or the run's id; for audit events; may be NULL */
};

/* Lives in `mem`; texts are copied. An ACTOR_SYSTEM holds its nature, and its roles' capabilities if roles are given. */
const struct actor *actor_new(struct arena *mem, const struct actor_spec *spec);

enum actor_kind actor_kind(const struct actor *who);
struct workspace_id actor_workspace(const struct actor *who);
struct account_id actor_account(const struct actor *who);
const char *actor_name(const struct actor *who); /* "" if none */
const char *actor_on_behalf_of(const struct actor *who); /* "" if none */
const char *actor_request(const struct actor *who); /* "" if none */
bool actor_has_role(const struct actor *who, enum role role);

/* The only question of authorisation. CAP_PUBLIC: always true. */
bool actor_may(const struct actor *who, enum capability capability);

/* RC_FORBIDDEN with the general sentence, noted for the log, unless actor_may(). For jobs and domain functions with two paths. */
MUST_CHECK enum rc actor_require(struct cx *cx, const struct actor *who, enum capability capability);

static inline bool account_is(struct account_id a, struct account_id b)
{
    return !uuid_is_nil(a.v) && uuid_equal(a.v, b.v);
}

/* Codes as stored, exported and shown in the authorisation table. Parsers: RC_INVALID for an unknown code. */
const char *capability_code(enum capability capability);
const char *role_code(enum role role);
const char *role_label(enum role role); /* a msgid */
const char *actor_kind_code(enum actor_kind kind);
MUST_CHECK enum rc capability_parse(const char *code, enum capability *out);
MUST_CHECK enum rc role_parse(const char *code, enum role *out);

/* The table itself: whether `role` grants `capability`. */
bool role_grants(enum role role, enum capability capability);

#endif
