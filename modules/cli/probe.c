#include "modules/cli/probe.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { ANSWER_MAX = 16 * 1024 };

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

/* The length of the filled address, or 0. */
static socklen_t address_of(const char *text, int port, union address *out)
{
    memset(out, 0, sizeof *out);
    if (inet_pton(AF_INET, text, &out->v4.sin_addr) == 1) {
        out->v4.sin_family = AF_INET;
        out->v4.sin_port = htons((uint16_t)port);
        return sizeof out->v4;
    }
    if (inet_pton(AF_INET6, text, &out->v6.sin6_addr) == 1) {
        out->v6.sin6_family = AF_INET6;
        out->v6.sin6_port = htons((uint16_t)port);
        return sizeof out->v6;
    }
    return 0;
}

enum rc probe_free(const char *address, int port)
{
    union address at;
    socklen_t len = address_of(address, port, &at);
    int fd = len == 0 ? -1 : socket(at.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int yes = 1;
    enum rc rc = RC_OK;

    if (fd < 0) {
        return RC_INVALID;
    }
    /* as nginx does: connections of a former run that are still closing do not count */
    (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(fd, &at.any, len) != 0 || listen(fd, 1) != 0) {
        rc = errno == EADDRINUSE ? RC_CONFLICT : errno == EACCES ? RC_FORBIDDEN : RC_INVALID;
    }
    (void)close(fd);
    return rc;
}

/* Reads until the peer closes or the buffer is full. */
static size_t read_answer(int fd, char *answer, size_t size)
{
    size_t len = 0;
    ssize_t got;

    while (len < size - 1 && (got = read(fd, answer + len, size - 1 - len)) > 0) {
        len += (size_t)got;
    }
    answer[len] = '\0';
    return len;
}

int probe_get(const char *address, int port, const char *host, const char *path, char *body, size_t size)
{
    const struct timeval patience = { .tv_sec = 2 };
    union address at;
    char request[512];
    char answer[ANSWER_MAX];
    const char *from;
    socklen_t len = address_of(address, port, &at);
    int fd = len == 0 ? -1 : socket(at.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int status = 0;
    int ask = snprintf(request, sizeof request, "GET %s HTTP/1.0\r\nHost: %s\r\n\r\n", path, host);

    body[0] = '\0';
    if (fd < 0) {
        return 0;
    }
    (void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    (void)setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (connect(fd, &at.any, len) == 0 && write(fd, request, (size_t)ask) == ask &&
        read_answer(fd, answer, sizeof answer) > 12 && strncmp(answer, "HTTP/1.", 7) == 0) {
        status = (int)strtol(answer + 9, NULL, 10);
        from = strstr(answer, "\r\n\r\n");
        (void)snprintf(body, size, "%s", from == NULL ? "" : from + 4);
    }
    (void)close(fd);
    return status;
}
