/* The rows of jobs. Included by this domain and its tests alone. */
#ifndef CORE_QUEUE_QUEUE_STORE_H
#define CORE_QUEUE_QUEUE_STORE_H

#include "core/queue/queue.h"

MUST_CHECK enum rc queue_store_insert(struct cx *cx, const struct actor *who, struct job_id id,
                                      const struct queue_entry *entry);

/* RC_NOT_FOUND: no dead job has this id. */
MUST_CHECK enum rc queue_store_requeue(struct cx *cx, struct job_id id, struct workspace_id *workspace);

#endif
