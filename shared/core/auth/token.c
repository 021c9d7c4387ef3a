#include "core/auth/token.h"

#include "base/random.h"
#include "base/text.h"
#include "ext/crypt.h"

const char *token_new(struct arena *mem)
{
    uint8_t bits[TOKEN_BYTES];
    const char *text;

    random_bytes(bits, sizeof bits);
    text = base64url_encode(mem, bytes_of(bits, sizeof bits));
    secret_wipe(bits, sizeof bits);
    return text;
}

struct bytes token_hash(struct arena *mem, const char *token)
{
    uint8_t *hash = arena_alloc(mem, SHA256_LEN);

    sha256(bytes_text(token), hash);
    return bytes_of(hash, SHA256_LEN);
}
