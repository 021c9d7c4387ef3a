/* Tenants: the governed customer environments of a workspace.
 *
 * A tenant is known by its id, and to people and scripts by its slug, which never changes. An archived one is not captured any more
 * and keeps its history. */
#ifndef CORE_TENANT_TENANT_H
#define CORE_TENANT_TENANT_H

#include <stddef.h>

#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/actor/states.h"
#include "core/ids.h"

enum tenant_state {
    TENANT_NONE = STATE_NONE,

#define STATE(constant, code, label) TENANT_##constant,
#define CHANGE(from, to, by)
#include "core/tenant/tenant_states.def"
#undef STATE
#undef CHANGE
    TENANT_STATE_COUNT
};

extern const struct state_table tenant_states;

struct tenant {
    struct tenant_id id;
    const char *slug; /* unique in the workspace: "contoso" */
    const char *name;
    enum tenant_state state;
    int64_t created_us;
    int32_t row_version;
};

/* One page of a list. Sorted by name, then id. */
struct tenant_filter {
    const char *q; /* part of the name or slug, any case; NULL: all */
    const char *state; /* a code; NULL: all */
    const char *after_name; /* of the last row of the page before; NULL: the first page */
    struct tenant_id after;
    int limit; /* 1 to 200 */
};

/* 1 to 60 small letters, digits and single hyphens between them. */
bool tenant_slug_valid(const char *slug);

/* Adds a tenant; audited. Needs TX_WRITE. RC_INVALID: the name or slug is not fit; fail says which. RC_CONFLICT: the slug is taken.
 * RC_FORBIDDEN: `who` lacks tenant.manage. */
MUST_CHECK enum rc tenant_add(struct cx *cx, const struct actor *who, const char *slug, const char *name,
                              struct tenant *out);

/* RC_NOT_FOUND: there is none, or it belongs to another workspace. Any transaction. */
MUST_CHECK enum rc tenant_get(struct cx *cx, const struct actor *who, struct tenant_id id, struct tenant *out);
MUST_CHECK enum rc tenant_by_slug(struct cx *cx, const struct actor *who, const char *slug, struct tenant *out);

/* Whose the tenant is. For the CLI's database role alone; no scope is needed. RC_NOT_FOUND: there is none. */
MUST_CHECK enum rc tenant_locate(struct cx *cx, struct tenant_id id, struct workspace_id *out);

/* *count is at most filter->limit. */
MUST_CHECK enum rc tenant_list(struct cx *cx, const struct actor *who, const struct tenant_filter *filter,
                               struct tenant **out, size_t *count);

/* Active <-> archived at `row_version`; audited. Needs TX_WRITE. RC_CONFLICT: changed since. */
MUST_CHECK enum rc tenant_move(struct cx *cx, const struct actor *who, struct tenant_id id, enum tenant_state to,
                               int32_t row_version, const char *note, struct tenant *out);

#endif
