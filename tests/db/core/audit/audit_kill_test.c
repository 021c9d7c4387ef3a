/* The sequencer is killed at random moments, again and again, while others write: nothing is lost, doubled or moved. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/random.h"
#include "base/strbuf.h"
#include "core/audit/audit.h"
#include "core/audit/audit_keys.h"
#include "core/audit/audit_seal.h"
#include "core/audit/audit_verify.h"
#include "jobs/transact.h"
#include "support/bench.h"
#include "support/scratch.h"
#include "support/suite.h"

enum { EVENTS = 400, BATCH = 3, ROUNDS_MAX = 2000, KILLS_MIN = 20 };

static const struct workspace_id nowhere;
static const struct account_id nobody;

struct sequencer {
    const struct actor *who;
    struct sign_secret *key;
    const char *path;
    int64_t count;
};

static enum rc seal_batch(void *context, struct cx *cx)
{
    struct sequencer *q = context;

    return audit_seal(cx, q->who, q->key, BATCH, &q->count);
}

static enum rc publish(void *context, struct cx *cx)
{
    struct sequencer *q = context;

    return audit_publish(cx, q->who, q->path, &q->count);
}

/* Seals until nothing waits. */
static enum rc drain(struct scratch *s, struct bench *bench, struct db *db)
{
    struct sequencer q = { .who = scratch_system(s, nowhere, CAP_SEALER),
                           .path = audit_checkpoints_path(&bench->cx, bench->folder) };
    enum rc rc = audit_keys_load(&bench->cx, bench->mem, bench->folder, &q.key);
    int64_t sealed = 1;

    while (rc == RC_OK && sealed > 0) {
        rc = transact(&s->cx, db, TX_WRITE, NULL, seal_batch, &q);
        sealed = q.count;
        if (rc == RC_OK) {
            rc = transact(&s->cx, db, TX_READ, NULL, publish, &q);
        }
    }
    return rc;
}

/* A process of its own that seals, killed after a random time; true if it was killed before it was done. */
static bool run_and_kill(struct scratch *s, struct bench *bench)
{
    int status;
    pid_t child = fork();

    ck_assert_int_ge(child, 0);
    if (child == 0) {
        struct db *db = db_new(s->conninfo, "tp_sealer", "test");

        _exit(drain(s, bench, db) == RC_OK ? 0 : 1);
    }
    (void)usleep(3000 + random_below(25000));
    (void)kill(child, SIGKILL);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_msg(WIFSIGNALED(status) || WEXITSTATUS(status) == 0, "the sequencer failed");
    return WIFSIGNALED(status);
}

static void write_some(struct scratch *s, struct workspace_id workspace, int count)
{
    const struct actor *who = scratch_system(s, workspace, CAP_SCHEDULER);

    for (int i = 0; i < count; i++) {
        const struct audit_entry entry = { .action = "exception.expired", .object_type = "exception" };

        s->clock.now_us += 1000;
        scratch_begin(s, "tp_worker", TX_WRITE, workspace, nobody);
        ck_assert_int_eq(audit_write(&s->cx, who, &entry), RC_OK);
        scratch_commit(s);
    }
}

static void count_problem(void *context, const struct audit_problem *problem)
{
    (void)context;
    (void)fprintf(stderr, "found: %s\n", audit_problem_code(problem->kind));
}

static void check_whole(struct scratch *s, struct bench *bench)
{
    struct audit_verdict verdict;
    struct signer *signers;
    struct audit_check check = { .file = audit_checkpoints_path(&bench->cx, bench->folder), .report = count_problem };

    ck_assert_int_eq(audit_keys_published(&bench->cx, bench->folder, &signers, &check.signer_count), RC_OK);
    check.signers = signers;
    scratch_begin(s, "tp_cli", TX_READ, nowhere, nobody);
    ck_assert_int_eq(audit_verify(&s->cx, &check, &verdict), RC_OK);
    scratch_commit(s);
    ck_assert_int_eq(verdict.problems, 0);
    ck_assert_int_eq(verdict.waiting, 0);
    ck_assert_int_eq(verdict.events, EVENTS);
    /* each checkpoint left the database once, in order */
    ck_assert_str_eq((const char *)bench_read(bench, "audit/checkpoints").data,
                     scratch_text(s, "SELECT string_agg(note || E'\\n', '' ORDER BY size) FROM audit_checkpoint"
                                     " WHERE tree_id = (SELECT log_id FROM audit_log)"));
}

START_TEST(a_sequencer_that_is_killed_again_and_again_loses_and_doubles_nothing)
{
    struct bench bench;
    struct scratch *s;
    struct workspace_id workspaces[2];
    int kills = 0;
    int written = 0;

    bench_open(&bench);
    s = scratch_new();
    workspaces[0] = scratch_workspace(s, "north");
    workspaces[1] = scratch_workspace(s, "south");
    ck_assert_int_eq(audit_keys_ensure(&bench.cx, bench.folder), RC_OK);
    for (int round = 0; round < ROUNDS_MAX && (written < EVENTS || kills < KILLS_MIN); round++) {
        if (written < EVENTS) {
            write_some(s, workspaces[round % 2], 20);
            written += 20;
        }
        kills += run_and_kill(s, &bench) ? 1 : 0;
    }
    ck_assert_int_ge(kills, KILLS_MIN);
    ck_assert_int_eq(drain(s, &bench, scratch_db(s, "tp_sealer")), RC_OK);
    check_whole(s, &bench);
    scratch_free(s);
    bench_close(&bench);
}

END_TEST

SUITE(core_audit_kill, a_sequencer_that_is_killed_again_and_again_loses_and_doubles_nothing);
