/* OpenSSH: PROTOCOL.sshsig, and the public key blob of RFC 8709. */
#include <sodium.h>
#include <string.h>

#include "base/text.h"
#include "ext/crypt.h"

#define KEY_TYPE   "ssh-ed25519"
#define MAGIC      "SSHSIG"
#define ARMOUR     "-----BEGIN SSH SIGNATURE-----"
#define ARMOUR_END "-----END SSH SIGNATURE-----"

enum { BLOB_MAX = 64 * 1024, SSHSIG_VERSION = 1, ARMOUR_COLUMNS = 70 };

static void put_u32(struct strbuf *buf, uint32_t value)
{
    const uint8_t bytes[] = { (uint8_t)(value >> 24), (uint8_t)(value >> 16), (uint8_t)(value >> 8), (uint8_t)value };

    strbuf_put(buf, bytes, sizeof bytes);
}

static void put_string(struct strbuf *buf, struct bytes bytes)
{
    put_u32(buf, (uint32_t)bytes.len);
    strbuf_bytes(buf, bytes);
}

/* Takes the next length-prefixed string off `from`. */
static bool take_string(struct bytes *from, struct bytes *out)
{
    const uint8_t *p = from->data;
    size_t len;

    if (from->len < 4) {
        return false;
    }
    len = (size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3];
    if (len > from->len - 4) {
        return false;
    }
    *out = bytes_of(p + 4, len);
    *from = bytes_of(p + 4 + len, from->len - 4 - len);
    return true;
}

static bool take_word(struct bytes *from, const char *word)
{
    struct bytes got;

    return take_string(from, &got) && bytes_equal(got, bytes_text(word));
}

static struct bytes public_blob(struct arena *mem, const struct sign_public *key)
{
    struct strbuf blob;

    strbuf_init(&blob, mem, BLOB_MAX);
    put_string(&blob, bytes_text(KEY_TYPE));
    put_string(&blob, bytes_of(key->key, sizeof key->key));
    return strbuf_view(&blob);
}

static bool public_blob_parse(struct bytes blob, struct sign_public *out)
{
    struct bytes key;

    if (!take_word(&blob, KEY_TYPE) || !take_string(&blob, &key) || key.len != sizeof out->key || blob.len != 0) {
        return false;
    }
    memcpy(out->key, key.data, key.len);
    return true;
}

char *sign_public_text(struct arena *mem, const struct sign_public *key)
{
    return arena_printf(mem, "%s %s", KEY_TYPE, base64_encode(mem, public_blob(mem, key)));
}

char *sign_fingerprint(struct arena *mem, const struct sign_public *key)
{
    uint8_t digest[SHA256_LEN];
    char *text;

    sha256(public_blob(mem, key), digest);
    text = base64_encode(mem, bytes_of(digest, sizeof digest));
    return arena_printf(mem, "SHA256:%.*s", (int)strcspn(text, "="), text);
}

enum rc sign_public_parse(struct cx *cx, const char *text, struct sign_public *out)
{
    const char *encoded = text + strlen(KEY_TYPE) + 1;
    struct bytes blob;

    if (!text_starts(text, KEY_TYPE " ") ||
        base64_decode(cx->mem, bytes_of(encoded, strcspn(encoded, " \t\r\n")), &blob) != RC_OK ||
        !public_blob_parse(blob, out)) {
        return fail_set(cx, RC_INVALID, NULL, "not an '%s' public key", KEY_TYPE);
    }
    return RC_OK;
}

/* What is signed. RC_INVALID by NULL: an unknown hash. */
static bool to_be_signed(struct cx *cx, const char *name_space, const char *hash, struct bytes data, struct bytes *out)
{
    uint8_t digest[crypto_hash_sha512_BYTES];
    size_t len = sizeof digest;
    struct strbuf buf;

    if (text_equal(hash, "sha512")) {
        (void)crypto_hash_sha512(digest, data.data, data.len);
    } else if (text_equal(hash, "sha256")) {
        sha256(data, digest);
        len = SHA256_LEN;
    } else {
        return false;
    }
    strbuf_init(&buf, cx->mem, BLOB_MAX);
    strbuf_puts(&buf, MAGIC);
    put_string(&buf, bytes_text(name_space));
    put_string(&buf, bytes_of(NULL, 0));
    put_string(&buf, bytes_text(hash));
    put_string(&buf, bytes_of(digest, len));
    *out = strbuf_view(&buf);
    return strbuf_done(&buf) == RC_OK;
}

static char *armour(struct arena *mem, struct bytes blob)
{
    const char *text = base64_encode(mem, blob);
    size_t len = strlen(text);
    struct strbuf buf;

    strbuf_init(&buf, mem, BLOB_MAX);
    strbuf_puts(&buf, ARMOUR "\n");
    for (size_t at = 0; at < len; at += ARMOUR_COLUMNS) {
        strbuf_printf(&buf, "%.*s\n", ARMOUR_COLUMNS, text + at);
    }
    strbuf_puts(&buf, ARMOUR_END "\n");
    return buf.data;
}

char *sshsig_write(struct cx *cx, const struct sign_secret *key, const char *name_space, struct bytes data)
{
    const struct sign_public public = sign_public_of(key);
    uint8_t signature[SIGN_LEN];
    struct bytes message = { .len = 0 };
    struct strbuf inner;
    struct strbuf buf;

    (void)to_be_signed(cx, name_space, "sha512", data, &message);
    sign(key, message, signature);
    strbuf_init(&inner, cx->mem, BLOB_MAX);
    put_string(&inner, bytes_text(KEY_TYPE));
    put_string(&inner, bytes_of(signature, sizeof signature));
    strbuf_init(&buf, cx->mem, BLOB_MAX);
    strbuf_puts(&buf, MAGIC);
    put_u32(&buf, SSHSIG_VERSION);
    put_string(&buf, public_blob(cx->mem, &public));
    put_string(&buf, bytes_text(name_space));
    put_string(&buf, bytes_of(NULL, 0));
    put_string(&buf, bytes_text("sha512"));
    put_string(&buf, strbuf_view(&inner));
    return armour(cx->mem, strbuf_view(&buf));
}

/* The bytes between the two lines of the armour. */
static bool unarmour(struct cx *cx, struct bytes text, struct bytes *out)
{
    const char *copy = arena_strndup(cx->mem, (const char *)text.data, text.len);
    const char *begin = strstr(copy, ARMOUR "\n");
    const char *end;

    if (text.len > BLOB_MAX || begin != copy) {
        return false;
    }
    begin += strlen(ARMOUR "\n");
    end = strstr(begin, "\n" ARMOUR_END);
    if (end == NULL || strlen(text_trim(cx->mem, end)) != strlen(ARMOUR_END)) {
        return false;
    }
    return base64_decode(cx->mem, bytes_of(begin, (size_t)(end - begin)), out) == RC_OK;
}

static bool signature_parse(struct bytes blob, uint8_t out[static SIGN_LEN])
{
    struct bytes signature;

    if (!take_word(&blob, KEY_TYPE) || !take_string(&blob, &signature) || signature.len != SIGN_LEN || blob.len != 0) {
        return false;
    }
    memcpy(out, signature.data, SIGN_LEN);
    return true;
}

static bool blob_parse(struct cx *cx, struct bytes blob, struct sshsig *out)
{
    static const uint8_t head[] = { 'S', 'S', 'H', 'S', 'I', 'G', 0, 0, 0, SSHSIG_VERSION };
    struct bytes key;
    struct bytes name_space;
    struct bytes reserved;
    struct bytes hash;
    struct bytes signature;

    if (blob.len < sizeof head || memcmp(blob.data, head, sizeof head) != 0) {
        return false;
    }
    blob = bytes_of(blob.data + sizeof head, blob.len - sizeof head);
    if (!take_string(&blob, &key) || !take_string(&blob, &name_space) || !take_string(&blob, &reserved) ||
        !take_string(&blob, &hash) || !take_string(&blob, &signature) || blob.len != 0) {
        return false;
    }
    if (memchr(name_space.data, 0, name_space.len) != NULL || memchr(hash.data, 0, hash.len) != NULL) {
        return false;
    }
    out->name_space = arena_strndup(cx->mem, (const char *)name_space.data, name_space.len);
    out->hash = arena_strndup(cx->mem, (const char *)hash.data, hash.len);
    return public_blob_parse(key, &out->key) && signature_parse(signature, out->signature);
}

enum rc sshsig_parse(struct cx *cx, struct bytes text, struct sshsig *out)
{
    struct bytes blob;
    struct sshsig sig;

    if (!unarmour(cx, text, &blob) || !blob_parse(cx, blob, &sig)) {
        return fail_set(cx, RC_INVALID, NULL, "not an SSH signature by an Ed25519 key");
    }
    *out = sig;
    return RC_OK;
}

bool sshsig_valid(struct cx *cx, const struct sshsig *sig, const char *name_space, struct bytes data)
{
    struct bytes message;

    return text_equal(sig->name_space, name_space) && to_be_signed(cx, name_space, sig->hash, data, &message) &&
           sign_valid(&sig->key, message, sig->signature);
}
