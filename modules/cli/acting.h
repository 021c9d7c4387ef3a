/* As whom the CLI acts, and in which workspace. */
#ifndef MODULES_CLI_ACTING_H
#define MODULES_CLI_ACTING_H

#include "core/actor/actor.h"
#include "core/auth/session.h"
#include "ext/pq.h"
#include "modules/cli/cli.h"

/* The system on behalf of the OS account that called, in `workspace` (nil: the installation). */
const struct actor *cli_actor(struct cli *cli, struct workspace_id workspace);

/* A connection as tp_cli to a database of this version's schema; free with db_free(). NULL on failure, which is noted for cli_fail(). */
MUST_CHECK enum rc cli_db(struct cli *cli, struct db **out);

/* The workspace of a slug. RC_NOT_FOUND: there is none; noted for cli_fail(). */
MUST_CHECK enum rc cli_workspace(struct cli *cli, struct db *db, const char *slug, struct workspace_id *out);

/* After run_request() gave RC_CONFLICT: whether it is because such a run is under way, which is as good as a new one. If so, what was noted
 * is cleared, and *out is that run. */
bool cli_run_under_way(struct cli *cli, struct run_id *out);

/* "http://operator.localhost:8080": where people reach a site, without a slash at its end. */
const char *cli_site_url(struct cli *cli, enum session_site site);

#endif
