/* A verb that was refused is shown on the page that it came from, with what was typed; nothing that it wrote is kept. */
#ifndef MODULES_INBOX_REFUSAL_H
#define MODULES_INBOX_REFUSAL_H

#include "core/audit/audit.h"
#include "web/reply.h"

/* Why a page is shown again. `rc` RC_OK: it is not, or a field is wrong (request_has_errors()). */
struct refusal {
    enum rc rc;
    const char *field; /* the id of the field that RC_INVALID is about */
};

/* Whether `rc` is for the person to mend or to know: invalid, changed meanwhile, not allowed. Else the error page answers it. */
bool refusal_is_shown(enum rc rc);

/* The page, with the status that `why` asks for. */
struct view *refusal_page(struct reply *reply, const struct request *req, const struct refusal *why, const char *name);

/* Fills {{>ERRORS}} and {{#REFUSED}}: the sentence, and for a conflict what the newest events changed. NULL `why`: nothing. */
void refusal_view(struct view *view, const struct request *req, const struct refusal *why);

/* What has happened since: the newest of an object's events, for {{#CHANGED_SINCE}}. */
void refusal_since(struct view *view, const struct refusal *why, const struct audit_page *events);

/* {{#EVENT}}: an object's audit events, the newest first. */
void history_view(struct view *view, const struct audit_page *events);

/* The events of one object, one round trip; empty for those who may not read the audit log. */
MUST_CHECK enum rc history_of(struct cx *cx, const struct request *req, const char *type, struct uuid object,
                              struct audit_page *out);

#endif
