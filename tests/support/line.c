#include "support/line.h"

#include <check.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/audit/audit_keys.h"
#include "core/audit/audit_verify.h"
#include "ext/crypt.h"
#include "jobs/sealing.h"
#include "jobs/tick.h"
#include "jobs/transact.h"
#include "support/estate.h"

enum { ROUNDS_MAX = 500 };

static const struct {
    const char *name;
    enum role role;
} people[LINE_PEOPLE] = {
    [LINE_OWNER] = { "oskar", ROLE_OWNER },
    [LINE_OPERATOR] = { "olivia", ROLE_OPERATOR },
    [LINE_APPROVER] = { "arno", ROLE_APPROVER },
    [LINE_REVIEWER] = { "rita", ROLE_REVIEWER },
};

static void expect(const struct line *l, enum rc rc, const char *what)
{
    ck_assert_msg(rc == RC_OK, "%s: %s %s", what, rc_name(rc), l->s->fail.detail == NULL ? "" : l->s->fail.detail);
}

/* ---- beginning and end ---- */

struct line *line_new(const struct provider *(*find)(const char *code), const char *ca)
{
    static const char *const folders[] = { "worker", "releases", "portal", "reports", "audit", "tmp" };
    struct line *l = calloc(1, sizeof *l);
    const char *problem = NULL;

    ck_assert_ptr_nonnull(l);
    l->s = scratch_new();
    l->s->cx.clock = &clock_system;
    (void)strcpy(l->var, "/tmp/tp-line.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(l->var));
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        ck_assert_int_eq(mkdir(arena_printf(l->s->cx.mem, "%s/%s", l->var, folders[i]), 0755), 0);
    }
    ck_assert_int_eq(config_load(l->s->cx.mem, getenv, &l->config, &problem), RC_OK);
    l->config.var = l->var;
    l->config.provider_ca = ca == NULL ? "" : ca;
    ck_assert_msg(publication_open(l->s->cx.mem, &l->config, &l->publication, &problem) == RC_OK, "%s", problem);
    l->worker = (struct job_env){ .config = &l->config, .provider = find };
    l->sealer = (struct job_env){ .config = &l->config, .publication = &l->publication };
    l->scheduler = uuid_new(&clock_system);
    l->worker.key = estate_worker_key(l->s, arena_printf(l->s->cx.mem, "%s/worker", l->var));
    expect(l, audit_keys_ensure(&l->s->cx, l->var), "audit_keys_ensure");
    l->workspace = scratch_workspace(l->s, "msp");
    for (int i = 0; i < LINE_PEOPLE; i++) {
        l->accounts[i] = scratch_member(l->s, l->workspace, people[i].name, people[i].role);
        l->actors[i] = scratch_actor(l->s, l->workspace, l->accounts[i], people[i].role);
    }
    return l;
}

void line_free(struct line *l)
{
    /* NOLINTNEXTLINE(cert-env33-c): a test's own command */
    ck_assert_int_eq(system(arena_printf(l->s->cx.mem, "rm -rf %s", l->var)), 0);
    scratch_free(l->s);
    free(l);
}

/* ---- steps of people ---- */

void line_begin(struct line *l, enum line_person person, const char *role)
{
    scratch_begin(l->s, role, TX_WRITE, l->workspace, l->accounts[person]);
}

void line_read(struct line *l, enum line_person person, const char *role)
{
    scratch_begin(l->s, role, TX_READ, l->workspace, l->accounts[person]);
}

void line_done(struct line *l, enum rc rc)
{
    expect(l, rc, "a step");
    scratch_commit(l->s);
}

void line_refused(struct line *l, enum rc wanted, enum rc rc)
{
    ck_assert_msg(rc == wanted, "%s, not %s: %s", rc_name(rc), rc_name(wanted),
                  l->s->fail.detail == NULL ? "" : l->s->fail.detail);
    scratch_rollback(l->s);
}

/* ---- work ---- */

struct runner *line_runner(struct line *l, enum job_program program, const char *kind, int64_t fault_at)
{
    bool by_sealer = program == JOB_BY_SEALER;
    struct runner_spec spec = {
        .db = db_new(l->s->conninfo, by_sealer ? "tp_sealer" : "tp_worker", "test"),
        .env = by_sealer ? &l->sealer : &l->worker,
        .clock = &clock_system,
        .type = job_type_find,
        .lease_s = 60,
        .fault_at = fault_at,
    };

    arena_defer(l->s->cx.mem, (void (*)(void *))db_free, spec.db);
    spec.kinds = job_kinds(program, &spec.kind_count);
    if (kind != NULL) {
        const char **one = arena_alloc(l->s->cx.mem, sizeof *one);

        *one = kind;
        spec.kinds = one;
        spec.kind_count = 1;
    }
    return runner_new(l->s->cx.mem, &spec);
}

void line_seal(struct line *l)
{
    struct sealing_round round;

    expect(l, sealing_run(&l->s->cx, scratch_db(l->s, "tp_sealer"), l->var, &round), "sealing");
}

void line_awake(struct line *l)
{
    scratch_exec(l->s, "UPDATE job SET run_at = least(run_at, now()) WHERE state = 'queued' AND problem IS NULL");
}

static int work_off(struct line *l, struct runner *runner)
{
    bool worked = true;
    int jobs = -1;

    while (worked) {
        enum rc rc = runner_once(runner, &worked);

        expect(l, rc, "runner_once");
        jobs++;
    }
    return jobs;
}

int line_work(struct line *l, enum job_program program, const char *kind)
{
    struct runner *runner = line_runner(l, program, kind, 0);
    int jobs = work_off(l, runner);

    runner_free(runner);
    return jobs;
}

int line_kill(struct line *l, enum job_program program, const char *kind, int n)
{
    int status;
    pid_t pid = fork();

    if (pid == 0) {
        struct runner *runner = line_runner(l, program, kind, n);
        bool worked = true;

        while (worked && runner_once(runner, &worked) == RC_OK) {
        }
        _exit((int)runner_faults(runner));
    }
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    if (WIFSIGNALED(status)) {
        ck_assert_int_eq(WTERMSIG(status), SIGKILL);
        return -1;
    }
    return WEXITSTATUS(status);
}

int line_starve(struct line *l, enum job_program program, const char *kind, size_t file_bytes)
{
    int status;
    pid_t pid = fork();

    if (pid == 0) {
        const struct rlimit limit = { file_bytes, file_bytes };

        (void)signal(SIGXFSZ, SIG_IGN); /* a write fails, as it does on a full disk */
        (void)setrlimit(RLIMIT_FSIZE, &limit);
        _exit(line_work(l, program, kind));
    }
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    ck_assert(WIFEXITED(status));
    return WEXITSTATUS(status);
}

void line_expire(struct line *l)
{
    scratch_exec(l->s, "UPDATE job SET lease_until = now() - interval '1 second' WHERE state = 'running'");
}

/* The scheduler empties the memory that it is given. */
static int tick(struct line *l)
{
    struct cx cx = l->s->cx;
    int acted;
    enum rc rc;

    cx.mem = arena_new();
    rc = tick_once(&cx, scratch_db(l->s, "tp_worker"), l->scheduler, &acted);
    expect(l, rc, "tick_once");
    arena_free(cx.mem);
    return acted;
}

void line_drain(struct line *l)
{
    struct runner *worker = line_runner(l, JOB_BY_WORKER, NULL, 0);
    struct runner *sealer = line_runner(l, JOB_BY_SEALER, NULL, 0);
    int done = 1;

    for (int i = 0; done > 0; i++) {
        ck_assert_int_lt(i, ROUNDS_MAX);
        done = tick(l) + work_off(l, worker);
        line_seal(l);
        line_awake(l);
        done += work_off(l, sealer);
    }
    runner_free(worker);
    runner_free(sealer);
}

void line_hurry(struct line *l)
{
    scratch_exec(l->s,
                 "UPDATE timer SET due_at = now(), next_at = now() WHERE kind IN ('decision_follow_up', 'exception')"
                 " AND due_at < now() + interval '1 hour'");
}

struct run line_ask(struct line *l, enum operation operation)
{
    const struct run_request request = { .operation = operation, .tenant = l->tenant.id, .origin = RUN_BY_PERSON };
    struct run run;

    line_begin(l, LINE_OPERATOR, "tp_inbox");
    line_done(l, run_request(&l->s->cx, l->actors[LINE_OPERATOR], &request, &run));
    return run;
}

struct run line_run(struct line *l, enum operation operation)
{
    struct run run = line_ask(l, operation);

    line_drain(l);
    return line_get(l, run.id);
}

struct run line_get(struct line *l, struct run_id id)
{
    struct run run;

    line_read(l, LINE_OPERATOR, "tp_inbox");
    line_done(l, run_get(&l->s->cx, l->actors[LINE_OPERATOR], id, &run));
    return run;
}

/* ---- the line ---- */

void line_connect(struct line *l, const char *slug, const struct connection_new *how)
{
    struct connection_new in = *how;
    struct connection connection;

    line_begin(l, LINE_OWNER, "tp_inbox");
    line_done(l, tenant_add(&l->s->cx, l->actors[LINE_OWNER], slug, "Contoso & Söhne", &l->tenant));
    in.tenant = l->tenant.id;
    line_begin(l, LINE_OPERATOR, "tp_inbox");
    line_done(l, connection_add(&l->s->cx, l->actors[LINE_OPERATOR], &in, &connection));
    ck_assert_int_eq(line_run(l, OPERATION_CONNECTION_TEST).outcome, RUN_OUTCOME_SUCCEEDED);
}

struct snapshot_id line_baseline(struct line *l)
{
    const struct baseline_new_profile profile = { .tenant = l->tenant.id, .name = "Golden master", .name_prefix = "" };
    struct baseline_decision decision = { .row_version = 1, .reason = "Seen with the customer." };
    struct baseline_snapshot approved;

    if (uuid_is_nil(l->profile.v)) {
        line_begin(l, LINE_OPERATOR, "tp_inbox");
        line_done(l, baseline_profile_add(&l->s->cx, l->actors[LINE_OPERATOR], &profile, &l->profile));
    }
    line_begin(l, LINE_OPERATOR, "tp_inbox");
    line_done(l, baseline_propose(&l->s->cx, l->actors[LINE_OPERATOR], l->profile, &decision.id));
    line_begin(l, LINE_APPROVER, "tp_inbox");
    line_done(l, baseline_approve(&l->s->cx, l->actors[LINE_APPROVER], &decision, &approved));
    return approved.id;
}

struct review_id line_review(struct line *l, const char *title)
{
    const struct review_text text = { .tenant = l->tenant.id,
                                      .title = title,
                                      .period_from = "2026-10-01",
                                      .period_to = "2026-12-31",
                                      .summary = "What should be, is; what is not, is decided.",
                                      .limitations = "Only what the interfaces expose." };
    struct review_change change = { .row_version = 1 };
    struct review review;

    line_begin(l, LINE_OPERATOR, "tp_reviews");
    line_done(l, review_compose(&l->s->cx, l->actors[LINE_OPERATOR], &text, &change.id));
    line_begin(l, LINE_OPERATOR, "tp_reviews");
    line_done(l, review_hand_in(&l->s->cx, l->actors[LINE_OPERATOR], &change, &review));
    return change.id;
}

struct run line_sign(struct line *l, struct review_id id)
{
    struct review_change change = { .id = id };
    struct review_signoffs signoffs;
    struct review review;
    struct run run;

    line_begin(l, LINE_REVIEWER, "tp_reviews");
    expect(l, review_get(&l->s->cx, l->actors[LINE_REVIEWER], id, &review, &signoffs), "review_get");
    change.row_version = review.row_version;
    expect(l, review_sign(&l->s->cx, l->actors[LINE_REVIEWER], &change, NULL, &review), "review_sign");
    change.row_version = review.row_version;
    line_done(l, review_want_release(&l->s->cx, l->actors[LINE_REVIEWER], &change, &review, &run));
    return run;
}

/* ---- what is left behind ---- */

const char *line_files(struct line *l, const char *folder)
{
    FILE *list = popen(arena_printf(l->s->cx.mem, /* NOLINT(cert-env33-c): a test's own command */
                                    "cd %s && find %s -type f -printf '%%p %%s ' -exec sha256sum '{}' ';' |"
                                    " cut -d' ' -f1-3 | LC_ALL=C sort",
                                    l->var, folder),
                       "r");
    char *text = arena_alloc(l->s->cx.mem, 1 << 16);

    ck_assert_ptr_nonnull(list);
    ck_assert_uint_lt(fread(text, 1, 1 << 16, list), 1 << 16);
    ck_assert_int_eq(pclose(list), 0);
    return text;
}

int line_command(struct line *l, const char *command)
{
    char path[PATH_MAX] = { 0 };
    int status;

    ck_assert_int_gt(readlink("/proc/self/exe", path, sizeof path - 1), 0);
    for (int up = 0; up < 2; up++) {
        *strrchr(path, '/') = '\0';
    }
    /* NOLINTNEXTLINE(cert-env33-c): a test's own command */
    status = system(
        arena_printf(l->s->cx.mem, "PATH=%s/bin:$PATH TP_VAR=%s %s >%s/out 2>&1", path, l->var, command, l->var));
    ck_assert(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void print_problem(void *context, const struct audit_problem *problem)
{
    (void)context;
    (void)printf("audit log: %s\n", audit_problem_code(problem->kind));
}

int64_t line_log_problems(struct line *l)
{
    struct audit_check check = { .file = audit_checkpoints_path(&l->s->cx, l->var), .report = print_problem };
    struct audit_verdict verdict;
    struct signer *signers;

    line_seal(l);
    expect(l, audit_keys_published(&l->s->cx, l->var, &signers, &check.signer_count), "audit_keys_published");
    check.signers = signers;
    scratch_begin(l->s, "tp_cli", TX_READ, (struct workspace_id){ 0 }, (struct account_id){ 0 });
    line_done(l, audit_verify(&l->s->cx, &check, &verdict));
    ck_assert_int_eq(verdict.waiting, 0);
    ck_assert_int_gt(verdict.events, 0);
    return verdict.problems;
}
