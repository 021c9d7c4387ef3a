/* Objects made whole: members that have pages of their own are read to their end. */
#ifndef PROVIDERS_GRAPH_GRAPH_NESTED_H
#define PROVIDERS_GRAPH_GRAPH_NESTED_H

#include "providers/graph/graph_session.h"

/* One object on its way to being complete. */
struct graph_draft {
    const char *id;
    const char *name;
    struct bytes raw; /* as listed; afterwards complete */
    bool gone; /* deleted while we read */
};

/* Reads the collection's nested member of each draft, and whatever an "...@odata.nextLink" in it says is incomplete; writes the
 * collection's type where the object has none. RC_UNAVAILABLE: *why says; no draft may be used then. */
MUST_CHECK enum rc graph_nested_fill(struct cx *cx, struct graph *graph, const struct graph_collection *collection,
                                     struct graph_draft *drafts, size_t count, struct provider_failure *why);

#endif
