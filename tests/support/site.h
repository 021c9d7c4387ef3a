/* A web program inside the test's process: requests go through the whole line of web/dispatch.c, without FastCGI, database and
 * sessions. Its routes are those of site.c; what they do is written beside them. */
#ifndef TESTS_SUPPORT_SITE_H
#define TESTS_SUPPORT_SITE_H

#include "support/ask.h"
#include "web/internal.h"

struct site {
    struct arena *lasting; /* for what the tests make themselves */
    struct arena *mem; /* the request's */
    struct web web;
    struct cx cx; /* on `lasting`, for calls of functions of the web layer */
    struct fail fail;
};

/* Loads catalogues and templates of the build; aborts without them. */
struct site *site_new(void);
void site_free(struct site *site);

struct answer site_ask(struct site *site, const struct ask *ask);

/* A GET of `uri` for HTML. */
struct answer site_get(struct site *site, const char *uri);

/* How often the handler "/retry" ran. */
int site_tries(void);

#endif
