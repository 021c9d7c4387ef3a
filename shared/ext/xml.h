/* XML in its one canonical form, and property lists as JSON (libxml2).
 *
 * Documents come from strangers: entities are refused, external subsets are never fetched, depth and size are bounded. */
#ifndef EXT_XML_H
#define EXT_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/rc.h"

enum { XML_BYTES_MAX = 8 << 20 };

struct xml;

/* Reads `text`, which is UTF-8 whatever its declaration says. White space between elements is dropped. *out lives in `arena`.
 * RC_INVALID: not well-formed, or it declares entities. RC_TOO_LARGE: past XML_BYTES_MAX. */
MUST_CHECK enum rc xml_parse(struct arena *arena, struct bytes text, struct xml **out);

/* True if the root element is a property list's. */
bool xml_is_plist(const struct xml *xml);

/* Offers each text to `replace`, with the local name of the element it is alone in, or of the attribute; where that gives a text,
 * it is put in its place. */
void xml_replace(struct xml *xml, const char *(*replace)(void *self, const char *name, const char *text), void *self);

/* Canonical XML 1.0 without comments (W3C xml-c14n). *out lives in `arena`.
 * RC_INVALID: it has none (a relative namespace). */
MUST_CHECK enum rc xml_canonical(struct arena *arena, const struct xml *xml, struct bytes *out);

/* The property list as JSON text: dict is an object, array an array, date and string are strings, data is {"@data":"<base64>"},
 * integer and real are numbers where JSON has them. *out lives in `arena`.
 * RC_INVALID: no property list, a dict with two equal keys, or an unknown element. */
MUST_CHECK enum rc xml_plist_json(struct arena *arena, const struct xml *xml, struct bytes *out);

#endif
