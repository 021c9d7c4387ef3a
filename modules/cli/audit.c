/* Whether the audit log is whole. */
#include <stdio.h>

#include "core/audit/audit_keys.h"
#include "core/audit/audit_verify.h"
#include "jobs/transact.h"
#include "modules/cli/acting.h"

struct verification {
    struct audit_check check;
    struct audit_verdict verdict;
    struct cli *cli;
};

static void print_problem(void *context, const struct audit_problem *problem)
{
    struct verification *v = context;

    (void)printf("%s: %s", audit_problem_code(problem->kind), tr(v->cli->cx.loc, audit_problem_label(problem->kind)));
    if (!uuid_is_nil(problem->event)) {
        (void)printf("; event %s", uuid_text(v->cli->mem, problem->event));
    }
    if (problem->first >= 0) {
        (void)printf("; index %lld", (long long)problem->first);
    }
    if (problem->last > problem->first) {
        (void)printf("%s%lld", problem->first >= 0 ? " to " : "; up to index ", (long long)problem->last);
    }
    (void)printf("; tree %s\n", uuid_text(v->cli->mem, problem->tree));
}

static enum rc verify(void *context, struct cx *cx)
{
    struct verification *v = context;

    return audit_verify(cx, &v->check, &v->verdict);
}

static enum cli_exit conclude(const struct audit_verdict *verdict)
{
    (void)printf("%lld events of %lld compared, %lld without personal data (erased), %lld waiting to be sealed: %s\n",
                 (long long)verdict->events, (long long)verdict->size, (long long)verdict->erased,
                 (long long)verdict->waiting, verdict->problems == 0 ? "the log is whole" : "the log is NOT whole");
    return verdict->problems == 0 ? CLI_DONE : CLI_DIFFERENT;
}

static enum cli_exit verify_all(struct cli *cli, const char *since)
{
    struct verification v = { .cli = cli };
    struct signer *signers;
    struct db *db;
    enum rc rc = audit_keys_published(&cli->cx, cli->config.var, &signers, &v.check.signer_count);

    if (rc == RC_NOT_FOUND) {
        return cli_could_not("no key is published; the sealer has not run yet");
    }
    if (rc != RC_OK) {
        return cli_fail(cli, rc);
    }
    v.check.signers = signers;
    v.check.since = since;
    v.check.file = audit_checkpoints_path(&cli->cx, cli->config.var);
    v.check.report = print_problem;
    v.check.context = &v;
    rc = cli_db(cli, &db);
    rc = rc == RC_OK ? transact(&cli->cx, db, TX_READ, NULL, verify, &v) : rc;
    db_free(db);
    return rc == RC_OK ? conclude(&v.verdict) : cli_fail(cli, rc);
}

enum cli_exit verb_audit_verify(struct cli *cli, int argc, char **argv)
{
    const char *path;
    const char *since = NULL;
    enum cli_exit code;

    if (cli_option(&argc, argv, "--since", &path) != RC_OK) {
        return cli_usage(cli, "--since needs a file with a checkpoint");
    }
    if (argc > 0) {
        return cli_usage(cli, "unexpected \"%s\"", argv[0]);
    }
    code = cli_enter_with(cli, path);
    if (code == CLI_DONE && path != NULL) {
        /* the text of a checkpoint, as packs, mails and released pages carry it */
        code = cli_read(cli, path, NOTE_BYTES_MAX, &since);
    }
    return code == CLI_DONE ? verify_all(cli, since) : code;
}
