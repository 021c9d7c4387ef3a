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

bool pack_note_is_trusted(const struct pack_check *check, const struct note *note, const char *origin)
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
