#include "bench/csv.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "bench/bare.h"
#include "bench/figure.h"
#include "reports/report.h"

enum { ROUNDS = 3, KNOWN_COPY_MBS = 70, MIB = 1 << 20 };

#define REPORT_ID "00000000-0000-7000-8000-0000000000cc"

struct timed {
    double seconds;
    double bytes;
    double rss_mib; /* largest of the process */
};

static enum rc to_file(void *context, struct bytes piece)
{
    return fwrite(piece.data, 1, piece.len, context) == piece.len ? RC_OK : RC_UNAVAILABLE;
}

/* The report's step: one read-only transaction that streams to a file. */
static void stream(struct scratch *s, const char *slug, const char *path)
{
    FILE *file = fopen(path, "we");
    const struct report_sink sink = { to_file, file };
    struct workspace_id workspace;
    struct uuid id;

    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(uuid_parse(REPORT_ID, &id), RC_OK);
    ck_assert_int_eq(uuid_parse(scratch_text(s, "SELECT md5('%s')::uuid", slug), &workspace.v), RC_OK);
    scratch_begin(s, "tp_worker", TX_READ, workspace, (struct account_id){ { { 0 } } });
    ck_assert_int_eq(report_stream(&s->cx, id, REPORT_FINDINGS, REPORT_CSV, &sink, NULL), RC_OK);
    scratch_commit(s);
    ck_assert_int_eq(fclose(file), 0);
}

/* The same columns of the same rows in the same order, with nothing defused and times as PostgreSQL writes them. */
static void write_script(const char *path, const char *file)
{
    const char *sql = bare_query_named("report_rows_findings")->sql;
    FILE *out = fopen(path, "w");

    ck_assert_ptr_nonnull(out);
    (void)fprintf(out,
                  "SET ROLE tp_worker;\nBEGIN READ ONLY;\nSELECT set_config('app.ws', md5('large')::uuid::text, true)"
                  " \\gset\nSELECT set_config('app.report', '" REPORT_ID "', true) \\gset\n");
    (void)fprintf(out, "\\copy (%s) TO '%s' WITH (FORMAT csv, HEADER)\nCOMMIT;\n", sql, file);
    (void)fclose(out);
}

/* In a process of its own, so that its memory is its own. */
static struct timed timed_child(struct scratch *s, const char *slug, const char *script, const char *path)
{
    double start = now_s();
    struct rusage usage;
    struct timed timed;
    struct stat file;
    int status = -1;
    pid_t pid = fork();

    ck_assert_int_ge(pid, 0);
    if (pid == 0 && script == NULL) {
        s->dbs[0] = NULL;
        stream(s, slug, path);
        _exit(0);
    }
    if (pid == 0) {
        (void)execlp("psql", "psql", arena_printf(s->cx.mem, "%s user=postgres", s->conninfo), "-Xqf", script,
                     (char *)NULL);
        _exit(127);
    }
    ck_assert_int_eq(wait4(pid, &status, 0, &usage), pid);
    ck_assert_int_eq(status, 0);
    timed.seconds = now_s() - start;
    ck_assert_int_eq(stat(path, &file), 0);
    timed.bytes = (double)file.st_size;
    timed.rss_mib = (double)usage.ru_maxrss / 1024;
    (void)unlink(path);
    return timed;
}

void csv_figures(struct scratch *s)
{
    char folder[] = "/tmp/tp-csv.XXXXXX";
    double ours[ROUNDS];
    double psql[ROUNDS];
    double rss = 0;
    double rss_small;
    char *script;
    char *path;

    ck_assert_ptr_nonnull(mkdtemp(folder));
    path = arena_printf(s->cx.mem, "%s/findings.csv", folder);
    script = arena_printf(s->cx.mem, "%s/copy.sql", folder);
    write_script(script, path);
    rss_small = timed_child(s, "small", NULL, path).rss_mib;
    for (int i = 0; i < ROUNDS; i++) {
        struct timed timed = timed_child(s, "large", NULL, path);

        ours[i] = timed.bytes / timed.seconds / MIB;
        rss = timed.rss_mib > rss ? timed.rss_mib : rss;
        timed = timed_child(s, "large", script, path);
        psql[i] = timed.bytes / timed.seconds / MIB;
    }
    (void)unlink(script);
    (void)rmdir(folder);
    figure_add(&(struct figure){ "CSV of 1,000,000 findings beside psql \\copy", "MB/s", median(ours, ROUNDS),
                                 median(psql, ROUNDS), 0.7, false, 0, false });
    figure_add(&(struct figure){ "memory of the CSV of 1,000,000 beside that of 10,000", "MiB", rss, rss_small, 1.2,
                                 true, 0, true });
}
