/* What leaves the log with a pack: a workspace's latest checkpoint, and proofs that events are in the tree that it signs. */
#ifndef CORE_AUDIT_AUDIT_PROOF_H
#define CORE_AUDIT_AUDIT_PROOF_H

#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/ids.h"
#include "ext/crypt.h"

/* The newest checkpoint of the tree of the actor's workspace: *note is its signed text, *size its leaves.
 * RC_NOT_FOUND: nothing of this workspace is sealed yet. */
MUST_CHECK enum rc audit_checkpoint_latest(struct cx *cx, const struct actor *who, const char **note, uint64_t *size);

struct audit_proof {
    struct audit_id event;
    const char *action;
    const char *object_type;
    struct uuid object;
    struct bytes canonical; /* the event exactly as hashed */
    uint64_t leaf_index;
    uint64_t tree_size;
    struct merkle_proof path;
};

/* Which events are to be proved: those about one of the objects whose action is one of the actions. */
struct audit_wanted {
    const struct uuid *objects;
    size_t object_count;
    const char *const *actions;
    size_t action_count;
    uint64_t tree_size; /* the proofs are in the tree of so many first leaves */
};

/* Proofs for the sealed events of the actor's workspace that are wanted, in the order of the log. Any transaction.
 * RC_TOO_LARGE: more than 10,000. */
MUST_CHECK enum rc audit_prove(struct cx *cx, const struct actor *who, const struct audit_wanted *wanted,
                               struct audit_proof **out, size_t *count);

/* Whether nothing of the actor's workspace about `object` still waits to be sealed: a pack is built only then. */
MUST_CHECK enum rc audit_is_sealed(struct cx *cx, const struct actor *who, struct uuid object, bool *out);

#endif
