/* Identifiers. Every object's id is a UUIDv7 (RFC 9562): unique, and sorted by the time it was made. */
#ifndef BASE_UUID_H
#define BASE_UUID_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/rc.h"

struct uuid {
    uint8_t b[16];
};

enum { UUID_TEXT_LEN = 36 };

/* A new UUIDv7 of the clock's millisecond; the rest is random. */
struct uuid uuid_new(const struct clock *clock);

/* The nil id stands for "none". */
bool uuid_is_nil(struct uuid id);
bool uuid_equal(struct uuid a, struct uuid b);
int uuid_compare(struct uuid a, struct uuid b);

/* Reads the 36-character form, either case. RC_INVALID: it is not one. */
MUST_CHECK enum rc uuid_parse(const char *text, struct uuid *out);

/* The 36-character lower-case form. */
char *uuid_text(struct arena *arena, struct uuid id);
void uuid_write(struct uuid id, char out[static UUID_TEXT_LEN + 1]);

#endif
