/* Cryptography: libsodium and OpenSSL's SHA-256 (libsodium's is four to five times slower).
 *
 * Digests, keyed digests and derived ids here; passwords and sealed boxes below; signatures in crypt_sign.h, Merkle trees in
 * crypt_merkle.h, both included at the end. A library that cannot be initialised aborts the process. */
#ifndef EXT_CRYPT_H
#define EXT_CRYPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/cx.h"
#include "base/uuid.h"

enum { SHA256_LEN = 32 };

/* ---- digests ---- */

/* SHA-256 (FIPS 180-4) of `data`. */
void sha256(struct bytes data, uint8_t out[static SHA256_LEN]);

/* SHA-256 of the parts one after another. */
void sha256_joined(const struct bytes *parts, size_t count, uint8_t out[static SHA256_LEN]);

/* The same in pieces. The object lives in `arena` and starts empty; sha256_done() leaves it empty again. */
struct sha256;
struct sha256 *sha256_new(struct arena *arena);
void sha256_add(struct sha256 *hash, struct bytes data);
void sha256_done(struct sha256 *hash, uint8_t out[static SHA256_LEN]);

/* HMAC-SHA-256 (RFC 2104). `key` may have any length. */
void hmac_sha256(struct bytes key, struct bytes data, uint8_t out[static SHA256_LEN]);

/* A name's UUIDv5 (RFC 9562 5.5) in the name space `space`: the same name always gives the same id. */
struct uuid uuid_v5(struct uuid space, struct bytes name);

/* Overwrites a secret; the compiler cannot leave it out. */
void secret_wipe(void *secret, size_t len);

/* ---- passwords: Argon2id (platform rule: 3 passes over 64 MiB) ---- */

enum {
    PASSWORD_BYTES_MAX = 128 /* a longer one is refused, never cut */
};

struct password_cost {
    unsigned passes;
    size_t memory_bytes;
    const char *gate; /* a file whose byte locks count the hashes that run on this host; NULL: not counted */
    unsigned parallel; /* how many may run at once; the others wait */
};

/* The product's cost, with at most four hashes at once (256 MiB) on the host. */
struct password_cost password_cost(const char *gate);

/* The least that Argon2id takes; for tests alone. */
struct password_cost password_cost_of_tests(void);

/* *out: the hash with its parameters and salt as text. Slow by design: never inside a transaction.
 * RC_INVALID: empty or longer than PASSWORD_BYTES_MAX. RC_LIMITED: no turn at the gate within five seconds. */
MUST_CHECK enum rc password_hash(struct cx *cx, const struct password_cost *cost, struct bytes password,
                                 const char **out);

struct password_check {
    bool matches;
    bool is_stale; /* it matches, but was made at another cost: hash it anew */
};

/* `hash` NULL: there is no such account; it takes as long, and never matches. Errors as password_hash; a password that is too long
 * just does not match. */
MUST_CHECK enum rc password_verify(struct cx *cx, const struct password_cost *cost, const char *hash,
                                   struct bytes password, struct password_check *out);

/* ---- key files ---- */

/* A key file is one line "KIND BASE64". Secret ones are 0600 and of one owner. */

/* Writes a secret key file that appears whole or not at all. Where root makes it, its owner is that of the folder.
 * RC_CONFLICT: the file exists. RC_UNAVAILABLE: it cannot be written. */
MUST_CHECK enum rc key_file_create(struct cx *cx, const char *path, const char *kind, struct bytes secret);

/* As key_file_create for a key that everybody may read (0644), replacing what is there. */
MUST_CHECK enum rc key_file_publish(struct cx *cx, const char *path, const char *kind, struct bytes key);

/* The same with a text of any form: lists of keys. */
MUST_CHECK enum rc key_text_publish(struct cx *cx, const char *path, const char *text);

/* Reads exactly `len` bytes of a key. A secret one must be a regular file of this process's user (root may read any), closed to group and others.
 * RC_NOT_FOUND: no such file. RC_FORBIDDEN: the wrong owner or mode. RC_INVALID: another kind or length. */
MUST_CHECK enum rc key_file_load_secret(struct cx *cx, const char *path, const char *kind, uint8_t *out, size_t len);
MUST_CHECK enum rc key_file_load_public(struct cx *cx, const char *path, const char *kind, uint8_t *out, size_t len);

/* ---- sealed boxes: whoever has the public key can seal, the holder of the secret key alone can open ---- */

enum { BOX_KEY_LEN = 32 };

struct box_public {
    uint8_t key[BOX_KEY_LEN];
};

/* Lies in guarded, locked memory that goes with the arena it was made in. */
struct box_secret;

/* Makes a pair: `secret_path` 0600, `public_path` 0644. Errors as key_file_create. */
MUST_CHECK enum rc box_key_create(struct cx *cx, const char *secret_path, const char *public_path);

/* Errors as key_file_load_*. The secret lives until `arena` goes. */
MUST_CHECK enum rc box_secret_load(struct cx *cx, struct arena *arena, const char *path, struct box_secret **out);
MUST_CHECK enum rc box_public_load(struct cx *cx, const char *path, struct box_public *out);

/* Seals `secret` for `to` (crypto_box_seal behind a version and the key's id). `context` names what and whose it is
 * ("connection/<workspace>/<id>"): a box that was moved to another row does not open there. */
MUST_CHECK enum rc box_seal(struct cx *cx, const struct box_public *to, const char *context, struct bytes secret,
                            struct bytes *out);

/* The opened bytes live in cx->mem and are wiped when it is reset. RC_INVALID: damaged, for another key, or of another context. */
MUST_CHECK enum rc box_open(struct cx *cx, const struct box_secret *key, const char *context, struct bytes sealed,
                            struct bytes *out);

#include "ext/crypt_merkle.h" // IWYU pragma: export
#include "ext/crypt_sign.h" // IWYU pragma: export

#endif
