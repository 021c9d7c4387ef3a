/* The customer's list, the downloads and the access check, through the real program. */
#include <string.h>

#include "base/text.h"
#include "support/fcgi_client.h"
#include "support/released.h"
#include "support/suite.h"

static struct scratch *s;
static struct served *p;
static struct workspace_id acme;
static struct tenant_id ours;
static struct release_id shown;
static struct release_id foreign;

static void start(void)
{
    s = scratch_new();
    acme = scratch_workspace(s, "acme");
    ours = released_tenant(s, acme, "ours");
    shown = released_make(s, acme, ours, "summer", "shown", 2);
    foreign = released_make(s, acme, released_tenant(s, acme, "theirs"), "canary", "shown", 1);
    p = served_start("portal", s, 1);
}

static void end(void)
{
    served_free(p);
    scratch_free(s);
}

static struct answer get(const char *uri, const char *accept)
{
    return served_ask(p, &(struct ask){ .uri = uri, .accept = accept, .host = "portal.localhost:8081" });
}

static const char *path(const char *format, struct release_id id)
{
    char *out = arena_strdup(p->mem, format);
    char *at = strstr(out, "ID");

    return arena_printf(p->mem, "%.*s%s%s", (int)(at - out), out, id_text(&s->cx, id.v), at + 2);
}

START_TEST(the_list_shows_what_was_granted)
{
    struct answer answer;

    start();
    served_sign_in(p, s, released_customer(s, acme, "carla", ours), "portal");
    answer = get("/", "text/html");
    ck_assert_int_eq(answer.status, 200);
    ck_assert_ptr_nonnull(strstr(answer.body, path("href=\"/reviews/ID/en/\"", shown)));
    ck_assert_ptr_nonnull(strstr(answer.body, path("href=\"/reviews/ID/files/summer.zip\"", shown)));
    ck_assert_ptr_null(strstr(answer.body, "canary"));
    answer = get("/?lang=de", "text/html");
    ck_assert_ptr_nonnull(strstr(answer.body, path("href=\"/reviews/ID/de/\"", shown)));
    ck_assert_ptr_nonnull(strstr(answer.body, "Freigegeben"));
    end();
}

END_TEST

START_TEST(without_a_release_the_list_says_what_comes)
{
    struct answer answer;

    start();
    served_sign_in(p, s, released_customer(s, acme, "nora", released_tenant(s, acme, "new")), "portal");
    answer = get("/", "text/html");
    ck_assert_int_eq(answer.status, 200);
    ck_assert_ptr_nonnull(strstr(answer.body, "No review has been released yet"));
    end();
}

END_TEST

START_TEST(nginx_is_answered_by_a_status)
{
    static const char json[] = "application/json";

    start();
    ck_assert_int_eq(get(path("/access/ID", shown), json).status, 401);
    served_sign_in(p, s, released_customer(s, acme, "carla", ours), "portal");
    ck_assert_int_eq(get(path("/access/ID", shown), json).status, 204);
    ck_assert_int_eq(get(path("/access/ID", foreign), json).status, 403);
    scratch_exec(s, "UPDATE portal_grant SET revoked_at = now()");
    ck_assert_int_eq(get(path("/access/ID", shown), json).status, 403);
    served_sign_in(p, s, released_auditor(s, acme, "aron", shown, "2099-01-01"), "portal");
    ck_assert_int_eq(get(path("/access/ID", shown), json).status, 403);
    end();
}

END_TEST

START_TEST(a_download_is_handed_to_nginx_and_audited)
{
    struct answer answer;
    const char *redirect;

    start();
    served_sign_in(p, s, released_auditor(s, acme, "aron", shown, "2099-01-01"), "portal");
    answer = get(path("/reviews/ID/files/summer.zip", shown), "*/*");
    ck_assert_int_eq(answer.status, 200);
    redirect = arena_printf(p->mem, "/-/releases/%s/%s/summer.zip", id_text(&s->cx, acme.v), id_text(&s->cx, shown.v));
    ck_assert_str_eq(answer_header(p->mem, &answer, "X-Accel-Redirect"), redirect);
    ck_assert_str_eq(answer_header(p->mem, &answer, "Content-Disposition"),
                     "attachment; filename=\"summer.zip\"; filename*=UTF-8''summer.zip");
    ck_assert_uint_eq(answer.body_len, 0);
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM audit_event WHERE action = 'release.downloaded'"), 1);
    ck_assert_int_eq(get(path("/reviews/ID/files/canary.zip", foreign), "*/*").status, 404);
    ck_assert_int_eq(get(path("/reviews/ID/files/..%2Fsecret", shown), "*/*").status, 400);
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM audit_event WHERE action = 'release.downloaded'"), 1);
    end();
}

END_TEST

START_TEST(an_expired_grant_downloads_nothing)
{
    start();
    served_sign_in(p, s, released_auditor(s, acme, "late", shown, "2020-01-01"), "portal");
    ck_assert_int_eq(get(path("/reviews/ID/files/summer.zip", shown), "*/*").status, 403);
    end();
}

END_TEST

START_TEST(a_withdrawn_release_answers_410_with_its_reason)
{
    struct answer answer;

    start();
    served_sign_in(p, s, released_customer(s, acme, "carla", ours), "portal");
    scratch_exec(s, "SET session_replication_role = replica");
    scratch_exec(s, "UPDATE release SET state = 'withdrawn' WHERE release_id = '%s'", id_text(&s->cx, shown.v));
    answer = get(path("/reviews/ID/de/", shown), "text/html");
    ck_assert_int_eq(answer.status, 410);
    ck_assert_ptr_nonnull(strstr(answer.body, "wrong numbers"));
    ck_assert_int_eq(get(path("/access/ID", shown), "application/json").status, 403);
    ck_assert_int_eq(get(path("/reviews/ID/de/", foreign), "text/html").status, 404);
    answer = get("/", "text/html");
    ck_assert_ptr_null(strstr(answer.body, path("href=\"/reviews/ID/en/\"", shown)));
    ck_assert_ptr_nonnull(strstr(answer.body, "Withdrawn"));
    end();
}

END_TEST

SUITE(http_portal_reviews, the_list_shows_what_was_granted, without_a_release_the_list_says_what_comes,
      nginx_is_answered_by_a_status, a_download_is_handed_to_nginx_and_audited, an_expired_grant_downloads_nothing,
      a_withdrawn_release_answers_410_with_its_reason);
