/* tenantpilot demo seed: one managed service provider, two simulated customers, and one turn of the main job for the first of them. A demo
 * that is complete is left as it is, so that the verb can be repeated. */
#include "modules/cli/demo.h"

#include <stdio.h>

#include "modules/cli/acting.h"
#include "modules/cli/seed.h"

static enum rc seed_all(struct seed *seed)
{
    enum rc rc = seed_read(seed, seed_is_complete);

    if (rc != RC_NOT_FOUND) {
        (void)fputs(rc == RC_OK ? "the demo is there already\n" : "", stdout);
        return rc;
    }
    fail_clear(&seed->cli->cx);
    rc = seed_people(seed);
    rc = rc == RC_OK ? seed_customers(seed) : rc;
    if (rc == RC_OK) {
        (void)printf("People of the portal\n");
        rc = seed_add_person(seed, CARLA);
    }
    return rc == RC_OK ? seed_main_job(seed) : rc;
}

enum cli_exit verb_demo_seed(struct cli *cli, int argc, char **argv)
{
    struct seed seed = { .cli = cli };
    enum cli_exit code;
    enum rc rc;

    (void)argv;
    if (argc != 0) {
        return cli_usage(cli, "no words are wanted");
    }
    code = cli_enter(cli);
    if (code != CLI_DONE) {
        return code;
    }
    rc = cli_db(cli, &seed.db);
    seed.accounts_db = db_new(config_conninfo(cli->mem, &cli->config), "tp_account", "demo");
    rc = rc == RC_OK ? seed_all(&seed) : rc;
    db_free(seed.accounts_db);
    db_free(seed.db);
    if (rc != RC_OK) {
        return cli_fail(cli, rc);
    }
    seed_print_sign_ins(cli);
    return CLI_DONE;
}
