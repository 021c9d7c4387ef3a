/* Releases: the immutable publication of a review, as the sealer makes it. What the portal shows of them is released.h.
 *
 * The row is written before anything is built and holds all that the pack's bytes depend on beside the frozen facts. Building may be killed
 * and repeated; nobody sees anything until release_show() has committed (domain.md 1, "Tenant review"). */
#ifndef CORE_RELEASE_RELEASE_H
#define CORE_RELEASE_RELEASE_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/actor/states.h"
#include "core/ids.h"
#include "core/review/review.h"

enum release_state {
    RELEASE_NONE = STATE_NONE,

#define STATE(constant, code, label) RELEASE_##constant,
#define CHANGE(from, to, by)
#include "core/release/release_states.def"
#undef STATE
#undef CHANGE
    RELEASE_STATE_COUNT
};

extern const struct state_table release_states;

struct release {
    struct release_id id;
    struct review_id review;
    struct tenant_id tenant;
    enum release_state state;
    const char *step; /* "prepared", "built", "shown" */
    struct uuid pack;
    int64_t created_us; /* the pack's */
    const char *checkpoint;
    const char *proofs; /* JSON */
    const char *product_version;
    const char *key_fingerprint;
    struct bytes frozen_hash; /* of the review's facts that it publishes */
    struct bytes pack_sha256; /* no bytes until it is built */
    int64_t pack_size;
    int64_t shown_us; /* 0: not yet */
    int64_t ended_us;
    const char *end_reason;
    const char *release_proof; /* JSON: that the release itself is in the audit log; NULL until it is sealed */
};

struct release_file_row {
    const char *name;
    const char *role; /* "pack", "report", "data", "proof" */
    const char *media_type;
    int64_t size_bytes;
    struct bytes sha256;
};

/* The release of a review that was not abandoned. RC_NOT_FOUND: none. */
MUST_CHECK enum rc release_of_review(struct cx *cx, const struct actor *who, struct review_id review,
                                     struct release *out);

/* A release's downloads, by name. */
MUST_CHECK enum rc release_files(struct cx *cx, const struct actor *who, struct release_id id,
                                 struct release_file_row **out, size_t *count);

/* ---- by the sealer; each needs TX_WRITE ---- */

/* Begins the release of a review in review: `in` gives pack, created_us, checkpoint, proofs, product_version and key_fingerprint; the four
 * numbers come from the review's frozen facts. Audited. RC_CONFLICT: one is under way. */
MUST_CHECK enum rc release_prepare(struct cx *cx, const struct actor *who, const struct review *review,
                                   const struct release *in, struct release *out);

/* Notes what was built and verified. Safe to repeat. */
MUST_CHECK enum rc release_built(struct cx *cx, const struct actor *who, const struct release *release,
                                 const struct release_file_row *files, size_t count);

/* Building -> shown; the tenant's release that was shown before is superseded, the review is released: one transaction.
 * RC_CONFLICT: it is not built. */
MUST_CHECK enum rc release_show(struct cx *cx, const struct actor *who, const struct release *release);

/* Building -> abandoned: its review was changed before it was shown. */
MUST_CHECK enum rc release_abandon(struct cx *cx, const struct actor *who, const struct release *release);

/* The proof that the event of its release is in the audit log, for `release` that was shown. Once. */
MUST_CHECK enum rc release_prove(struct cx *cx, const struct actor *who, const struct release *release,
                                 const char *proof);

/* Lists a file that is published beside the pack, after it, with its role "proof". Safe to repeat. */
MUST_CHECK enum rc release_add_proof_file(struct cx *cx, const struct actor *who, const struct release *release,
                                          const char *name, const char *media_type, struct bytes content);

#endif
