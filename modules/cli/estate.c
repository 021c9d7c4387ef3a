#include "modules/cli/estate.h"

#include <string.h>

#include "jobs/transact.h"

struct wanted {
    const struct actor *who;
    const char *slug;
    struct tenant_id id;
    struct workspace_id workspace;
};

const struct actor *estate_actor(struct cli *cli, struct workspace_id workspace)
{
    static const enum role owner = ROLE_OWNER;

    return actor_new(cli->mem, &(struct actor_spec){ .kind = ACTOR_SYSTEM,
                                                     .workspace = workspace,
                                                     .on_behalf_of = cli->account,
                                                     .roles = &owner,
                                                     .role_count = 1,
                                                     .nature = CAP_PUBLIC,
                                                     .request_id = "cli" });
}

static enum rc locate(void *context, struct cx *cx)
{
    struct wanted *wanted = context;

    return tenant_locate(cx, wanted->id, &wanted->workspace);
}

static enum rc find(void *context, struct cx *cx)
{
    struct wanted *wanted = context;
    struct tenant tenant;
    enum rc rc = tenant_by_slug(cx, wanted->who, wanted->slug, &tenant);

    if (rc == RC_OK) {
        wanted->id = tenant.id;
    }
    return rc;
}

enum rc estate_tenant(struct cli *cli, struct db *db, const char *word, struct workspace_id *workspace,
                      struct tenant_id *out)
{
    struct wanted wanted = { .slug = strchr(word, '/') };
    enum rc rc;

    if (uuid_parse(word, &wanted.id.v) == RC_OK) {
        rc = transact(&cli->cx, db, TX_READ, NULL, locate, &wanted);
    } else if (wanted.slug != NULL) {
        const char *slug = arena_strndup(cli->mem, word, (size_t)(wanted.slug - word));

        wanted.slug++;
        rc = cli_workspace(cli, db, slug, &wanted.workspace);
        if (rc == RC_OK) {
            const struct tx_scope scope = { .workspace = wanted.workspace.v, .request_id = "cli" };

            wanted.who = estate_actor(cli, wanted.workspace);
            rc = transact(&cli->cx, db, TX_READ, &scope, find, &wanted);
        }
    } else {
        return fail_set(&cli->cx, RC_INVALID, N_("A tenant is named by its id or as <workspace>/<tenant>."),
                        "tenant \"%s\"", word);
    }
    if (rc == RC_NOT_FOUND) {
        return fail_set(&cli->cx, rc, N_("There is no such tenant."), "tenant \"%s\"", word);
    }
    *workspace = wanted.workspace;
    *out = wanted.id;
    return rc;
}
