/* A FastCGI program: its routes, and everything around them.
 *
 * A master process opens the socket TP_VAR/run/<program>.sock and keeps a number of workers alive, each with one database
 * connection and one request at a time. SIGTERM: requests that run are finished. SIGHUP: the program is checked and started
 * anew on the same socket. A worker that dies is replaced; the request that it had is lost, no other. */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include <stdbool.h>
#include <stddef.h>

#include "core/auth/shell.h"
#include "ext/pq.h"
#include "web/reply.h"
#include "web/request.h"

struct route {
    enum method method;
    const char *path;
    enum capability capability;
    enum tx_mode tx;
    const struct param *params;
    enum rc (*handler)(struct cx *cx, const struct request *req, struct reply *reply);
    const char *name; /* the handler's, for logs and metrics */
};

struct program {
    const char *name; /* "inbox": the socket, the database role tp_inbox, the templates' folder, the log's program */
    const struct route *routes;
    size_t route_count;
    bool standalone; /* no database, no sessions, no CSRF, no languages: a protocol of its own (graphsim) */
    size_t body_max; /* bytes of a request body; 0: 256 KiB */

    /* What the operators' frame shows of the workspace, asked in the page's own transaction: decision_shell, for programs whose role
     * may read it. NULL: the frame is shown without a tenant filter and without numbers. */
    enum rc (*shell)(struct cx *cx, const struct actor *who, struct shell *out);

    /* Called in each worker of a standalone program before its first request; may be NULL. */
    enum rc (*start)(struct cx *cx);
};

/* Runs `program` until it is told to stop. Returns main's exit code. Options: --check (configuration, catalogues, templates, then
 * exit), --routes (the authorisation table on standard output), --help. */
int web_main(const struct program *program, int argc, char **argv);

#endif
