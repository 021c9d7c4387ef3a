/* `up`, `down`, `status`: the supervisor seen from outside. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/text.h"
#include "modules/cli/board.h"
#include "modules/cli/place.h"
#include "modules/cli/probe.h"
#include "modules/cli/stamp.h"
#include "modules/cli/supervise.h"

enum { READY_WAIT_S = 120, DOWN_WAIT_S = 150, BODY_MAX = 8192 };

static void nap(void)
{
    (void)nanosleep(&(struct timespec){ .tv_nsec = 100 * 1000 * 1000 }, NULL);
}

static enum cli_exit check_port(const char *address, const char *variable, int64_t port)
{
    switch (probe_free(address, (int)port)) {
    case RC_OK:
        return CLI_DONE;
    case RC_CONFLICT:
        return cli_could_not("port %d on %s is taken by another program; set %s in .env to a free one", (int)port,
                             address, variable);
    case RC_FORBIDDEN:
        return cli_could_not("port %d may not be used by an ordinary account; set %s in .env to 1024 or more",
                             (int)port, variable);
    case RC_INVALID:
    case RC_NOT_FOUND:
    case RC_TOO_LARGE:
    case RC_LIMITED:
    case RC_UNAVAILABLE:
    case RC_INTERNAL:
        break;
    }
    return cli_could_not("cannot listen on %s; set TP_LISTEN to an address of this machine", address);
}

static enum cli_exit check_settings(const struct config *config)
{
    return config->port != config->portal_port && config->port != config->sim_port &&
                   config->portal_port != config->sim_port
               ? CLI_DONE
               : cli_could_not("TP_PORT, TP_PORTAL_PORT and TP_SIM_PORT must be three different ports");
}

/* The simulator is never for other machines. */
static enum cli_exit check_ports(const struct config *config)
{
    enum cli_exit code = check_port(config->listen, "TP_PORT", config->port);

    code = code == CLI_DONE ? check_port(config->listen, "TP_PORTAL_PORT", config->portal_port) : code;
    return code == CLI_DONE ? check_port("127.0.0.1", "TP_SIM_PORT", config->sim_port) : code;
}

static void put_environment(void *context, const char *name, const char *value)
{
    (void)context;
    (void)setenv(name, value, 1);
}

/* Unless TP_PROVIDER_CA says otherwise, the worker trusts the system's authorities and the simulator's, which may sign for this
 * machine alone. */
static enum cli_exit trust_simulator(struct cli *cli)
{
    const char *folder = arena_printf(cli->mem, "%s/keys/sim", cli->config.var);
    const char *const join[] = {
        "/bin/sh", "-c", "cat /etc/ssl/certs/ca-certificates.crt \"$1/ca.crt\" >\"$1/trusted.crt\"", "sh", folder, NULL
    };

    if (!text_empty(cli->config.provider_ca)) {
        return CLI_DONE;
    }
    cli->config.provider_ca = arena_printf(cli->mem, "%s/trusted.crt", folder);
    return run_logged(cli, "supervisor", join) == 0
               ? CLI_DONE
               : cli_could_not("the file of trusted authorities cannot be made; see %s/log/supervisor.log",
                               cli->config.var);
}

static enum cli_exit render_nginx(struct cli *cli)
{
    const char *const render[] = { "/bin/sh", arena_printf(cli->mem, "%s/share/nginx/render.sh", cli->home), NULL };
    const char *const check[] = { "/usr/sbin/nginx",
                                  "-t",
                                  "-q",
                                  "-c",
                                  arena_printf(cli->mem, "%s/run/nginx.conf", cli->config.var),
                                  "-e",
                                  arena_printf(cli->mem, "%s/log/nginx.log", cli->config.var),
                                  NULL };

    config_each(&cli->config, put_environment, NULL);
    if (run_logged(cli, "supervisor", render) != 0 || run_logged(cli, "supervisor", check) != 0) {
        return cli_could_not("nginx's configuration is not valid; see %s/log/supervisor.log and nginx.log",
                             cli->config.var);
    }
    return CLI_DONE;
}

/* The supervisor leaves the terminal and this process behind. */
static enum cli_exit start_supervisor(struct cli *cli)
{
    int log = open(arena_printf(cli->mem, "%s/log/supervisor.log", cli->config.var),
                   O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    pid_t pid;

    if (log < 0 || nothing < 0) {
        return cli_could_not("%s/log/supervisor.log: %s", cli->config.var, strerror(errno));
    }
    (void)fflush(stdout);
    pid = fork();
    if (pid == 0) {
        if (setsid() < 0 || chdir("/") != 0 || dup2(nothing, 0) < 0 || dup2(log, 1) < 0 || dup2(log, 2) < 0) {
            _exit(CLI_COULD_NOT);
        }
        (void)close_range(3, ~0U, 0); /* the lock of this `up` among them */
        log_init("supervisor", LOG_LEVEL_INFO);
        _exit((int)supervise(cli));
    }
    (void)close(log);
    (void)close(nothing);
    return pid > 0 ? CLI_DONE : cli_could_not("fork: %s", strerror(errno));
}

static bool is_ready(const struct cli *cli, char body[static BODY_MAX])
{
    return probe_get("127.0.0.1", (int)cli->config.port, "127.0.0.1", "/readyz", body, BODY_MAX) == 200;
}

static int64_t monotonic_us(const struct cli *cli)
{
    return cli->cx.clock->monotonic_us(cli->cx.clock);
}

/* Shows each step as it comes, until everything answers. */
static enum cli_exit wait_until_ready(struct cli *cli)
{
    int64_t until_us = monotonic_us(cli) + READY_WAIT_S * SECOND_US;
    const char *shown = "";
    char body[BODY_MAX] = "";
    struct board board;

    while (monotonic_us(cli) < until_us) {
        if (board_read(cli, &board) == RC_OK && !text_equal(board.step, shown) && board.supervisor != 0) {
            shown = board.step;
            (void)printf("  %s\n", text_equal(shown, "running") ? "waiting until every program answers" : shown);
            (void)fflush(stdout);
        }
        if (text_starts(board.step, "failed: ")) {
            return cli_could_not("%s", board.step + strlen("failed: "));
        }
        if (text_equal(board.step, "running") && is_ready(cli, body)) {
            return CLI_DONE;
        }
        nap();
    }
    (void)fputs(body, stderr);
    return cli_could_not("not ready after %d s; `make status` shows what is missing, %s/log why", READY_WAIT_S,
                         cli->config.var);
}

static enum cli_exit stop_supervisor(struct cli *cli, pid_t supervisor)
{
    int64_t until_us = monotonic_us(cli) + DOWN_WAIT_S * SECOND_US;
    struct board board = { .supervisor = supervisor };

    if (kill(supervisor, SIGTERM) != 0) {
        return cli_could_not("process %ld: %s", (long)supervisor, strerror(errno));
    }
    while (board.supervisor != 0 && monotonic_us(cli) < until_us) {
        nap();
        if (board_read(cli, &board) != RC_OK) {
            break;
        }
    }
    return board.supervisor == 0 ? CLI_DONE
                                 : cli_could_not("the supervisor (process %ld) does not end", (long)supervisor);
}

static void say_where(const struct cli *cli)
{
    const struct config *config = &cli->config;

    (void)printf("\n  operators   %s://%s:%d/\n  customers   %s://%s:%d/\n", config->public_scheme,
                 config->operator_host, (int)config->port, config->public_scheme, config->portal_host,
                 (int)config->portal_port);
}

/* One `up` at a time; the lock goes with this process. -1: somebody else holds it. */
static int take_lock(struct cli *cli)
{
    int fd = open(arena_printf(cli->mem, "%s/run/up.lock", cli->config.var), O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0) {
        (void)close(fd);
        fd = -1;
    }
    return fd;
}

/* What a supervisor that was killed leaves behind has been told to stop by the kernel; it may still be at it. */
static void wait_for_orphans(struct cli *cli, const struct board *board)
{
    int64_t until_us = monotonic_us(cli) + DOWN_WAIT_S * SECOND_US;

    for (size_t i = 0; i < board->count; i++) {
        while (board->lines[i].pid > 0 && kill((pid_t)board->lines[i].pid, 0) == 0 && monotonic_us(cli) < until_us) {
            nap();
        }
    }
}

static enum cli_exit bring_up(struct cli *cli)
{
    struct board board;
    enum cli_exit code = check_settings(&cli->config);
    bool runs = board_read(cli, &board) == RC_OK && board.supervisor != 0;

    code = code == CLI_DONE ? trust_simulator(cli) : code;
    if (code == CLI_DONE && runs && !stamp_is_current(cli)) {
        (void)puts("  programs or settings have changed: stopping the old ones");
        code = stop_supervisor(cli, board.supervisor);
        runs = false;
    }
    if (code == CLI_DONE && !runs) {
        wait_for_orphans(cli, &board);
        code = check_ports(&cli->config);
        code = code == CLI_DONE ? render_nginx(cli) : code;
        (void)unlink(arena_printf(cli->mem, "%s/run/board", cli->config.var));
        code = code == CLI_DONE ? start_supervisor(cli) : code;
    }
    code = code == CLI_DONE ? wait_until_ready(cli) : code;
    return code == CLI_DONE ? stamp_keep(cli) : code;
}

enum cli_exit verb_up(struct cli *cli, int argc, char **argv)
{
    enum cli_exit code;
    int lock;

    if (argc > 0) {
        return cli_usage(cli, "unexpected \"%s\"", argv[0]);
    }
    code = verb_init(cli, 0, NULL);
    if (code != CLI_DONE) {
        return code;
    }
    lock = take_lock(cli);
    if (lock < 0) {
        return cli_could_not("another `tenantpilot up` is under way");
    }
    code = bring_up(cli);
    (void)close(lock);
    if (code == CLI_DONE) {
        say_where(cli);
    }
    return code;
}

enum cli_exit verb_down(struct cli *cli, int argc, char **argv)
{
    struct board board;
    enum cli_exit code;

    if (argc > 0) {
        return cli_usage(cli, "unexpected \"%s\"", argv[0]);
    }
    code = cli_enter(cli);
    if (code != CLI_DONE) {
        return code;
    }
    if (board_read(cli, &board) != RC_OK || board.supervisor == 0) {
        (void)puts("nothing runs");
        return CLI_DONE;
    }
    code = stop_supervisor(cli, board.supervisor);
    if (code == CLI_DONE) {
        (void)printf("stopped; the data stays in %s\n", cli->state);
    }
    return code;
}

enum cli_exit verb_status(struct cli *cli, int argc, char **argv)
{
    char body[BODY_MAX] = "";
    struct board board;
    bool good = true;
    enum cli_exit code;

    if (argc > 0) {
        return cli_usage(cli, "unexpected \"%s\"", argv[0]);
    }
    code = cli_enter(cli);
    if (code != CLI_DONE) {
        return code;
    }
    if (board_read(cli, &board) != RC_OK || board.supervisor == 0) {
        (void)printf("nothing runs%s%s\n", text_starts(board.step, "failed") ? ": " : "",
                     text_starts(board.step, "failed") ? board.step : "");
        return CLI_COULD_NOT;
    }
    (void)printf("%-12s %-8s %8s %9s  %s\n", "program", "state", "process", "restarts", "last exit");
    for (size_t i = 0; i < board.count; i++) {
        const struct board_line *line = &board.lines[i];

        (void)printf("%-12s %-8s %8s %9ld  %s\n", line->name, line->state,
                     line->pid == 0 ? "-" : arena_printf(cli->mem, "%ld", line->pid), line->restarts, line->last_exit);
        good = good && (text_equal(line->state, "running") || (i == 0 && !text_empty(cli->config.db)));
    }
    good = is_ready(cli, body) && good;
    (void)printf("\nsupervisor %ld: %s; %s\n", (long)board.supervisor, board.step,
                 good ? "all programs answer" : "not all answer");
    (void)fputs(good ? "" : body, stdout);
    return good ? CLI_DONE : CLI_DIFFERENT;
}
