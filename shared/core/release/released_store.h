/* The rows behind released.h. Included by this domain and its tests alone. */
#ifndef CORE_RELEASE_RELEASED_STORE_H
#define CORE_RELEASE_RELEASED_STORE_H

#include "core/release/released.h"

MUST_CHECK enum rc released_store_list(struct cx *cx, const struct actor *who, struct released_list *out);
MUST_CHECK enum rc released_store_get(struct cx *cx, const struct actor *who, struct release_id id,
                                      struct released *out);
MUST_CHECK enum rc released_store_may_read(struct cx *cx, const struct actor *who, struct release_id id);

/* Makes the release's workspace the transaction's, on RC_OK. */
MUST_CHECK enum rc released_store_file(struct cx *cx, const struct actor *who, struct release_id id, const char *name,
                                       struct released_download *out, struct tenant_id *tenant);
MUST_CHECK enum rc released_store_note_download(struct cx *cx, const struct actor *who, struct workspace_id workspace,
                                                struct release_id id, const char *name);

#endif
