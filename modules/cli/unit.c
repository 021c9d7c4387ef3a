#include "modules/cli/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { COMMAND_WORDS = 8, EXIT_CANNOT_EXECUTE = 127 };

static void command_of(struct cli *cli, const struct unit *unit, const char *argv[static COMMAND_WORDS])
{
    const char *var = cli->config.var;
    size_t at = 0;

    switch (unit->kind) {
    case UNIT_DATABASE:
        argv[at++] = "/bin/sh";
        argv[at++] = arena_printf(cli->mem, "%s/share/sql/cluster.sh", cli->home);
        argv[at++] = "exec";
        argv[at++] = var;
        break;
    case UNIT_PROGRAM:
        argv[at++] = arena_printf(cli->mem, "%s/bin/tenantpilot-%s", cli->home, unit->name);
        break;
    case UNIT_NGINX:
        argv[at++] = "/usr/sbin/nginx";
        argv[at++] = "-c";
        argv[at++] = arena_printf(cli->mem, "%s/run/nginx.conf", var);
        argv[at++] = "-e";
        argv[at++] = arena_printf(cli->mem, "%s/log/nginx.log", var);
        break;
    }
    argv[at] = NULL;
}

/* In the new process: becomes the command, or ends. */
_Noreturn static void become(const char *log, const char *const *argv, int death_signal)
{
    sigset_t none;
    int out = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
    int in = open("/dev/null", O_RDONLY | O_CLOEXEC);

    sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
    (void)setpgid(0, 0);
    (void)prctl(PR_SET_PDEATHSIG, death_signal);
    if (in < 0 || out < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0) {
        _exit(EXIT_CANNOT_EXECUTE);
    }
    /* execv does not change the words; its type is older than const */
    (void)execv(argv[0], (char *const *)(uintptr_t)argv);
    (void)dprintf(2, "cannot execute %s: %s\n", argv[0], strerror(errno));
    _exit(EXIT_CANNOT_EXECUTE);
}

enum rc unit_start(struct cli *cli, struct unit *unit)
{
    const char *argv[COMMAND_WORDS];
    const char *log = arena_printf(cli->mem, "%s/log/%s.log", cli->config.var, unit->name);
    pid_t pid;

    command_of(cli, unit, argv);
    pid = fork();
    if (pid < 0) {
        return fail_set(&cli->cx, RC_UNAVAILABLE, NULL, "%s: fork: %s", unit->name, strerror(errno));
    }
    if (pid == 0) {
        become(log, argv, unit->stop_signal);
    }
    (void)setpgid(pid, pid);
    unit->pid = pid;
    unit->state = UNIT_RUNNING;
    unit->started_us = cli->cx.clock->monotonic_us(cli->cx.clock);
    return RC_OK;
}

void unit_died(struct cli *cli, struct unit *unit, int status)
{
    int64_t now_us = cli->cx.clock->monotonic_us(cli->cx.clock);

    (void)kill(-unit->pid, SIGKILL);
    if (unit->backoff_s == 0 || now_us - unit->started_us >= UNIT_HEALTHY_S * SECOND_US) {
        unit->backoff_s = 1;
    }
    unit->pid = 0;
    unit->last_status = status;
    unit->state = UNIT_WAITING;
    unit->due_us = now_us + unit->backoff_s * SECOND_US;
    unit->backoff_s = unit->backoff_s * 2 > UNIT_BACKOFF_MAX_S ? UNIT_BACKOFF_MAX_S : unit->backoff_s * 2;
}

const char *unit_last_exit(struct cli *cli, const struct unit *unit)
{
    int status = unit->last_status;

    if (status == -1) {
        return "-";
    }
    if (WIFSIGNALED(status)) {
        return arena_printf(cli->mem, "signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
    }
    return arena_printf(cli->mem, "exit %d", WEXITSTATUS(status));
}

int run_logged(struct cli *cli, const char *log, const char *const *argv)
{
    const char *path = arena_printf(cli->mem, "%s/log/%s.log", cli->config.var, log);
    int status = -1;
    pid_t pid = fork();

    if (pid == 0) {
        become(path, argv, SIGTERM);
    }
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return pid > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
