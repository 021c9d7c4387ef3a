/* The rows of releases. Included by this domain and its tests alone. */
#ifndef CORE_RELEASE_RELEASE_STORE_H
#define CORE_RELEASE_RELEASE_STORE_H

#include "core/release/release.h"

MUST_CHECK enum rc release_store_of_review(struct cx *cx, const struct actor *who, struct review_id review,
                                           struct release *out);
MUST_CHECK enum rc release_store_shown(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                       struct release *out);
MUST_CHECK enum rc release_store_files(struct cx *cx, const struct actor *who, struct release_id id,
                                       struct release_file_row **out, size_t *count);
MUST_CHECK enum rc release_store_add(struct cx *cx, const struct actor *who, const struct review *review,
                                     const struct release *in);
MUST_CHECK enum rc release_store_put_files(struct cx *cx, const struct actor *who, const struct release *release,
                                           const struct release_file_row *files, size_t count);

MUST_CHECK enum rc release_store_prove(struct cx *cx, const struct actor *who, const struct release *release,
                                       const char *proof);
MUST_CHECK enum rc release_store_add_file(struct cx *cx, const struct actor *who, const struct release *release,
                                          const struct release_file_row *file);

/* RC_CONFLICT: not in the state that it was read in. */
MUST_CHECK enum rc release_store_move(struct cx *cx, const struct actor *who, const struct release *from,
                                      enum release_state to);

#endif
