/* What an account holds, across workspaces. Included by core/auth and its tests alone. */
#ifndef CORE_AUTH_ACCESS_STORE_H
#define CORE_AUTH_ACCESS_STORE_H

#include "core/auth/landing.h"

/* *out: whether the account holds anything on the site now. */
MUST_CHECK enum rc access_store_may_enter(struct cx *cx, struct account_id account, enum session_site site, bool *out);

/* As places_of. */
MUST_CHECK enum rc access_store_places(struct cx *cx, struct account_id account, struct places *out);

#endif
