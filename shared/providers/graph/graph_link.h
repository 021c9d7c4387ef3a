/* Addresses: which may be asked, and where a page's reading goes on.
 *
 * A nextLink comes from the provider and a cursor from our own checkpoint; both are checked as if a stranger wrote them: the
 * token is sent only to the origin that the connection names. */
#ifndef PROVIDERS_GRAPH_GRAPH_LINK_H
#define PROVIDERS_GRAPH_GRAPH_LINK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/rc.h"

enum {
    GRAPH_LINK_MAX = 8192, /* bytes of an address */
    GRAPH_PAGES_MAX = 5000 /* pages of one collection */
};

/* Where the reading of a family stands. */
struct graph_cursor {
    unsigned collection; /* index among the family's */
    unsigned page; /* of that collection, from 0 */
    uint64_t mark; /* digest of the link of an earlier page (Brent's algorithm): meeting it again is a cycle */
    const char *link; /* of the page to read; "": the collection's first */
};

/* RC_INVALID: not "https://host[:port]": other scheme, user, path, query, fragment, or a character that no host holds. */
MUST_CHECK enum rc graph_link_check_base(const char *base);

/* True: `link` is on exactly the origin of `base`, and printable ASCII of at most GRAPH_LINK_MAX bytes without a fragment, a
 * user, a backslash or a climbing path. */
bool graph_link_allowed(const char *base, const char *link);

/* NULL or "" is the start. RC_INVALID: no cursor of ours, or one that leads away from `base`. */
MUST_CHECK enum rc graph_cursor_parse(struct arena *mem, const char *base, const char *text, struct graph_cursor *out);
char *graph_cursor_write(struct arena *mem, const struct graph_cursor *cursor);

/* The cursor after `from`, at `link`. RC_INVALID: the link leads away from `base`, has been met before, or is one page too many. */
MUST_CHECK enum rc graph_cursor_next(const char *base, const struct graph_cursor *from, const char *link,
                                     struct graph_cursor *out);

#endif
