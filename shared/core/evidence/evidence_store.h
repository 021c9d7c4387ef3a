/* The rows of evidence. Included by this domain and its tests alone. */
#ifndef CORE_EVIDENCE_EVIDENCE_STORE_H
#define CORE_EVIDENCE_EVIDENCE_STORE_H

#include "core/evidence/evidence.h"

/* RC_NOT_FOUND: none of that run, control and name. */
MUST_CHECK enum rc evidence_store_find(struct cx *cx, const struct actor *who, const struct evidence_item *like,
                                       struct evidence_id *out);
MUST_CHECK enum rc evidence_store_add(struct cx *cx, const struct actor *who, const struct evidence_item *item);
MUST_CHECK enum rc evidence_store_get(struct cx *cx, const struct actor *who, struct evidence_id id,
                                      struct evidence_item *out);
MUST_CHECK enum rc evidence_store_list(struct cx *cx, const struct actor *who, const struct evidence_filter *filter,
                                       struct evidence_list *out);
MUST_CHECK enum rc evidence_store_of_run(struct cx *cx, const struct actor *who, struct run_id run,
                                         struct evidence_list *out);

#endif
