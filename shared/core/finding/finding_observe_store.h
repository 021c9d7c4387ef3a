/* The bulk statements of observations. Included by this domain and its tests alone. */
#ifndef CORE_FINDING_FINDING_OBSERVE_STORE_H
#define CORE_FINDING_FINDING_OBSERVE_STORE_H

#include "core/finding/finding_observe.h"

/* Upserts the failures and their observations; *moves are those whose state changed, new ones included. */
MUST_CHECK enum rc finding_observe_store_failed(struct cx *cx, const struct actor *who,
                                                const struct finding_observer *observer,
                                                const struct finding_failure *failures, size_t count,
                                                struct finding_moves *moves);

/* As finding_observe_passed. */
MUST_CHECK enum rc finding_observe_store_passed(struct cx *cx, const struct actor *who,
                                                const struct finding_observer *observer, const char *const *families,
                                                size_t family_count, struct finding_moves *moves);

/* As finding_observe_places. */
MUST_CHECK enum rc finding_observe_store_places(struct cx *cx, const struct actor *who, struct profile_id profile,
                                                const char *family, const char *const *object_ids, size_t count,
                                                struct finding_place **out, size_t *out_count);

#endif
