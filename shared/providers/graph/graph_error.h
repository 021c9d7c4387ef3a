/* Error answers of Microsoft Graph and of its token endpoint, as run reasons. */
#ifndef PROVIDERS_GRAPH_GRAPH_ERROR_H
#define PROVIDERS_GRAPH_GRAPH_ERROR_H

#include <stdbool.h>

#include "base/arena.h"
#include "core/run/run_reason.h"
#include "ext/http.h"

/* Never NONE. `code` is for the log: the innermost error code, else the status in words; it lives in `mem`. */
enum run_reason graph_error_reason(struct arena *mem, int status, struct bytes body, const char **code);

/* The same for the token endpoint, whose errors have another shape. */
enum run_reason graph_error_sign_in_reason(struct arena *mem, int status, struct bytes body, const char **code);

/* Of an exchange that gave no answer at all. */
enum run_reason graph_error_transport_reason(enum http_result result);

/* True: the same request may succeed a little later. */
bool graph_error_is_passing(const struct http_answer *answer);

/* As graph_error_is_passing, for an item of a batch. */
bool graph_error_status_is_passing(int status);

#endif
