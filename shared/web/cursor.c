#include "web/cursor.h"

#include <string.h>

#include "base/text.h"
#include "web/sign.h"

enum { ID_AT = 0, NUMBER_AT = 16, TEXT_AT = 24, TEXT_MAX_BYTES = 800 };

char *cursor_write(struct arena *arena, struct bytes key, const char *purpose, const struct cursor *cursor)
{
    const char *text = cursor->text == NULL ? "" : cursor->text;
    size_t len = strlen(text) < TEXT_MAX_BYTES ? strlen(text) : TEXT_MAX_BYTES;
    uint8_t *packed = arena_alloc(arena, TEXT_AT + len);

    memcpy(packed + ID_AT, cursor->id.b, sizeof cursor->id.b);
    memcpy(packed + NUMBER_AT, &cursor->number, sizeof cursor->number);
    memcpy(packed + TEXT_AT, text, len); /* NOLINT(bugprone-not-null-terminated-result): counted, not terminated */
    return sign_word(arena, key, purpose, bytes_of(packed, TEXT_AT + len));
}

enum rc cursor_read(struct arena *arena, struct bytes key, const char *purpose, const char *word, struct cursor *out)
{
    struct bytes packed;

    if (sign_open(arena, key, purpose, word, &packed) != RC_OK || packed.len < TEXT_AT) {
        return RC_INVALID;
    }
    memcpy(out->id.b, packed.data + ID_AT, sizeof out->id.b);
    memcpy(&out->number, packed.data + NUMBER_AT, sizeof out->number);
    out->text = arena_strndup(arena, (const char *)packed.data + TEXT_AT, packed.len - TEXT_AT);
    return RC_OK;
}
