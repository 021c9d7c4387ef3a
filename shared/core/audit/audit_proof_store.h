/* What proofs read. Included by this domain and its tests alone. */
#ifndef CORE_AUDIT_AUDIT_PROOF_STORE_H
#define CORE_AUDIT_AUDIT_PROOF_STORE_H

#include "core/audit/audit_proof.h"

enum { AUDIT_PROOFS_MAX = 10000 };

MUST_CHECK enum rc audit_proof_store_log(struct cx *cx, struct uuid *out);

/* As audit_checkpoint_latest. */
MUST_CHECK enum rc audit_proof_store_latest(struct cx *cx, const struct actor *who, const char **note, uint64_t *size);

/* The events that audit_prove means, without their paths. */
MUST_CHECK enum rc audit_proof_store_events(struct cx *cx, const struct actor *who, const struct audit_wanted *wanted,
                                            struct audit_proof **out, size_t *count);

/* As audit_is_sealed. */
MUST_CHECK enum rc audit_proof_store_is_sealed(struct cx *cx, const struct actor *who, struct uuid object, bool *out);

#endif
