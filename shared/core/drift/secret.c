#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "core/drift/canonical.h"
#include "core/drift/document_write.h"
#include "ext/crypt.h"

#define MASK   "[secret]"
#define PREFIX "[secret:"

enum {
    MASK_LEN = sizeof MASK - 1,
    PREFIX_LEN = sizeof PREFIX - 1,
    HEX_LEN = 2 * SHA256_LEN,
    DIGEST_LEN = PREFIX_LEN + HEX_LEN + 1
};

static bool is_hex(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (hex_value(text[i]) < 0 || isupper((unsigned char)text[i])) {
            return false;
        }
    }
    return true;
}

bool secret_is_digest(const char *text, size_t len)
{
    if (len == MASK_LEN) {
        return memcmp(text, MASK, MASK_LEN) == 0;
    }
    return len == DIGEST_LEN && memcmp(text, PREFIX, PREFIX_LEN) == 0 && text[len - 1] == ']' &&
           is_hex(text + PREFIX_LEN, HEX_LEN);
}

const char *secret_digest(struct canonicalizer *c, struct bytes secret)
{
    uint8_t digest[SHA256_LEN];

    hmac_sha256(bytes_of(c->key->bytes, sizeof c->key->bytes), secret, digest);
    c->secrets++;
    return arena_printf(c->mem, PREFIX "%s]", hex_encode(c->mem, bytes_of(digest, sizeof digest)));
}

void secret_replace(struct canonicalizer *c, struct node *value)
{
    struct node digest;

    if (value->kind == DOCUMENT_NULL ||
        ((value->kind == DOCUMENT_ARRAY || value->kind == DOCUMENT_STRING) && value->len == 0)) {
        return;
    }
    if (value->kind == DOCUMENT_STRING && secret_is_digest(value->text, value->len)) {
        return;
    }
    digest = document_string(secret_digest(c, document_bytes(c->mem, value)), DIGEST_LEN);
    value->kind = digest.kind;
    value->text = digest.text;
    value->len = digest.len;
}

bool secret_is_word(const struct canonicalizer *c, const char *name, size_t len)
{
    for (const char *const *word = c->rules->secret_words; word != NULL && *word != NULL; word++) {
        if (strlen(*word) == len && strncasecmp(*word, name, len) == 0) {
            return true;
        }
    }
    return false;
}

struct bytes drift_masked(struct arena *arena, struct bytes text)
{
    const uint8_t *end = text.data + text.len;
    const uint8_t *at = memmem(text.data, text.len, PREFIX, PREFIX_LEN);
    const uint8_t *from = text.data;
    struct strbuf out;

    if (at == NULL) {
        return text;
    }
    strbuf_init(&out, arena, text.len);
    while (at != NULL) {
        size_t len =
            (size_t)(end - at) >= DIGEST_LEN && secret_is_digest((const char *)at, DIGEST_LEN) ? DIGEST_LEN : 0;

        strbuf_put(&out, from, (size_t)(at - from));
        strbuf_puts(&out, len > 0 ? MASK : PREFIX);
        from = at + (len > 0 ? len : PREFIX_LEN);
        at = memmem(from, (size_t)(end - from), PREFIX, PREFIX_LEN);
    }
    strbuf_put(&out, from, (size_t)(end - from));
    return strbuf_view(&out);
}
