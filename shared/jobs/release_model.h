/* A review's frozen facts and its release row, as the model that packs and pages are rendered from. */
#ifndef JOBS_RELEASE_MODEL_H
#define JOBS_RELEASE_MODEL_H

#include "core/evidence/evidence.h"
#include "core/release/release.h"
#include "core/review/review.h"
#include "reports/review_model.h"

struct release_sources {
    const struct review *review; /* with its frozen facts */
    const struct review_signoffs *signoffs;
    const struct release *release;
    const struct evidence_list *evidence; /* with bodies */
    const char *allowed_signer;
    const struct locale *const *languages; /* the first is the review's own */
    size_t language_count;
};

/* Fills *out from `sources`; it lives in cx->mem and points into them. No transaction.
 * RC_INVALID: the facts are not what sql/views/review_facts.sql makes, or a proof is missing. */
MUST_CHECK enum rc release_model(struct cx *cx, const struct release_sources *sources, struct review_model *out);

/* What somebody has decided that a review's frozen facts stand on: the review itself, its accepted risks, the baselines in force. */
MUST_CHECK enum rc release_decided_objects(struct cx *cx, const struct review *review, struct uuid **out,
                                           size_t *count);

/* Proofs as the release row keeps them, and back. RC_INVALID: it is none. */
struct audit_proof;
char *release_proofs_write(struct arena *arena, const struct audit_proof *proofs, size_t count);
MUST_CHECK enum rc release_proofs_read(struct cx *cx, const char *text, struct review_proof **out, size_t *count);

#endif
