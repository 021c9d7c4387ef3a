/* What the sealer needs to make a release, beside the database: languages, the assets of pages, folders, the signing key. */
#ifndef JOBS_PUBLICATION_H
#define JOBS_PUBLICATION_H

#include "base/bytes.h"
#include "base/clock.h"
#include "base/config.h"
#include "base/cx.h"

enum { SEAL_WAIT_US = SECOND_US }; /* how long a job waits for events to be sealed before it looks again */

struct publication {
    const char *var; /* TP_VAR: releases/, portal/, keys/ lie below it */
    const char *assets; /* "/static/<hash>" */
    const struct locale *const *languages; /* of the pages and reports */
    size_t language_count;
};

/* Opens catalogues and the templates of released pages, once, before the first release. *out lives in `arena`.
 * RC_INVALID: one is missing or broken; *problem names it. */
MUST_CHECK enum rc publication_open(struct arena *arena, const struct config *config, struct publication *out,
                                    const char **problem);

/* Makes the folder `path` with all above it. RC_UNAVAILABLE: it cannot be. */
MUST_CHECK enum rc publication_folder(struct cx *cx, const char *path);

/* Writes a whole file or none: by way of a temporary one beside it, synced and renamed. RC_UNAVAILABLE: it cannot be written. */
MUST_CHECK enum rc publication_file(struct cx *cx, const char *path, struct bytes content);

#endif
