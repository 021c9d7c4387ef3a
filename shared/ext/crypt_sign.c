#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "ext/crypt.h"

#define KIND_SECRET "tenantpilot-ed25519-secret-1"

_Static_assert(SIGN_KEY_LEN == crypto_sign_PUBLICKEYBYTES && SIGN_LEN == crypto_sign_BYTES, "key lengths");

struct sign_secret {
    uint8_t seed[crypto_sign_SEEDBYTES];
    uint8_t key[crypto_sign_SECRETKEYBYTES];
    struct sign_public public;
};

enum rc sign_key_create(struct cx *cx, const char *path)
{
    uint8_t seed[crypto_sign_SEEDBYTES];
    enum rc rc;

    if (sodium_init() < 0) {
        abort();
    }
    randombytes_buf(seed, sizeof seed);
    rc = key_file_create(cx, path, KIND_SECRET, bytes_of(seed, sizeof seed));
    sodium_memzero(seed, sizeof seed);
    return rc;
}

enum rc sign_secret_load(struct cx *cx, struct arena *arena, const char *path, struct sign_secret **out)
{
    struct sign_secret *key;
    enum rc rc;

    if (sodium_init() < 0) {
        abort();
    }
    key = sodium_malloc(sizeof *key);
    if (key == NULL) {
        abort();
    }
    arena_defer(arena, sodium_free, key);
    rc = key_file_load_secret(cx, path, KIND_SECRET, key->seed, sizeof key->seed);
    if (rc != RC_OK) {
        return rc;
    }
    if (crypto_sign_seed_keypair(key->public.key, key->key, key->seed) != 0) {
        abort();
    }
    *out = key;
    return RC_OK;
}

struct sign_public sign_public_of(const struct sign_secret *key)
{
    return key->public;
}

bool sign_public_equal(const struct sign_public *a, const struct sign_public *b)
{
    return memcmp(a->key, b->key, sizeof a->key) == 0;
}

void sign(const struct sign_secret *key, struct bytes data, uint8_t out[static SIGN_LEN])
{
    if (crypto_sign_detached(out, NULL, data.data, data.len, key->key) != 0) {
        abort();
    }
}

bool sign_valid(const struct sign_public *key, struct bytes data, const uint8_t signature[static SIGN_LEN])
{
    return crypto_sign_verify_detached(signature, data.data, data.len, key->key) == 0;
}
