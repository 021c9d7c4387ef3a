/* Requests that keep at it: signed in, paced, repeated after the wait that the provider asks for, and told apart when they fail. */
#ifndef PROVIDERS_GRAPH_GRAPH_CALL_H
#define PROVIDERS_GRAPH_GRAPH_CALL_H

#include "providers/graph/graph_session.h"

struct graph_call {
    const char *url;
    struct bytes post; /* a JSON body; no data: GET */
    bool may_be_gone; /* 404 is an answer */
    struct bytes body; /* out: checked JSON */
    bool gone; /* out: 404 */
    unsigned attempts; /* internal: starts as 0 */
    bool done;
};

/* Sends all, a few at a time, until each has its answer. RC_UNAVAILABLE: one failed for good; *why says. */
MUST_CHECK enum rc graph_call_all(struct cx *cx, struct graph *graph, enum graph_rate rate, struct graph_call *calls,
                                  size_t count, struct provider_failure *why);

/* One GET. */
MUST_CHECK enum rc graph_call_get(struct cx *cx, struct graph *graph, enum graph_rate rate, const char *url,
                                  struct bytes *body, struct provider_failure *why);

/* The reason of a refused call as far as the connection's token can tell: "forbidden" with the permission in hand is a missing
 * licence, and with no permission at all a withdrawn consent. */
enum run_reason graph_call_judge(struct arena *mem, const struct graph *graph, enum run_reason reason);

#endif
