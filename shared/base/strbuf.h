/* A growing text (or bytes) in an arena, with a maximum.
 *
 * Appends return nothing. The first one that would pass the maximum marks the buffer as broken; from then on appends do
 * nothing, and strbuf_done() says RC_TOO_LARGE. The content is always followed by a NUL that is not counted. */
#ifndef BASE_STRBUF_H
#define BASE_STRBUF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/rc.h"

struct strbuf {
    struct arena *arena;
    char *data; /* never NULL after strbuf_init */
    size_t len;
    size_t capacity;
    size_t max;
    bool broken;
};

/* Starts an empty buffer that may hold `max` bytes. */
void strbuf_init(struct strbuf *buf, struct arena *arena, size_t max);

/* Makes room for `more` bytes at once, for who knows about how much will come; past the maximum it does nothing. */
void strbuf_reserve(struct strbuf *buf, size_t more);

void strbuf_put(struct strbuf *buf, const void *data, size_t len);
void strbuf_puts(struct strbuf *buf, const char *text);
void strbuf_putc(struct strbuf *buf, char c);
void strbuf_bytes(struct strbuf *buf, struct bytes bytes);
void strbuf_printf(struct strbuf *buf, const char *format, ...) PRINTF_LIKE(2, 3);

/* Takes away all behind the first `len` bytes. */
void strbuf_cut(struct strbuf *buf, size_t len);

/* Empties the buffer, keeps its memory, and mends it if it was broken. */
void strbuf_clear(struct strbuf *buf);

/* RC_OK, or RC_TOO_LARGE if an append did not fit. */
MUST_CHECK enum rc strbuf_done(const struct strbuf *buf);

/* The content so far; it lives in the arena and moves with the next append. */
struct bytes strbuf_view(const struct strbuf *buf);

#endif
