/* Secrets that are handed out once: of sessions and of one-time links. */
#ifndef CORE_AUTH_TOKEN_H
#define CORE_AUTH_TOKEN_H

#include "base/arena.h"
#include "base/bytes.h"

enum { TOKEN_BYTES = 32, TOKEN_TEXT_LEN = 43 };

/* 256 random bits in base64url, 43 characters. */
const char *token_new(struct arena *mem);

/* What is stored of a token: its SHA-256, 32 bytes. `token` may be anything that a client sent, NULL included. */
struct bytes token_hash(struct arena *mem, const char *token);

#endif
