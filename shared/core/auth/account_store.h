/* The rows of accounts. Included by core/auth and its tests alone. Errors are those of ext/pq.h unless said otherwise. */
#ifndef CORE_AUTH_ACCOUNT_STORE_H
#define CORE_AUTH_ACCOUNT_STORE_H

#include "core/auth/account.h"

MUST_CHECK enum rc account_store_get(struct cx *cx, struct account_id id, struct account *out);
MUST_CHECK enum rc account_store_by_login(struct cx *cx, const char *login, struct account *out);
MUST_CHECK enum rc account_store_insert(struct cx *cx, struct account_id id, const char *login, const char *name);

/* RC_CONFLICT: not in state `from`. */
MUST_CHECK enum rc account_store_move(struct cx *cx, struct account_id id, enum account_state from,
                                      enum account_state to);

/* RC_CONFLICT: not at in->row_version. */
MUST_CHECK enum rc account_store_settings(struct cx *cx, struct account_id id, const struct account_settings *in);

MUST_CHECK enum rc account_store_has_password(struct cx *cx, struct account_id id, bool *out);

/* *hash is NULL while no password is set. */
MUST_CHECK enum rc account_store_password(struct cx *cx, struct account_id id, const char **hash);
MUST_CHECK enum rc account_store_set_password(struct cx *cx, struct account_id id, const char *hash);
MUST_CHECK enum rc account_store_forget_password(struct cx *cx, struct account_id id);

/* RC_CONFLICT: is one already. */
MUST_CHECK enum rc account_store_platform(struct cx *cx, struct account_id id);

#endif
