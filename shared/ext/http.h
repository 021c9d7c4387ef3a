/* Outgoing HTTPS, on libcurl. The worker and the simulator's tests alone use it.
 *
 * Certificates are always verified, the scheme is always https, redirects are never followed, proxies of the environment are
 * ignored, and every answer is bounded in time and size. */
#ifndef EXT_HTTP_H
#define EXT_HTTP_H

#include <stdint.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/rc.h"

struct http_client;

struct http_options {
    const char *ca_file; /* PEM file of authorities to trust; NULL or "": the system's */
    const char *user_agent;
    int connect_timeout_ms;
    int timeout_ms; /* of one exchange, from first to last byte */
    size_t body_max; /* bytes, after decompression */
    size_t headers_max; /* bytes of one answer's headers */
};

struct http_header {
    const char *name;
    const char *value;
};

struct http_request {
    const char *method; /* "GET" or "POST" */
    const char *url; /* https */
    const struct http_header *headers;
    size_t header_count;
    struct bytes body; /* for POST; must live until the call returns */
};

enum http_result {
    HTTP_ANSWERED, /* with any status */
    HTTP_TIMEOUT, /* no connection, or not all of the answer, in time */
    HTTP_UNREACHABLE, /* no such host, refused, broken off */
    HTTP_UNTRUSTED, /* the certificate is not for this host, or from nobody that is trusted */
    HTTP_OVERSIZED, /* more body or headers than allowed */
    HTTP_REFUSED /* not a URL that may be asked: scheme, syntax, or a header that would forge another */
};

struct http_answer {
    enum http_result result;
    int status; /* 0 unless HTTP_ANSWERED */
    struct bytes body;
    const struct http_header *headers; /* names as sent by the server */
    size_t header_count;
    const char *problem; /* English, for the log: never a header or body */
};

enum { HTTP_PARALLEL_MAX = 8 };

/* Keeps connections for reuse. Never NULL. One thread. Free with http_client_free(). */
struct http_client *http_client_new(const struct http_options *options);
void http_client_free(struct http_client *client); /* NULL is allowed */

/* Sends all, at most HTTP_PARALLEL_MAX at a time, and waits for the last. answers[i] belongs to requests[i]; its memory is in
 * `mem`. A failure of one does not touch the others. */
void http_send(struct http_client *client, struct arena *mem, const struct http_request *requests, size_t count,
               struct http_answer *answers);

/* The value of a header, whatever its case; the first of several; NULL: not sent. */
const char *http_header_find(const struct http_answer *answer, const char *name);

#endif
