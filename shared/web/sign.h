/* Words that a client carries for us: readable, but not to be made up or changed. */
#ifndef WEB_SIGN_H
#define WEB_SIGN_H

#include "base/arena.h"
#include "base/bytes.h"
#include "base/rc.h"

/* `payload` with its HMAC-SHA-256 over `purpose` and payload, cut to 128 bits, as base64url. A word of one purpose is worth nothing for
 * another. */
char *sign_word(struct arena *arena, struct bytes key, const char *purpose, struct bytes payload);

/* The payload of a word. RC_INVALID: not signed by `key` for `purpose`. */
MUST_CHECK enum rc sign_open(struct arena *arena, struct bytes key, const char *purpose, const char *word,
                             struct bytes *out);

/* The installation's key for signing, 32 bytes, from `path`; made there, mode 0600, if there is none yet.
 * RC_UNAVAILABLE: it can neither be read nor made, or has another size. */
MUST_CHECK enum rc sign_key(struct arena *arena, const char *path, struct bytes *out);

#endif
