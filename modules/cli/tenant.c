/* Tenants and their connections from the command line. */
#include <stdio.h>

#include "base/text.h"
#include "core/connection/connection.h"
#include "jobs/transact.h"
#include "modules/cli/estate.h"

enum { SECRET_FILE_MAX = 4096 };

struct tenant_add {
    const struct actor *who;
    const char *slug;
    const char *name;
    const char *workspace;
    const char *secret_file; /* NULL: no connection */
    struct connection_new connection;
    struct tenant made;
};

static enum cli_exit parse(struct cli *cli, struct tenant_add *add, int argc, char **argv)
{
    if (cli_option(&argc, argv, "--workspace", &add->workspace) != RC_OK ||
        cli_option(&argc, argv, "--name", &add->name) != RC_OK ||
        cli_option(&argc, argv, "--provider", &add->connection.provider) != RC_OK ||
        cli_option(&argc, argv, "--external-tenant", &add->connection.external_tenant) != RC_OK ||
        cli_option(&argc, argv, "--client", &add->connection.client) != RC_OK ||
        cli_option(&argc, argv, "--secret-file", &add->secret_file) != RC_OK ||
        cli_option(&argc, argv, "--url", &add->connection.base_url) != RC_OK ||
        cli_option(&argc, argv, "--login-url", &add->connection.login_url) != RC_OK) {
        return cli_usage(cli, "an option lacks its value");
    }
    if (argc != 1 || add->workspace == NULL) {
        return cli_usage(cli, "one short name and --workspace are wanted");
    }
    if ((add->secret_file == NULL) != (add->connection.client == NULL) ||
        (add->secret_file == NULL) != (add->connection.external_tenant == NULL)) {
        return cli_usage(cli, "a connection wants --external-tenant, --client and --secret-file");
    }
    add->slug = argv[0];
    add->name = add->name == NULL ? argv[0] : add->name;
    if (text_empty(add->connection.base_url)) {
        add->connection.base_url = cli->config.graph_url;
        add->connection.login_url = cli->config.graph_login_url;
    }
    return CLI_DONE;
}

/* A secret on the command line would stand in the list of processes. */
static enum cli_exit read_secret(struct cli *cli, struct tenant_add *add)
{
    const char *text = NULL;
    enum cli_exit code = add->secret_file == NULL ? CLI_DONE : cli_read(cli, add->secret_file, SECRET_FILE_MAX, &text);

    add->connection.secret = text == NULL ? NULL : text_trim(cli->mem, text);
    return code;
}

/* Without --provider: the one that there is. */
static enum rc choose_provider(struct cx *cx, struct tenant_add *add)
{
    struct provider_row *providers;
    size_t count;
    enum rc rc = add->connection.provider != NULL ? RC_OK : provider_list(cx, add->who, &providers, &count);

    if (rc != RC_OK || add->connection.provider != NULL) {
        return rc;
    }
    if (count != 1) {
        return fail_set(cx, RC_INVALID, N_("There are several providers: say which."), "tenant: %zu providers", count);
    }
    add->connection.provider = providers[0].code;
    return RC_OK;
}

static enum rc add_tenant(void *context, struct cx *cx)
{
    struct tenant_add *add = context;
    struct connection connection;
    enum rc rc = tenant_add(cx, add->who, add->slug, add->name, &add->made);

    if (rc != RC_OK || add->secret_file == NULL) {
        return rc;
    }
    add->connection.tenant = add->made.id;
    rc = choose_provider(cx, add);
    return rc != RC_OK ? rc : connection_add(cx, add->who, &add->connection, &connection);
}

enum cli_exit verb_tenant_add(struct cli *cli, int argc, char **argv)
{
    struct tenant_add add = { .slug = NULL };
    struct workspace_id workspace;
    struct db *db;
    enum cli_exit code = parse(cli, &add, argc, argv);
    enum rc rc;

    code = code == CLI_DONE ? cli_enter_with(cli, add.secret_file) : code;
    code = code == CLI_DONE ? read_secret(cli, &add) : code;
    if (code != CLI_DONE) {
        return code;
    }
    rc = cli_db(cli, &db);
    rc = rc == RC_OK ? cli_workspace(cli, db, add.workspace, &workspace) : rc;
    if (rc == RC_OK) {
        const struct tx_scope scope = { .workspace = workspace.v, .request_id = "cli" };

        add.who = estate_actor(cli, workspace);
        rc = transact(&cli->cx, db, TX_WRITE, &scope, add_tenant, &add);
    }
    db_free(db);
    if (rc != RC_OK) {
        return cli_fail(cli, rc);
    }
    (void)printf("%s %s/%s\n", id_text(&cli->cx, add.made.id.v), add.workspace, add.slug);
    return CLI_DONE;
}
