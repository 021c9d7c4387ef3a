/* ZIP archives (libzip): written so that equal content gives equal bytes, and read as if their maker were an enemy.
 *
 * Written archives are stored, not compressed, and carry the fixed time 1980-01-01: what they are does not depend on a version of
 * zlib, on the clock, on the umask or on the folder; and every single byte of them can be checked. */
#ifndef EXT_ARCHIVE_H
#define EXT_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/cx.h"

struct archive_entry {
    const char *path; /* relative, "/" between folders, UTF-8 */
    struct bytes content;
};

/* Why a path may not be in an archive, as an English fragment for people; NULL if it may. Absolute paths, "." and "..", empty
 * segments, backslashes, control characters, a drive letter, invalid UTF-8, or more than 240 bytes are refused. */
const char *archive_path_problem(const char *path);

/* True if the two would be one file on a file system that folds case. */
bool archive_paths_collide(struct arena *mem, const char *a, const char *b);

/* Writes the entries to `path`, sorted by name, by way of a temporary file beside it that is synced and renamed.
 * RC_INVALID: a path is refused, or collides with another. RC_UNAVAILABLE: cannot write. RC_INTERNAL: libzip. */
MUST_CHECK enum rc archive_write(struct cx *cx, const char *path, const struct archive_entry *entries, size_t count);

struct archive_limits {
    size_t entries;
    uint64_t entry_bytes; /* of one entry, unpacked */
    uint64_t total_bytes; /* of all, unpacked */
    uint32_t ratio; /* unpacked to packed, of an entry of more than 1 MiB */
};

/* Fit for packs: 20,000 entries, 256 MiB each, 1 GiB in all, 200 times. */
extern const struct archive_limits archive_limits_pack;

struct archive;

/* Opens and checks the whole directory before anything is unpacked. Closed with cx->mem.
 * RC_NOT_FOUND: no such file. RC_INVALID: not a ZIP, or one that is refused: a bad, duplicate or colliding path, a link or another
 * special file, encryption, an unknown method. RC_TOO_LARGE: past the limits. fail's args: "path", and "why" (English). */
MUST_CHECK enum rc archive_open(struct cx *cx, const char *path, const struct archive_limits *limits,
                                struct archive **out);

/* The same for an archive in memory, which must outlive it. */
MUST_CHECK enum rc archive_open_bytes(struct cx *cx, struct bytes zip, const struct archive_limits *limits,
                                      struct archive **out);

size_t archive_count(const struct archive *archive);

/* The path of an entry; folders are left out of the count. */
const char *archive_path(const struct archive *archive, size_t index);

/* Unpacks an entry into cx->mem; its length and CRC are checked. RC_INVALID: broken. RC_TOO_LARGE: more than it declared. */
MUST_CHECK enum rc archive_read(struct cx *cx, struct archive *archive, size_t index, struct bytes *out);

/* Whether a file is byte for byte a container as archive_write makes them, whatever its content: nothing before, between or behind
 * the entries, in order, no other time, attribute, comment or method. Returns an English fragment of what is not, or NULL. */
const char *archive_exact_problem(struct bytes zip);

#endif
