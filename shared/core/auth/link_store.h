/* The rows of one-time links. Included by core/auth and its tests alone. */
#ifndef CORE_AUTH_LINK_STORE_H
#define CORE_AUTH_LINK_STORE_H

#include "core/auth/link.h"

MUST_CHECK enum rc link_store_insert(struct cx *cx, struct bytes token_hash, const struct link_order *order);

/* As link_find. */
MUST_CHECK enum rc link_store_find(struct cx *cx, struct bytes token_hash, enum session_site site,
                                   struct link_target *out);

/* Marks the link used, and all other open ones of its account with it. RC_NOT_FOUND: it was not open any more. */
MUST_CHECK enum rc link_store_use(struct cx *cx, struct bytes token_hash, struct account_id account);

#endif
