/* Reading a family, a page at a time. */
#ifndef PROVIDERS_GRAPH_GRAPH_LIST_H
#define PROVIDERS_GRAPH_GRAPH_LIST_H

#include "providers/graph/graph_session.h"

/* The rows of families.def, with the collections and the rate class of each. */
extern const struct provider_family graph_families[GRAPH_FAMILY_COUNT];
enum graph_family graph_family_index(const struct provider_family *family);
enum graph_rate graph_family_rate(enum graph_family family);

/* The n-th collection of a family, or NULL. */
const struct graph_collection *graph_family_collection(enum graph_family family, unsigned n);

/* As provider.list. */
MUST_CHECK enum rc graph_list(struct cx *cx, struct provider_session *session, const struct provider_family *family,
                              const char *cursor, struct provider_page *out, struct provider_failure *why);

#endif
