/* Runs from the command line: asks for one and waits until it has ended. */
#include "core/run/run.h"

#include <stdio.h>
#include <time.h>

#include "base/text.h"
#include "jobs/transact.h"
#include "modules/cli/estate.h"

enum { POLL_MS = 250 };

struct asking {
    const struct actor *who;
    struct run_request request;
    struct run run;
    struct run_area *areas;
    size_t count;
};

static enum rc ask(void *context, struct cx *cx)
{
    struct asking *asking = context;

    return run_request(cx, asking->who, &asking->request, &asking->run);
}

static enum rc look(void *context, struct cx *cx)
{
    struct asking *asking = context;
    enum rc rc = run_get(cx, asking->who, asking->run.id, &asking->run);

    return rc == RC_OK ? run_areas(cx, asking->who, asking->run.id, &asking->areas, &asking->count) : rc;
}

/* One that is under way already is as good as a new one. */
static bool take_the_one_under_way(struct cli *cli, struct asking *asking)
{
    for (size_t i = 0; i < FAIL_ARGS_MAX && cli->fail.args[i].name != NULL; i++) {
        if (text_equal(cli->fail.args[i].name, "run") &&
            uuid_parse(cli->fail.args[i].value, &asking->run.id.v) == RC_OK) {
            fail_clear(&cli->cx);
            return true;
        }
    }
    return false;
}

static enum rc wait_for_end(struct cli *cli, struct db *db, const struct tx_scope *scope, struct asking *asking)
{
    const struct timespec nap = { .tv_nsec = POLL_MS * 1000000L };
    struct cx cx = cli->cx;
    enum rc rc;

    cx.mem = arena_new();
    do {
        arena_reset(cx.mem);
        rc = transact(&cx, db, TX_READ, scope, look, asking);
        if (rc == RC_OK && asking->run.state != RUN_COMPLETED) {
            (void)nanosleep(&nap, NULL);
        }
    } while (rc == RC_OK && asking->run.state != RUN_COMPLETED);
    arena_free(cx.mem);
    return rc == RC_OK ? transact(&cli->cx, db, TX_READ, scope, look, asking) : rc;
}

static enum cli_exit conclude(struct cli *cli, const struct asking *asking)
{
    const struct run_sentence sentence = run_summary(&cli->cx, &asking->run, asking->areas, asking->count);
    const char *advice = run_advice(&asking->run, asking->areas, asking->count);

    (void)printf("%s %s: %s\n", id_text(&cli->cx, asking->run.id.v), run_outcome_code(asking->run.outcome),
                 run_sentence_text(&cli->cx, &sentence));
    if (advice != NULL) {
        (void)printf("%s\n", tr(cli->cx.loc, advice));
    }
    switch (asking->run.outcome) {
    case RUN_OUTCOME_SUCCEEDED:
        return CLI_DONE;
    case RUN_OUTCOME_PARTIAL:
        return CLI_DIFFERENT;
    case RUN_OUTCOME_NONE:
    case RUN_OUTCOME_FAILED:
    case RUN_OUTCOME_BLOCKED:
    case RUN_OUTCOME_CANCELLED:
    case RUN_OUTCOME_COUNT:
        break;
    }
    return CLI_COULD_NOT;
}

static enum rc run_to_its_end(struct cli *cli, struct db *db, const char *tenant, struct asking *asking)
{
    struct tx_scope scope = { .request_id = "cli" };
    struct workspace_id workspace;
    enum rc rc = estate_tenant(cli, db, tenant, &workspace, &asking->request.tenant);

    if (rc != RC_OK) {
        return rc;
    }
    scope.workspace = workspace.v;
    asking->who = estate_actor(cli, workspace);
    rc = transact(&cli->cx, db, TX_WRITE, &scope, ask, asking);
    if (rc == RC_CONFLICT && take_the_one_under_way(cli, asking)) {
        rc = RC_OK;
    }
    return rc == RC_OK ? wait_for_end(cli, db, &scope, asking) : rc;
}

enum cli_exit verb_run_operation(struct cli *cli, int argc, char **argv)
{
    struct asking asking = { .request = { .origin = RUN_BY_COMMAND } };
    const char *tenant = NULL;
    struct db *db;
    enum cli_exit code;
    enum rc rc = cli_option(&argc, argv, "--tenant", &tenant);

    if (rc != RC_OK || argc != 1 || tenant == NULL) {
        return cli_usage(cli, "one operation and --tenant are wanted");
    }
    if (operation_parse(argv[0], &asking.request.operation) != RC_OK ||
        operation_needs(asking.request.operation) == NEEDS_NOTHING) {
        return cli_usage(cli, "\"%s\" is not an operation on a tenant", argv[0]);
    }
    code = cli_enter(cli);
    if (code != CLI_DONE) {
        return code;
    }
    db = cli_db(cli);
    rc = run_to_its_end(cli, db, tenant, &asking);
    db_free(db);
    return rc == RC_OK ? conclude(cli, &asking) : cli_fail(cli, rc);
}
