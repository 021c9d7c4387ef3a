#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "ext/crypt.h"

#define KIND_SECRET "tenantpilot-box-secret-1"
#define KIND_PUBLIC "tenantpilot-box-public-1"

enum { BOX_VERSION = 1, BOX_KEY_ID_LEN = 8, BOX_HEAD_LEN = 1 + BOX_KEY_ID_LEN };

_Static_assert(BOX_KEY_LEN == crypto_box_PUBLICKEYBYTES, "length of a public key");
_Static_assert(BOX_KEY_LEN == crypto_box_SECRETKEYBYTES, "length of a secret key");

struct box_secret {
    uint8_t key[BOX_KEY_LEN];
    struct box_public public;
};

static void head_write(const struct box_public *key, uint8_t out[static BOX_HEAD_LEN])
{
    uint8_t digest[SHA256_LEN];

    sha256(bytes_of(key->key, BOX_KEY_LEN), digest);
    out[0] = BOX_VERSION;
    memcpy(out + 1, digest, BOX_KEY_ID_LEN);
}

enum rc box_key_create(struct cx *cx, const char *secret_path, const char *public_path)
{
    uint8_t secret[BOX_KEY_LEN];
    struct box_public public;
    enum rc rc;

    if (sodium_init() < 0 || crypto_box_keypair(public.key, secret) != 0) {
        abort();
    }
    rc = key_file_create(cx, secret_path, KIND_SECRET, bytes_of(secret, sizeof secret));
    sodium_memzero(secret, sizeof secret);
    return rc == RC_OK ? key_file_publish(cx, public_path, KIND_PUBLIC, bytes_of(public.key, sizeof public.key)) : rc;
}

enum rc box_secret_load(struct cx *cx, struct arena *arena, const char *path, struct box_secret **out)
{
    struct box_secret *key;
    enum rc rc;

    if (sodium_init() < 0) {
        abort();
    }
    key = sodium_malloc(sizeof *key);
    if (key == NULL) {
        abort();
    }
    arena_defer(arena, sodium_free, key);
    rc = key_file_load_secret(cx, path, KIND_SECRET, key->key, sizeof key->key);
    if (rc != RC_OK) {
        return rc;
    }
    if (crypto_scalarmult_base(key->public.key, key->key) != 0) {
        return fail_set(cx, RC_INVALID, NULL, "key file '%s': not a usable key", path);
    }
    *out = key;
    return RC_OK;
}

enum rc box_public_load(struct cx *cx, const char *path, struct box_public *out)
{
    return key_file_load_public(cx, path, KIND_PUBLIC, out->key, sizeof out->key);
}

enum rc box_seal(struct cx *cx, const struct box_public *to, const char *context, struct bytes secret,
                 struct bytes *out)
{
    size_t plain_len = SHA256_LEN + secret.len;
    size_t len = BOX_HEAD_LEN + crypto_box_SEALBYTES + plain_len;
    uint8_t *plain = arena_alloc(cx->mem, plain_len);
    uint8_t *sealed = arena_alloc(cx->mem, len);
    int failed;

    sha256(bytes_text(context), plain);
    if (secret.len > 0) {
        memcpy(plain + SHA256_LEN, secret.data, secret.len);
    }
    head_write(to, sealed);
    failed = sodium_init() < 0 || crypto_box_seal(sealed + BOX_HEAD_LEN, plain, plain_len, to->key) != 0;
    sodium_memzero(plain, plain_len);
    if (failed) {
        return fail_set(cx, RC_INVALID, NULL, "cannot seal for '%s': not a usable public key", context);
    }
    *out = bytes_of(sealed, len);
    return RC_OK;
}

struct wiped {
    uint8_t *data;
    size_t len;
};

static void wipe(void *object)
{
    struct wiped *area = object;

    sodium_memzero(area->data, area->len);
}

static uint8_t *wiped_alloc(struct arena *mem, size_t len)
{
    struct wiped *area = arena_alloc(mem, sizeof *area);

    area->data = arena_alloc(mem, len);
    area->len = len;
    arena_defer(mem, wipe, area);
    return area->data;
}

enum rc box_open(struct cx *cx, const struct box_secret *key, const char *context, struct bytes sealed,
                 struct bytes *out)
{
    uint8_t head[BOX_HEAD_LEN];
    uint8_t expected[SHA256_LEN];
    uint8_t *plain;
    size_t plain_len;

    if (sealed.len < BOX_HEAD_LEN + crypto_box_SEALBYTES + SHA256_LEN) {
        return fail_set(cx, RC_INVALID, NULL, "sealed box for '%s': %zu bytes are too few", context, sealed.len);
    }
    head_write(&key->public, head);
    if (memcmp(head, sealed.data, sizeof head) != 0) {
        return fail_set(cx, RC_INVALID, NULL, "sealed box for '%s': for another key or version", context);
    }
    plain_len = sealed.len - BOX_HEAD_LEN - crypto_box_SEALBYTES;
    plain = wiped_alloc(cx->mem, plain_len);
    if (crypto_box_seal_open(plain, sealed.data + BOX_HEAD_LEN, sealed.len - BOX_HEAD_LEN, key->public.key, key->key) !=
        0) {
        return fail_set(cx, RC_INVALID, NULL, "sealed box for '%s': damaged", context);
    }
    sha256(bytes_text(context), expected);
    if (sodium_memcmp(plain, expected, sizeof expected) != 0) {
        return fail_set(cx, RC_INVALID, NULL, "sealed box for '%s': was sealed for another place", context);
    }
    *out = bytes_of(plain + SHA256_LEN, plain_len - SHA256_LEN);
    return RC_OK;
}
