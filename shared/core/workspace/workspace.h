/* Workspaces: the isolation boundary. Each owns its tenants, its members and its settings. */
#ifndef CORE_WORKSPACE_WORKSPACE_H
#define CORE_WORKSPACE_WORKSPACE_H

#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/ids.h"

struct workspace {
    struct workspace_id id;
    const char *slug; /* in URLs; never changes */
    const char *name;
    const char *default_lang; /* NULL: as the installation's */
    const char *time_zone; /* IANA */
    bool demo;
    int32_t row_version;
};

struct workspace_settings {
    const char *name;
    const char *default_lang; /* NULL: as the installation's */
    const char *time_zone;
    int32_t row_version; /* what the person saw */
};

/* 1 to 40 of a-z, 0-9 and '-', no '-' at an end. */
bool workspace_slug_valid(const char *slug);

/* The workspace of `slug`. For the CLI's database role alone; no scope is needed. RC_NOT_FOUND: there is none. */
MUST_CHECK enum rc workspace_by_slug(struct cx *cx, const char *slug, struct workspace_id *out);

/* A new workspace, audited. The id is chosen by the caller and is the transaction's scope and the actor's workspace. Needs TX_WRITE
 * as the CLI. RC_INVALID: the slug or the name. RC_CONFLICT: the slug is taken. */
MUST_CHECK enum rc workspace_create(struct cx *cx, const struct actor *who, const char *slug, const char *name,
                                    bool demo);

/* The actor's workspace. RC_NOT_FOUND: the actor has none. */
MUST_CHECK enum rc workspace_get(struct cx *cx, const struct actor *who, struct workspace *out);

/* Changes the actor's workspace, audited. Needs TX_WRITE. RC_INVALID: a value. RC_CONFLICT: changed since `row_version`. */
MUST_CHECK enum rc workspace_change(struct cx *cx, const struct actor *who, const struct workspace_settings *in);

#endif
