/* JSON documents (RFC 8259), read strictly into an arena.
 *
 * Numbers keep their text. Refused, each by its own name: duplicate members, invalid UTF-8, lone surrogates, raw control characters,
 * byte order marks, numbers that JSON does not know, anything after the value, and what passes the limits. Members of an object
 * are sorted as RFC 8785 3.2.3 sorts them; where they were is kept in their spans. */
#ifndef CORE_DRIFT_DOCUMENT_H
#define CORE_DRIFT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/rc.h"

enum document_kind {
    DOCUMENT_NULL,
    DOCUMENT_FALSE,
    DOCUMENT_TRUE,
    DOCUMENT_NUMBER, /* text: as written */
    DOCUMENT_STRING, /* text: unescaped UTF-8, may hold NULs */
    DOCUMENT_ARRAY,
    DOCUMENT_OBJECT
};

struct node {
    const char *name; /* of a member, unescaped, not terminated; NULL of an element */

    union {
        const char *text; /* not terminated; points into the input where nothing was escaped */
        struct node *items; /* elements, or members sorted by name */
    };

    uint32_t name_len;
    uint32_t len; /* bytes of text, or number of items */
    uint32_t start; /* the value's span in the input: first byte and the one after the last */
    uint32_t end;
    enum document_kind kind;
};

struct document_limits {
    size_t bytes;
    uint32_t depth;
};

/* 64 MiB and 200 levels: what one object of a provider can never reach. */
extern const struct document_limits document_limits_default;

enum document_refusal {
    DOCUMENT_ACCEPTED,
    DOCUMENT_SYNTAX,
    DOCUMENT_DUPLICATE,
    DOCUMENT_UTF8,
    DOCUMENT_SURROGATE,
    DOCUMENT_CONTROL,
    DOCUMENT_BOM,
    DOCUMENT_NUMBER_FORM,
    DOCUMENT_NUMBER_RANGE,
    DOCUMENT_TOO_DEEP,
    DOCUMENT_TOO_LARGE,
    DOCUMENT_REFUSAL_COUNT
};

struct document_error {
    enum document_refusal refusal;
    size_t at; /* byte offset */
};

/* The value in `text`, which must outlive it. *out and what it points to live in `arena`.
 * RC_INVALID, RC_TOO_LARGE: *error says why and where. */
MUST_CHECK enum rc document_parse(struct arena *arena, struct bytes text, const struct document_limits *limits,
                                  struct node **out, struct document_error *error);

/* What was wrong, one short sentence in English, a msgid. */
const char *document_refusal_text(enum document_refusal refusal);

/* The member of that name, or NULL; also NULL if `object` is NULL or no object. */
struct node *document_member(const struct node *object, const char *name);

/* The text of a string node as a C string, or NULL if it is no string or holds a NUL. */
const char *document_text(struct arena *arena, const struct node *node);

/* True if the node is a string of exactly this text. */
bool document_is(const struct node *node, const char *text);

/* RFC 8785's order of names: by UTF-16 code units. */
int document_name_compare(const char *a, size_t a_len, const char *b, size_t b_len);

#endif
