#include "ext/fcgi.h"

#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { BACKLOG = 1024 };

struct fcgi {
    FCGX_Request request;
    int epoll_fd;
    sigset_t waiting; /* the signals blocked while waiting: SIGTERM is not among them */
};

/* Whether somebody answers at `address`. */
static bool alive(const struct sockaddr_un *address)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    bool answers = fd >= 0 && (connect(fd, (const struct sockaddr *)address, sizeof *address) == 0 || errno == EAGAIN);

    if (fd >= 0) {
        (void)close(fd);
    }
    return answers;
}

enum rc fcgi_listen(const char *path, unsigned mode, int *out_fd)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int fd;
    mode_t mask;
    bool bound;

    if (strlen(path) >= sizeof address.sun_path) {
        return RC_INVALID;
    }
    memcpy(address.sun_path, path, strlen(path) + 1);
    if (alive(&address)) {
        return RC_CONFLICT;
    }
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) {
        return RC_UNAVAILABLE;
    }
    (void)unlink(path);
    mask = umask(0177);
    bound = bind(fd, (const struct sockaddr *)&address, sizeof address) == 0;
    (void)umask(mask);
    if (!bound || chmod(path, (mode_t)mode) != 0 || listen(fd, BACKLOG) != 0) {
        (void)close(fd);
        return RC_UNAVAILABLE;
    }
    *out_fd = fd;
    return RC_OK;
}

struct fcgi *fcgi_new(int listen_fd)
{
    struct fcgi *fcgi = calloc(1, sizeof *fcgi);
    /* EXCLUSIVE: of the workers that wait, one is woken for a connection, not all of them */
    struct epoll_event event = { .events = EPOLLIN | EPOLLEXCLUSIVE };

    if (fcgi == NULL || FCGX_Init() != 0 ||
        FCGX_InitRequest(&fcgi->request, listen_fd, FCGI_FAIL_ACCEPT_ON_INTR) != 0) {
        abort();
    }
    fcgi->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    if (fcgi->epoll_fd < 0 || epoll_ctl(fcgi->epoll_fd, EPOLL_CTL_ADD, listen_fd, &event) != 0) {
        abort();
    }
    (void)sigprocmask(SIG_SETMASK, NULL, &fcgi->waiting);
    (void)sigdelset(&fcgi->waiting, SIGTERM);
    return fcgi;
}

void fcgi_free(struct fcgi *fcgi)
{
    FCGX_Free(&fcgi->request, 1);
    (void)close(fcgi->epoll_fd);
    free(fcgi);
}

bool fcgi_accept(struct fcgi *fcgi, const volatile int *stop)
{
    while (!*stop) {
        struct epoll_event event;

        if (epoll_pwait(fcgi->epoll_fd, &event, 1, -1, &fcgi->waiting) < 0 && errno != EINTR) {
            abort();
        }
        /* The listening socket does not block: where another worker was faster, this fails at once. */
        if (!*stop && FCGX_Accept_r(&fcgi->request) == 0) {
            return true;
        }
    }
    return false;
}

const char *const *fcgi_env(const struct fcgi *fcgi)
{
    return (const char *const *)fcgi->request.envp;
}

size_t fcgi_read(struct fcgi *fcgi, void *out, size_t len)
{
    int got = FCGX_GetStr(out, len > INT_MAX ? INT_MAX : (int)len, fcgi->request.in);

    return got < 0 ? 0 : (size_t)got;
}

bool fcgi_write(struct fcgi *fcgi, struct bytes bytes)
{
    size_t at = 0;

    while (at < bytes.len) {
        size_t piece = bytes.len - at > INT_MAX ? INT_MAX : bytes.len - at;

        if (FCGX_PutStr((const char *)bytes.data + at, (int)piece, fcgi->request.out) < 0) {
            return false;
        }
        at += piece;
    }
    return true;
}

void fcgi_finish(struct fcgi *fcgi)
{
    FCGX_Finish_r(&fcgi->request);
}
