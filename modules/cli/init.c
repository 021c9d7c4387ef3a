#include <stdio.h>
#include <unistd.h>

#include "base/text.h"
#include "modules/cli/place.h"
#include "modules/cli/unit.h"

enum cli_exit verb_init(struct cli *cli, int argc, char **argv)
{
    const char *script = arena_printf(cli->mem, "%s/share/sql/cluster.sh", cli->home);
    const char *authority = arena_printf(cli->mem, "%s/share/nginx/make_ca.sh", cli->home);
    enum cli_exit code;

    if (argc > 0) {
        return cli_usage(cli, "unexpected \"%s\"", argv[0]);
    }
    code = place_settle(cli);
    if (code != CLI_DONE) {
        return code;
    }
    if (text_empty(cli->config.db) &&
        run_logged(cli, "init", (const char *const[]){ "/bin/sh", script, "init", cli->config.var, NULL }) != 0) {
        return cli_could_not("making the database cluster failed; see %s/log/init.log", cli->config.var);
    }
    if (run_logged(cli, "init", (const char *const[]){ "/bin/sh", authority, NULL }) != 0) {
        return cli_could_not("making the simulator's certificate failed; see %s/log/init.log", cli->config.var);
    }
    (void)printf("state is in %s\n", cli->state);
    return CLI_DONE;
}
