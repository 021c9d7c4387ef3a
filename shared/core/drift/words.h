/* Differences in the reader's language: where they are, and what is there. */
#ifndef CORE_DRIFT_WORDS_H
#define CORE_DRIFT_WORDS_H

#include "base/arena.h"
#include "base/i18n.h"

struct drift_place {
    const char *path; /* as core/drift/path.h says; "": the whole object */
    const char *label; /* a msgid; "" or NULL: none */
    const char *before; /* canonical JSON; NULL: there was nothing */
    const char *after;
};

/* A place by its label, with the elements of sets that lead to it; without a label the names on the way. A whole object is new, or was
 * deleted. Lives in `mem`. */
const char *drift_place_words(struct arena *mem, const struct locale *loc, const struct drift_place *place);

/* Canonical JSON for people, secrets masked; NULL stays NULL. Lives in `mem`. */
const char *drift_masked_text(struct arena *mem, const char *json);

/* Canonical JSON as a person reads it: text without quotes, Yes or No, one line for each element or member; secrets masked. NULL:
 * "". Lives in `mem`. */
const char *drift_value_words(struct arena *mem, const struct locale *loc, const char *json);

#endif
