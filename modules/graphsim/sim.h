/* One worker of the simulator: what it has read, and where its tenants stand. */
#ifndef MODULES_GRAPHSIM_SIM_H
#define MODULES_GRAPHSIM_SIM_H

#include "modules/graphsim/estate.h"
#include "modules/graphsim/ledger.h"
#include "modules/graphsim/scenario.h"

/* Reads settings, scenarios and the demo tenants, and opens the ledger; makes the installation's key if there is none. Called once
 * in each worker. RC_INVALID, RC_UNAVAILABLE: fail says why. */
MUST_CHECK enum rc sim_start(struct cx *cx);

/* The key that tokens are signed with and that /_sim/ asks for: TP_VAR/keys/sim/admin. */
const char *sim_key(void);

const struct scenarios *sim_scenarios(void);

/* The tenant as it is now, with all drift applied. RC_NOT_FOUND: no such tenant. Valid until the next call. */
MUST_CHECK enum rc sim_estate(struct cx *cx, const char *tenant, const struct estate **out);

/* The failure that is on for the tenant, or NULL. */
const struct scenario *sim_failure(const char *tenant);

/* The first demo tenant's id: what the admin endpoints mean when they are told none. */
const char *sim_first_tenant(void);

#endif
