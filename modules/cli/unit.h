/* One thing that the supervisor keeps running: PostgreSQL, a program of ours, or nginx. */
#ifndef MODULES_CLI_UNIT_H
#define MODULES_CLI_UNIT_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

#include "modules/cli/cli.h"

enum unit_kind { UNIT_DATABASE, UNIT_PROGRAM, UNIT_NGINX };

enum unit_state {
    UNIT_STOPPED, /* not started yet, or told to stop */
    UNIT_RUNNING,
    UNIT_WAITING /* died; will be started at due_us */
};

struct unit {
    const char *name;
    enum unit_kind kind;
    bool serves; /* answers /readyz */
    int stop_signal;
    int stop_s;
    enum unit_state state;
    pid_t pid;
    int restarts;
    int last_status; /* of waitpid(); -1: it has not ended yet */
    int backoff_s; /* of the next restart */
    int64_t started_us;
    int64_t due_us; /* both by the monotonic clock */
};

enum {
    UNIT_BACKOFF_MAX_S = 30,
    UNIT_HEALTHY_S = 60 /* after so long, a death counts as the first one */
};

/* Starts the unit as a process group of its own, its output appended to TP_VAR/log/<name>.log; it is told to stop should the
 * supervisor die. RC_UNAVAILABLE: no process could be made. A program that cannot be executed dies at once. */
MUST_CHECK enum rc unit_start(struct cli *cli, struct unit *unit);

/* Notes that the unit's process ended with `status`, ends what is left of its group, and decides when it is started again. */
void unit_died(struct cli *cli, struct unit *unit, int status);

/* How the last process ended, for people: "exit 1", "signal 9 (Killed)", "-". */
const char *unit_last_exit(struct cli *cli, const struct unit *unit);

/* Runs a command to its end with its output in TP_VAR/log/<log>.log. Returns its exit code, or -1 if it was killed or could not be
 * started. `argv` ends with NULL. */
int run_logged(struct cli *cli, const char *log, const char *const *argv);

#endif
