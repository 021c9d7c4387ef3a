/* ZIP archives of an enemy: what is opened has safe, distinct paths, is within the limits, and is read in full or refused.
 * covers: shared/ext/archive_read.c shared/ext/archive_exact.c shared/ext/archive_collide.c */
#include "ext/archive.h"
#include "fuzz/fuzz.h"

void fuzz_one(struct cx *cx, struct bytes input)
{
    static const struct archive_limits limits = {
        .entries = 50, .entry_bytes = 4 << 20, .total_bytes = 8 << 20, .ratio = 100
    };
    struct archive *archive = NULL;
    uint64_t total = 0;

    (void)archive_exact_problem(input);
    if (archive_open_bytes(cx, input, &limits, &archive) != RC_OK) {
        FUZZ_ASSERT(cx->fail->rc == RC_INVALID || cx->fail->rc == RC_TOO_LARGE);
        return;
    }
    FUZZ_ASSERT(archive_count(archive) <= limits.entries);
    for (size_t i = 0; i < archive_count(archive); i++) {
        struct bytes content;

        FUZZ_ASSERT(archive_path_problem(archive_path(archive, i)) == NULL);
        FUZZ_ASSERT(i == 0 || !archive_paths_collide(cx->mem, archive_path(archive, i - 1), archive_path(archive, i)));
        fail_clear(cx);
        if (archive_read(cx, archive, i, &content) == RC_OK) {
            total += content.len;
        }
    }
    FUZZ_ASSERT(total <= limits.total_bytes);
}
