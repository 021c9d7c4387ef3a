/* The rows of findings. Included by this domain and its tests alone. */
#ifndef CORE_FINDING_FINDING_STORE_H
#define CORE_FINDING_FINDING_STORE_H

#include "core/finding/finding.h"

/* As finding_get. */
MUST_CHECK enum rc finding_store_get(struct cx *cx, const struct actor *who, struct finding_id id, struct finding *out);

/* As finding_get_with_history. */
MUST_CHECK enum rc finding_store_get_with_history(struct cx *cx, const struct actor *who, struct finding_id id,
                                                  struct finding *out, struct finding_history *history);

/* As finding_list. */
MUST_CHECK enum rc finding_store_list(struct cx *cx, const struct actor *who, const struct finding_filter *filter,
                                      struct finding_list *out);

/* As finding_list_of_subject. */
MUST_CHECK enum rc finding_store_list_of_subject(struct cx *cx, const struct actor *who, struct profile_id profile,
                                                 const char *family, const char *object_id, struct finding_list *out);
MUST_CHECK enum rc finding_store_list_beside(struct cx *cx, const struct actor *who, struct finding_id id,
                                             struct finding_list *out);

/* What of a subject failed when it was last looked at under the profile, whatever was decided about it. */
MUST_CHECK enum rc finding_store_differences(struct cx *cx, const struct actor *who, struct profile_id profile,
                                             struct subject_id subject, struct finding_list *out);

/* Writes the state, severity, people, exception and due time of `to` over the row that still is as `from` (state and version).
 * `dismissed` is the value that is judged a false positive, or no bytes. RC_CONFLICT: the row has changed. */
MUST_CHECK enum rc finding_store_change(struct cx *cx, const struct actor *who, const struct finding *from,
                                        const struct finding *to, struct bytes dismissed);

/* Whether the account is a member of the workspace: may it be given work? */
MUST_CHECK enum rc finding_store_is_member(struct cx *cx, const struct actor *who, struct account_id account,
                                           bool *out);

#endif
