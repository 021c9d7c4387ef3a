/* What the simulator says: a status, headers, a body as the service would write it. */
#ifndef MODULES_GRAPHSIM_ANSWER_H
#define MODULES_GRAPHSIM_ANSWER_H

#include "base/cx.h"
#include "base/strbuf.h"

struct answer {
    int status;
    struct bytes body;
    const char *retry_after; /* NULL: not sent */
};

/* What every answer and error body names. */
struct answer_ids {
    const char *request;
    const char *client_request; /* "" if the client sent none */
};

/* {"error":{"code","message","innerError":{...}}}; `inner` is a more specific code, or NULL. */
struct answer answer_error(struct cx *cx, const struct answer_ids *ids, int status, const char *code,
                           const char *message, const char *inner);

/* A refusal of the token endpoint, in its own shape. */
struct answer answer_sign_in_error(struct cx *cx, const struct answer_ids *ids, int status, const char *error,
                                   int64_t number, const char *text);

#endif
