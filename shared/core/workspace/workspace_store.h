/* The rows of workspaces. Included by this domain and its tests alone. */
#ifndef CORE_WORKSPACE_WORKSPACE_STORE_H
#define CORE_WORKSPACE_WORKSPACE_STORE_H

#include "core/workspace/workspace.h"

MUST_CHECK enum rc workspace_store_by_slug(struct cx *cx, const char *slug, struct workspace_id *out);
MUST_CHECK enum rc workspace_store_insert(struct cx *cx, const struct actor *who, const char *slug, const char *name,
                                          bool demo);
MUST_CHECK enum rc workspace_store_get(struct cx *cx, const struct actor *who, struct workspace *out);

/* RC_CONFLICT: not at in->row_version. */
MUST_CHECK enum rc workspace_store_change(struct cx *cx, const struct actor *who, const struct workspace_settings *in);

#endif
