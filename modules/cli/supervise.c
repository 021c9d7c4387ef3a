#include "modules/cli/supervise.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/text.h"
#include "modules/cli/board.h"
#include "modules/cli/readiness.h"
#include "modules/cli/unit.h"

enum { DATABASE_WAIT_S = 60 };

static struct unit units[] = {
#define UNIT(name_, kind_, serves_, signal_, stop_s_)                                                                  \
    { .name = (name_),                                                                                                 \
      .kind = (kind_),                                                                                                 \
      .serves = (serves_),                                                                                             \
      .stop_signal = (signal_),                                                                                        \
      .stop_s = (stop_s_),                                                                                             \
      .last_status = -1 },
#include "modules/cli/units.def"
#undef UNIT
};

enum { UNIT_COUNT = sizeof units / sizeof units[0] };

static int64_t monotonic_us(const struct cli *cli)
{
    return cli->cx.clock->monotonic_us(cli->cx.clock);
}

static bool is_stop(int signal)
{
    return signal == SIGTERM || signal == SIGINT;
}

/* The next of the blocked signals, or 0 when the time is over. */
static int next_signal(int64_t timeout_us)
{
    const struct timespec timeout = { .tv_sec = timeout_us / SECOND_US, .tv_nsec = timeout_us % SECOND_US * 1000 };
    sigset_t set;
    int signal;

    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    signal = sigtimedwait(&set, NULL, &timeout);
    return signal < 0 ? 0 : signal;
}

static void block_signals(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    (void)sigprocmask(SIG_BLOCK, &set, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
    (void)signal(SIGHUP, SIG_IGN);
}

/* Takes notice of every child that has ended; true if there was one. */
static bool reap(struct cli *cli)
{
    bool any = false;
    int status;

    for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
        for (size_t i = 0; i < UNIT_COUNT; i++) {
            if (units[i].state == UNIT_RUNNING && units[i].pid == pid) {
                unit_died(cli, &units[i], status);
                LOG_WARN("unit_died", log_text("unit", units[i].name),
                         log_text("exit", unit_last_exit(cli, &units[i])));
                any = true;
            }
        }
    }
    return any;
}

static enum rc wait_for_database(struct cli *cli)
{
    const char *const ask[] = {
        "/usr/bin/pg_isready", "-q", "-h", arena_printf(cli->mem, "%s/pgsock", cli->config.var), "-d",
        "tenantpilot",         NULL
    };
    int64_t until_us = monotonic_us(cli) + DATABASE_WAIT_S * SECOND_US;

    while (monotonic_us(cli) < until_us) {
        if (run_logged(cli, "supervisor", ask) == 0) {
            return RC_OK;
        }
        if (is_stop(next_signal(SECOND_US / 10))) {
            return fail_set(&cli->cx, RC_UNAVAILABLE, NULL, "told to stop");
        }
        (void)reap(cli);
        if (units[0].state == UNIT_WAITING) {
            return fail_set(&cli->cx, RC_UNAVAILABLE, NULL, "the database ended (%s); see %s/log/postgresql.log",
                            unit_last_exit(cli, &units[0]), cli->config.var);
        }
    }
    return fail_set(&cli->cx, RC_UNAVAILABLE, NULL, "the database was not ready after %d s; see %s/log/postgresql.log",
                    DATABASE_WAIT_S, cli->config.var);
}

static enum rc prepare_database(struct cli *cli)
{
    const char *script = arena_printf(cli->mem, "%s/share/sql/cluster.sh", cli->home);
    enum rc rc = wait_for_database(cli);

    if (rc == RC_OK &&
        run_logged(cli, "migrate", (const char *const[]){ "/bin/sh", script, "prepare", cli->config.var, NULL }) != 0) {
        rc = fail_set(&cli->cx, RC_UNAVAILABLE, NULL, "making the database roles failed; see %s/log/migrate.log",
                      cli->config.var);
    }
    return rc;
}

static enum rc migrate(struct cli *cli)
{
    const char *const command[] = { arena_printf(cli->mem, "%s/bin/tenantpilot", cli->home), "migrate", NULL };

    board_write(cli, units, UNIT_COUNT, "migrating the schema");
    if (run_logged(cli, "migrate", command) != 0) {
        return fail_set(&cli->cx, RC_UNAVAILABLE, NULL, "migrating the schema failed; see %s/log/migrate.log",
                        cli->config.var);
    }
    return RC_OK;
}

static enum rc start_all(struct cli *cli)
{
    enum rc rc = RC_OK;

    if (text_empty(cli->config.db)) {
        board_write(cli, units, UNIT_COUNT, "starting the database");
        rc = unit_start(cli, &units[0]);
        if (rc == RC_OK) {
            rc = prepare_database(cli);
        }
    }
    if (rc == RC_OK) {
        rc = migrate(cli);
    }
    for (size_t i = 1; rc == RC_OK && i < UNIT_COUNT; i++) {
        board_write(cli, units, UNIT_COUNT, arena_printf(cli->mem, "starting %s", units[i].name));
        rc = unit_start(cli, &units[i]);
    }
    return rc;
}

/* Stops one unit and waits for its end. */
static void stop(struct cli *cli, struct unit *unit)
{
    int64_t until_us = monotonic_us(cli) + unit->stop_s * SECOND_US;
    int status;

    if (unit->state == UNIT_RUNNING) {
        (void)kill(unit->pid, unit->stop_signal);
        while (waitpid(unit->pid, &status, WNOHANG) == 0) {
            if (monotonic_us(cli) >= until_us) {
                LOG_WARN("unit_killed", log_text("unit", unit->name));
                (void)kill(-unit->pid, SIGKILL);
            }
            (void)next_signal(SECOND_US / 20);
        }
        (void)kill(-unit->pid, SIGKILL);
    }
    unit->state = UNIT_STOPPED;
    unit->pid = 0;
}

static void stop_all(struct cli *cli)
{
    /* the programs end side by side; the database ends when nobody needs it any more */
    for (size_t i = UNIT_COUNT; i-- > 1;) {
        if (units[i].state == UNIT_RUNNING) {
            (void)kill(units[i].pid, units[i].stop_signal);
        }
    }
    for (size_t i = UNIT_COUNT; i-- > 0;) {
        stop(cli, &units[i]);
    }
}

static void restart_due(struct cli *cli)
{
    int64_t now_us = monotonic_us(cli);

    for (size_t i = 0; i < UNIT_COUNT; i++) {
        if (units[i].state == UNIT_WAITING && units[i].due_us <= now_us) {
            units[i].restarts++;
            if (unit_start(cli, &units[i]) != RC_OK) {
                units[i].due_us = now_us + units[i].backoff_s * SECOND_US;
                fail_clear(&cli->cx);
            }
            board_write(cli, units, UNIT_COUNT, "running");
        }
    }
}

/* What the loop allocates lives for one turn, so that years of restarts take no memory. */
static void watch(struct cli *cli)
{
    struct arena *keep = cli->mem;
    bool ready = false;

    cli->mem = arena_new();
    cli->cx.mem = cli->mem;
    while (!is_stop(next_signal(ready ? SECOND_US * 2 : SECOND_US / 4))) {
        if (reap(cli)) {
            board_write(cli, units, UNIT_COUNT, "running");
        }
        restart_due(cli);
        ready = readiness_publish(cli, units, UNIT_COUNT);
        arena_reset(cli->mem);
    }
    arena_free(cli->mem);
    cli->mem = keep;
    cli->cx.mem = keep;
}

enum cli_exit supervise(struct cli *cli)
{
    const char *last_word = "stopped";
    enum cli_exit code = CLI_DONE;

    block_signals();
    readiness_withdraw(cli);
    if (start_all(cli) == RC_OK) {
        board_write(cli, units, UNIT_COUNT, "running");
        watch(cli);
        board_write(cli, units, UNIT_COUNT, "stopping");
    } else {
        last_word = arena_printf(cli->mem, "failed: %s", cli->fail.detail);
        code = CLI_COULD_NOT;
    }
    readiness_withdraw(cli);
    stop_all(cli);
    board_write(cli, units, UNIT_COUNT, last_word);
    return code;
}
