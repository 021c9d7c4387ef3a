/* Stored reports, asked of the real program, and the worker's side done in between. */
#include <string.h>

#include "base/text.h"
#include "support/estate.h"
#include "support/fcgi_client.h"
#include "support/suite.h"

static struct estate *e;
static struct served *p;

static void start(void)
{
    e = estate_new();
    (void)estate_request(e, OPERATION_CAPTURE, estate_tenant(e, "contoso"));
    (void)estate_work(e);
    p = served_start("reports", e->s, 1);
    served_sign_in(p, e->s, e->operator, "operator");
}

static void end(void)
{
    served_free(p);
    estate_free(e);
}

static const char *location(const struct answer *answer)
{
    const char *header = answer_header(p->mem, answer, "Location");

    ck_assert_int_eq(answer->status, 303);
    ck_assert_ptr_nonnull(header);
    return header;
}

static struct answer get_as(const char *uri, const char *accept)
{
    return served_ask(p, &(struct ask){ .uri = uri, .accept = accept });
}

static void says(const struct answer *answer, const char *text)
{
    ck_assert_msg(strstr(answer->body, text) != NULL, "\"%s\" is not in %.3000s", text, answer->body);
}

static int reports(void)
{
    return (int)scratch_int(e->s, "SELECT count(*) FROM stored_report");
}

START_TEST(a_browser_is_asked_first_and_then_shown_the_file)
{
    struct answer answer;
    const char *report;
    const char *live;

    start();
    answer = served_get(p, "/w/msp/reports");
    says(&answer, "No report yet");
    answer = served_get(p, "/w/msp/reports/export?report=inventory&family=named_location");
    ck_assert_int_eq(answer.status, 200);
    says(&answer, "name=\"family\" value=\"named_location\"");
    ck_assert_int_eq(reports(), 0);
    answer = served_post(p, "/w/msp/reports/export?report=inventory", "/w/msp/reports",
                         "report=inventory&family=named_location&format=csv");
    report = location(&answer);
    live = arena_printf(p->mem, "%s/live", report);
    answer = served_get(p, report);
    says(&answer, "Being made");
    says(&answer, "data-hx-trigger=\"every 2s\"");
    ck_assert_int_eq(served_get(p, live).status, 204);
    ck_assert_int_eq(served_get(p, arena_printf(p->mem, "%s/file", report)).status, 409);
    (void)estate_work(e);
    answer = served_get(p, live);
    ck_assert_int_eq(answer.status, 200);
    says(&answer, "/file\"");
    ck_assert_ptr_null(strstr(answer.body, "data-hx-trigger"));
    answer = served_get(p, arena_printf(p->mem, "%s?lang=de", report));
    says(&answer, "Herunterladen");
    says(&answer, "Benannte Standorte");
    end();
}

END_TEST

START_TEST(the_download_is_nginx_s_and_is_audited)
{
    struct answer answer;
    const char *report;
    const char *id;

    start();
    answer = served_post(p, "/w/msp/reports", "/w/msp/reports", "report=runs&format=json");
    report = location(&answer);
    id = strrchr(report, '/') + 1;
    (void)estate_work(e);
    answer = served_get(p, arena_printf(p->mem, "%s/file", report));
    ck_assert_int_eq(answer.status, 200);
    ck_assert_str_eq(answer_header(p->mem, &answer, "X-Accel-Redirect"),
                     arena_printf(p->mem, "/-/reports/%s/runs-%s.json", id_text(&e->s->cx, e->workspace.v), id));
    ck_assert_ptr_nonnull(strstr(answer_header(p->mem, &answer, "Content-Disposition"), "attachment"));
    ck_assert_str_eq(answer.body, "");
    ck_assert_int_eq(scratch_int(e->s,
                                 "SELECT count(*) FROM audit_event WHERE convert_from(canonical, 'UTF8')"
                                 " LIKE '%%report.downloaded%%%s%%'",
                                 id),
                     1);
    end();
}

END_TEST

START_TEST(a_program_that_accepts_csv_gets_it_by_redirects_alone)
{
    struct answer answer;
    const char *report;

    start();
    answer = get_as("/w/msp/reports/export?report=findings&severity=high", "text/csv");
    report = location(&answer);
    ck_assert_str_eq(scratch_text(e->s, "SELECT parameters::text FROM stored_report"), "{\"severity\": \"high\"}");
    answer = get_as("/w/msp/reports/export?report=findings&severity=high", "text/csv");
    ck_assert_str_eq(location(&answer), report); /* once more while it waits */
    answer = get_as(report, "text/csv");
    ck_assert_int_eq(answer.status, 202);
    ck_assert_str_eq(answer_header(p->mem, &answer, "Retry-After"), "2");
    (void)estate_work(e);
    answer = get_as(report, "text/csv");
    ck_assert_str_eq(location(&answer), arena_printf(p->mem, "%s/file", report));
    end();
}

END_TEST

START_TEST(more_than_was_seen_is_not_stored)
{
    struct answer answer;

    start();
    ck_assert_int_eq(get_as("/w/msp/reports/export?report=runs&severity=high", "text/csv").status, 400);
    ck_assert_int_eq(get_as("/w/msp/reports/export?report=findings&scope=done", "text/csv").status, 400);
    ck_assert_int_eq(get_as("/w/msp/reports/export?report=findings&state=gone", "text/csv").status, 400);
    ck_assert_int_eq(get_as("/w/msp/reports/export?report=passwords", "text/csv").status, 400);
    ck_assert_int_eq(
        get_as("/w/msp/reports/export?report=runs&tenant=018f0000-0000-7000-8000-000000000000", "text/csv").status,
        404);
    ck_assert_int_eq(reports(), 0);
    answer = served_ask(p, &(struct ask){ .method = "POST", .uri = "/w/msp/reports", .body = "report=runs" });
    ck_assert_int_eq(answer.status, 403); /* without the token */
    ck_assert_int_eq(reports(), 0);
    end();
}

END_TEST

START_TEST(lists_and_details_are_json_too)
{
    struct answer answer;
    const char *report;

    start();
    answer = served_post(p, "/w/msp/reports", "/w/msp/reports", "report=inventory&format=csv");
    report = location(&answer);
    (void)estate_work(e);
    answer = get_as("/w/msp/reports", "application/json");
    says(&answer, "\"report\":\"inventory\"");
    says(&answer, "\"parameters\":{}");
    says(&answer, "\"state\":\"ready\"");
    says(&answer, "\"row_count\":9");
    answer = get_as(report, "application/json");
    says(&answer, "\"sha256\":\"");
    end();
}

END_TEST

SUITE(http_reports, a_browser_is_asked_first_and_then_shown_the_file, the_download_is_nginx_s_and_is_audited,
      a_program_that_accepts_csv_gets_it_by_redirects_alone, more_than_was_seen_is_not_stored,
      lists_and_details_are_json_too);
