/* Where this installation's state lies, and as whom it is touched.
 *
 * All state lies under TP_VAR. Unix sockets have paths of at most 107 bytes, and nginx, PostgreSQL and the shell each have their own way to
 * quote: so a folder with a longer path, or with other than plain characters in it, is reached by a short link in a private folder of its
 * owner; every program is then given the link's path. */
#ifndef MODULES_CLI_STATE_H
#define MODULES_CLI_STATE_H

#include "modules/cli/cli.h"

/* What a path may be made of that needs no quoting anywhere. */
#define STATE_PLAIN "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._+-"

/* A number for a path, to tell folders of the same name apart. */
uint32_t state_hash(const char *path);

/* Reads .env of the working folder (TP_* lines alone, the environment wins), then the settings, and fills in `config`, `account`,
 * `home` and `state`. `config.var` and the environment's TP_VAR become the absolute path.
 * CLI_COULD_NOT: a setting or a line of .env is wrong; it is printed. */
MUST_CHECK enum cli_exit state_load(struct cli *cli);

/* `config.var`, the environment's TP_VAR and `home` become paths that every program can take. Not for root, which goes on as another
 * account: that finds its own way. CLI_COULD_NOT: no link can be made; the reason is printed. */
MUST_CHECK enum cli_exit state_make_plain(struct cli *cli);

/* One line of a .env file: sets *name and *value inside `line`, which is cut up; quotes around the value are taken off.
 * RC_NOT_FOUND: blank, a comment, or not a TP_* variable. RC_INVALID: no "=", or an unclosed quote. */
MUST_CHECK enum rc state_env_line(char *line, const char **name, const char **value);

/* Name the OS account that asked, and the folder where it did, for the program that goes on as another and elsewhere. */
#define ASKED_BY "TENANTPILOT_ASKED_BY"
#define ASKED_IN "TENANTPILOT_ASKED_IN"

#endif
