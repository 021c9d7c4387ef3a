/* tenantpilot demo drift [SCENARIO]: changes the simulated tenant as a person or an attacker would. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "core/connection/connection.h"
#include "ext/http.h"
#include "jobs/transact.h"
#include "modules/cli/demo.h"
#include "modules/cli/door.h"
#include "modules/cli/estate.h"

static bool is_applied(const struct node *state, const char *name)
{
    const struct node *tenants = document_member(state, "tenants");

    for (uint32_t i = 0; tenants != NULL && i < tenants->len; i++) {
        const struct node *drifts = document_member(&tenants->items[i], "drifts");

        for (uint32_t j = 0; drifts != NULL && j < drifts->len; j++) {
            if (document_is(&drifts->items[j], name)) {
                return true;
            }
        }
    }
    return false;
}

static void print_scenarios(struct arena *mem, const struct node *state)
{
    const struct node *all = document_member(state, "scenarios");

    for (uint32_t i = 0; all != NULL && i < all->len; i++) {
        const char *name = door_text(mem, &all->items[i], "name");

        (void)printf("%-28s %-8s %s%s\n", name, door_text(mem, &all->items[i], "kind"),
                     door_text(mem, &all->items[i], "text"), is_applied(state, name) ? " [applied]" : "");
    }
}

static enum cli_exit apply(const struct door *door, const char *scenario, const char *tenant)
{
    struct arena *mem = door->cli->mem;
    const char *query = tenant == NULL ? "" : arena_printf(mem, "?tenant=%s", url_encode(mem, tenant));
    const char *path = arena_printf(mem, "/_sim/scenarios/%s%s", url_encode(mem, scenario), query);
    const struct node *answer = door_ask(door, "POST", path);
    const struct node *changed;

    if (answer == NULL) {
        return CLI_COULD_NOT;
    }
    changed = document_member(answer, "changed");
    (void)printf("%s: %s%s\n", scenario, door_text(mem, answer, "text"),
                 changed != NULL && changed->kind == DOCUMENT_FALSE ? " (nothing to do: it is so already)" : "");
    return CLI_DONE;
}

enum cli_exit demo_apply(struct cli *cli, const char *scenario, const char *tenant)
{
    struct door door;
    enum cli_exit exit = door_open(cli, &door);

    if (exit != CLI_DONE) {
        return exit;
    }
    exit = apply(&door, scenario, tenant);
    door_close(&door);
    return exit;
}

static enum cli_exit list(struct cli *cli)
{
    const struct node *state;
    struct door door;
    enum cli_exit exit = door_open(cli, &door);

    if (exit != CLI_DONE) {
        return exit;
    }
    state = door_ask(&door, "GET", "/_sim/state");
    if (state != NULL) {
        print_scenarios(cli->mem, state);
    }
    door_close(&door);
    return state == NULL ? CLI_COULD_NOT : CLI_DONE;
}

struct wanted {
    const struct actor *who;
    struct tenant_id tenant;
    struct connection connection;
};

static enum rc find_connection(void *context, struct cx *cx)
{
    struct wanted *wanted = context;

    return connection_of_tenant(cx, wanted->who, wanted->tenant, &wanted->connection);
}

/* The simulator knows a tenant by its id with the provider. */
static enum rc external_tenant(struct cli *cli, const char *word, const char **out)
{
    struct tx_scope scope = { .request_id = "cli" };
    struct workspace_id workspace;
    struct wanted wanted;
    struct db *db;
    enum rc rc = cli_db(cli, &db);

    rc = rc == RC_OK ? estate_tenant(cli, db, word, &workspace, &wanted.tenant) : rc;
    if (rc == RC_OK) {
        scope.workspace = workspace.v;
        wanted.who = estate_actor(cli, workspace);
        rc = transact(&cli->cx, db, TX_READ, &scope, find_connection, &wanted);
    }
    db_free(db);
    *out = rc == RC_OK ? wanted.connection.external_tenant : NULL;
    return rc;
}

enum cli_exit verb_demo_drift(struct cli *cli, int argc, char **argv)
{
    const char *tenant = NULL;
    enum cli_exit exit;
    enum rc rc;

    if (cli_option(&argc, argv, "--tenant", &tenant) != RC_OK || argc > 1 || (argc == 0 && tenant != NULL)) {
        return cli_usage(cli, "at most one scenario is wanted, and --tenant with one alone");
    }
    exit = cli_enter(cli);
    if (exit != CLI_DONE || argc == 0) {
        return exit == CLI_DONE ? list(cli) : exit;
    }
    rc = tenant == NULL ? RC_OK : external_tenant(cli, tenant, &tenant);
    return rc == RC_OK ? demo_apply(cli, argv[0], tenant) : cli_fail(cli, rc);
}
