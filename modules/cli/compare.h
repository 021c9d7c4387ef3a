/* The offline compare: two folders of exported objects, without database and network (product.md's contract).
 *
 * Each side is read by a process of its own into small records of fixed size, so that memory grows by the number of objects and not by
 * their size; names and contents are read again for the objects that are shown. */
#ifndef MODULES_CLI_COMPARE_H
#define MODULES_CLI_COMPARE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "core/drift/detect.h"
#include "core/drift/drift.h"
#include "modules/cli/cli.h"

enum { RECORD_DIGEST_LEN = 12, RECORD_CONTENT_LEN = 16 };

enum {
    RECORD_HAS_ID = 1 << 0,
    RECORD_HAS_NAME = 1 << 1,
    RECORD_UNREADABLE = 1 << 2,
    RECORD_DECODED = 1 << 3 /* its span counts in the file's text as UTF-8, which the file is not */
};

/* One object, or what could not be read as one. Digests are keyed by the process: equal texts of both sides have equal ones. */
struct record {
    uint8_t content[RECORD_CONTENT_LEN]; /* the canonical document's SHA-256, its first half */
    uint8_t id[RECORD_DIGEST_LEN];
    uint8_t name[RECORD_DIGEST_LEN]; /* of subtype and name */
    uint32_t start; /* its span, in bytes; of what is unreadable: an offset for side_text(), where the reason stands
                     * and behind its NUL the id, if it is known */
    uint32_t len;
    uint32_t file; /* offset of its path below the folder, for side_text() */
    uint16_t family; /* index for compare_family() */
    uint8_t flags;
};

struct side {
    const char *folder;
    const struct record *records;
    size_t count;
    const char *heap; /* texts, each with its NUL */
    size_t heap_len;
};

enum subject_status {
    SUBJECT_EQUAL,
    SUBJECT_CHANGED,
    SUBJECT_ADDED,
    SUBJECT_REMOVED,
    SUBJECT_UNREADABLE,
    SUBJECT_AMBIGUOUS,
    SUBJECT_STATUS_COUNT
};

enum subject_match { MATCH_NONE, MATCH_ID, MATCH_NAME };

enum { SUBJECT_NO_SIDE = UINT32_MAX };

/* A pair, or an object without one. */
struct subject {
    uint32_t left; /* index of its record, or SUBJECT_NO_SIDE */
    uint32_t right;
    uint8_t status;
    uint8_t matched_by; /* of an ambiguous one: what several objects share */
};

struct comparison {
    struct side left;
    struct side right;
    bool all; /* keep equal pairs as subjects, not only their number */
    size_t counts[SUBJECT_STATUS_COUNT];
    struct subject *subjects; /* in no order */
    size_t count;
};

/* The record on that side, or NULL. */
const struct record *subject_left(const struct comparison *c, const struct subject *s);
const struct record *subject_right(const struct comparison *c, const struct subject *s);

/* The rules of a record's family; the last index is "unknown". */
const struct family_rules *compare_family(uint32_t index);

/* Text at an offset that a record names. */
const char *side_text(const struct side *side, uint32_t offset);

/* Whether `folder` is one, or a file. RC_NOT_FOUND: it cannot be read at all. */
MUST_CHECK enum rc side_look(struct cli *cli, const char *folder, bool *is_folder);

/* Reads all *.json below `folder` (or `folder` itself, if it is a file). *out lives in cli->mem.
 * RC_NOT_FOUND: it cannot be read at all. */
MUST_CHECK enum rc side_read(struct cli *cli, const char *folder, const struct drift_key *key, struct side *out);

/* A process that reads a side. */
struct side_handle {
    int file;
    pid_t child;
};

/* side_read() in a process of its own; side_wait() hands its result over. RC_UNAVAILABLE: no process or memory.
 * RC_NOT_FOUND: as side_read. */
MUST_CHECK enum rc side_start(struct cli *cli, const char *folder, const struct drift_key *key,
                              struct side_handle *handle);
MUST_CHECK enum rc side_wait(struct cli *cli, const char *folder, struct side_handle handle, struct side *out);

/* The object of a readable record, read again. *out lives in cx->mem. RC_INVALID: the file is not what it was. */
MUST_CHECK enum rc side_canonical(struct cx *cx, const struct side *side, const struct record *record,
                                  const struct drift_key *key, struct drift_canonical *out);

/* A file's text. */
struct compare_text {
    struct bytes text; /* UTF-8 without byte order mark */
    size_t skipped; /* bytes of the file before it */
    bool decoded; /* the file is UTF-16: text is no part of it */
};

/* A file as UTF-8, in cx->mem. RC_NOT_FOUND: it cannot be read. RC_TOO_LARGE, RC_INVALID: its size or encoding; all with fail's
 * msgid. */
MUST_CHECK enum rc compare_file(struct cx *cx, const char *path, struct compare_text *out);

/* `len` bytes of a file from `start`, in cx->mem. RC_NOT_FOUND: there are none. */
MUST_CHECK enum rc compare_span(struct cx *cx, const char *path, size_t start, size_t len, struct bytes *out);

/* Called for each object in a file: `error` is set where it is refused, else `root` is parsed. */
typedef void (*object_visit)(void *self, struct cx *cx, struct bytes raw, struct bytes context, struct node *root,
                             const struct document_error *error);

/* Visits each object of `text`; what the visit allocates lies in `each`, which is emptied behind every object. RC_INVALID: the file as
 * a whole is no JSON; some may have been visited. */
MUST_CHECK enum rc compare_objects(struct cx *cx, struct bytes text, struct arena *each, object_visit visit,
                                   void *self);

/* What compare_detect() asks, made once; it lives in `mem`. */
const struct detector *compare_detector(struct arena *mem);

/* Which family an object belongs to, as an index for compare_family(). */
uint32_t compare_detect(const struct detector *detector, const struct node *root, struct bytes context,
                        const char *path);

/* Pairs the sides' objects: by family and id, else by family, type and name; those without a name by equal content, or if they are
 * the only ones of their kind. Fills in subjects and counts. */
void compare_match(struct arena *mem, struct comparison *comparison);

/* A subject with its texts, as it is shown: the left's, else the right's; of an unreadable pair those of the one that could be
 * read. NULL: none. */
struct listed {
    const struct subject *subject;
    const char *family;
    const char *id;
    const char *name;
    const char *left; /* paths */
    const char *right;
    const char *reason;
};

struct listing {
    struct listed *items; /* sorted by family, name, id */
    size_t count;
};

/* The comparison's subjects. *out lives in cli->mem. RC_INVALID: an object could not be read again. */
MUST_CHECK enum rc compare_list(struct cli *cli, const struct comparison *comparison, const struct drift_key *key,
                                struct listing *out);

/* Prints the result; RC_INVALID where an object could not be read again. */
MUST_CHECK enum rc compare_write_json(struct cli *cli, const struct comparison *comparison,
                                      const struct drift_key *key);
MUST_CHECK enum rc compare_write_text(struct cli *cli, const struct comparison *comparison,
                                      const struct drift_key *key);

#endif
