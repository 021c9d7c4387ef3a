#include <stdio.h>

#include "ext/pq.h"
#include "jobs/migrate.h"
#include "modules/cli/cli.h"

enum cli_exit verb_migrate(struct cli *cli, int argc, char **argv)
{
    struct db *db;
    int applied;
    enum cli_exit code;
    enum rc rc;

    if (argc > 0) {
        return cli_usage(cli, "unexpected \"%s\"", argv[0]);
    }
    code = cli_enter(cli);
    if (code != CLI_DONE) {
        return code;
    }
    db = db_new(config_conninfo(cli->mem, &cli->config), "tp_owner", "migrate");
    rc = migrate(&cli->cx, db, arena_printf(cli->mem, "%s/share/sql", cli->home), &applied);
    db_free(db);
    if (rc != RC_OK) {
        (void)cli_fail(cli, rc);
        return CLI_COULD_NOT;
    }
    (void)printf("schema is current, %d %s applied\n", applied, applied == 1 ? "script" : "scripts");
    return CLI_DONE;
}
