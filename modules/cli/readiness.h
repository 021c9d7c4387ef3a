/* Whether the whole answers: what nginx tells monitoring under /readyz. */
#ifndef MODULES_CLI_READINESS_H
#define MODULES_CLI_READINESS_H

#include "modules/cli/unit.h"

/* Looks at every unit and asks every program that serves pages, then puts the sum where nginx finds it: TP_VAR/run/ready if all is
 * well, else TP_VAR/run/not_ready with a line for each that is not. Returns whether all is well. */
bool readiness_publish(struct cli *cli, const struct unit *units, size_t count);

/* Takes both files away: nothing is ready when nothing runs. */
void readiness_withdraw(struct cli *cli);

#endif
