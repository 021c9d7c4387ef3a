/* JSON strings: read from bytes, written as RFC 8785 3.2.2.2 writes them. */
#ifndef CORE_DRIFT_DOCUMENT_STRING_H
#define CORE_DRIFT_DOCUMENT_STRING_H

#include "base/strbuf.h"
#include "core/drift/document.h"

struct string_error {
    enum document_refusal refusal;
    const uint8_t *at;
};

/* Reads the string that begins at the quote `at`. *next is the byte after its closing quote; *text points into the input, or into
 * `arena` where something was escaped. False: *error says why and where. */
bool string_read(struct arena *arena, const uint8_t *at, const uint8_t *end, const uint8_t **next, const char **text,
                 uint32_t *len, struct string_error *error);

/* Appends `text`, valid UTF-8, with quotes and the least escapes. */
void string_write(struct strbuf *out, const char *text, size_t len);

#endif
