#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>
#include <string.h>

#include "ext/crypt.h"

struct sha256 {
    EVP_MD *algorithm; /* fetched once: an implicit fetch costs more than a short digest */
    EVP_MD_CTX *state;
};

static void must(int ok)
{
    if (ok != 1) {
        abort();
    }
}

void sha256(struct bytes data, uint8_t out[static SHA256_LEN])
{
    must(EVP_Digest(data.data, data.len, out, NULL, EVP_sha256(), NULL));
}

void sha256_joined(const struct bytes *parts, size_t count, uint8_t out[static SHA256_LEN])
{
    EVP_MD_CTX *state = EVP_MD_CTX_new();

    must(state != NULL);
    must(EVP_DigestInit_ex(state, EVP_sha256(), NULL));
    for (size_t i = 0; i < count; i++) {
        must(EVP_DigestUpdate(state, parts[i].data, parts[i].len));
    }
    must(EVP_DigestFinal_ex(state, out, NULL));
    EVP_MD_CTX_free(state);
}

static void sha256_free(void *object)
{
    struct sha256 *hash = object;

    EVP_MD_CTX_free(hash->state);
    EVP_MD_free(hash->algorithm);
}

struct sha256 *sha256_new(struct arena *arena)
{
    struct sha256 *hash = arena_alloc(arena, sizeof *hash);

    hash->algorithm = EVP_MD_fetch(NULL, "SHA256", NULL);
    hash->state = EVP_MD_CTX_new();
    must(hash->algorithm != NULL && hash->state != NULL);
    must(EVP_DigestInit_ex(hash->state, hash->algorithm, NULL));
    arena_defer(arena, sha256_free, hash);
    return hash;
}

void sha256_add(struct sha256 *hash, struct bytes data)
{
    must(EVP_DigestUpdate(hash->state, data.data, data.len));
}

void sha256_done(struct sha256 *hash, uint8_t out[static SHA256_LEN])
{
    must(EVP_DigestFinal_ex(hash->state, out, NULL));
    must(EVP_DigestInit_ex(hash->state, hash->algorithm, NULL));
}

void hmac_sha256(struct bytes key, struct bytes data, uint8_t out[static SHA256_LEN])
{
    uint8_t shortened[SHA256_LEN];

    if (key.len > 64) { /* HMAC's own first step, taken here because OpenSSL counts a key's length in an int */
        sha256(key, shortened);
        key = bytes_of(shortened, sizeof shortened);
    }
    must(HMAC(EVP_sha256(), key.len == 0 ? (const void *)"" : key.data, (int)key.len, data.data, data.len, out, NULL) !=
         NULL);
    secret_wipe(shortened, sizeof shortened);
}

struct uuid uuid_v5(struct uuid space, struct bytes name)
{
    EVP_MD_CTX *state = EVP_MD_CTX_new();
    uint8_t digest[EVP_MAX_MD_SIZE];
    struct uuid id;

    must(state != NULL);
    must(EVP_DigestInit_ex(state, EVP_sha1(), NULL));
    must(EVP_DigestUpdate(state, space.b, sizeof space.b));
    must(EVP_DigestUpdate(state, name.data, name.len));
    must(EVP_DigestFinal_ex(state, digest, NULL));
    EVP_MD_CTX_free(state);
    memcpy(id.b, digest, sizeof id.b);
    id.b[6] = (uint8_t)(0x50 | (id.b[6] & 0x0f));
    id.b[8] = (uint8_t)(0x80 | (id.b[8] & 0x3f));
    return id;
}

void secret_wipe(void *secret, size_t len)
{
    OPENSSL_cleanse(secret, len);
}
