/* The page of a released review on the customers' portal: rendered once per language, then an immutable file.
 *
 * It holds absolute times, names no reader, and has neither form nor script; links stay within the portal's URLs. */
#ifndef REPORTS_RELEASE_PAGE_H
#define REPORTS_RELEASE_PAGE_H

#include "base/cx.h"
#include "base/strbuf.h"
#include "reports/review_model.h"

/* Labels of the usual downloads. */
#define RELEASE_LABEL_PACK   N_("Signed pack")
#define RELEASE_LABEL_REPORT N_("Report (PDF)")

/* A download below /reviews/<id>/files/. */
struct release_file {
    const char *name; /* "<pack id>.zip", "report.de.pdf" */
    const char *label; /* RELEASE_LABEL_PACK ... */
    const char *sha256;
    uint64_t size;
};

struct release_links {
    struct uuid id; /* of the page: /reviews/<id>/<lang>/ */
    const char *assets; /* "/static/<hash>" */
    const char *pack_file; /* the pack's file name */
    const struct release_file *files;
    size_t file_count;
};

/* Names the folder of localised templates and loads those that released pages need, for every language: once, before rendering.
 * RC_INVALID: one is missing or broken; *problem names it. A program that has web/view.h must not call it. */
MUST_CHECK enum rc release_pages_open(struct arena *arena, const char *folder, const char **problem);

/* Appends the whole page in the language of `loc`. RC_INTERNAL: a template cannot be expanded. RC_TOO_LARGE: as strbuf. */
MUST_CHECK enum rc release_page_write(struct cx *cx, const struct review_model *model, const struct locale *loc,
                                      const struct release_links *links, struct strbuf *out);

#endif
