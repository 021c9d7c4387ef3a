/* The state folder: where it is, whose it is, and what must be in it before anything starts.
 *
 * Nothing of ours runs as root. Started by root, the verbs become the system account `tenantpilot`; if that account cannot reach the
 * program (a checkout under a folder of mode 700), state lies in /var/lib/tenantpilot/<name> with an installed copy of the programs beside it, and
 * the configured folder becomes a link to it. */
#ifndef MODULES_CLI_PLACE_H
#define MODULES_CLI_PLACE_H

#include "modules/cli/cli.h"

/* As root: makes the account, finds the place, copies the programs there if it must, gives root up and starts this verb anew as the
 * account; does not return when that works. As an ordinary user: makes the state folder and its subfolders.
 * CLI_COULD_NOT: the reason and a remedy are printed. */
MUST_CHECK enum cli_exit place_settle(struct cli *cli);

#endif
