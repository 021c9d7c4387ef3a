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

#endif
