/* The master process: settings, socket, workers. It answers nothing itself and holds no connection. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/text.h"
#include "ext/fcgi.h"
#include "web/serve.h"
#include "web/sign.h"

enum {
    WORKERS_MAX = 64,
    SOCKET_MODE = 0660,
    BACKOFF_FIRST_MS = 100,
    BACKOFF_MAX_MS = 10000,
    STEADY_US = 10 * 1000 * 1000 /* a worker that lived this long was well; the backoff starts anew */
};

static const char listen_variable[] = "TP_LISTEN_FD"; /* from a master to its own next image alone */

struct worker {
    pid_t pid; /* 0: none */
    int64_t started_us;
};

struct master {
    struct web *web;
    char **argv;
    int listen_fd;
    size_t count;
    struct worker workers[WORKERS_MAX];
    int backoff_ms;
};

/* ---- starting ---- */

static int refuse(const char *program, const char *problem)
{
    LOG_ERROR("refused", log_text("problem", problem));
    (void)fprintf(stderr, "tenantpilot-%s: %s\n", program, problem);
    return EXIT_FAILURE;
}

static enum rc load_texts(struct arena *mem, struct web *web, const char **problem)
{
    enum rc rc = languages_open(mem, arena_printf(mem, "%s/locale", web->share), &web->languages, problem);

    if (rc == RC_OK) {
        rc = view_load(mem, arena_printf(mem, "%s/templates", web->share), web->program->name, problem);
    }
    return rc;
}

static enum rc load_key(struct arena *mem, struct web *web, const char **problem)
{
    const char *folder = arena_printf(mem, "%s/keys", web->config.var);
    const char *path = arena_printf(mem, "%s/web.key", folder);

    (void)mkdir(folder, 0700);
    if (sign_key(mem, path, &web->key) == RC_OK) {
        return RC_OK;
    }
    *problem = arena_printf(mem, "the key %s can neither be read nor made: %s", path, strerror(errno));
    return RC_UNAVAILABLE;
}

static enum rc load_all(struct arena *mem, struct web *web, const char **problem)
{
    enum rc rc = config_start(mem, web->program->name, &web->config, problem);

    if (rc != RC_OK) {
        return rc;
    }
    web->share = config_share(mem, &web->config);
    web->assets = config_assets(mem, web->share);
    rc = web->program->standalone ? RC_OK : load_texts(mem, web, problem);
    return rc == RC_OK ? load_key(mem, web, problem) : rc;
}

static enum rc check_database(struct arena *mem, struct web *web, const char **problem)
{
    struct fail fail = { .rc = RC_OK };
    struct cx cx = { .mem = mem, .fail = &fail, .clock = web->clock, .loc = &locale_source };
    enum rc rc;

    if (web->program->standalone) {
        return RC_OK;
    }
    rc = migrations_read(&cx, arena_printf(mem, "%s/sql/migrations", web->share), &web->scripts);
    if (rc == RC_OK) {
        web->db = serve_database(mem, web);
        rc = web_require_schema(&cx, web);
        db_free(web->db);
        web->db = NULL;
    }
    if (rc != RC_OK && fail.detail != NULL) {
        *problem = fail.detail;
    }
    return rc;
}

static enum rc open_socket(struct arena *mem, const struct web *web, int *fd, const char **problem)
{
    const char *inherited = getenv(listen_variable);
    const char *folder = arena_printf(mem, "%s/run", web->config.var);
    const char *path = arena_printf(mem, "%s/%s.sock", folder, web->program->name);
    int64_t number;
    enum rc rc;

    if (inherited != NULL && parse_i64(inherited, 3, 1000, &number) == RC_OK) {
        *fd = (int)number;
        (void)unsetenv(listen_variable);
        return fcntl(*fd, F_SETFD, FD_CLOEXEC) == 0 ? RC_OK : RC_INTERNAL;
    }
    (void)mkdir(folder, 0750);
    rc = fcgi_listen(path, SOCKET_MODE, fd);
    if (rc == RC_CONFLICT) {
        *problem = arena_printf(mem, "another process already listens on %s", path);
    } else if (rc != RC_OK) {
        *problem = arena_printf(mem, "cannot listen on %s: %s", path, strerror(errno));
    }
    return rc;
}

/* ---- workers ---- */

static int64_t now_us(const struct master *m)
{
    return m->web->clock->monotonic_us(m->web->clock);
}

static void start_worker(struct master *m, struct worker *worker)
{
    pid_t pid = fork();

    if (pid == 0) {
        exit(serve(m->web, m->listen_fd));
    }
    worker->pid = pid < 0 ? 0 : pid;
    worker->started_us = now_us(m);
}

static void start_missing(struct master *m)
{
    for (size_t i = 0; i < m->count; i++) {
        if (m->workers[i].pid == 0) {
            start_worker(m, &m->workers[i]);
        }
    }
}

static void signal_workers(const struct master *m, int signal)
{
    for (size_t i = 0; i < m->count; i++) {
        if (m->workers[i].pid != 0) {
            (void)kill(m->workers[i].pid, signal);
        }
    }
}

/* Takes note of every child that has ended; true if one was a worker of this image. */
static bool reap(struct master *m)
{
    bool lost = false;
    int status;
    pid_t pid;

    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        for (size_t i = 0; i < m->count; i++) {
            if (m->workers[i].pid != pid) {
                continue;
            }
            m->workers[i].pid = 0;
            lost = true;
            if (now_us(m) - m->workers[i].started_us > STEADY_US) {
                m->backoff_ms = 0;
            }
            metrics_respawn(m->web->metrics);
            LOG_ERROR("worker_died", log_int("pid", pid), log_int("signal", WIFSIGNALED(status) ? WTERMSIG(status) : 0),
                      log_int("exit", WIFEXITED(status) ? WEXITSTATUS(status) : 0));
        }
    }
    return lost;
}

/* Whether this program, as it is on disk now, would start: its own --check says. */
static bool next_image_is_sound(const struct master *m)
{
    pid_t pid = fork();
    int status = -1;

    if (pid == 0) {
        (void)execl("/proc/self/exe", m->argv[0], "--check", (char *)NULL);
        _exit(127);
    }
    return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* Becomes the next image in place, on the same socket: nobody who connects meanwhile is refused. */
static void reload(const struct master *m)
{
    char path[4096];
    char number[16];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);

    if (len <= 0 || !next_image_is_sound(m)) {
        LOG_ERROR("reload_refused", log_text("program", m->argv[0]));
        return;
    }
    path[len] = '\0';
    if (text_ends(path, " (deleted)")) { /* replaced on disk by the new one */
        path[strlen(path) - strlen(" (deleted)")] = '\0';
    }
    (void)snprintf(number, sizeof number, "%d", m->listen_fd);
    (void)setenv(listen_variable, number, 1);
    (void)fcntl(m->listen_fd, F_SETFD, 0);
    signal_workers(m, SIGTERM);
    (void)execv(path, m->argv);
    LOG_ERROR("reload_failed", log_int("errno", errno));
    (void)unsetenv(listen_variable);
    (void)fcntl(m->listen_fd, F_SETFD, FD_CLOEXEC);
}

static void end_all(struct master *m)
{
    signal_workers(m, SIGTERM);
    for (size_t i = 0; i < m->count; i++) {
        if (m->workers[i].pid != 0) {
            (void)waitpid(m->workers[i].pid, NULL, 0);
        }
    }
    LOG_INFO("stopped", log_int("workers", (int64_t)m->count));
}

static void wait_backoff(struct master *m)
{
    m->backoff_ms = m->backoff_ms == 0 ? BACKOFF_FIRST_MS : m->backoff_ms * 2;
    m->backoff_ms = m->backoff_ms > BACKOFF_MAX_MS ? BACKOFF_MAX_MS : m->backoff_ms;
}

/* Sleeps in signals: a child's end, stop, reload, or the end of the backoff. */
static int supervise(struct master *m)
{
    sigset_t set;
    bool missing = false;

    (void)sigemptyset(&set);
    (void)sigaddset(&set, SIGCHLD);
    (void)sigaddset(&set, SIGTERM);
    (void)sigaddset(&set, SIGINT);
    (void)sigaddset(&set, SIGHUP);
    (void)sigprocmask(SIG_BLOCK, &set, NULL);
    start_missing(m);
    LOG_INFO("started", log_int("workers", (int64_t)m->count));
    for (;;) {
        const struct timespec pause = { m->backoff_ms / 1000, m->backoff_ms % 1000 * 1000000L };
        int signal = missing ? sigtimedwait(&set, NULL, &pause) : sigwaitinfo(&set, NULL);

        if (signal == SIGTERM || signal == SIGINT) {
            end_all(m);
            return EXIT_SUCCESS;
        }
        if (signal == SIGHUP) {
            reload(m);
        } else if (signal == SIGCHLD && reap(m)) {
            missing = true;
            wait_backoff(m);
        } else if (signal < 0 && errno == EAGAIN) {
            missing = false;
            start_missing(m);
        }
    }
}

/* ---- the command line ---- */

/* Who may ask for what: the authorisation table as Markdown. */
static int print_routes(const struct program *program)
{
    (void)printf("| program | method | path | capability | transaction |\n|---|---|---|---|---|\n");
    for (size_t i = 0; i < program->route_count; i++) {
        static const char *const modes[] = { "none", "read", "write" };
        const struct route *route = &program->routes[i];

        (void)printf("| %s | %s | `%s` | `%s` | %s |\n", program->name, method_name(route->method), route->path,
                     capability_code(route->capability), modes[route->tx]);
    }
    return EXIT_SUCCESS;
}

static int print_help(const struct program *program)
{
    (void)printf("usage: tenantpilot-%s [--check | --routes | --help]\n\nServes FastCGI on TP_VAR/run/%s.sock. "
                 "SIGTERM stops, SIGHUP reloads.\n\n",
                 program->name, program->name);
    config_document(stdout);
    return EXIT_SUCCESS;
}

static size_t worker_count(const struct config *config)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);

    return config->workers > 0 ? (size_t)config->workers : (size_t)(cores < 1 ? 2 : cores > 32 ? 64 : cores * 2);
}

static int run(struct arena *mem, struct web *web, bool check, char **argv)
{
    struct master master = { .web = web, .argv = argv };
    const char *problem = "cannot start";

    if (load_all(mem, web, &problem) != RC_OK || check_database(mem, web, &problem) != RC_OK) {
        return refuse(web->program->name, problem);
    }
    if (check) {
        return EXIT_SUCCESS;
    }
    if (open_socket(mem, web, &master.listen_fd, &problem) != RC_OK) {
        return refuse(web->program->name, problem);
    }
    web->metrics = metrics_new(web->program);
    master.count = worker_count(&web->config);
    return supervise(&master);
}

int web_main(const struct program *program, int argc, char **argv)
{
    struct arena *mem;
    struct web web = { .program = program, .clock = &clock_system };
    bool check = argc == 2 && text_equal(argv[1], "--check");
    int code;

    log_init(program->name, LOG_LEVEL_INFO);
    if (argc == 2 && text_equal(argv[1], "--routes")) {
        return print_routes(program);
    }
    if (argc > 2 || (argc == 2 && !check)) {
        (void)print_help(program);
        return text_equal(argv[1], "--help") ? EXIT_SUCCESS : 2;
    }
    mem = arena_new();
    code = run(mem, &web, check, argv);
    arena_free(mem);
    return code;
}
