/* A strict reader of small JSON documents that somebody may have forged: manifests and proofs.
 *
 * Duplicate member names, invalid UTF-8, NULs, fractions, exponents, numbers past 2^53, and anything after the document are refused:
 * each document has one reading. */
#ifndef REPORTS_JSON_IN_H
#define REPORTS_JSON_IN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/rc.h"

enum json_in_type { JSON_IN_NULL, JSON_IN_BOOL, JSON_IN_INT, JSON_IN_TEXT, JSON_IN_ARRAY, JSON_IN_OBJECT };

enum { JSON_IN_DEPTH_MAX = 16, JSON_IN_BYTES_MAX = 64 << 20 };

struct json_in {
    enum json_in_type type;
    const char *name; /* of a member; NULL in an array */
    const char *text; /* of JSON_IN_TEXT: NUL-terminated, without a NUL inside */
    int64_t number; /* of JSON_IN_INT; 0 or 1 of JSON_IN_BOOL */
    struct json_in *items; /* of an array or object, in order */
    size_t count;
};

/* RC_INVALID: not such a document. RC_TOO_LARGE: past the limits. */
MUST_CHECK enum rc json_in_parse(struct arena *mem, struct bytes text, struct json_in *out);

/* A member of an object, or NULL. */
const struct json_in *json_in_get(const struct json_in *object, const char *name);

/* A member's text; NULL if it is not there or no text. */
const char *json_in_text(const struct json_in *object, const char *name);

/* A member's number of at least 0; -1 if it is not there or no such number. */
int64_t json_in_count(const struct json_in *object, const char *name);

#endif
