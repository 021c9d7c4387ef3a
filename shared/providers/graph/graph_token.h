/* Signing in: an access token by client credentials, kept until shortly before it expires. */
#ifndef PROVIDERS_GRAPH_GRAPH_TOKEN_H
#define PROVIDERS_GRAPH_GRAPH_TOKEN_H

#include "providers/graph/graph_session.h"

enum graph_role { GRAPH_ROLE_UNKNOWN, GRAPH_ROLE_HELD, GRAPH_ROLE_ABSENT, GRAPH_ROLE_NONE_AT_ALL };

/* Sees to it that graph->token is good for another minute. RC_UNAVAILABLE: *why says. */
MUST_CHECK enum rc graph_token_ensure(struct cx *cx, struct graph *graph, struct provider_failure *why);

/* Forgets the token: the provider did not take it. */
void graph_token_drop(struct graph *graph);

/* Whether the token says that it carries an application permission. Used to explain a refusal, never to allow anything. */
enum graph_role graph_token_role(struct arena *mem, const struct graph *graph, const char *permission);

#endif
