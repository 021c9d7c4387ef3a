/* tenantpilot demo load: a folder of exported objects as a simulated tenant of the demo's workspace, connected and ready for its first test. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "core/connection/connection.h"
#include "ext/http.h"
#include "jobs/transact.h"
#include "modules/cli/demo.h"
#include "modules/cli/door.h"
#include "modules/cli/estate.h"

/* The simulator lets such tenants in with any client's id and this secret. */
#define FOLDER_SECRET "demo"

struct load {
    struct cli *cli;
    const struct actor *who;
    const char *slug;
    const char *name;
    const char *folder;
    const char *external;
    struct tenant made;
};

static const struct node *tenant_of(const struct node *state, const char *external)
{
    const struct node *tenants = document_member(state, "tenants");

    for (uint32_t i = 0; tenants != NULL && i < tenants->len; i++) {
        const struct node *id = document_member(&tenants->items[i], "id");

        if (id != NULL && document_is(id, external)) {
            return &tenants->items[i];
        }
    }
    return NULL;
}

static void print_number(const char *what, const struct node *number)
{
    (void)printf("%5.*s %s\n", number == NULL ? 0 : (int)number->len, number == NULL ? "" : number->text, what);
}

/* What the simulator made of the folder: objects by collection, and the names of those that belong to none. */
static void print_estate(struct arena *mem, const struct node *tenant, const char *folder)
{
    const struct node *families = document_member(tenant, "families");
    const struct node *names = document_member(tenant, "uncovered_names");

    print_number("objects", document_member(tenant, "objects"));
    for (uint32_t i = 0; families != NULL && i < families->len; i++) {
        const struct node *family = &families->items[i];

        if (family->len != 1 || family->text[0] != '0') {
            print_number(arena_strndup(mem, family->name, family->name_len), family);
        }
    }
    print_number("not covered", document_member(tenant, "uncovered"));
    for (uint32_t i = 0; names != NULL && i < names->len; i++) {
        const char *name = document_text(mem, &names->items[i]);

        (void)printf("      %s\n", text_starts(name, folder) ? name + strlen(folder) + 1 : name);
    }
}

static enum cli_exit tell_simulator(const struct load *load)
{
    struct arena *mem = load->cli->mem;
    const char *path = arena_printf(mem, "/_sim/tenants/%s?folder=%s", load->external, url_encode(mem, load->folder));
    const struct node *state;
    const struct node *tenant;
    struct door door;
    enum cli_exit exit = door_open(load->cli, &door);

    if (exit != CLI_DONE) {
        return exit;
    }
    state = door_ask(&door, "POST", path);
    tenant = state == NULL ? NULL : tenant_of(state, load->external);
    if (tenant != NULL) {
        print_estate(mem, tenant, load->folder);
    }
    door_close(&door);
    return tenant == NULL ? CLI_COULD_NOT : CLI_DONE;
}

static enum rc add_tenant(void *context, struct cx *cx)
{
    struct load *load = context;
    const char *url = arena_printf(cx->mem, "https://localhost:%lld", (long long)load->cli->config.sim_port);
    struct connection_new how = { .provider = "graph",
                                  .external_tenant = load->external,
                                  .client = load->external,
                                  .base_url = url,
                                  .login_url = url,
                                  .secret = FOLDER_SECRET };
    struct connection connection;
    enum rc rc = tenant_add(cx, load->who, load->slug, load->name, &load->made);

    how.tenant = load->made.id;
    return rc == RC_OK ? connection_add(cx, load->who, &how, &connection) : rc;
}

static enum rc refuse_taken(void *context, struct cx *cx)
{
    const struct load *load = context;
    struct tenant taken;
    enum rc rc = tenant_by_slug(cx, load->who, load->slug, &taken);

    return rc == RC_OK ? fail_set(cx, RC_CONFLICT, N_("There is already a tenant of this short name."), "tenant \"%s\"",
                                  load->slug)
                       : rc;
}

static enum cli_exit load_folder(struct load *load)
{
    struct cli *cli = load->cli;
    struct tx_scope scope = { .request_id = "cli" };
    struct workspace_id workspace;
    struct db *db;
    enum cli_exit exit = CLI_DONE;
    enum rc rc = cli_db(cli, &db);

    rc = rc == RC_OK ? cli_workspace(cli, db, DEMO_WORKSPACE, &workspace) : rc;
    if (rc == RC_OK) {
        scope.workspace = workspace.v;
        load->who = estate_actor(cli, workspace);
        rc = transact(&cli->cx, db, TX_READ, &scope, refuse_taken, load);
    }
    if (rc == RC_NOT_FOUND && load->who != NULL) {
        fail_clear(&cli->cx);
        exit = tell_simulator(load);
        rc = exit == CLI_DONE ? transact(&cli->cx, db, TX_WRITE, &scope, add_tenant, load) : RC_OK;
    }
    db_free(db);
    return rc == RC_OK ? exit : cli_fail(cli, rc);
}

enum cli_exit verb_demo_load(struct cli *cli, int argc, char **argv)
{
    struct load load = { .cli = cli };
    enum cli_exit exit;

    if (cli_option(&argc, argv, "--name", &load.name) != RC_OK || argc != 2) {
        return cli_usage(cli, "a short name and a folder are wanted");
    }
    if (!tenant_slug_valid(argv[0])) {
        return cli_usage(cli, "\"%s\" is not made of small letters, digits and single hyphens between them", argv[0]);
    }
    load.slug = argv[0];
    load.name = load.name == NULL ? argv[0] : load.name;
    load.folder = cli_path(cli, argv[1]);
    load.external = uuid_text(cli->mem, uuid_new(cli->cx.clock));
    exit = cli_enter(cli);
    exit = exit == CLI_DONE ? load_folder(&load) : exit;
    if (exit == CLI_DONE) {
        (void)printf("%s " DEMO_WORKSPACE
                     "/%s; its first capture follows its test: tenantpilot run connection_test --tenant " DEMO_WORKSPACE
                     "/%s\n",
                     id_text(&cli->cx, load.made.id.v), load.slug, load.slug);
    }
    return exit;
}
