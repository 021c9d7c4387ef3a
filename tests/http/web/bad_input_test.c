/* What goes wrong at the edges of a program as it runs, shown on the inbox: a clear answer in the reader's language with the request's
 * number, a line in the log, and nothing lost. The unit tests of web/dispatch.c try each parameter; isolation_test.c tries foreign ids. */
#include <string.h>

#include "base/text.h"
#include "support/fcgi_client.h"
#include "support/released.h"
#include "support/suite.h"

#define REQUEST "feedc0defeedc0defeedc0defeedc0de"

static struct scratch *s;
static struct served *p;
static struct workspace_id ours;
static struct account_id anna;

static void start(void)
{
    s = scratch_new();
    ours = scratch_workspace(s, "ours");
    anna = scratch_member(s, ours, "anna", ROLE_OWNER);
    scratch_exec(s, "UPDATE account SET lang = 'de'");
    p = served_start("inbox", s, 1);
    served_sign_in(p, s, anna, "operator");
}

static void end(void)
{
    ck_assert_ptr_null(strstr(served_log(p), "worker_died"));
    served_free(p);
    scratch_free(s);
}

/* The answer is a page of that status in Anna's language, not the browser's, with the request's number, and so is the log's line. */
static void expect(const struct ask *ask, int status, const char *words)
{
    struct ask numbered = *ask;
    struct answer answer;

    numbered.language = "en";
    numbered.request_id = REQUEST;
    answer = served_ask(p, &numbered);
    ck_assert_msg(answer.status == status, "%s %s gave %d, not %d", ask->method == NULL ? "GET" : ask->method, ask->uri,
                  answer.status, status);
    ck_assert_msg(strstr(answer.body, words) != NULL, "%s: no '%s' in\n%s", ask->uri, words, answer.body);
    ck_assert_ptr_nonnull(strstr(answer.body, "<html lang=\"de\""));
    ck_assert_ptr_nonnull(strstr(answer.body, REQUEST));
    ck_assert_ptr_nonnull(strstr(served_log(p), arena_printf(p->mem, "\"request\":\"" REQUEST "\"")));
    ck_assert_ptr_nonnull(strstr(served_log(p), arena_printf(p->mem, "\"status\":%d", status)));
}

START_TEST(every_list_refuses_what_it_does_not_understand)
{
    static const char *const lists[] = {
        "inbox", "findings", "exceptions", "runs", "tenants", "inventory", "portfolio"
    };
    static const char *const bad[] = { "limit=0", "limit=1e9",       "limit=-1",    "q=%ff",
                                       "q=%C3",   "q=%00",           "q=%",         "limit=5&limit=6",
                                       "=x",      "lang=de&lang=en", "after=forged" };

    start();
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        for (size_t k = 0; k < sizeof bad / sizeof bad[0]; k++) {
            int status = served_get(p, arena_printf(p->mem, "/w/ours/%s?%s", lists[i], bad[k])).status;

            ck_assert_msg(status == 400, "%s?%s gave %d", lists[i], bad[k], status);
        }
    }
    expect(&(struct ask){ .uri = "/w/ours/findings?limit=0" }, 400, "ist nicht lesbar");
    end();
}

END_TEST

START_TEST(what_is_not_there_cannot_be_done_or_is_too_large_is_told_apart)
{
    char *long_uri;

    start();
    long_uri = arena_alloc(p->mem, 9000);
    memset(long_uri, 'a', 8999);
    memcpy(long_uri, "/w/ours/", 8);
    expect(&(struct ask){ .uri = "/w/ours/nothing" }, 404, "Nicht gefunden");
    expect(&(struct ask){ .uri = "/w/theirs/findings" }, 404, "Nicht gefunden");
    expect(&(struct ask){ .uri = "/w/ours/findings/01a207b7-4c27-7dd3-a9ae-6c2cf510773c" }, 404, "Nicht gefunden");
    expect(&(struct ask){ .uri = "/w/ours/findings/%00" }, 400, "ist nicht lesbar");
    expect(&(struct ask){ .uri = "/w/ours/findings", .method = "DELETE" }, 405, "Hier nicht möglich");
    expect(&(struct ask){ .uri = "/w/ours/findings", .method = "BREW" }, 400, "ist nicht lesbar");
    expect(&(struct ask){ .uri = long_uri }, 413, "Zu groß");
    expect(&(struct ask){ .uri = "/w/ours/tenants", .method = "POST", .fetch_site = "cross-site", .body = "name=x" },
           403, "Nicht erlaubt");
    end();
}

END_TEST

START_TEST(what_changed_since_is_a_conflict_and_stays_as_it_is)
{
    struct tenant_id tenant;
    const char *page;
    struct answer answer;

    start();
    tenant = released_tenant(s, ours, "contoso");
    page = arena_printf(p->mem, "/w/ours/tenants/%s", id_text(&s->cx, tenant.v));
    answer = served_post(p, page, arena_printf(p->mem, "%s/archive", page), "row_version=7");
    ck_assert_int_eq(answer.status, 409);
    ck_assert_str_eq(scratch_text(s, "SELECT state FROM tenant"), "active");
    answer = served_post(p, page, arena_printf(p->mem, "%s/archive", page), "row_version=seven");
    ck_assert_int_eq(answer.status, 400);
    ck_assert_str_eq(scratch_text(s, "SELECT state FROM tenant"), "active");
    end();
}

END_TEST

START_TEST(a_session_that_is_over_leads_to_the_signin)
{
    struct answer answer;

    start();
    ck_assert_int_eq(served_get(p, "/w/ours/findings").status, 200);
    scratch_exec(s, "UPDATE session SET expires_at = now() - interval '1 second'");
    answer = served_get(p, "/w/ours/findings");
    ck_assert_int_eq(answer.status, 303);
    ck_assert_ptr_nonnull(strstr(answer_header(p->mem, &answer, "Location"), "/signin"));
    answer = served_ask(p, &(struct ask){ .uri = "/w/ours/findings", .accept = "application/json" });
    ck_assert_int_eq(answer.status, 401);
    end();
}

END_TEST

/* A form that adds a tenant, sent as its page would send it. */
static struct ask adding(const char *slug)
{
    struct answer shown = served_get(p, "/w/ours/tenants");

    return (struct ask){ .method = "POST",
                         .uri = "/w/ours/tenants",
                         .accept = "text/html",
                         .fetch_site = "same-origin",
                         .body = arena_printf(p->mem, "csrf=%s&slug=%s&name=New", answer_field(p->mem, &shown, "csrf"),
                                              slug) };
}

static int tenants(void)
{
    return (int)scratch_int(s, "SELECT count(*) FROM tenant");
}

/* No new connection is let in, and the old ones are cut. Whose session it is cannot be asked: the language is the one that the browser
 * was told when it could. What was sent meanwhile is not half done, and can be sent again. */
START_TEST(a_database_that_goes_away_and_comes_back)
{
    struct answer answer;
    struct ask form;

    start();
    answer = served_get(p, "/w/ours/findings");
    ck_assert_int_eq(answer.status, 200);
    ck_assert(text_starts(answer_header(p->mem, &answer, "Set-Cookie"), "lang=de;"));
    p->cookie = arena_printf(p->mem, "%s; lang=de", p->cookie);
    ck_assert_int_eq(served_get(p, "/readyz").status, 200);
    form = adding("new");
    scratch_exec(s, "ALTER DATABASE %s CONNECTION LIMIT 0", s->name);
    scratch_exec(s, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                    " AND pid <> pg_backend_pid()");
    for (int i = 0; i < 3; i++) {
        expect(&(struct ask){ .uri = "/w/ours/findings" }, 503, "Zurzeit nicht verfügbar");
    }
    expect(&form, 503, "nichts verloren");
    ck_assert_int_eq(served_get(p, "/healthz").status, 200);
    ck_assert_int_eq(served_get(p, "/readyz").status, 503);
    scratch_exec(s, "ALTER DATABASE %s CONNECTION LIMIT -1", s->name);
    ck_assert_int_eq(served_get(p, "/w/ours/findings").status, 200);
    ck_assert_int_eq(served_get(p, "/readyz").status, 200);
    ck_assert_int_eq(tenants(), 0);
    ck_assert_int_eq(served_ask(p, &form).status, 303);
    ck_assert_int_eq(tenants(), 1);
    end();
}

END_TEST

/* What PostgreSQL says when its disk is full (53100), in the middle of a change. */
START_TEST(a_full_disk_of_the_database_keeps_nothing_half)
{
    struct ask form;

    start();
    form = adding("new");
    scratch_exec(s, "CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION"
                    " 'could not extend file' USING ERRCODE = '53100'; END $$;"
                    " CREATE TRIGGER disk_full AFTER INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION disk_full()");
    expect(&form, 503, "nichts verloren");
    ck_assert_ptr_nonnull(strstr(served_log(p), "could not extend file"));
    ck_assert_ptr_null(strstr(served_ask(p, &form).body, "could not extend file"));
    ck_assert_int_eq(tenants(), 0);
    scratch_exec(s, "DROP TRIGGER disk_full ON audit_event");
    ck_assert_int_eq(served_ask(p, &form).status, 303);
    ck_assert_int_eq(tenants(), 1);
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM audit_event WHERE action = 'tenant.added'"), 1);
    end();
}

END_TEST

SUITE(http_bad_input, every_list_refuses_what_it_does_not_understand,
      what_is_not_there_cannot_be_done_or_is_too_large_is_told_apart,
      what_changed_since_is_a_conflict_and_stays_as_it_is, a_session_that_is_over_leads_to_the_signin,
      a_database_that_goes_away_and_comes_back, a_full_disk_of_the_database_keeps_nothing_half);
