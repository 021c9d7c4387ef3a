/* Which route a path means. */
#ifndef WEB_ROUTER_H
#define WEB_ROUTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "web/web.h"

struct routing {
    const struct route *route; /* NULL: none for this method */
    bool known; /* some method has this path */
    const char *allow; /* "GET, HEAD, POST", if known */
    struct pairs places; /* the values of the path's {names}, decoded */
};

/* Finds the route of a decoded path whose segments are split at the '/' of `raw`, the path as sent. HEAD finds GET's.
 * RC_INVALID: a broken escape, invalid UTF-8, a NUL or an escaped '/' in the path. */
MUST_CHECK enum rc router_find(struct arena *arena, const struct program *program, enum method method, const char *raw,
                               struct routing *out);

/* RC_INVALID: a method that we do not know. */
MUST_CHECK enum rc method_parse(const char *text, enum method *out);

const char *method_name(enum method method);

#endif
