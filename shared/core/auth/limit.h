/* How fast passwords may be tried.
 *
 * Three counters slow a guesser down: per login and network, per network, and per login from networks that it never succeeded
 * from. Each lets some failures pass, then demands a pause that doubles with every further one, up to a bound: nobody is ever
 * locked out, and who signs in from where they always do is not slowed by what strangers try elsewhere. An attempt that comes too early
 * is refused without being looked at, and is not counted. Logins are kept as digests, addresses as prefixes. */
#ifndef CORE_AUTH_LIMIT_H
#define CORE_AUTH_LIMIT_H

#include "base/cx.h"

struct signin_source {
    const char *login; /* as stored: lower case */
    const char *address; /* of the client; "" if unknown */
};

/* The network of an address: 192.0.2.0/24, 2001:db8:1::/48; what is no address gives "unknown". */
const char *address_prefix(struct arena *mem, const char *address);

enum signin_counter { COUNT_LOGIN_NETWORK, COUNT_NETWORK, COUNT_LOGIN, COUNTER_COUNT };

/* The pause after `failures`, in microseconds; 0 while they are few. */
int64_t signin_pause_us(enum signin_counter counter, int failures);

/* *wait_us: 0, or how long until the next attempt is looked at. Any transaction. */
MUST_CHECK enum rc signin_limit(struct cx *cx, const struct signin_source *source, int64_t *wait_us);

/* Counts. Need TX_WRITE. */
MUST_CHECK enum rc signin_note_failure(struct cx *cx, const struct signin_source *source);
MUST_CHECK enum rc signin_note_success(struct cx *cx, const struct signin_source *source);

#endif
