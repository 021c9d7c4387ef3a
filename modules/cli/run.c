/* Runs from the command line: asks for one and waits until it has ended. */
#include "core/run/run.h"

#include <stdio.h>
#include <time.h>

#include "base/text.h"
#include "core/baseline/baseline.h"
#include "core/review/review.h"
#include "jobs/transact.h"
#include "modules/cli/estate.h"

enum { POLL_MS = 250, REVIEWS_LOOKED_AT = 50 };

struct asking {
    const struct actor *who;
    struct run_request request;
    struct uuid *objects; /* one run each: snapshots of a compare, the review of a release, else nil */
    size_t object_count;
    struct review_change review; /* of a release */
    struct run run;
    struct run_area *areas;
    size_t count;
};

/* ---- what it is about ---- */

static enum rc find_snapshots(struct cx *cx, struct asking *asking)
{
    struct baseline_snapshots approved;
    enum rc rc = baseline_approved(cx, asking->who, asking->request.tenant, &approved);

    if (rc != RC_OK) {
        return rc;
    }
    if (approved.count == 0) {
        return fail_set(cx, RC_CONFLICT, N_("No baseline of this tenant is in force: approve one first."),
                        "no baseline of this tenant is in force");
    }
    asking->objects = arena_calloc(cx->mem, approved.count, sizeof *asking->objects);
    for (size_t i = 0; i < approved.count; i++) {
        asking->objects[asking->object_count++] = approved.items[i].id.v;
    }
    return RC_OK;
}

/* The newest review of which every section is signed. */
static enum rc find_review(struct cx *cx, struct asking *asking)
{
    const struct review_filter filter = { .state = REVIEW_IN_REVIEW,
                                          .tenant = asking->request.tenant,
                                          .limit = REVIEWS_LOOKED_AT };
    struct review_list reviews;
    enum rc rc = review_list(cx, asking->who, &filter, &reviews);

    for (size_t i = 0; rc == RC_OK && i < reviews.count; i++) {
        if (reviews.items[i].signed_count == REVIEW_SECTION_COUNT) {
            asking->review.id = reviews.items[i].id;
            asking->review.row_version = reviews.items[i].row_version;
            asking->objects[0] = reviews.items[i].id.v;
            return RC_OK;
        }
    }
    return rc != RC_OK ? rc
                       : fail_set(cx, RC_CONFLICT, N_("A release needs a review that is signed off in every section."),
                                  "no review of this tenant is signed off in every section");
}

static enum rc find_objects(void *context, struct cx *cx)
{
    struct asking *asking = context;

    asking->object_count = 0;
    if (asking->request.operation == OPERATION_COMPARE) {
        return find_snapshots(cx, asking);
    }
    asking->objects = arena_calloc(cx->mem, 1, sizeof *asking->objects);
    asking->object_count = 1;
    return asking->request.operation == OPERATION_RELEASE ? find_review(cx, asking) : RC_OK;
}

/* ---- asking and waiting ---- */

static enum rc ask(void *context, struct cx *cx)
{
    struct asking *asking = context;
    struct review review;

    if (asking->request.operation == OPERATION_RELEASE) {
        return review_want_release(cx, asking->who, &asking->review, &review, &asking->run);
    }
    return run_request(cx, asking->who, &asking->request, &asking->run);
}

static enum rc look(void *context, struct cx *cx)
{
    struct asking *asking = context;
    enum rc rc = run_get(cx, asking->who, asking->run.id, &asking->run);

    return rc == RC_OK ? run_areas(cx, asking->who, asking->run.id, &asking->areas, &asking->count) : rc;
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

/* One run after the other; *code is the worst of their ends. */
static enum rc run_each(struct cli *cli, struct db *db, const struct tx_scope *scope, struct asking *asking,
                        enum cli_exit *code)
{
    enum rc rc = RC_OK;

    *code = CLI_DONE;
    for (size_t i = 0; rc == RC_OK && i < asking->object_count; i++) {
        asking->request.object = asking->objects[i];
        rc = transact(&cli->cx, db, TX_WRITE, scope, ask, asking);
        if (rc == RC_CONFLICT && cli_run_under_way(cli, &asking->run.id)) {
            rc = RC_OK;
        }
        rc = rc == RC_OK ? wait_for_end(cli, db, scope, asking) : rc;
        if (rc == RC_OK) {
            enum cli_exit end = conclude(cli, asking);

            *code = end > *code ? end : *code;
        }
    }
    return rc;
}

static enum rc run_to_its_end(struct cli *cli, struct db *db, const char *tenant, struct asking *asking,
                              enum cli_exit *code)
{
    struct tx_scope scope = { .request_id = "cli" };
    struct workspace_id workspace;
    enum rc rc = estate_tenant(cli, db, tenant, &workspace, &asking->request.tenant);

    if (rc != RC_OK) {
        return rc;
    }
    scope.workspace = workspace.v;
    asking->who = estate_actor(cli, workspace);
    rc = transact(&cli->cx, db, TX_READ, &scope, find_objects, asking);
    return rc == RC_OK ? run_each(cli, db, &scope, asking, code) : rc;
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
    rc = cli_db(cli, &db);
    rc = rc == RC_OK ? run_to_its_end(cli, db, tenant, &asking, &code) : rc;
    db_free(db);
    return rc == RC_OK ? code : cli_fail(cli, rc);
}
