/* The demo: a workspace whose whole story was made by the product's own functions, acting as its persons. */
#ifndef MODULES_CLI_DEMO_H
#define MODULES_CLI_DEMO_H

#include "modules/cli/cli.h"

#define DEMO_WORKSPACE "demo"

/* Applies a scenario to the simulated tenant (its external id; NULL: the first), and prints what changed. */
MUST_CHECK enum cli_exit demo_apply(struct cli *cli, const char *scenario, const char *tenant);

#endif
