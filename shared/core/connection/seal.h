/* Sealing and opening of a connection's credential. Included by this domain alone. */
#ifndef CORE_CONNECTION_SEAL_H
#define CORE_CONNECTION_SEAL_H

#include "core/connection/connection.h"

/* Seals a credential for the worker, bound to this workspace and connection.
 * RC_UNAVAILABLE: the worker has not announced its public key yet. */
MUST_CHECK enum rc seal_credential(struct cx *cx, const struct actor *who, struct connection_id id, const char *secret,
                                   struct bytes *out);

#endif
