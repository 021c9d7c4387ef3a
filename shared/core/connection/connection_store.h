/* The rows of connections and of what they may do. Included by this domain and its tests alone. */
#ifndef CORE_CONNECTION_CONNECTION_STORE_H
#define CORE_CONNECTION_CONNECTION_STORE_H

#include "core/connection/connection.h"

MUST_CHECK enum rc connection_store_insert(struct cx *cx, const struct actor *who, struct connection_id id,
                                           const struct connection_new *in, struct connection *out);

/* Any state -> untested at `row_version`. RC_CONFLICT: changed since. */
MUST_CHECK enum rc connection_store_reset(struct cx *cx, const struct actor *who, struct connection_id id,
                                          int32_t row_version, const char *client, struct connection *out);

MUST_CHECK enum rc connection_store_seal(struct cx *cx, const struct actor *who, struct connection_id id,
                                         struct bytes sealed);
MUST_CHECK enum rc connection_store_sealed(struct cx *cx, const struct actor *who, struct connection_id id,
                                           struct bytes *sealed);

MUST_CHECK enum rc connection_store_note(struct cx *cx, const struct actor *who, struct connection_id id,
                                         const struct connection_finding *found);

/* The newest public key that the worker announced. RC_NOT_FOUND: none yet. */
MUST_CHECK enum rc connection_store_public_key(struct cx *cx, struct bytes *out);
MUST_CHECK enum rc connection_store_announce(struct cx *cx, struct bytes key);

/* RC_NOT_FOUND: the tenant has no key yet. Insert: no effect if it has one by then. */
MUST_CHECK enum rc connection_store_digest_key(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                               struct bytes *sealed);
MUST_CHECK enum rc connection_store_digest_key_add(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                                   struct bytes sealed);

#endif
