/* Exported files: one object, an array of objects, or a collection's answer {"value": [...]}.
 *
 * Objects are found by their brackets alone, so that a file of any size is worked on object by object and one that is refused does
 * not take the others with it. What lies between is checked; what lies inside is left to document_parse(). */
#ifndef CORE_DRIFT_SPLIT_H
#define CORE_DRIFT_SPLIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"

struct splitter {
    const uint8_t *begin;
    const uint8_t *at; /* of the next element, or NULL: no more */
    const uint8_t *end;
    bool list;
    struct bytes
        context; /* text of a collection's "...context" as written in JSON, without quotes; no bytes if it has none */
};

/* Looks at `text` (UTF-8). `infix` is what the names of annotations contain: only an object whose other members are annotations is a
 * collection. False: brackets or commas are not those of JSON. */
bool split_begin(struct splitter *s, struct bytes text, const char *infix);

/* The next element; *out has no bytes after the last. False: as above. */
bool split_next(struct splitter *s, struct bytes *out);

#endif
