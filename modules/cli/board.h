/* What the supervisor tells others, in TP_VAR/run/board: who it is, how far it is, and each unit's state. Written whole and renamed
 * into place; read by `up`, `down` and `status`. */
#ifndef MODULES_CLI_BOARD_H
#define MODULES_CLI_BOARD_H

#include "modules/cli/unit.h"

struct board_line {
    const char *name;
    const char *state; /* "running", "waiting", "stopped" */
    long pid; /* 0: none */
    long restarts;
    const char *last_exit;
};

struct board {
    pid_t supervisor; /* 0: there is none */
    const char *step; /* what it is doing: "running", "starting the database", "failed: ..." */
    struct board_line *lines; /* in the order of units.def */
    size_t count;
};

/* Replaces the board. A full disk is not fatal: the old one stays, and it is logged. */
void board_write(struct cli *cli, const struct unit *units, size_t count, const char *step);

/* Reads the board; `supervisor` is 0 unless the process that wrote it is still alive, which its time of start proves.
 * RC_NOT_FOUND: there is no board, or it is broken. */
MUST_CHECK enum rc board_read(struct cli *cli, struct board *out);

#endif
