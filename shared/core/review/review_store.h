/* The rows of reviews and sign-offs. Included by this domain and its tests alone. */
#ifndef CORE_REVIEW_REVIEW_STORE_H
#define CORE_REVIEW_REVIEW_STORE_H

#include "core/review/review.h"

MUST_CHECK enum rc review_store_get(struct cx *cx, const struct actor *who, struct review_id id, struct review *out);
MUST_CHECK enum rc review_store_signoffs(struct cx *cx, const struct actor *who, struct review_id id,
                                         struct review_signoffs *out);
MUST_CHECK enum rc review_store_list(struct cx *cx, const struct actor *who, const struct review_filter *filter,
                                     struct review_list *out);
MUST_CHECK enum rc review_store_facts(struct cx *cx, const struct actor *who, struct review_id id, struct bytes *facts);

/* RC_NOT_FOUND: the tenant has no evaluation. */
MUST_CHECK enum rc review_store_add(struct cx *cx, const struct actor *who, struct review_id id,
                                    const struct review_text *text);

/* Writes state, texts, frozen facts, wish and withdrawal of `to` over the row that still is as `from`. RC_CONFLICT: it has changed. */
MUST_CHECK enum rc review_store_change(struct cx *cx, const struct actor *who, const struct review *from,
                                       const struct review *to);

/* RC_FORBIDDEN: the author. RC_CONFLICT: signed already. */
MUST_CHECK enum rc review_store_sign(struct cx *cx, const struct actor *who, const struct review *review,
                                     const char *section, const char *note);

/* Whether `who` has ever edited the review: the audit log knows. */
MUST_CHECK enum rc review_store_has_edited(struct cx *cx, const struct actor *who, struct review_id id, bool *out);

/* The other review of the tenant that is released. RC_NOT_FOUND: none. */
MUST_CHECK enum rc review_store_released(struct cx *cx, const struct actor *who, const struct review *other,
                                         struct review_id *out);

/* The sealer's change of state alone. RC_CONFLICT: it is not as `from`. */
MUST_CHECK enum rc review_store_move(struct cx *cx, const struct actor *who, const struct review *from,
                                     enum review_state to);

/* Shown -> withdrawn of the review's release, which it gives. RC_NOT_FOUND: none is shown. */
MUST_CHECK enum rc review_store_withdraw_release(struct cx *cx, const struct actor *who, struct review_id id,
                                                 const char *reason, struct release_id *out);

#endif
