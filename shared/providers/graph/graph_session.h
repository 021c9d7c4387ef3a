/* What the files of this adapter share: the session and the rows of its families. Seen by nobody else. */
#ifndef PROVIDERS_GRAPH_GRAPH_SESSION_H
#define PROVIDERS_GRAPH_GRAPH_SESSION_H

#include "ext/http.h"
#include "providers/graph/graph_pace.h"
#include "providers/provider.h"

enum { GRAPH_TOKEN_MAX = 16384, GRAPH_SECRET_MAX = 4096, GRAPH_WAIT_MAX_MS = 45000, GRAPH_OBJECT_ID_MAX = 400 };

enum graph_family {

#define FAMILY(constant, code, permission, licence, rate) GRAPH_FAMILY_##constant,
#define COLLECTION(family, shape, path, query, name, nested, leave_out, type)
#include "providers/graph/families.def"
#undef FAMILY
#undef COLLECTION
    GRAPH_FAMILY_COUNT
};

enum graph_shape { GRAPH_LIST, GRAPH_BY_ID, GRAPH_ONE };

struct graph_collection {
    enum graph_family family;
    enum graph_shape shape;
    const char *path;
    const char *query;
    const char *name; /* member that people know an object by */
    const char *nested; /* "": none */
    const char *leave_out; /* "": none */
    const char *type; /* "": objects say it themselves */
};

struct graph {
    struct arena *own;
    struct http_client *http;
    struct provider_target target; /* texts in `own`, the secret excepted */
    char secret[GRAPH_SECRET_MAX];
    char token[GRAPH_TOKEN_MAX]; /* "": none */
    int64_t token_until_us; /* monotonic */
    bool paced;
    struct graph_bucket buckets[GRAPH_RATE_COUNT];
    int64_t closed_until_us[GRAPH_RATE_COUNT]; /* monotonic: the service named a time that we could not wait for */
    int64_t waited_ms; /* for throttling, in this call of the interface */
    const struct provider_family *family; /* being read: what a refusal is judged by */
    enum graph_rate rate; /* of that family */
};

/* Notes the failure and gives RC_UNAVAILABLE. `detail` is for the log: no secret, no content. */
enum rc graph_fail(struct cx *cx, struct provider_failure *why, enum run_reason reason, const char *detail, ...)
    PRINTF_LIKE(4, 5);

/* Waits because the provider asked for it; RC_UNAVAILABLE with THROTTLED when that would pass the call's limit. */
MUST_CHECK enum rc graph_wait(struct cx *cx, struct graph *graph, int64_t ms, struct provider_failure *why);

/* RC_UNAVAILABLE with THROTTLED while the rate class of what is read is closed: nothing may be sent. */
MUST_CHECK enum rc graph_open_now(struct cx *cx, struct graph *graph, struct provider_failure *why);

/* Waits without counting it against the limit: our own pace. */
void graph_sleep(struct graph *graph, int64_t ms);

static inline int64_t graph_monotonic_us(const struct cx *cx)
{
    return cx->clock->monotonic_us(cx->clock);
}

#endif
