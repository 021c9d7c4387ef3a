/* The loop of one worker process. */
#ifndef WEB_SERVE_H
#define WEB_SERVE_H

#include "web/internal.h"

/* Answers requests on `listen_fd` until SIGTERM. Returns the process's exit code. */
int serve(struct web *web, int listen_fd);

/* dispatch.c opens it for the check of the schema at start; the workers have their own. */
struct db *serve_database(struct arena *mem, const struct web *web);

#endif
