#include "modules/cli/acting.h"

#include <string.h>

#include "base/text.h"
#include "core/workspace/workspace.h"
#include "jobs/schema.h"
#include "jobs/transact.h"

struct wanted {
    const char *slug;
    struct workspace_id id;
};

const struct actor *cli_actor(struct cli *cli, struct workspace_id workspace)
{
    const struct actor_spec spec = {
        .kind = ACTOR_SYSTEM,
        .workspace = workspace,
        .on_behalf_of = cli->account,
        .nature = CAP_PUBLIC,
        .request_id = "cli",
    };

    return actor_new(cli->mem, &spec);
}

enum rc cli_db(struct cli *cli, struct db **out)
{
    struct db *db = db_new(config_conninfo(cli->mem, &cli->config), "tp_cli", "cli");
    enum rc rc = schema_require(&cli->cx, db, &cli->config);

    if (rc != RC_OK) {
        db_free(db);
        db = NULL;
    }
    *out = db;
    return rc;
}

static enum rc find(void *context, struct cx *cx)
{
    struct wanted *wanted = context;

    return workspace_by_slug(cx, wanted->slug, &wanted->id);
}

enum rc cli_workspace(struct cli *cli, struct db *db, const char *slug, struct workspace_id *out)
{
    struct wanted wanted = { .slug = slug };
    enum rc rc = transact(&cli->cx, db, TX_READ, NULL, find, &wanted);

    if (rc == RC_NOT_FOUND) {
        return fail_set(&cli->cx, rc, N_("There is no workspace of this short name."), "workspace \"%s\"", slug);
    }
    *out = wanted.id;
    return rc;
}

bool cli_run_under_way(struct cli *cli, struct run_id *out)
{
    for (size_t i = 0; i < FAIL_ARGS_MAX && cli->fail.args[i].name != NULL; i++) {
        if (text_equal(cli->fail.args[i].name, "run") && uuid_parse(cli->fail.args[i].value, &out->v) == RC_OK) {
            fail_clear(&cli->cx);
            return true;
        }
    }
    return false;
}

const char *cli_site_url(struct cli *cli, enum session_site site)
{
    const struct config *config = &cli->config;
    const char *host = site == SITE_PORTAL ? config->portal_host : config->operator_host;

    if (text_equal(config->public_scheme, "https")) {
        return arena_printf(cli->mem, "https://%s", host);
    }
    return arena_printf(cli->mem, "%s://%s:%d", config->public_scheme, host,
                        (int)(site == SITE_PORTAL ? config->portal_port : config->port));
}
