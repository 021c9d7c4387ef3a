/* FastCGI requests on a unix socket (libfcgi), one at a time per process, without keep_conn. */
#ifndef EXT_FCGI_H
#define EXT_FCGI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"
#include "base/rc.h"

struct fcgi;

/* Opens a listening socket at `path` with the given mode, in place of one that nobody listens on any more.
 * RC_CONFLICT: another process listens there. RC_INVALID: the path is longer than a socket's may be.
 * RC_UNAVAILABLE: errno says why. */
MUST_CHECK enum rc fcgi_listen(const char *path, unsigned mode, int *out_fd);

/* The requests of a listening socket, for one process: call after fork. Never NULL. */
struct fcgi *fcgi_new(int listen_fd);
void fcgi_free(struct fcgi *fcgi);

/* Waits for the next request; SIGTERM is let in while waiting and only then. False: `stop` has become nonzero. */
bool fcgi_accept(struct fcgi *fcgi, const volatile int *stop);

/* The request's "NAME=value" list, ends with NULL; valid until fcgi_finish. */
const char *const *fcgi_env(const struct fcgi *fcgi);

/* Reads up to `len` bytes of the body; 0 at its end. */
size_t fcgi_read(struct fcgi *fcgi, void *out, size_t len);

/* False: the client is gone. */
bool fcgi_write(struct fcgi *fcgi, struct bytes bytes);

/* Ends the request and closes its connection. */
void fcgi_finish(struct fcgi *fcgi);

#endif
