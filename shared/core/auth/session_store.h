/* The rows of sessions. Included by core/auth and its tests alone. Errors are those of ext/pq.h unless said otherwise. */
#ifndef CORE_AUTH_SESSION_STORE_H
#define CORE_AUTH_SESSION_STORE_H

#include "core/auth/session.h"
#include "core/auth/sessions.h"

struct session_row {
    struct bytes token_hash; /* 32 bytes */
    struct uuid id;
    struct account_id account;
    enum session_site site;
    int64_t expires_us;
    int64_t idle_us;
    const char *user_agent;
};

/* "operator", "portal". */
const char *session_site_code(enum session_site site);

MUST_CHECK enum rc session_store_insert(struct cx *cx, const struct session_row *session);

/* The account's live sessions, the latest first, at most SESSIONS_MAX. */
MUST_CHECK enum rc session_store_list(struct cx *cx, struct account_id account, struct session_list *out);

/* Ends one live session of the account. RC_NOT_FOUND: it has none of that id. */
MUST_CHECK enum rc session_store_end(struct cx *cx, struct account_id account, struct uuid id);

/* Ends all of the account's sessions but `keep` (nil: none is kept); *ended (may be NULL) counts them. */
MUST_CHECK enum rc session_store_end_all(struct cx *cx, struct account_id account, struct uuid keep, int64_t *ended);

/* Deletes up to 50 sessions that ended long ago. */
MUST_CHECK enum rc session_store_sweep(struct cx *cx);

#endif
