/* The rows of exceptions. Included by this domain and its tests alone. */
#ifndef CORE_EXCEPTION_EXCEPTION_STORE_H
#define CORE_EXCEPTION_EXCEPTION_STORE_H

#include "base/bytes.h"
#include "core/exception/exception.h"

/* As exception_get. */
MUST_CHECK enum rc exception_store_get(struct cx *cx, const struct actor *who, struct exception_id id,
                                       struct exception *out);

MUST_CHECK enum rc exception_store_list(struct cx *cx, const struct actor *who, const struct exception_filter *filter,
                                        struct exception_list *out);

/* Those that are active or expiring for some of these findings. *out lives in cx->mem. */
MUST_CHECK enum rc exception_store_in_force(struct cx *cx, const struct actor *who, const struct uuid *findings,
                                            size_t finding_count, struct exception **out, size_t *count);

/* A new draft. RC_CONFLICT: one is under way for this finding. */
MUST_CHECK enum rc exception_store_add(struct cx *cx, const struct actor *who, const struct exception *exception);

/* Writes the state, justification, times, decision, frozen content and end of `to` over the row that still is as `from`.
 * RC_CONFLICT: it has changed. RC_FORBIDDEN: four eyes. */
MUST_CHECK enum rc exception_store_change(struct cx *cx, const struct actor *who, const struct exception *from,
                                          const struct exception *to);

/* Writes the state alone, with when and how it ended if that ends it. RC_CONFLICT: it is no longer as `from`. */
MUST_CHECK enum rc exception_store_move(struct cx *cx, const struct actor *who, const struct exception *from,
                                        enum exception_state to);

#endif
