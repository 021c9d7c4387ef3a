/* Cookie headers.
 * covers: shared/web/form.c */
#include <string.h>

#include "base/text.h"
#include "fuzz/fuzz.h"
#include "web/cursor.h"
#include "web/form.h"
#include "web/sign.h"

void fuzz_one(struct cx *cx, struct bytes input)
{
    const char *header = arena_strndup(cx->mem, (const char *)input.data, input.len);
    const struct bytes key = bytes_text("0123456789abcdef0123456789abcdef");
    struct cursor cursor;
    struct bytes payload;
    const char *value;

    if (cookie_find(cx->mem, header, "__Host-operator", &value) == RC_OK) {
        FUZZ_ASSERT(strpbrk(value, " \";,\\\r\n\t") == NULL);
        if (sign_open(cx->mem, key, "flash", value, &payload) == RC_OK) {
            FUZZ_ASSERT(payload.len <= strlen(value));
        }
        FUZZ_ASSERT(cursor_read(cx->mem, key, "list", value, &cursor) != RC_OK || cursor.text != NULL);
    }
    value = sign_word(cx->mem, key, "flash", input);
    if (strlen(value) <= 2048) {
        FUZZ_ASSERT(sign_open(cx->mem, key, "flash", value, &payload) == RC_OK && bytes_equal(payload, input));
        FUZZ_ASSERT(sign_open(cx->mem, key, "other", value, &payload) == RC_INVALID);
    }
}
