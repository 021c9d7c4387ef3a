/* The rows of events. Included by this domain and its tests alone. */
#ifndef CORE_AUDIT_AUDIT_STORE_H
#define CORE_AUDIT_AUDIT_STORE_H

#include "core/audit/audit.h"
#include "core/audit/audit_event.h"

/* An event as it is stored. */
struct audit_row {
    struct audit_event event;
    struct bytes canonical;
    struct bytes salt; /* of the personal data; none where there is none */
    struct bytes data;
};

/* Event, personal data and the sealer's note that it waits, in one statement. */
MUST_CHECK enum rc audit_store_insert(struct cx *cx, const struct audit_row *row);

/* The same of `count` > 0 events of one workspace, actor and moment, without evidence. */
MUST_CHECK enum rc audit_store_insert_all(struct cx *cx, const struct audit_row *rows, size_t count);

/* As audit_list; at most filter->limit + 1 rows. */
MUST_CHECK enum rc audit_store_list(struct cx *cx, const struct actor *who, const struct audit_filter *filter,
                                    struct audit_record **out, size_t *count);

MUST_CHECK enum rc audit_store_erase(struct cx *cx, const struct actor *who, struct account_id account,
                                     int64_t *erased);

#endif
