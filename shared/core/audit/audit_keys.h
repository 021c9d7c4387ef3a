/* The sealer's signing key and the published keys that others verify with.
 *
 * Under <var>/keys: `signing` (0600, the sealer's alone) and `published/allowed_signers`, where each key that was ever in use stands with
 * the times between which it signed. A rotation that is interrupted is completed by the next call of audit_keys_ensure(). */
#ifndef CORE_AUDIT_AUDIT_KEYS_H
#define CORE_AUDIT_AUDIT_KEYS_H

#include "base/cx.h"
#include "ext/crypt.h"

#define AUDIT_PRINCIPAL      "tenantpilot"
#define AUDIT_PACK_NAMESPACE "tenantpilot-pack"

/* Makes folders and the first key where there are none. Errors as key_file_create. */
MUST_CHECK enum rc audit_keys_ensure(struct cx *cx, const char *var);

/* Retires the key and puts a new one in its place. RC_NOT_FOUND: there is none yet. */
MUST_CHECK enum rc audit_keys_rotate(struct cx *cx, const char *var);

/* The key in use; it lives in `arena`. Errors as key_file_load_secret. */
MUST_CHECK enum rc audit_keys_load(struct cx *cx, struct arena *arena, const char *var, struct sign_secret **out);

/* Who signs now, in texts of cx->mem. */
struct audit_identity {
    const char *fingerprint; /* "SHA256:..." */
    const char *allowed_signer; /* "tenantpilot ssh-ed25519 AAAA..." */
    const char *signers_file; /* the content of published/allowed_signers */
};

/* Errors as audit_keys_load and audit_keys_published. */
MUST_CHECK enum rc audit_keys_identity(struct cx *cx, const char *var, struct audit_identity *out);

/* An armoured SSHSIG over a pack's manifest. `key` is a struct sign_secret: the shape is that of struct pack_signer's function. */
MUST_CHECK enum rc audit_keys_sign_pack(void *key, struct cx *cx, struct bytes manifest, struct bytes *armoured);

/* The published keys, oldest first. RC_NOT_FOUND: none are published. */
MUST_CHECK enum rc audit_keys_published(struct cx *cx, const char *var, struct signer **out, size_t *count);

/* Paths, in cx->mem. */
const char *audit_keys_published_path(struct cx *cx, const char *var);
const char *audit_checkpoints_path(struct cx *cx, const char *var);

#endif
