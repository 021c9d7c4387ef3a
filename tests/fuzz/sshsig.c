/* OpenSSH signatures, public keys and allowed_signers files.
 * covers: shared/ext/crypt_sshsig.c shared/ext/crypt_signers.c */
#include <stdio.h>
#include <unistd.h>

#include "base/text.h"
#include "ext/crypt.h"
#include "fuzz/fuzz.h"

/* Made once: a key in a file of its own that is gone again. */
static const struct sign_secret *own_key(struct cx *cx)
{
    static struct arena *volatile keeper; /* read by the leak check alone */
    static struct sign_secret *key;
    char folder[] = "/tmp/tp-fuzz-XXXXXX";

    if (key == NULL) {
        const char *path = arena_printf(cx->mem, "%s/key", mkdtemp(folder));

        FUZZ_ASSERT(sign_key_create(cx, path) == RC_OK);
        keeper = arena_new();
        FUZZ_ASSERT(sign_secret_load(cx, keeper, path, &key) == RC_OK);
        (void)unlink(path);
        (void)rmdir(folder);
    }
    return key;
}

/* What we sign over the input is read back and valid, over that alone. */
static void round_trip(struct cx *cx, struct bytes input)
{
    const struct sign_public public = sign_public_of(own_key(cx));
    struct signer signer = { .principal = "tenantpilot", .key = public, .name_spaces = "file,tenantpilot-pack" };
    struct signer *signers;
    struct sshsig sig;
    size_t count;

    signer.valid_after_us = input.len % 2 == 0 ? 0 : INT64_C(1700000000) * SECOND_US;
    FUZZ_ASSERT(sshsig_parse(cx, bytes_text(sshsig_write(cx, own_key(cx), "file", input)), &sig) == RC_OK);
    FUZZ_ASSERT(sshsig_valid(cx, &sig, "file", input) && !sshsig_valid(cx, &sig, "other", input));
    FUZZ_ASSERT(signers_parse(cx, bytes_text(signer_write(cx->mem, &signer)), &signers, &count) == RC_OK && count == 1);
    FUZZ_ASSERT(signers_find(signers, count, "tenantpilot", &sig.key, "file", signer.valid_after_us) != NULL);
    FUZZ_ASSERT(sign_fingerprint(cx->mem, &public)[0] == 'S');
}

void fuzz_one(struct cx *cx, struct bytes input)
{
    struct signer *signers;
    struct sshsig sig;
    struct sign_public key;
    size_t count;

    if (sshsig_parse(cx, input, &sig) == RC_OK) {
        FUZZ_ASSERT(sig.name_space != NULL && sig.hash != NULL);
        (void)sshsig_valid(cx, &sig, sig.name_space, bytes_text("content"));
    }
    fail_clear(cx);
    if (signers_parse(cx, input, &signers, &count) == RC_OK) {
        for (size_t i = 0; i < count; i++) {
            FUZZ_ASSERT(signers[i].principal[0] != '\0');
            (void)signers_find(signers, count, signers[i].principal, &signers[i].key, "file", DAY_US);
        }
    }
    fail_clear(cx);
    if (sign_public_parse(cx, arena_strndup(cx->mem, (const char *)input.data, input.len), &key) == RC_OK) {
        FUZZ_ASSERT(text_starts((const char *)input.data, "ssh-ed25519 ") &&
                    text_starts(sign_public_text(cx->mem, &key), "ssh-ed25519 "));
    }
    fail_clear(cx);
    round_trip(cx, input);
}
