/* Ed25519 signatures in the three forms that others can check without us: OpenSSH's SSHSIG (`ssh-keygen -Y verify`), its
 * allowed_signers file, and C2SP signed notes with the checkpoints of a transparency log. */
#ifndef EXT_CRYPT_SIGN_H
#define EXT_CRYPT_SIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/cx.h"
#include "ext/crypt_merkle.h"

enum { SIGN_KEY_LEN = 32, SIGN_LEN = 64 };

struct sign_public {
    uint8_t key[SIGN_KEY_LEN];
};

/* Lies in guarded, locked memory that goes with the arena it was made in. */
struct sign_secret;

/* Makes a key, 0600. Errors as key_file_create. */
MUST_CHECK enum rc sign_key_create(struct cx *cx, const char *path);

/* Errors as key_file_load_secret. */
MUST_CHECK enum rc sign_secret_load(struct cx *cx, struct arena *arena, const char *path, struct sign_secret **out);

struct sign_public sign_public_of(const struct sign_secret *key);
bool sign_public_equal(const struct sign_public *a, const struct sign_public *b);

void sign(const struct sign_secret *key, struct bytes data, uint8_t out[static SIGN_LEN]);
bool sign_valid(const struct sign_public *key, struct bytes data, const uint8_t signature[static SIGN_LEN]);

/* ---- OpenSSH's forms ---- */

/* "ssh-ed25519 AAAA..." */
char *sign_public_text(struct arena *mem, const struct sign_public *key);

/* "SHA256:..." as ssh-keygen -l prints it. */
char *sign_fingerprint(struct arena *mem, const struct sign_public *key);

/* Reads "ssh-ed25519 AAAA... [comment]". RC_INVALID: it is not that. */
MUST_CHECK enum rc sign_public_parse(struct cx *cx, const char *text, struct sign_public *out);

/* An armoured SSHSIG (PROTOCOL.sshsig) over `data` in `name_space`, with SHA-512 as ssh-keygen makes it. */
char *sshsig_write(struct cx *cx, const struct sign_secret *key, const char *name_space, struct bytes data);

struct sshsig {
    struct sign_public key;
    const char *name_space;
    const char *hash; /* "sha256" or "sha512" */
    uint8_t signature[SIGN_LEN];
};

/* RC_INVALID: not an armoured SSHSIG of an Ed25519 key. Says nothing about whether it is valid. */
MUST_CHECK enum rc sshsig_parse(struct cx *cx, struct bytes text, struct sshsig *out);

/* Whether the signature is that of its own key over `data` in `name_space`; whether that key is trusted, the caller must ask. */
bool sshsig_valid(struct cx *cx, const struct sshsig *sig, const char *name_space, struct bytes data);

/* One line of an allowed_signers file (ssh-keygen(1)). */
struct signer {
    const char *principal;
    struct sign_public key;
    const char *name_spaces; /* comma-separated; NULL: all */
    int64_t valid_after_us; /* 0: no bound */
    int64_t valid_before_us; /* 0: no bound */
};

/* Reads a file's content; comments and lines of other key types are passed over. RC_INVALID: a line that cannot be read. */
MUST_CHECK enum rc signers_parse(struct cx *cx, struct bytes text, struct signer **out, size_t *count);

/* The line with its newline, times in UTC. */
char *signer_write(struct arena *mem, const struct signer *signer);

/* The signer of `principal` with that key who may sign in `name_space` at `at_us` (0: at any time); NULL: none. */
const struct signer *signers_find(const struct signer *signers, size_t count, const char *principal,
                                  const struct sign_public *key, const char *name_space, int64_t at_us);

/* ---- C2SP signed notes (c2sp.org/signed-note) ---- */

enum { NOTE_ID_LEN = 4, NOTE_BYTES_MAX = 64 * 1024, NOTE_SIGNATURES_MAX = 16 };

struct note_signature {
    const char *name;
    uint8_t id[NOTE_ID_LEN];
    struct bytes signature;
};

struct note {
    struct bytes text; /* with its last newline: what is signed */
    struct note_signature signatures[NOTE_SIGNATURES_MAX];
    size_t count;
};

/* `text` (ending in a newline) with one signature line in the name of `name`. */
char *note_write(struct cx *cx, const struct sign_secret *key, const char *name, const char *text);

/* RC_INVALID: not a note, or more than NOTE_BYTES_MAX or NOTE_SIGNATURES_MAX. */
MUST_CHECK enum rc note_parse(struct cx *cx, struct bytes bytes, struct note *out);

/* Whether one of the signatures is that of `key` in the name of `name`. */
bool note_valid(const struct note *note, const char *name, const struct sign_public *key);

/* ---- checkpoints (c2sp.org/tlog-checkpoint) ---- */

struct checkpoint {
    const char *origin; /* the tree's name, and that of its key */
    uint64_t size;
    struct merkle_hash root;
};

/* A signed note of three lines, signed in the name of its origin. */
char *checkpoint_write(struct cx *cx, const struct sign_secret *key, const struct checkpoint *checkpoint);

/* Reads a note that is a checkpoint; extension lines are passed over. RC_INVALID: it is not one. */
MUST_CHECK enum rc checkpoint_parse(struct cx *cx, struct bytes bytes, struct checkpoint *out, struct note *note);

#endif
