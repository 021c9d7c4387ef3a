#include "core/report/stored_report.h"

#include "base/text.h"
#include "support/scratch.h"
#include "support/suite.h"

static void begin(struct scratch *s, const char *role, struct workspace_id ws)
{
    scratch_begin(s, role, TX_WRITE, ws, (struct account_id){ { { 0 } } });
}

/* Requested by a person in the reports program. */
static struct stored_report requested(struct scratch *s, struct workspace_id ws, const struct actor *who)
{
    struct stored_report report;

    begin(s, "tp_reports", ws);
    ck_assert_int_eq(stored_report_request(&s->cx, who, "findings", "csv", "{\"state\": \"open\"}", &report), RC_OK);
    scratch_commit(s);
    ck_assert_int_eq(report.state, STORED_REPORT_REQUESTED);
    return report;
}

START_TEST(a_report_is_requested_made_and_removed)
{
    struct scratch *s = scratch_new();
    struct workspace_id ws = scratch_workspace(s, "one");
    struct account_id anna = scratch_member(s, ws, "anna", ROLE_VIEWER);
    struct stored_report report = requested(s, ws, scratch_actor(s, ws, anna, ROLE_VIEWER));
    uint8_t hash[32] = { 1 };
    const struct stored_report_file file = { 4096, 12, { hash, sizeof hash } };
    struct stored_report gone;

    ck_assert(text_ends(stored_report_file_name(s->cx.mem, &report), ".csv"));
    begin(s, "tp_worker", ws);
    ck_assert_int_eq(stored_report_finish(&s->cx, scratch_system(s, ws, CAP_WORKER), report.id, &file, &report), RC_OK);
    scratch_commit(s);
    ck_assert_int_eq(report.state, STORED_REPORT_READY);
    ck_assert_int_eq(report.row_count, 12);
    begin(s, "tp_worker", ws);
    ck_assert_int_eq(stored_report_expire_one(&s->cx, scratch_system(s, ws, CAP_SCHEDULER), &gone), RC_NOT_FOUND);
    s->clock.now_us += 31 * DAY_US;
    ck_assert_int_eq(stored_report_expire_one(&s->cx, scratch_system(s, ws, CAP_SCHEDULER), &gone), RC_OK);
    scratch_commit(s);
    ck_assert_int_eq(gone.state, STORED_REPORT_EXPIRED);
    ck_assert(uuid_equal(gone.id.v, report.id.v));
    scratch_free(s);
}

END_TEST

START_TEST(what_ended_stays_ended)
{
    struct scratch *s = scratch_new();
    struct workspace_id ws = scratch_workspace(s, "one");
    struct account_id anna = scratch_member(s, ws, "anna", ROLE_VIEWER);
    struct stored_report report = requested(s, ws, scratch_actor(s, ws, anna, ROLE_VIEWER));
    const struct stored_report_file file = { 1, 1, { (const uint8_t *)"0123456789abcdef0123456789abcdef", 32 } };

    begin(s, "tp_worker", ws);
    ck_assert_int_eq(stored_report_fail(&s->cx, scratch_system(s, ws, CAP_WORKER), report.id, "timeout", &report),
                     RC_OK);
    scratch_commit(s);
    ck_assert_str_eq(report.reason, "timeout");
    begin(s, "tp_worker", ws);
    ck_assert_int_eq(stored_report_finish(&s->cx, scratch_system(s, ws, CAP_WORKER), report.id, &file, &report),
                     RC_CONFLICT);
    scratch_rollback(s);
    scratch_free(s);
}

END_TEST

START_TEST(another_workspace_sees_none)
{
    struct scratch *s = scratch_new();
    struct workspace_id ws = scratch_workspace(s, "one");
    struct workspace_id other = scratch_workspace(s, "two");
    struct account_id anna = scratch_member(s, ws, "anna", ROLE_VIEWER);
    const struct actor *stranger = scratch_actor(s, other, anna, ROLE_OWNER);
    struct stored_report report = requested(s, ws, scratch_actor(s, ws, anna, ROLE_VIEWER));
    struct stored_report *list = NULL;
    size_t count = 9;

    begin(s, "tp_reports", other);
    ck_assert_int_eq(stored_report_get(&s->cx, stranger, report.id, &report), RC_NOT_FOUND);
    ck_assert_int_eq(stored_report_list(&s->cx, stranger, &(struct stored_report_page){ .limit = 50 }, &list, &count),
                     RC_OK);
    ck_assert_uint_eq(count, 0);
    scratch_commit(s);
    scratch_free(s);
}

END_TEST

SUITE(core_stored_report, a_report_is_requested_made_and_removed, what_ended_stays_ended, another_workspace_sees_none);
