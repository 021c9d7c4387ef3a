/* Looks at this machine's ports from the outside. */
#ifndef MODULES_CLI_PROBE_H
#define MODULES_CLI_PROBE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/rc.h"

/* Whether `port` of the address can be listened on now. RC_CONFLICT: somebody listens there. RC_FORBIDDEN: a port that this account
 * may not use. RC_INVALID: `address` is not an IPv4 or IPv6 address of this machine. */
MUST_CHECK enum rc probe_free(const char *address, int port);

/* The status of GET `path` with `host` as the Host, or 0 if there was no answer within two seconds. The first bytes of the answer's
 * body are left in `body`, ended by a NUL. */
int probe_get(const char *address, int port, const char *host, const char *path, char *body, size_t size);

#endif
