/* A report on a full disk: no name under which half of it could be read; with room again, it is made whole. */
#include <string.h>

#include "core/report/stored_report.h"
#include "support/estate.h"
#include "support/line.h"
#include "support/suite.h"

START_TEST(a_full_disk_leaves_no_half_report)
{
    const struct connection_new how = {
        .provider = "graph", .external_tenant = "ext", .client = "app", .secret = "s3cret of the test"
    };
    const struct stored_report_order order = {
        .kind = "inventory", .format = "csv", .parameters = "{}", .origin = RUN_BY_PERSON
    };
    struct stored_report report;
    struct line *l;
    const char *files;

    fake_reset();
    l = line_new(fake_find, NULL);
    line_connect(l, "contoso", &how);
    line_begin(l, LINE_OPERATOR, "tp_reports");
    line_done(l, stored_report_order(&l->s->cx, l->actors[LINE_OPERATOR], &order, &report));
    ck_assert_int_eq(line_starve(l, JOB_BY_WORKER, "report", 200), 1);
    ck_assert_str_eq(scratch_text(l->s, "SELECT state FROM stored_report"), "requested");
    ck_assert_ptr_null(strstr(line_files(l, "."), ".csv"));
    ck_assert_str_eq(scratch_text(l->s, "SELECT count(*)::text FROM run_error WHERE detail LIKE '%%File too large'"),
                     "1");
    scratch_exec(l->s, "UPDATE job SET run_at = now()");
    line_drain(l);
    ck_assert_str_eq(scratch_text(l->s, "SELECT state FROM stored_report"), "ready");
    files = line_files(l, "reports");
    ck_assert_ptr_nonnull(
        strstr(files, scratch_text(l->s, "SELECT size_bytes || ' ' || encode(sha256, 'hex') FROM stored_report")));
    ck_assert_ptr_null(strchr(strchr(files, '\n') + 1, '\n')); /* that file alone */
    line_free(l);
}

END_TEST

SUITE(db_jobs_report_disk, a_full_disk_leaves_no_half_report);
