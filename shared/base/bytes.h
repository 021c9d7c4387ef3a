/* A counted piece of memory that somebody else owns. */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct bytes {
    const uint8_t *data;
    size_t len;
};

static inline struct bytes bytes_of(const void *data, size_t len)
{
    return (struct bytes){ .data = data, .len = len };
}

/* The bytes of a C string, its terminator excluded. `text` may be NULL: no bytes. */
static inline struct bytes bytes_text(const char *text)
{
    return (struct bytes){ .data = (const uint8_t *)text, .len = text == NULL ? 0 : strlen(text) };
}

static inline int bytes_equal(struct bytes a, struct bytes b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

#endif
