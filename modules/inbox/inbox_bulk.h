/* One verb on many entries of the inbox: one decision record each, and one batch id. */
#ifndef MODULES_INBOX_INBOX_BULK_H
#define MODULES_INBOX_INBOX_BULK_H

#include "core/decision/decision.h"
#include "modules/inbox/refusal.h"

/* The queue's page, shown again where `why` is not NULL. */
MUST_CHECK enum rc inbox_page(struct cx *cx, const struct request *req, struct reply *reply, const struct refusal *why);

/* The bar with the verbs, for those who may, where `shown`. */
MUST_CHECK enum rc inbox_bulk_view(struct cx *cx, const struct request *req, struct view *view, bool shown);

/* Whether an entry was ticked in the request that is shown again. */
bool inbox_bulk_has(const struct request *req, struct decision_id id);

#endif
