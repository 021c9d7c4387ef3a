/* A web program inside the test's process: requests go through the whole line of web/dispatch.c, without FastCGI, database and
 * sessions. Its routes are those of site.c; what they do is written beside them. */
#ifndef TESTS_SUPPORT_SITE_H
#define TESTS_SUPPORT_SITE_H

#include "web/internal.h"

struct site {
    struct arena *lasting; /* for what the tests make themselves */
    struct arena *mem; /* the request's */
    struct web web;
    struct cx cx; /* on `lasting`, for calls of functions of the web layer */
    struct fail fail;
};

struct answer {
    int status;
    const char *head;
    const char *body;
    const char *detail;
    const char *route;
};

/* A request; what is NULL is not sent. */
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
    bool body_refused;
    bool body_broken;
};

/* Loads catalogues and templates of the build; aborts without them. */
struct site *site_new(void);
void site_free(struct site *site);

struct answer site_ask(struct site *site, const struct ask *ask);

/* A GET of `uri` for HTML. */
struct answer site_get(struct site *site, const char *uri);

/* The value of a header in answer.head; NULL: it is not there. */
const char *answer_header(struct site *site, const struct answer *answer, const char *name);

/* How often the handler "/retry" ran. */
int site_tries(void);

#endif
