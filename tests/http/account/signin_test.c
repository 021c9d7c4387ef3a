/* Signing in and out through the real program. */
#include <string.h>

#include "base/text.h"
#include "core/auth/token.h"
#include "support/fcgi_client.h"
#include "support/people.h"
#include "support/released.h"
#include "support/suite.h"

static struct scratch *s;
static struct served *p;
static struct workspace_id acme;
static struct account_id anna;

#define PASSWORD_FORM "password=blauer+kranich+trinkt+mokka"

static void start(void)
{
    s = scratch_new();
    acme = scratch_workspace(s, "acme");
    anna = scratch_member(s, acme, "anna", ROLE_OPERATOR);
    people_set_password(s, anna);
    p = served_start("account", s, 1);
}

static void end(void)
{
    served_free(p);
    scratch_free(s);
}

static struct answer post(const char *uri, const char *body)
{
    return served_ask(
        p, &(struct ask){
               .method = "POST", .uri = uri, .accept = "text/html", .fetch_site = "same-origin", .body = body });
}

static const char *location(const struct answer *answer)
{
    const char *header = answer_header(p->mem, answer, "Location");

    return header == NULL ? "" : header;
}

START_TEST(the_cookie_is_locked_down)
{
    struct answer answer;
    const char *cookie;

    start();
    answer = post("/signin", "login=anna%40example.test&" PASSWORD_FORM);
    ck_assert_int_eq(answer.status, 303);
    ck_assert_str_eq(location(&answer), "/w/acme/inbox");
    cookie = answer_header(p->mem, &answer, "Set-Cookie");
    ck_assert_ptr_nonnull(cookie);
    ck_assert(text_starts(cookie, "__Host-operator="));
    ck_assert_ptr_nonnull(strstr(cookie, "; Path=/"));
    ck_assert_ptr_nonnull(strstr(cookie, "; Secure"));
    ck_assert_ptr_nonnull(strstr(cookie, "; HttpOnly"));
    ck_assert_ptr_nonnull(strstr(cookie, "; SameSite=Lax"));
    ck_assert_ptr_null(strstr(cookie, "Domain"));
    p->cookie = arena_strndup(p->mem, cookie, strcspn(cookie, ";"));
    ck_assert_int_eq(served_get(p, "/account/settings").status, 200);
    end();
}

END_TEST

START_TEST(refusals_are_one_page)
{
    struct answer unknown;
    struct answer wrong;

    start();
    unknown = post("/signin", "login=nobody%40example.test&" PASSWORD_FORM);
    wrong = post("/signin", "login=anna%40example.test&password=not+this+one+at+all");
    ck_assert_int_eq(unknown.status, 422);
    ck_assert_int_eq(wrong.status, 422);
    ck_assert_ptr_null(answer_header(p->mem, &unknown, "Set-Cookie"));
    ck_assert_ptr_null(answer_header(p->mem, &wrong, "Set-Cookie"));
    ck_assert_ptr_nonnull(strstr(wrong.body, "E-mail address or password is not right"));
    ck_assert_ptr_nonnull(strstr(unknown.body, "E-mail address or password is not right"));
    ck_assert_ptr_null(strstr(wrong.body, "not this one at all"));
    ck_assert_ptr_null(strstr(served_log(p), "not this one"));
    end();
}

END_TEST

START_TEST(too_many_attempts_are_told_when_to_come_back)
{
    struct answer answer = { .status = 0 };

    start();
    for (int i = 0; i < 8 && answer.status != 429; i++) {
        answer = post("/signin?lang=de", "login=anna%40example.test&password=not+this+one+at+all");
    }
    ck_assert_int_eq(answer.status, 429);
    ck_assert_ptr_nonnull(answer_header(p->mem, &answer, "Retry-After"));
    ck_assert_ptr_nonnull(strstr(answer.body, "Zu viele Versuche"));
    end();
}

END_TEST

START_TEST(after_signin_one_comes_back_to_this_host_alone)
{
    static const struct {
        const char *next;
        const char *location;
    } cases[] = {
        { "%2Fw%2Facme%2Ffindings%3Fstate%3Dopen", "/w/acme/findings?state=open" },
        { "%2F%2Fevil.example%2F", "/w/acme/inbox" },
        { "https%3A%2F%2Fevil.example", "/w/acme/inbox" },
        { "%2F%5Cevil.example", "/w/acme/inbox" },
        { "%2Fsignout", "/w/acme/inbox" },
    };

    start();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct answer answer = post(
            "/signin", arena_printf(p->mem, "login=anna%%40example.test&" PASSWORD_FORM "&next=%s", cases[i].next));

        ck_assert_int_eq(answer.status, 303);
        ck_assert_str_eq(location(&answer), cases[i].location);
    }
    ck_assert_str_eq(location(&(struct answer){ .head = "" }), "");
    end();
}

END_TEST

START_TEST(a_page_leads_to_the_signin_and_back)
{
    struct answer answer;

    start();
    answer = served_get(p, "/account/settings?lang=de");
    ck_assert_int_eq(answer.status, 303);
    ck_assert_str_eq(location(&answer), "/signin?next=%2Faccount%2Fsettings%3Flang%3Dde");
    answer = served_get(p, "/");
    ck_assert_int_eq(answer.status, 303);
    ck_assert_str_eq(location(&answer), "/signin");
    end();
}

END_TEST

START_TEST(signing_out_ends_the_session)
{
    struct answer answer;

    start();
    served_sign_in(p, s, anna, "operator");
    answer = served_post(p, "/account/settings", "/signout", "");
    ck_assert_int_eq(answer.status, 303);
    ck_assert_str_eq(location(&answer), "/signin");
    ck_assert_ptr_nonnull(strstr(answer_header(p->mem, &answer, "Set-Cookie"), "Max-Age=0"));
    ck_assert_str_eq(answer_header(p->mem, &answer, "Clear-Site-Data"), "\"cache\", \"storage\"");
    ck_assert_int_eq(served_get(p, "/account/settings").status, 303);
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM session WHERE revoked_at IS NOT NULL"), 1);
    end();
}

END_TEST

START_TEST(forged_doubled_and_foreign_cookies_are_worth_nothing)
{
    const char *twice;

    start();
    served_sign_in(p, s, anna, "operator");
    twice = arena_printf(p->mem, "%s; __Host-operator=AAAA", p->cookie);
    ck_assert_int_eq(served_ask(p, &(struct ask){ .uri = "/account/settings", .cookie = twice }).status, 400);
    ck_assert_int_eq(
        served_ask(p, &(struct ask){ .uri = "/account/settings", .cookie = "__Host-operator=forged" }).status, 303);
    ck_assert_int_eq(
        served_ask(p, &(struct ask){ .uri = "/account/settings",
                                     .host = "portal.localhost:8081",
                                     .cookie = arena_printf(p->mem, "__Host-portal=%s", strchr(p->cookie, '=') + 1) })
            .status,
        303);
    scratch_exec(s, "UPDATE session SET expires_at = now() - interval '1 second'");
    ck_assert_int_eq(served_get(p, "/account/settings").status, 303);
    end();
}

END_TEST

START_TEST(other_sites_cannot_post)
{
    struct ask ask = { .method = "POST", .uri = "/signin", .body = "login=anna%40example.test&" PASSWORD_FORM };

    start();
    ck_assert_int_eq(served_ask(p, &ask).status, 403);
    ask.fetch_site = "cross-site";
    ck_assert_int_eq(served_ask(p, &ask).status, 403);
    ask.fetch_site = NULL;
    ask.origin = "http://operator.localhost.evil.example";
    ck_assert_int_eq(served_ask(p, &ask).status, 403);
    served_sign_in(p, s, anna, "operator");
    ask = (struct ask){ .method = "POST", .uri = "/signout", .fetch_site = "same-origin", .body = "csrf=wrong" };
    ck_assert_int_eq(served_ask(p, &ask).status, 403);
    ck_assert_int_eq(served_get(p, "/account/settings").status, 200);
    end();
}

END_TEST

START_TEST(a_customer_signs_in_on_the_portal_alone)
{
    struct account_id carla;
    struct answer answer;

    start();
    carla = released_customer(s, acme, "carla", released_tenant(s, acme, "contoso"));
    people_set_password(s, carla);
    answer = post("/signin", "login=carla%40example.test&" PASSWORD_FORM);
    ck_assert_int_eq(answer.status, 422);
    answer = served_ask(p, &(struct ask){ .method = "POST",
                                          .uri = "/signin",
                                          .host = "portal.localhost:8081",
                                          .fetch_site = "same-origin",
                                          .body = "login=carla%40example.test&" PASSWORD_FORM });
    ck_assert_int_eq(answer.status, 303);
    ck_assert_str_eq(location(&answer), "/");
    ck_assert(text_starts(answer_header(p->mem, &answer, "Set-Cookie"), "__Host-portal="));
    end();
}

END_TEST

/* "idle minutes / hours in all" of the one session. */
static const char *times_of(const char *site)
{
    return scratch_text(s,
                        "SELECT idle_us / 60000000 || ' / ' || extract(epoch FROM expires_at - created_at)::int / 3600"
                        " FROM session WHERE site = '%s'",
                        site);
}

START_TEST(a_session_lasts_as_long_as_its_site_says)
{
    const char *form;
    struct account_id carla;

    start();
    carla = released_customer(s, acme, "carla", released_tenant(s, acme, "contoso"));
    people_set_password(s, carla);
    ck_assert_int_eq(post("/signin", "login=anna%40example.test&" PASSWORD_FORM).status, 303);
    ck_assert_str_eq(times_of("operator"), "30 / 8");
    form = "login=carla%40example.test&" PASSWORD_FORM;
    ck_assert_int_eq(served_ask(p, &(struct ask){ .method = "POST",
                                                  .uri = "/signin",
                                                  .host = "portal.localhost:8081",
                                                  .fetch_site = "same-origin",
                                                  .body = form })
                         .status,
                     303);
    ck_assert_str_eq(times_of("portal"), "15 / 4");
    end();
}

END_TEST

START_TEST(a_link_sets_the_password_by_post_alone)
{
    static const char token[] = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    struct answer answer;

    start();
    scratch_exec(s,
                 "INSERT INTO one_time_link (link_hash, account_id, purpose, site, expires_at)"
                 " VALUES (sha256('%s'), '%s', 'set_password', 'operator', now() + interval '1 hour')",
                 token, id_text(&s->cx, anna.v));
    for (int i = 0; i < 2; i++) {
        answer = served_get(p, arena_printf(p->mem, "/account/link?token=%s", token));
        ck_assert_int_eq(answer.status, 200);
        ck_assert_ptr_nonnull(strstr(answer.body, "anna@example.test"));
    }
    answer = post("/account/link", arena_printf(p->mem, "token=%s&password=short&again=short", token));
    ck_assert_int_eq(answer.status, 422);
    answer =
        post("/account/link", arena_printf(p->mem, "token=%s&password=ninety+brass+lanterns+float&again=other", token));
    ck_assert_int_eq(answer.status, 422);
    answer = post("/account/link", arena_printf(p->mem,
                                                "token=%s&password=ninety+brass+lanterns+float"
                                                "&again=ninety+brass+lanterns+float",
                                                token));
    ck_assert_int_eq(answer.status, 303);
    ck_assert_int_eq(served_get(p, arena_printf(p->mem, "/account/link?token=%s", token)).status, 410);
    ck_assert_int_eq(post("/signin", "login=anna%40example.test&password=ninety+brass+lanterns+float").status, 303);
    ck_assert_ptr_null(strstr(served_log(p), token));
    end();
}

END_TEST

START_TEST(what_a_policy_kept_from_happening_is_logged)
{
    start();
    ck_assert_int_eq(served_ask(p, &(struct ask){ .method = "POST",
                                                  .uri = "/csp-report",
                                                  .type = "application/csp-report",
                                                  .body = "{\"csp-report\":{\"document-uri\":\"http://x/account/link"
                                                          "?token=canary\",\"blocked-uri\":\"inline\"}}" })
                         .status,
                     204);
    ck_assert_ptr_nonnull(strstr(served_log(p), "\"event\":\"csp_report\""));
    ck_assert_ptr_nonnull(strstr(served_log(p), "http://x/account/link\\\",\\\"blocked-uri\\\":\\\"inline"));
    ck_assert_ptr_null(strstr(served_log(p), "canary")); /* nor what a link opens with */
    end();
}

END_TEST

SUITE(http_account_signin, the_cookie_is_locked_down, refusals_are_one_page,
      too_many_attempts_are_told_when_to_come_back, after_signin_one_comes_back_to_this_host_alone,
      a_page_leads_to_the_signin_and_back, signing_out_ends_the_session,
      forged_doubled_and_foreign_cookies_are_worth_nothing, other_sites_cannot_post,
      a_customer_signs_in_on_the_portal_alone, a_session_lasts_as_long_as_its_site_says,
      a_link_sets_the_password_by_post_alone, what_a_policy_kept_from_happening_is_logged);
