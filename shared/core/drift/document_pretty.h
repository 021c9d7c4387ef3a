/* JSON as people read it. */
#ifndef CORE_DRIFT_DOCUMENT_PRETTY_H
#define CORE_DRIFT_DOCUMENT_PRETTY_H

#include "base/cx.h"

/* `json` with a line for each member and element, two spaces a level; members sorted, numbers as written. *out lives in cx->mem.
 * RC_INVALID: it is no JSON. RC_TOO_LARGE: the text would pass `max` bytes. */
MUST_CHECK enum rc document_pretty(struct cx *cx, struct bytes json, size_t max, char **out);

#endif
