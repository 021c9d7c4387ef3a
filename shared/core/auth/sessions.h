/* A person's own sessions: seen, and ended. How one begins is signin.h, how a request finds its own is session.h. */
#ifndef CORE_AUTH_SESSIONS_H
#define CORE_AUTH_SESSIONS_H

#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/auth/session.h"

enum { SESSIONS_MAX = 100 };

struct session_entry {
    struct uuid id;
    enum session_site site;
    int64_t created_us;
    int64_t last_seen_us; /* to the minute */
    int64_t expires_us;
    const char *user_agent; /* as the browser named itself; "" if it did not */
};

struct session_list {
    struct session_entry *items; /* the latest first */
    size_t count; /* at most SESSIONS_MAX */
};

/* The actor's own live sessions on both sites. */
MUST_CHECK enum rc sessions_own(struct cx *cx, const struct actor *who, struct session_list *out);

/* Ends one of the actor's own sessions, the present one included; effective with the next request. Audited. Needs TX_WRITE.
 * RC_NOT_FOUND: it is not theirs, or has ended. */
MUST_CHECK enum rc sessions_end(struct cx *cx, const struct actor *who, struct uuid id);

/* Ends all of the actor's sessions but `keep`; *ended counts them. Audited if there were any. Needs TX_WRITE. */
MUST_CHECK enum rc sessions_end_others(struct cx *cx, const struct actor *who, struct uuid keep, int64_t *ended);

#endif
