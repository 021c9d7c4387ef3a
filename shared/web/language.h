/* The languages that the product speaks, and which one a reader gets. */
#ifndef WEB_LANGUAGE_H
#define WEB_LANGUAGE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/i18n.h"
#include "base/rc.h"

/* "en", "de", "en-XA"; ends with NULL. The first is the language of the source. */
extern const char *const language_tags[];

/* The tag as we write it ("DE" -> "de"); NULL: not a language of ours. `tag` may be NULL. */
const char *language_tag(const char *tag);

/* Its own name: "Deutsch". `tag` is one of ours. */
const char *language_name(const char *tag);

/* Whether readers are offered it: the pseudo-locale is not. */
bool language_offered(const char *tag);

/* The best of ours for an Accept-Language header (RFC 9110 12.5.4), by quality, then order; NULL: none fits, or no header. */
const char *language_accepted(struct arena *arena, const char *header);

struct languages; /* the loaded catalogues */

/* Opens `folder`/<tag>.mo for each language but the source's. RC_INVALID: one is missing or broken; *problem says which. */
MUST_CHECK enum rc languages_open(struct arena *arena, const char *folder, struct languages **out,
                                  const char **problem);

/* The catalogue of a tag of ours; NULL: the source text. */
const struct catalogue *languages_catalogue(const struct languages *languages, const char *tag);

#endif
