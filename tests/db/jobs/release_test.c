/* A release that is killed at any point: the portal shows the old one or the new one, whole; the next execution completes it. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/text.h"
#include "support/estate.h"
#include "support/line.h"
#include "support/suite.h"

static struct line *l;

static void start(void)
{
    const struct connection_new how = {
        .provider = "graph", .external_tenant = "ext", .client = "app", .secret = "s3cret of the test"
    };

    fake_reset();
    l = line_new(fake_find, NULL);
    line_connect(l, "contoso", &how);
}

/* ---- what a customer can see ---- */

static const char *shown(void)
{
    return scratch_text(l->s, "SELECT string_agg(title, ', ') FROM release WHERE state = 'shown'");
}

/* "path size sha256", as the rows of one release say; pages have none. */
static const char *files_of_rows(const char *title)
{
    return scratch_text(
        l->s,
        "SELECT string_agg(concat_ws(' ', 'releases/' || r.workspace_id || '/' || release_id || '/' || name,"
        " size_bytes, encode(sha256, 'hex')), E'\\n' ORDER BY name) FROM release r JOIN release_file f"
        " USING (workspace_id, release_id) WHERE title = '%s'",
        title);
}

static const char *id_of(const char *title)
{
    return scratch_text(l->s, "SELECT release_id::text FROM release WHERE title = '%s'", title);
}

/* Every file of the release that is shown is there as its row says, so are its pages, and the pack verifies. */
static void expect_whole(const char *title)
{
    struct arena *mem = l->s->cx.mem;
    const char *releases = line_files(l, "releases");
    const char *pages = line_files(l, "portal");
    char *rows = arena_strdup(mem, files_of_rows(title));
    char *rest = rows;

    for (const char *line = strtok_r(rows, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        ck_assert_msg(strstr(releases, line) != NULL, "%s is not among\n%s", line, releases);
    }
    ck_assert_ptr_nonnull(strstr(pages, arena_printf(mem, "portal/%s/en/index.html", id_of(title))));
    ck_assert_ptr_nonnull(strstr(pages, arena_printf(mem, "portal/%s/de/index.html", id_of(title))));
    ck_assert_int_eq(
        line_command(l, arena_printf(mem, "tenantpilot verify $(ls %s/releases/*/%s/*.zip)", l->var, id_of(title))), 0);
}

/* What was built before is still what it was. */
static void expect_kept(const char *before, const char *after)
{
    char *lines = arena_strdup(l->s->cx.mem, before);
    char *rest = lines;

    for (const char *line = strtok_r(lines, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        ck_assert_msg(strstr(after, line) != NULL, "%s became other:\n%s", line, after);
    }
}

/* ---- kill -9 ---- */

enum {
    STEPS = 3, /* prepared, built, shown: jobs/release.c */
    POINTS = 1 + 2 + 2 + STEPS * 3 + 2 /* claim, begin, load, each step's fetch, apply and commit, the end */
};

static const char *title_of(int n)
{
    return arena_printf(l->s->cx.mem, "Review %d", n);
}

static void ask_for(int n)
{
    (void)line_sign(l, line_review(l, title_of(n)));
    line_seal(l);
}

/* Returns whether the new release was shown already when it was killed. */
static bool kill_at(int n)
{
    const char *old = title_of(n - 1);
    const char *built;
    const char *after;
    bool is_new;

    ask_for(n);
    ck_assert_msg(line_kill(l, JOB_BY_SEALER, "release", n) == -1, "point %d did not fire", n);
    is_new = text_equal(shown(), title_of(n));
    ck_assert_msg(is_new || text_equal(shown(), old), "point %d: '%s' is shown", n, shown());
    expect_whole(shown());
    built = arena_printf(l->s->cx.mem, "%s%s", line_files(l, "releases"), line_files(l, "portal"));
    line_expire(l);
    line_drain(l);
    ck_assert_str_eq(shown(), title_of(n));
    expect_whole(title_of(n));
    after = arena_printf(l->s->cx.mem, "%s%s", line_files(l, "releases"), line_files(l, "portal"));
    expect_kept(built, after);
    ck_assert_ptr_null(strstr(after, ".new"));
    ck_assert_int_eq(scratch_int(l->s, "SELECT count(*) FROM release WHERE state = 'superseded'"), n);
    ck_assert_str_eq(scratch_text(l->s, "SELECT state FROM review WHERE title = '%s'", title_of(n)), "released");
    return is_new;
}

START_TEST(killed_at_every_point_the_old_or_the_new_is_shown)
{
    int fired = 0;
    int new_ones = 0;

    start();
    ask_for(0);
    ck_assert_int_eq(line_kill(l, JOB_BY_SEALER, "release", 0), POINTS);
    expect_whole(title_of(0));
    for (int n = 1; n <= POINTS; n++) {
        new_ones += kill_at(n);
        fired++;
    }
    ck_assert_int_ge(fired, STEPS);
    ck_assert_int_eq(new_ones, 3); /* after the commit that shows it, before and after that of the run's end */
    ck_assert_int_eq(line_log_problems(l), 0);
    line_free(l);
}

END_TEST

/* ---- a full disk ---- */

/* The attempt fails where the disk ends, be it in a report, the pack or a page; the next one, with room, succeeds. */
START_TEST(a_full_disk_leaves_nothing_half_written)
{
    static const size_t ends[] = { 0, 2000, 20000, 60000 };
    const char *before;
    int n = 1;

    start();
    ask_for(0);
    line_drain(l);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++, n++) {
        ask_for(n);
        before = arena_printf(l->s->cx.mem, "%s%s", line_files(l, "releases"), line_files(l, "portal"));
        ck_assert_int_eq(line_starve(l, JOB_BY_SEALER, "release", ends[i]), 1);
        ck_assert_str_eq(shown(), title_of(n - 1));
        ck_assert_str_eq(arena_printf(l->s->cx.mem, "%s%s", line_files(l, "releases"), line_files(l, "portal")),
                         before);
        ck_assert_str_eq(scratch_text(l->s,
                                      "SELECT state || ' ' || (outcome IS NULL) FROM run WHERE operation = 'release'"
                                      " ORDER BY run_id DESC LIMIT 1"),
                         "queued true");
        scratch_exec(l->s, "UPDATE job SET run_at = now() WHERE kind = 'release'");
        line_drain(l);
        ck_assert_str_eq(shown(), title_of(n));
        expect_whole(title_of(n));
    }
    line_free(l);
}

END_TEST

/* ---- the same bytes ---- */

/* Built twice from the same row, under other circumstances of the process. */
START_TEST(a_repeated_build_gives_the_same_bytes)
{
    const char *first;

    start();
    ask_for(0);
    ck_assert_int_eq(line_kill(l, JOB_BY_SEALER, "release", 1 + 2 + 2 + 3 + 1), -1); /* built on disk, not in the row */
    ck_assert_str_eq(scratch_text(l->s, "SELECT step FROM release"), "prepared");
    first = line_files(l, "releases");
    ck_assert_ptr_nonnull(strstr(first, ".zip"));
    line_command(l, "sh -c 'rm -r $TP_VAR/releases/* $TP_VAR/portal/*'");
    ck_assert_str_eq(line_files(l, "releases"), "");
    ck_assert_int_eq(setenv("TZ", "Pacific/Auckland", 1), 0);
    tzset();
    line_expire(l);
    line_drain(l);
    ck_assert_str_eq(line_files(l, "releases"), first);
    expect_whole(title_of(0));
    line_free(l);
}

END_TEST

SUITE(db_jobs_release, killed_at_every_point_the_old_or_the_new_is_shown, a_full_disk_leaves_nothing_half_written,
      a_repeated_build_gives_the_same_bytes);
