/* Several reads in one request: $batch. */
#ifndef PROVIDERS_GRAPH_GRAPH_BATCH_H
#define PROVIDERS_GRAPH_GRAPH_BATCH_H

#include "providers/graph/graph_session.h"

enum {
    GRAPH_BATCH_MAX = 20 /* items of one request, by the service's rule */
};

struct graph_batch_item {
    const char *url; /* relative to the version: "/deviceManagement/..." */
    struct bytes body; /* out: JSON, part of a text that was checked */
    bool gone; /* out: 404 */
    unsigned attempts; /* internal: starts as 0 */
    bool done;
};

/* Reads all items, GRAPH_BATCH_MAX at a time, and repeats those that were throttled after the wait that each asks for.
 * `version` is "/v1.0" or "/beta". RC_UNAVAILABLE: one failed for good, or was not answered; *why says. */
MUST_CHECK enum rc graph_batch_get(struct cx *cx, struct graph *graph, const char *version,
                                   struct graph_batch_item *items, size_t count, struct provider_failure *why);

#endif
