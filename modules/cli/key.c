/* The sealer's signing key: what is in use, and a new one. */
#include <stdio.h>

#include "core/audit/audit.h"
#include "core/audit/audit_keys.h"
#include "jobs/transact.h"
#include "modules/cli/acting.h"
#include "modules/cli/cli.h"

static const char *day(struct cli *cli, int64_t time_us)
{
    return time_us == 0 ? "-" : time_iso(cli->mem, time_us);
}

static enum cli_exit show(struct cli *cli)
{
    struct signer *signers;
    size_t count;
    enum rc rc = audit_keys_published(&cli->cx, cli->config.var, &signers, &count);

    if (rc == RC_NOT_FOUND) {
        return cli_could_not("no key is published yet; the sealer makes the first one when it starts");
    }
    if (rc != RC_OK) {
        return cli_fail(cli, rc);
    }
    for (size_t i = 0; i < count; i++) {
        (void)printf("%s  %s  from %s  until %s\n", signers[i].valid_before_us == 0 ? "in use " : "retired",
                     sign_fingerprint(cli->mem, &signers[i].key), day(cli, signers[i].valid_after_us),
                     day(cli, signers[i].valid_before_us));
    }
    (void)printf("published: %s\n", audit_keys_published_path(&cli->cx, cli->config.var));
    return CLI_DONE;
}

enum cli_exit verb_key_status(struct cli *cli, int argc, char **argv)
{
    enum cli_exit code;

    if (argc > 0) {
        return cli_usage(cli, "unexpected \"%s\"", argv[0]);
    }
    code = cli_enter(cli);
    return code == CLI_DONE ? show(cli) : code;
}

struct rotation {
    const struct actor *who;
};

static enum rc note_rotation(void *context, struct cx *cx)
{
    const struct rotation *rotation = context;

    return audit_write(cx, rotation->who, &(struct audit_entry){ .action = "key.rotated", .object_type = "key" });
}

/* The event is written first: a key that was replaced without one would be worse than an event of a replacement that failed. */
static enum rc rotate(struct cli *cli)
{
    struct rotation rotation = { cli_actor(cli, (struct workspace_id){ { { 0 } } }) };
    const struct tx_scope scope = { .request_id = "cli" };
    struct db *db;
    enum rc rc = cli_db(cli, &db);

    rc = rc == RC_OK ? transact(&cli->cx, db, TX_WRITE, &scope, note_rotation, &rotation) : rc;
    db_free(db);
    return rc == RC_OK ? audit_keys_rotate(&cli->cx, cli->config.var) : rc;
}

enum cli_exit verb_key_rotate(struct cli *cli, int argc, char **argv)
{
    enum cli_exit code;
    enum rc rc;

    if (argc > 0) {
        return cli_usage(cli, "unexpected \"%s\"", argv[0]);
    }
    code = cli_enter(cli);
    if (code != CLI_DONE) {
        return code;
    }
    rc = rotate(cli);
    return rc == RC_OK ? show(cli) : cli_fail(cli, rc);
}
