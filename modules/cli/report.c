/* Stored reports from the command line: asks for one, waits, and prints its file. */
#include "core/report/stored_report.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "core/run/console.h"
#include "jobs/transact.h"
#include "modules/cli/estate.h"
#include "reports/report.h"

enum { POLL_MS = 250, COPY_BYTES = 64 * 1024 };

struct asking {
    const struct actor *who;
    struct workspace_id workspace;
    struct stored_report_order order;
    struct stored_report report;
};

static enum rc ask(void *context, struct cx *cx)
{
    struct asking *asking = context;

    return stored_report_order(cx, asking->who, &asking->order, &asking->report);
}

static enum rc look(void *context, struct cx *cx)
{
    struct asking *asking = context;

    return stored_report_get(cx, asking->who, asking->report.id, &asking->report);
}

struct only {
    const struct actor *who;
    struct console_workspace *list;
    size_t count;
};

static enum rc list_workspaces(void *context, struct cx *cx)
{
    struct only *only = context;

    return console_workspaces(cx, only->who, &only->list, &only->count);
}

/* Where neither a workspace nor a tenant is named: the only one that there is. */
static enum rc only_workspace(struct cli *cli, struct db *db, struct workspace_id *out)
{
    static const enum role platform = ROLE_PLATFORM_OPERATOR;
    struct only only = { .who = actor_new(cli->mem, &(struct actor_spec){ .kind = ACTOR_SYSTEM,
                                                                          .on_behalf_of = cli->account,
                                                                          .roles = &platform,
                                                                          .role_count = 1,
                                                                          .nature = CAP_PUBLIC,
                                                                          .request_id = "cli" }) };
    enum rc rc = transact(&cli->cx, db, TX_READ, NULL, list_workspaces, &only);

    if (rc == RC_OK && only.count != 1) {
        rc = fail_set(&cli->cx, RC_INVALID, N_("Name the workspace."), "--workspace: there are %zu", only.count);
    }
    if (rc == RC_OK) {
        *out = only.list[0].id;
    }
    return rc;
}

static enum rc find_place(struct cli *cli, struct db *db, const char *workspace, const char *tenant,
                          struct asking *asking)
{
    struct tenant_id id;
    enum rc rc;

    asking->order.parameters = "{}";
    if (tenant != NULL) {
        rc = estate_tenant(cli, db, tenant, &asking->workspace, &id);
        if (rc == RC_OK) {
            asking->order.parameters = arena_printf(cli->mem, "{\"tenant\":\"%s\"}", id_text(&cli->cx, id.v));
        }
    } else if (workspace != NULL) {
        rc = cli_workspace(cli, db, workspace, &asking->workspace);
    } else {
        rc = only_workspace(cli, db, &asking->workspace);
    }
    if (rc == RC_OK) {
        asking->who = estate_actor(cli, asking->workspace);
    }
    return rc;
}

static enum rc make(struct cli *cli, struct db *db, struct asking *asking)
{
    const struct tx_scope scope = { .workspace = asking->workspace.v, .request_id = "cli" };
    const struct timespec nap = { .tv_nsec = POLL_MS * 1000000L };
    struct cx cx = cli->cx;
    enum rc rc = transact(&cli->cx, db, TX_WRITE, &scope, ask, asking);

    cx.mem = arena_new();
    while (rc == RC_OK && asking->report.state == STORED_REPORT_REQUESTED) {
        (void)nanosleep(&nap, NULL);
        arena_reset(cx.mem);
        rc = transact(&cx, db, TX_READ, &scope, look, asking);
    }
    arena_free(cx.mem);
    return rc == RC_OK ? transact(&cli->cx, db, TX_READ, &scope, look, asking) : rc;
}

static enum cli_exit print_file(struct cli *cli, const struct asking *asking)
{
    const char *path =
        arena_printf(cli->mem, "%s/reports/%s/%s", cli->config.var, id_text(&cli->cx, asking->workspace.v),
                     stored_report_file_name(cli->mem, &asking->report));
    char *buffer = arena_alloc(cli->mem, COPY_BYTES);
    FILE *file = fopen(path, "re");
    size_t n;
    bool whole;

    if (file == NULL) {
        return cli_could_not("%s: %s", path, strerror(errno));
    }
    while ((n = fread(buffer, 1, COPY_BYTES, file)) > 0 && fwrite(buffer, 1, n, stdout) == n) {
    }
    whole = ferror(file) == 0 && feof(file) != 0;
    (void)fclose(file);
    if (!whole || fflush(stdout) != 0) {
        return cli_could_not("%s: not written whole", path);
    }
    return CLI_DONE;
}

static enum cli_exit conclude(struct cli *cli, const struct asking *asking)
{
    enum run_reason reason;

    if (asking->report.state == STORED_REPORT_READY) {
        return print_file(cli, asking);
    }
    if (run_reason_parse(asking->report.reason, &reason) == RC_OK && reason != RUN_REASON_NONE) {
        return cli_could_not("report: %s", tr(cli->cx.loc, run_reason_label(reason)));
    }
    return cli_could_not("report: %s", state_code(&stored_report_states, (int)asking->report.state));
}

static const char *all_kinds(struct cli *cli)
{
    const char *words = report_kind_code(0);

    for (enum report_kind kind = 1; kind < REPORT_KIND_COUNT; kind++) {
        words = arena_printf(cli->mem, "%s, %s", words, report_kind_code(kind));
    }
    return words;
}

/* Codes are written small; the word may come in capitals. */
static bool parse_kind(const char *word, const char **code)
{
    for (enum report_kind kind = 0; kind < REPORT_KIND_COUNT; kind++) {
        if (strcasecmp(report_kind_code(kind), word) == 0) {
            *code = report_kind_code(kind);
            return true;
        }
    }
    return false;
}

enum cli_exit verb_report(struct cli *cli, int argc, char **argv)
{
    struct asking asking = { .order = { .format = "csv", .origin = RUN_BY_COMMAND } };
    bool csv = cli_flag(&argc, argv, "--csv");
    bool json = cli_flag(&argc, argv, "--json");
    const char *workspace = NULL;
    const char *tenant = NULL;
    struct db *db;
    enum cli_exit code;
    enum rc rc = cli_option(&argc, argv, "--workspace", &workspace);

    rc = rc == RC_OK ? cli_option(&argc, argv, "--tenant", &tenant) : rc;
    if (rc != RC_OK || argc != 1 || csv == json) {
        return cli_usage(cli, "one list and either --csv or --json are wanted");
    }
    if (!parse_kind(argv[0], &asking.order.kind)) {
        return cli_usage(cli, "\"%s\" is no list; there are %s", argv[0], all_kinds(cli));
    }
    asking.order.format = json ? "json" : "csv";
    code = cli_enter(cli);
    if (code != CLI_DONE) {
        return code;
    }
    rc = cli_db(cli, &db);
    rc = rc == RC_OK ? find_place(cli, db, workspace, tenant, &asking) : rc;
    rc = rc == RC_OK ? make(cli, db, &asking) : rc;
    db_free(db);
    return rc == RC_OK ? conclude(cli, &asking) : cli_fail(cli, rc);
}
