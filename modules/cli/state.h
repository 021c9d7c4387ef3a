/* Where this installation's state lies, and as whom it is touched.
 *
 * All state lies under TP_VAR. Unix sockets have paths of at most 107 bytes, so a longer folder is reached by a short link in a
 * private folder of its owner; every program is then given the link's path. */
#ifndef MODULES_CLI_STATE_H
#define MODULES_CLI_STATE_H

#include "modules/cli/cli.h"

/* Reads .env of the working folder (TP_* lines alone, the environment wins), then the settings, and fills in `config`, `account`
 * and `home`. `config.var` and the environment's TP_VAR become the absolute path.
 * CLI_COULD_NOT: a setting or a line of .env is wrong; it is printed. */
MUST_CHECK enum cli_exit state_load(struct cli *cli);

/* One line of a .env file: sets *name and *value inside `line`, which is cut up; quotes around the value are taken off.
 * RC_NOT_FOUND: blank, a comment, or not a TP_* variable. RC_INVALID: no "=", or an unclosed quote. */
MUST_CHECK enum rc state_env_line(char *line, const char **name, const char **value);

/* Names the OS account that asked, for the program that goes on as another. */
#define ASKED_BY "TENANTPILOT_ASKED_BY"

#endif
