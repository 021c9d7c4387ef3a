/* What the sealer needs to make a release, beside the database: languages, the assets of pages, folders, the signing key. */
#ifndef JOBS_PUBLICATION_H
#define JOBS_PUBLICATION_H

#include "base/config.h"
#include "base/cx.h"

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

#endif
