#include "core/audit/audit_proof.h"

#include "core/audit/audit_proof_store.h"
#include "core/audit/audit_verify_store.h"

enum rc audit_checkpoint_latest(struct cx *cx, const struct actor *who, const char **note, uint64_t *size)
{
    return audit_proof_store_latest(cx, who, note, size);
}

enum rc audit_prove(struct cx *cx, const struct actor *who, const struct audit_wanted *wanted, struct audit_proof **out,
                    size_t *count)
{
    struct audit_tree_reader source = { .tree = actor_workspace(who).v };
    const struct merkle_reader reader = { audit_verify_store_hashes, &source };
    struct audit_proof *proofs;
    size_t found;
    enum rc rc = audit_proof_store_log(cx, &source.log);

    if (rc == RC_OK) {
        rc = audit_proof_store_events(cx, who, wanted, &proofs, &found);
    }
    for (size_t i = 0; rc == RC_OK && i < found; i++) {
        proofs[i].tree_size = wanted->tree_size;
        rc = merkle_prove(cx, &reader, proofs[i].leaf_index, wanted->tree_size, &proofs[i].path);
    }
    if (rc == RC_OK) {
        *out = proofs;
        *count = found;
    }
    return rc;
}

enum rc audit_is_sealed(struct cx *cx, const struct actor *who, struct uuid object, bool *out)
{
    return audit_proof_store_is_sealed(cx, who, object, out);
}
