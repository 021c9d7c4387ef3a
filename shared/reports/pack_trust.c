#include <string.h>

#include "base/text.h"
#include "ext/json.h"
#include "reports/pack_check.h"
#include "reports/pack_parts.h"

static void check_signer(struct pack_check *check)
{
    struct pack_report *report = check->report;

    if (check->signers == NULL) {
        pack_problem(check, "signer_unknown", NULL, N_("no trusted key is known, and a pack never vouches for itself"),
                     report->signer);
        return;
    }
    if (signers_find(check->signers, check->signer_count, PACK_PRINCIPAL, &check->key, PACK_NAMESPACE,
                     check->created_us) == NULL) {
        pack_problem(check, "signer_foreign", "manifest.json.sig",
                     N_("the manifest was signed by a key that is not among the trusted ones"), report->signer);
    }
}

void pack_check_signature(struct pack_check *check)
{
    const struct pack_found *manifest = pack_find(check, "manifest.json");
    const struct pack_found *file = pack_find(check, "manifest.json.sig");
    struct cx *cx = check->cx;
    struct sshsig signature;

    if (file == NULL) {
        pack_problem(check, "file_missing", "manifest.json.sig", N_("the manifest is not signed"), NULL);
        return;
    }
    if (manifest == NULL) {
        return;
    }
    if (sshsig_parse(cx, file->content, &signature) != RC_OK) {
        fail_clear(cx);
        pack_problem(check, "signature_invalid", file->path, N_("this is no signature by an Ed25519 key"), NULL);
        return;
    }
    check->key = signature.key;
    check->report->signer = sign_fingerprint(cx->mem, &signature.key);
    check->signature_holds = sshsig_valid(cx, &signature, PACK_NAMESPACE, manifest->content);
    if (!check->signature_holds) {
        pack_problem(check, "signature_invalid", file->path, N_("the signature is not one of this manifest"),
                     check->report->signer);
        return;
    }
    check_signer(check);
}

/* Signed by the pack's own key or by another trusted one: keys change between a checkpoint and a pack. */
static bool is_trusted_note(const struct pack_check *check, const struct note *note, const char *origin)
{
    if (note_valid(note, origin, &check->key)) {
        return true;
    }
    for (size_t i = 0; i < check->signer_count; i++) {
        if (note_valid(note, origin, &check->signers[i].key)) {
            return true;
        }
    }
    return false;
}

static bool read_hash(struct cx *cx, const struct json *value, struct merkle_hash *out)
{
    struct bytes bytes;

    if (json_text(value) == NULL || hex_decode(cx->mem, json_text(value), &bytes) != RC_OK ||
        bytes.len != sizeof out->b) {
        return false;
    }
    memcpy(out->b, bytes.data, sizeof out->b);
    return true;
}

/* An English fragment of what is wrong with a proof; NULL: it holds. */
static const char *proof_problem(struct cx *cx, struct bytes text, const struct checkpoint *checkpoint)
{
    const struct json *proof = NULL;
    const struct json *path;
    struct merkle_proof steps = { .count = 0 };
    struct merkle_hash leaf;
    struct merkle_hash stated;
    struct bytes event;
    int64_t index;
    int64_t size;

    if (json_parse(cx, text, &proof) != RC_OK) {
        fail_clear(cx);
        return "is not sound JSON";
    }
    path = json_get(proof, "path");
    index = json_i64(json_get(proof, "leaf_index"), -1);
    size = json_i64(json_get(proof, "tree_size"), -1);
    if (!text_equal(json_text(json_get(proof, "schema")), PROOF_SCHEMA) || index < 0 || size < 0 ||
        json_count(path) > MERKLE_PROOF_MAX || !read_hash(cx, json_get(proof, "leaf_hash"), &stated) ||
        base64_decode(cx->mem, bytes_text(json_text(json_get(proof, "event"))), &event) != RC_OK) {
        return "is not a proof";
    }
    for (; steps.count < json_count(path); steps.count++) {
        if (!read_hash(cx, json_at(path, steps.count), &steps.path[steps.count])) {
            return "has a step that is no hash";
        }
    }
    leaf = merkle_leaf(event);
    if (!merkle_equal(&leaf, &stated)) {
        return "is not one of its event";
    }
    if ((uint64_t)size != checkpoint->size ||
        !merkle_included(&leaf, (uint64_t)index, (uint64_t)size, &steps, &checkpoint->root)) {
        return "does not lead to the checkpoint";
    }
    return NULL;
}

void pack_check_proofs(struct pack_check *check)
{
    const struct pack_found *file = pack_find(check, "checkpoint.txt");
    struct cx *cx = check->cx;
    struct checkpoint checkpoint;
    struct note note;

    if (file == NULL) {
        pack_problem(check, "file_missing", "checkpoint.txt", N_("there is no checkpoint of the audit log"), NULL);
        return;
    }
    if (checkpoint_parse(cx, file->content, &checkpoint, &note) != RC_OK) {
        fail_clear(cx);
        pack_problem(check, "checkpoint_invalid", file->path, N_("this is no checkpoint of an audit log"), NULL);
        return;
    }
    if (check->report->signer != NULL && !is_trusted_note(check, &note, checkpoint.origin)) {
        pack_problem(check, "checkpoint_invalid", file->path, N_("no trusted key signed this checkpoint"), NULL);
    }
    for (size_t i = 0; i < check->file_count; i++) {
        if (text_starts(check->files[i].path, "proofs/")) {
            const char *why = proof_problem(cx, check->files[i].content, &checkpoint);

            check->report->proofs++;
            if (why != NULL) {
                pack_problem(check, "proof_invalid", check->files[i].path,
                             N_("the event is not proved to be in the audit log"), arena_printf(cx->mem, "it %s", why));
            }
        }
    }
}
