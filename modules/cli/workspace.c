/* Workspaces from the command line. */
#include "core/workspace/workspace.h"

#include <stdio.h>

#include "jobs/transact.h"
#include "modules/cli/acting.h"

struct addition {
    const struct actor *who;
    const char *slug;
    const char *name;
};

static enum rc add(void *context, struct cx *cx)
{
    const struct addition *addition = context;

    return workspace_create(cx, addition->who, addition->slug, addition->name, false);
}

enum cli_exit verb_workspace_add(struct cli *cli, int argc, char **argv)
{
    const struct workspace_id id = { uuid_new(cli->cx.clock) };
    const struct tx_scope scope = { .workspace = id.v, .request_id = "cli" };
    struct addition addition;
    struct db *db;
    const char *name;
    enum cli_exit code;
    enum rc rc = cli_option(&argc, argv, "--name", &name);

    if (rc != RC_OK || argc != 1) {
        return cli_usage(cli, "one short name is wanted");
    }
    code = cli_enter(cli);
    if (code != CLI_DONE) {
        return code;
    }
    addition = (struct addition){
        .who = cli_actor(cli, id),
        .slug = argv[0],
        .name = name == NULL ? argv[0] : name,
    };
    rc = cli_db(cli, &db);
    rc = rc == RC_OK ? transact(&cli->cx, db, TX_WRITE, &scope, add, &addition) : rc;
    db_free(db);
    if (rc != RC_OK) {
        return cli_fail(cli, rc);
    }
    (void)printf("%s %s\n", id_text(&cli->cx, id.v), argv[0]);
    return CLI_DONE;
}
