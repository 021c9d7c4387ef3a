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
    unsigned attempts; /* internal, as the rest: starts as 0 */
    bool renewed;
    bool done;
};

/* Sends all, a few at a time, until each has its answer. RC_UNAVAILABLE: one failed for good; *why says. */
MUST_CHECK enum rc graph_call_all(struct cx *cx, struct graph *graph, struct graph_call *calls, size_t count,
                                  struct provider_failure *why);

/* One GET. */
MUST_CHECK enum rc graph_call_get(struct cx *cx, struct graph *graph, const char *url, struct bytes *body,
                                  struct provider_failure *why);

/* Notes a refusal by the provider. A fresh token tells what "forbidden" means: with the permission in it, a missing licence; with no
 * permission at all, or no token any more, a withdrawn consent. Returns RC_UNAVAILABLE. `what` names the call for the log. */
MUST_CHECK enum rc graph_call_refused(struct cx *cx, struct graph *graph, int status, struct bytes body,
                                      const char *what, struct provider_failure *why);

#endif
