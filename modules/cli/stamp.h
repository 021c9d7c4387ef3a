/* Whether what runs is what would be started now: the programs, what they read, and the settings. */
#ifndef MODULES_CLI_STAMP_H
#define MODULES_CLI_STAMP_H

#include "modules/cli/cli.h"

/* Compares with TP_VAR/run/stamp. */
bool stamp_is_current(struct cli *cli);

/* Writes TP_VAR/run/stamp. CLI_COULD_NOT: it cannot be written; the reason is printed. */
MUST_CHECK enum cli_exit stamp_keep(struct cli *cli);

#endif
