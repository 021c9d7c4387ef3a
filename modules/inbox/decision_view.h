/* Entries of the inbox in views: a row of the queue, and the decision pack with its verbs. */
#ifndef MODULES_INBOX_DECISION_VIEW_H
#define MODULES_INBOX_DECISION_VIEW_H

#include "core/decision/decision_pack.h"
#include "modules/inbox/refusal.h"

/* The parameters of the queue that a decision leads back to. */
#define QUEUE_PARAMS                                                                                                   \
    PARAM_CODE_OPT("scope", "open snoozed under_way done"),                                                            \
        PARAM_CODE_OPT("kind", "drift run_blocked approval_required exception_expiring"),                              \
        PARAM_CODE_OPT("severity", "critical high medium low info"), PARAM_UUID_OPT("tenant")

/* The verb whose form is shown again. */
enum decision_form {
    DECISION_FORM_NONE,
    DECISION_FORM_APPROVE,
    DECISION_FORM_ACCEPT,
    DECISION_FORM_REJECT,
    DECISION_FORM_SNOOZE,
    DECISION_FORM_ASSIGN,
    DECISION_FORM_CONFIRM
};

/* One entry, as the queue and the pack show it. */
void decision_view_row(struct view *view, const struct decision_item *item);

/* The whole pack: facts, difference, evidence, verbs. `back` is put behind each verb's address: where to go on, from queue_back(). */
MUST_CHECK enum rc decision_view_pack(struct cx *cx, const struct request *req, struct view *view,
                                      const struct decision_pack *pack, const char *back, enum decision_form open);

/* "?queue=1&scope=open&next=..." of this request's queue; nil `next`: none follows. */
const char *queue_back(struct cx *cx, const struct request *req, struct uuid next);

#endif
