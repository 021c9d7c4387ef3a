/* Tenants as the command line names them, and as whom it changes the estate. */
#ifndef MODULES_CLI_ESTATE_H
#define MODULES_CLI_ESTATE_H

#include "core/tenant/tenant.h"
#include "modules/cli/acting.h"

/* The system with an owner's capabilities, on behalf of the OS account that called. */
const struct actor *estate_actor(struct cli *cli, struct workspace_id workspace);

/* Finds a tenant by its id or "<workspace>/<tenant>". RC_NOT_FOUND: there is none; noted for cli_fail(). */
MUST_CHECK enum rc estate_tenant(struct cli *cli, struct db *db, const char *word, struct workspace_id *workspace,
                                 struct tenant_id *out);

#endif
