/* The supervisor: one process that starts the units in order, starts again what dies, and stops all of them when told to. */
#ifndef MODULES_CLI_SUPERVISE_H
#define MODULES_CLI_SUPERVISE_H

#include "modules/cli/cli.h"

/* Runs until SIGTERM or SIGINT, then stops everything in reverse order and returns CLI_DONE. How far it is stands on the board
 * (board.h): the step is "running" once every unit was started. CLI_COULD_NOT: the database did not come up or the schema could not
 * be migrated; the board's step says "failed: ..." and everything is stopped again. */
MUST_CHECK enum cli_exit supervise(struct cli *cli);

#endif
