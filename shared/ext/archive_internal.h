/* What the parts of archive share. */
#ifndef EXT_ARCHIVE_INTERNAL_H
#define EXT_ARCHIVE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum {
    ARCHIVE_DOS_TIME = 0, /* 00:00:00 */
    ARCHIVE_DOS_DATE = (1 << 5) | 1 /* 1980-01-01, the earliest that the format knows */
};

/* Looks for two paths that would be one file, or one that is another's folder, where case is folded. */
bool archive_find_collision(struct arena *mem, const char *const *paths, size_t count, const char **first,
                            const char **second);

#endif
