/* The job that makes stored reports: what it leaves behind, however often it is killed. */
#include "core/report/stored_report.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "ext/crypt.h"
#include "jobs/tick.h"
#include "support/estate.h"
#include "support/suite.h"

static const char inventory_header[] =
    "id,tenant,tenant_id,family,object_id,name,state,version,content_sha256,first_seen,last_seen,changed\r\n";

static struct stored_report order(struct estate *e, const char *kind, const char *parameters)
{
    const struct stored_report_order wanted = { kind, "csv", parameters, RUN_BY_PERSON };
    struct stored_report report;

    scratch_begin(e->s, "tp_reports", TX_WRITE, e->workspace, e->operator);
    ck_assert_int_eq(stored_report_order(&e->s->cx, e->who, &wanted, &report), RC_OK);
    scratch_commit(e->s);
    return report;
}

static struct stored_report get(struct estate *e, struct report_id id)
{
    struct stored_report report;

    scratch_begin(e->s, "tp_reports", TX_READ, e->workspace, e->operator);
    ck_assert_int_eq(stored_report_get(&e->s->cx, e->who, id, &report), RC_OK);
    scratch_commit(e->s);
    return report;
}

static const char *path_of(struct estate *e, const struct stored_report *report)
{
    return arena_printf(e->s->cx.mem, "%s/reports/%s/%s", e->folder, id_text(&e->s->cx, e->workspace.v),
                        stored_report_file_name(e->s->cx.mem, report));
}

/* The whole file; NULL: there is none. */
static const char *content(struct estate *e, const struct stored_report *report)
{
    enum { MOST = 64 * 1024 };

    FILE *file = fopen(path_of(e, report), "re");
    char *text = arena_alloc(e->s->cx.mem, MOST);
    size_t len;

    if (file == NULL) {
        return NULL;
    }
    len = fread(text, 1, MOST - 1, file);
    (void)fclose(file);
    text[len] = '\0';
    return text;
}

static void captured(struct estate *e)
{
    (void)estate_request(e, OPERATION_CAPTURE, estate_tenant(e, "contoso"));
    (void)estate_work(e);
}

START_TEST(the_row_says_what_the_file_is)
{
    struct estate *e = estate_new();
    struct stored_report report;
    uint8_t hash[SHA256_LEN];
    struct stat status;
    const char *csv;

    captured(e);
    report = order(e, "inventory", "{\"family\":\"named_location\"}");
    ck_assert_int_eq(report.state, STORED_REPORT_REQUESTED);
    ck_assert_ptr_null(content(e, &report));
    (void)estate_work(e);
    report = get(e, report.id);
    csv = content(e, &report);
    ck_assert_int_eq(report.state, STORED_REPORT_READY);
    ck_assert_ptr_nonnull(csv);
    ck_assert(text_starts(csv, inventory_header));
    ck_assert_int_eq(report.row_count, 3);
    ck_assert_int_eq(report.size_bytes, (int64_t)strlen(csv));
    sha256(bytes_text(csv), hash);
    ck_assert_int_eq(memcmp(report.sha256.data, hash, sizeof hash), 0);
    ck_assert_int_eq(stat(path_of(e, &report), &status), 0);
    ck_assert_uint_eq(status.st_mode & 07777, 0640);
    ck_assert_int_eq(estate_run(e, report.run).outcome, RUN_OUTCOME_SUCCEEDED);
    estate_free(e);
}

END_TEST

/* What a spreadsheet could take for a formula, also in the forms of East Asian keyboards; typed as bytes. */
START_TEST(names_that_could_be_formulas_are_defused)
{
    static const char *const names[] = { "=cmd|'/C calc'!A0",
                                         "+1+1",
                                         "-2",
                                         "@SUM(A1)",
                                         "\xef\xbc\x9d"
                                         "1",
                                         "\xef\xbc\x8b"
                                         "1",
                                         "\xef\xbc\x8d"
                                         "1",
                                         "\xef\xbc\xa0"
                                         "x",
                                         " =1",
                                         "'=1" };
    struct estate *e = estate_new();
    struct stored_report report;
    const char *csv;

    captured(e);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        scratch_exec(e->s, "UPDATE subject SET name = $name$%s$name$ WHERE object_id = 'ca-1'", names[i]);
        report = order(e, "inventory", "{\"q\":\"\"}");
        (void)estate_work(e);
        csv = content(e, &report);
        ck_assert_msg(strstr(csv, arena_printf(e->s->cx.mem, ",ca-1,'%s,present,", names[i])) != NULL, "%s in %s",
                      names[i], csv);
    }
    scratch_exec(e->s, "UPDATE subject SET name = 'plain - name' WHERE object_id = 'ca-1'");
    report = order(e, "inventory", "{}");
    (void)estate_work(e);
    ck_assert_ptr_nonnull(strstr(content(e, &report), ",ca-1,plain - name,present,"));
    estate_free(e);
}

END_TEST

START_TEST(the_same_list_is_not_made_twice_while_one_waits)
{
    struct estate *e = estate_new();
    struct stored_report first = order(e, "runs", "{\"outcome\":\"failed\",\"state\":\"completed\"}");
    struct stored_report same = order(e, "runs", "{\"state\":\"completed\",\"outcome\":\"failed\"}");
    struct stored_report other = order(e, "runs", "{\"outcome\":\"partial\"}");

    ck_assert(uuid_equal(first.id.v, same.id.v));
    ck_assert(!uuid_equal(first.id.v, other.id.v));
    (void)estate_work(e);
    same = order(e, "runs", "{\"outcome\":\"failed\",\"state\":\"completed\"}");
    ck_assert(!uuid_equal(first.id.v, same.id.v));
    estate_free(e);
}

END_TEST

START_TEST(who_lost_the_capability_gets_nothing)
{
    struct estate *e = estate_new();
    struct stored_report report = order(e, "findings", "{}");

    scratch_exec(e->s, "DELETE FROM membership");
    (void)estate_work(e);
    ck_assert_str_eq(scratch_text(e->s, "SELECT state || ' ' || reason FROM stored_report WHERE report_id = '%s'",
                                  id_text(&e->s->cx, report.id.v)),
                     "failed capability_lost");
    ck_assert_ptr_null(content(e, &report));
    estate_free(e);
}

END_TEST

START_TEST(a_cancelled_run_ends_its_report)
{
    struct estate *e = estate_new();
    struct stored_report report = order(e, "findings", "{}");
    struct run run;

    scratch_begin(e->s, "tp_inbox", TX_WRITE, e->workspace, e->operator);
    ck_assert_int_eq(run_cancel(&e->s->cx, e->who, report.run, &run), RC_OK);
    scratch_commit(e->s);
    report = get(e, report.id);
    ck_assert_int_eq(report.state, STORED_REPORT_FAILED);
    ck_assert_str_eq(report.reason, "user_cancelled");
    estate_free(e);
}

END_TEST

START_TEST(a_report_whose_time_is_over_loses_its_file)
{
    struct estate *e = estate_new();
    struct stored_report report = order(e, "runs", "{}");
    struct uuid holder = uuid_new(&clock_system);
    struct cx cx = e->s->cx;
    int acted;

    (void)estate_work(e);
    ck_assert_ptr_nonnull(content(e, &report));
    cx.mem = arena_new();
    ck_assert_int_eq(tick_once(&cx, scratch_db(e->s, "tp_worker"), holder, &acted), RC_OK);
    ck_assert_int_eq(get(e, report.id).state, STORED_REPORT_READY);
    e->s->clock.now_us += (STORED_REPORT_DAYS + 1) * DAY_US;
    ck_assert_int_eq(tick_once(&cx, scratch_db(e->s, "tp_worker"), holder, &acted), RC_OK);
    arena_free(cx.mem);
    ck_assert_int_eq(get(e, report.id).state, STORED_REPORT_EXPIRED);
    ck_assert_ptr_nonnull(content(e, &report)); /* the row goes first */
    ck_assert_int_eq(estate_work(e), 1);
    ck_assert_ptr_null(content(e, &report));
    ck_assert_int_eq(scratch_int(e->s, "SELECT count(*) FROM job WHERE kind = 'report'"), 0);
    estate_free(e);
}

END_TEST

/* An argument is no path: whoever can queue a job cannot have the worker remove what is no expired report. */
START_TEST(only_an_expired_reports_file_is_removed)
{
    struct estate *e = estate_new();
    struct stored_report report = order(e, "runs", "{}");

    (void)estate_work(e);
    for (int i = 0; i < 2; i++) {
        scratch_exec(
            e->s,
            "INSERT INTO job (workspace_id, job_id, kind, args, state, priority, run_at, max_attempts, created_at)"
            " VALUES ('%s', gen_random_uuid(), 'report', '%s', 'queued', 1, now(), 1, now())",
            id_text(&e->s->cx, e->workspace.v), i == 0 ? id_text(&e->s->cx, report.id.v) : "../../worker.key");
    }
    (void)estate_work(e);
    ck_assert_ptr_nonnull(content(e, &report));
    ck_assert_int_eq(access(arena_printf(e->s->cx.mem, "%s/worker.key", e->folder), F_OK), 0);
    ck_assert_int_eq(scratch_int(e->s, "SELECT count(*) FROM job WHERE state = 'dead'"), 2);
    estate_free(e);
}

END_TEST

/* ---- kill -9 ---- */

static int work_until_killed(struct estate *e, int64_t fault_at)
{
    int status;
    pid_t pid = fork();

    if (pid == 0) {
        struct runner *runner = estate_runner(e, fault_at);
        bool worked = true;

        while (worked && runner_once(runner, &worked) == RC_OK) {
        }
        _exit((int)runner_faults(runner));
    }
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    return status;
}

START_TEST(killed_at_every_point_it_leaves_one_whole_file)
{
    struct estate *e = estate_new();
    struct stored_report report;
    const char *undisturbed;
    int points;
    int status;

    captured(e);
    report = order(e, "inventory", "{}");
    status = work_until_killed(e, 0);
    ck_assert(WIFEXITED(status));
    points = WEXITSTATUS(status);
    ck_assert_int_ge(points, 8); /* claim; begin, load, read, apply, end: each before or after its commit */
    undisturbed = content(e, &report);
    for (int at = 1; at <= points; at++) {
        report = order(e, "inventory", "{}");
        status = work_until_killed(e, at);
        ck_assert_msg(WIFSIGNALED(status), "fault %d of %d did not fire", at, points);
        estate_expire(e);
        (void)estate_work(e);
        report = get(e, report.id);
        ck_assert_int_eq(report.state, STORED_REPORT_READY);
        ck_assert_str_eq(content(e, &report), undisturbed);
        ck_assert_int_ne(access(arena_printf(e->s->cx.mem, "%s.1", path_of(e, &report)), F_OK), 0);
    }
    ck_assert_int_eq(scratch_int(e->s, "SELECT count(*) FROM job WHERE kind = 'report'"), 0);
    estate_free(e);
}

END_TEST

SUITE(jobs_report, the_row_says_what_the_file_is, names_that_could_be_formulas_are_defused,
      the_same_list_is_not_made_twice_while_one_waits, who_lost_the_capability_gets_nothing,
      a_cancelled_run_ends_its_report, a_report_whose_time_is_over_loses_its_file,
      only_an_expired_reports_file_is_removed, killed_at_every_point_it_leaves_one_whole_file);
