#include "jobs/transact.h"

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
