#include "core/auth/sessions.h"

#include "core/audit/audit.h"
#include "core/auth/session_store.h"

enum rc sessions_own(struct cx *cx, const struct actor *who, struct session_list *out)
{
    return session_store_list(cx, actor_account(who), out);
}

static enum rc audit(struct cx *cx, const struct actor *who, const char *action, const char *type, struct uuid object)
{
    const struct audit_entry entry = { .action = action, .object_type = type, .object = object };

    return audit_write(cx, who, &entry);
}

enum rc sessions_end(struct cx *cx, const struct actor *who, struct uuid id)
{
    enum rc rc = session_store_end(cx, actor_account(who), id);

    return rc == RC_OK ? audit(cx, who, "session.ended", "session", id) : rc;
}

enum rc sessions_end_others(struct cx *cx, const struct actor *who, struct uuid keep, int64_t *ended)
{
    enum rc rc = session_store_end_all(cx, actor_account(who), keep, ended);

    if (rc != RC_OK || *ended == 0) {
        return rc;
    }
    return audit(cx, who, "account.sessions_ended", "account", actor_account(who).v);
}
