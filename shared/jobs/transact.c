#include "jobs/transact.h"

#include <time.h>

#include "base/log.h"
#include "base/random.h"

enum { PAUSE_MS = 1000 };

static enum rc once(struct cx *cx, struct db *db, enum tx_mode mode, const struct tx_scope *scope,
                    enum rc (*body)(void *context, struct cx *cx), void *context)
{
    enum rc rc = tx_begin(cx, db, mode, scope);

    if (rc != RC_OK) {
        return rc;
    }
    rc = body(context, cx);
    if (rc == RC_OK) {
        return tx_commit(cx);
    }
    tx_rollback(cx);
    return rc;
}

enum rc transact(struct cx *cx, struct db *db, enum tx_mode mode, const struct tx_scope *scope,
                 enum rc (*body)(void *context, struct cx *cx), void *context)
{
    static const struct tx_scope nowhere;
    enum rc rc = once(cx, db, mode, scope == NULL ? &nowhere : scope, body, context);

    if (rc != RC_OK && cx->fail->retry) {
        fail_clear(cx);
        rc = once(cx, db, mode, scope == NULL ? &nowhere : scope, body, context);
    }
    return rc;
}

/* Not all at the same moment, when a database comes back. */
static void pause_a_while(void)
{
    int64_t ms = PAUSE_MS + (int64_t)random_below(PAUSE_MS);
    const struct timespec time = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 };

    (void)nanosleep(&time, NULL);
}

enum rc transact_patiently(struct cx *cx, struct db *db, enum rc (*body)(void *context, struct cx *cx), void *context,
                           const volatile sig_atomic_t *stopping)
{
    enum rc rc = transact(cx, db, TX_WRITE, NULL, body, context);

    while (rc == RC_UNAVAILABLE && !*stopping) {
        LOG_WARN("database_awaited", log_text("detail", cx->fail->detail));
        pause_a_while();
        fail_clear(cx);
        rc = transact(cx, db, TX_WRITE, NULL, body, context);
    }
    return rc;
}
