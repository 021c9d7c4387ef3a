/* A request and its answer, for tests of pages: inside the process (site.h) or of a real program (fcgi_client.h). */
#ifndef TESTS_SUPPORT_ASK_H
#define TESTS_SUPPORT_ASK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* What is NULL is not sent. */
struct ask {
    const char *method; /* NULL: GET */
    const char *uri;
    const char *accept;
    const char *language;
    const char *cookie;
    const char *origin;
    const char *fetch_site;
    const char *type; /* NULL with a body: a form */
    const char *body;
    const char *host; /* NULL: operator.localhost:8080 */
    const char *request_id;
    const char *further; /* one more variable: "HTTP_X=y" */
    bool body_refused; /* site.h alone */
    bool body_broken; /* the body is one byte shorter than announced */
};

struct answer {
    int status; /* 0: the connection ended without one */
    const char *head;
    const char *body;
    size_t body_len;
    const char *detail; /* site.h alone */
    const char *route; /* site.h alone */
};

enum { ASK_ENV_MAX = 20 };

/* The variables of a request, "NAME=value", ends with NULL; lives in `mem`. */
const char *const *ask_env(struct arena *mem, const struct ask *ask);

/* The value of a header; NULL: it is not there. Lives in `mem`. */
const char *answer_header(struct arena *mem, const struct answer *answer, const char *name);

/* The value of the first hidden field `name` in a page; ends the test if there is none. */
const char *answer_field(struct arena *mem, const struct answer *answer, const char *name);

#endif
