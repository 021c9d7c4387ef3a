/* The offline compare: two folders of exported objects, without database and network (product.md's contract).
 *
 * Each side is read by a process of its own into records of fixed size and a heap of texts; only objects that differ are read
 * again. */
#ifndef MODULES_CLI_COMPARE_H
#define MODULES_CLI_COMPARE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "core/drift/detect.h"
#include "core/drift/drift.h"
#include "modules/cli/cli.h"

/* One object, or what could not be read as one. Texts are offsets into the side's heap; 0: none. */
struct record {
    uint8_t sha256[DRIFT_SHA256_LEN];
    uint64_t start; /* its span in the file as UTF-8 */
    uint32_t len;
    uint32_t file; /* path below the folder */
    uint32_t id;
    uint32_t name;
    uint32_t type;
    uint32_t reason; /* why it is unreadable */
    uint32_t family; /* index for compare_family() */
};

struct side {
    const char *folder;
    const struct record *records;
    size_t count;
    const char *heap;
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

/* A pair, or an object without one. */
struct subject {
    enum subject_status status;
    const struct record *left; /* NULL: none */
    const struct record *right;
    const char *matched_by; /* "id", "name", or NULL */
    const char *reason; /* of an ambiguous one */
};

struct comparison {
    struct side left;
    struct side right;
    struct subject *subjects; /* sorted by family, name, id */
    size_t count;
};

/* The rules of a record's family; the last index is "unknown". */
const struct family_rules *compare_family(uint32_t index);

/* Text of a record; "" where it has none. */
const char *side_text(const struct side *side, uint32_t offset);

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

/* The canonical document of a record, read again. *out lives in cx->mem. RC_INVALID: the file is not what it was. */
MUST_CHECK enum rc side_canonical(struct cx *cx, const struct side *side, const struct record *record,
                                  const struct drift_key *key, struct bytes *out);

/* A file as UTF-8, in cx->mem. RC_NOT_FOUND: it cannot be read. RC_TOO_LARGE, RC_INVALID: its size or encoding; all with fail's
 * msgid. */
MUST_CHECK enum rc compare_file(struct cx *cx, const char *path, struct bytes *out);

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
 * the only ones of their kind. Fills in subjects. */
void compare_match(struct arena *mem, struct comparison *comparison);

/* Prints the result; RC_INVALID where a changed object could not be read again. */
MUST_CHECK enum rc compare_write_json(struct cli *cli, const struct comparison *comparison, const struct drift_key *key,
                                      bool all);
MUST_CHECK enum rc compare_write_text(struct cli *cli, const struct comparison *comparison, const struct drift_key *key,
                                      bool all);

#endif
