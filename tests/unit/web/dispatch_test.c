#include <stdlib.h>
#include <string.h>

#include "support/site.h"
#include "support/suite.h"

#define ID "0190a5c4-7b3a-7c1e-8f00-000000000001"

START_TEST(a_page_is_escaped_framed_and_in_the_readers_language)
{
    struct site *site = site_new();
    struct answer de = site_ask(site, &(struct ask){ .uri = "/items/" ID "?lang=de", .accept = "text/html" });

    ck_assert_int_eq(de.status, 200);
    ck_assert_ptr_nonnull(strstr(de.body, "<html lang=\"de\""));
    ck_assert_ptr_nonnull(strstr(de.body, "&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;"));
    ck_assert_ptr_null(strstr(de.body, "<b>&"));
    ck_assert_ptr_nonnull(strstr(de.body, "12.345"));
    ck_assert_ptr_nonnull(strstr(de.body, "Die Adresse ist zu lang."));
    ck_assert_ptr_nonnull(strstr(de.body, "Zum Inhalt springen"));
    ck_assert_ptr_nonnull(strstr(de.body, "/static/test/app.css"));
    ck_assert_str_eq(answer_header(site->lasting, &de, "Content-Language"), "de");
    ck_assert_ptr_nonnull(strstr(answer_header(site->lasting, &de, "Vary"), "Accept-Language"));
    ck_assert_ptr_nonnull(strstr(answer_header(site->lasting, &de, "Set-Cookie"), "lang=de;"));
    site_free(site);
}

END_TEST

START_TEST(the_language_is_asked_for_then_kept_then_accepted)
{
    struct site *site = site_new();
    struct ask ask = { .uri = "/items/new", .cookie = "lang=de", .language = "en" };
    struct answer answer = site_ask(site, &ask);

    ck_assert_str_eq(answer_header(site->lasting, &answer, "Content-Language"), "de");
    ask.uri = "/items/new?lang=en";
    answer = site_ask(site, &ask);
    ck_assert_str_eq(answer_header(site->lasting, &answer, "Content-Language"), "en");
    ask = (struct ask){ .uri = "/items/new", .language = "fr, de-AT;q=0.8, en;q=0.5" };
    answer = site_ask(site, &ask);
    ck_assert_str_eq(answer_header(site->lasting, &answer, "Content-Language"), "de");
    answer = site_ask(site, &(struct ask){ .uri = "/items/new?lang=en-XA" });
    ck_assert_ptr_nonnull(strstr(answer.body, "[Šķíþ"));
    answer = site_ask(site, &(struct ask){ .uri = "/items/new?lang=tlh", .language = "tlh" });
    ck_assert_str_eq(answer_header(site->lasting, &answer, "Content-Language"), "en");
    site_free(site);
}

END_TEST

START_TEST(json_has_the_values_and_not_the_markup)
{
    struct site *site = site_new();
    struct answer answer =
        site_ask(site, &(struct ask){ .uri = "/items/" ID "?lang=de", .accept = "application/json" });

    ck_assert_int_eq(answer.status, 200);
    ck_assert_str_eq(answer_header(site->lasting, &answer, "Content-Type"), "application/json");
    ck_assert_str_eq(answer.body,
                     "{\"error_title\":\"" ID "\",\"error_text\":\"<b>&\\\"'</b>\",\"error_status\":12345}\n");
    site_free(site);
}

END_TEST

START_TEST(a_page_that_is_no_list_is_not_given_as_csv)
{
    struct site *site = site_new();
    struct answer answer = site_ask(site, &(struct ask){ .uri = "/items/" ID, .accept = "text/csv" });

    ck_assert_int_eq(answer.status, 406);
    ck_assert_str_eq(answer_header(site->lasting, &answer, "Content-Type"), "application/problem+json");
    ck_assert_ptr_null(strstr(answer.body, "12345"));
    answer = site_ask(site, &(struct ask){ .uri = "/items/" ID, .accept = "text/csv, text/html" });
    ck_assert_int_eq(answer.status, 406);
    answer = site_ask(site, &(struct ask){ .uri = "/items/" ID, .accept = "text/html, text/csv" });
    ck_assert_int_eq(answer.status, 200);
    site_free(site);
}

END_TEST

START_TEST(unknown_paths_methods_and_ids_are_told_apart)
{
    struct site *site = site_new();
    struct answer answer = site_get(site, "/nothing");

    ck_assert_int_eq(answer.status, 404);
    answer = site_get(site, "/items/not-an-id");
    ck_assert_int_eq(answer.status, 404);
    answer = site_ask(site, &(struct ask){ .uri = "/items", .method = "DELETE" });
    ck_assert_int_eq(answer.status, 405);
    ck_assert_str_eq(answer_header(site->lasting, &answer, "Allow"), "GET, HEAD, POST");
    answer = site_ask(site, &(struct ask){ .uri = "/items", .method = "BREW" });
    ck_assert_int_eq(answer.status, 400);
    answer = site_ask(site, &(struct ask){ .uri = "/items/new", .method = "HEAD" });
    ck_assert_int_eq(answer.status, 200);
    ck_assert_str_eq(answer.body, "");
    ck_assert_int_gt(atoi(answer_header(site->lasting, &answer, "Content-Length")), 500);
    site_free(site);
}

END_TEST

START_TEST(malformed_input_is_a_400_that_says_so)
{
    static const char *const bad[] = {
        "/items?q=%",       "/items?q=%zz",
        "/items?q=%00",     "/items?q=%ff",
        "/items?q=a&q=b",   "/items?sort=colour",
        "/items?limit=0",   "/items?limit=101",
        "/items?limit=1e2", "/items?since=2026-02-30",
        "/items?after=abc", "/items?state=open&state=other",
        "/items?=x",        "/items/%00",
        "/items/%ff",       "//evil.example/x",
        "/\\evil",          "/items?lang=de&lang=en",
    };
    struct site *site = site_new();

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct answer answer = site_get(site, bad[i]);

        ck_assert_msg(answer.status == 400, "%s gave %d", bad[i], answer.status);
        ck_assert_ptr_nonnull(strstr(answer.body, "This request cannot be read"));
        ck_assert_ptr_null(strstr(answer.body, "evil"));
    }
    site_free(site);
}

END_TEST

START_TEST(too_much_is_a_413)
{
    struct site *site = site_new();
    char *uri = arena_alloc(site->lasting, 9000);
    char *many = arena_alloc(site->lasting, 5000);
    struct answer answer;

    memset(uri, 'a', 8999);
    uri[0] = '/';
    answer = site_get(site, uri);
    ck_assert_int_eq(answer.status, 413);
    for (int i = 0; i < 1001; i++) {
        memcpy(many + i * 4, "a=1&", 4);
    }
    answer = site_ask(site, &(struct ask){ .uri = "/items", .method = "POST", .body = many });
    ck_assert_int_eq(answer.status, 413);
    answer = site_ask(site, &(struct ask){ .uri = "/items", .method = "POST", .body_refused = true });
    ck_assert_int_eq(answer.status, 413);
    answer = site_ask(site, &(struct ask){ .uri = "/items", .method = "POST", .body_broken = true });
    ck_assert_int_eq(answer.status, 400);
    uri[0] = 'H';
    memcpy(uri, "HTTP_X=", 7);
    answer = site_ask(site, &(struct ask){ .uri = "/items", .further = uri });
    ck_assert_int_eq(answer.status, 413);
    site_free(site);
}

END_TEST

START_TEST(a_failure_is_a_translated_sentence_and_never_its_detail)
{
    struct site *site = site_new();
    struct answer answer = site_get(site, "/conflict?lang=de");

    ck_assert_int_eq(answer.status, 409);
    ck_assert_ptr_nonnull(strstr(answer.body, "Der Parameter &lt;Anna&gt; fehlt oder ist nicht so, wie er sein muss."));
    ck_assert_ptr_null(strstr(answer.body, "secret detail"));
    ck_assert_str_eq(answer.detail, "secret detail");
    answer = site_ask(site, &(struct ask){ .uri = "/conflict",
                                           .accept = "application/json",
                                           .request_id = "00112233445566778899aabbccddeeff" });
    ck_assert_int_eq(answer.status, 409);
    ck_assert_str_eq(answer_header(site->lasting, &answer, "Content-Type"), "application/problem+json");
    ck_assert_ptr_nonnull(strstr(answer.body, "\"status\":409"));
    ck_assert_ptr_nonnull(strstr(answer.body, "\"request_id\":\"00112233445566778899aabbccddeeff\""));
    ck_assert_str_eq(answer_header(site->lasting, &answer, "X-Request-Id"), "00112233445566778899aabbccddeeff");
    ck_assert_ptr_null(strstr(answer.body, "secret detail"));
    answer = site_get(site, "/silent");
    ck_assert_int_eq(answer.status, 500);
    answer = site_get(site, "/header?value=a%0d%0aSet-Cookie:x");
    ck_assert_int_eq(answer.status, 500);
    ck_assert_ptr_null(strstr(answer.head, "Set-Cookie:x"));
    site_free(site);
}

END_TEST

START_TEST(a_serialisation_failure_is_tried_once_more)
{
    struct site *site = site_new();
    int before = site_tries();
    struct answer answer = site_get(site, "/retry");

    ck_assert_int_eq(answer.status, 200);
    ck_assert_str_eq(answer.body, "second");
    ck_assert_int_eq(site_tries() - before, 2);
    site_free(site);
}

END_TEST

START_TEST(nobody_is_asked_to_sign_in)
{
    struct site *site = site_new();
    struct answer answer = site_get(site, "/w/acme/findings?q=a%26b");

    ck_assert_int_eq(answer.status, 303);
    ck_assert_str_eq(answer_header(site->lasting, &answer, "Location"),
                     "/signin?next=%2Fw%2Facme%2Ffindings%3Fq%3Da%2526b");
    answer = site_ask(site, &(struct ask){ .uri = "/w/acme/findings", .accept = "application/json" });
    ck_assert_int_eq(answer.status, 401);
    answer = site_ask(site, &(struct ask){ .uri = "/w/acme/findings", .method = "POST", .fetch_site = "same-origin" });
    ck_assert_int_eq(answer.status, 401);
    site_free(site);
}

END_TEST

START_TEST(unsafe_requests_come_from_here)
{
    static const struct {
        const char *origin;
        const char *fetch_site;
        int status;
    } cases[] = {
        { NULL, "same-origin", 401 },
        { NULL, "cross-site", 403 },
        { NULL, "same-site", 403 },
        { NULL, "none", 403 },
        { NULL, NULL, 403 },
        { "http://operator.localhost:8080", NULL, 401 },
        { "http://operator.localhost:8081", NULL, 403 },
        { "https://operator.localhost:8080", NULL, 403 },
        { "null", NULL, 403 },
        { "http://operator.localhost:8080", "cross-site", 403 },
    };
    struct site *site = site_new();

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct answer answer = site_ask(site, &(struct ask){ .uri = "/w/acme/findings",
                                                             .method = "POST",
                                                             .origin = cases[i].origin,
                                                             .fetch_site = cases[i].fetch_site });

        ck_assert_msg(answer.status == cases[i].status, "case %zu gave %d", i, answer.status);
    }
    site_free(site);
}

END_TEST

START_TEST(a_form_with_mistakes_comes_back_as_data)
{
    struct site *site = site_new();
    struct answer answer =
        site_ask(site, &(struct ask){ .uri = "/items?lang=de", .method = "POST", .body = "note=ab&count=11" });

    ck_assert_int_eq(answer.status, 422);
    ck_assert_ptr_nonnull(strstr(answer.body, "href=\"#note\">Bitte mindestens 3 Zeichen."));
    ck_assert_ptr_nonnull(strstr(answer.body, "href=\"#count\">Bitte eine Zahl von 1 bis 10."));
    answer = site_ask(site, &(struct ask){ .uri = "/items", .method = "POST", .body = "count=1" });
    ck_assert_int_eq(answer.status, 422);
    ck_assert_ptr_nonnull(strstr(answer.body, "href=\"#note\">Please fill this in."));
    answer = site_ask(site, &(struct ask){ .uri = "/items",
                                           .method = "POST",
                                           .body = "note=abc&count=1&ids=" ID "&ids=" ID "&ids=" ID "&ids=" ID });
    ck_assert_int_eq(answer.status, 400);
    site_free(site);
}

END_TEST

START_TEST(a_flash_is_shown_once_and_cannot_be_made_up)
{
    struct site *site = site_new();
    struct answer answer =
        site_ask(site, &(struct ask){ .uri = "/items", .method = "POST", .body = "note=%20abc%20&count=1" });
    const char *cookie;

    ck_assert_int_eq(answer.status, 303);
    ck_assert_str_eq(answer_header(site->lasting, &answer, "Location"), "/items/1");
    cookie = answer_header(site->lasting, &answer, "Set-Cookie");
    cookie = arena_strndup(site->lasting, cookie, strcspn(cookie, ";"));
    answer = site_ask(site, &(struct ask){ .uri = "/items/new", .cookie = cookie, .language = "de" });
    ck_assert_ptr_nonnull(strstr(answer.body, "Inzwischen geändert"));
    ck_assert_ptr_nonnull(strstr(answer_header(site->lasting, &answer, "Set-Cookie"), "__Host-flash=; Path=/"));
    ((char *)(uintptr_t)cookie)[20] ^= 1;
    answer = site_ask(site, &(struct ask){ .uri = "/items/new", .cookie = cookie, .language = "de" });
    ck_assert_ptr_null(strstr(answer.body, "Inzwischen"));
    site_free(site);
}

END_TEST

START_TEST(a_list_keeps_its_state_in_the_address)
{
    struct site *site = site_new();
    struct answer page = site_get(site, "/items?state=open&q=a%26b&sort=name&utm=1&lang=en");
    const char *next = strstr(page.body, "href=\"/items?");
    char *uri;
    struct answer answer;

    ck_assert_int_eq(page.status, 200);
    ck_assert_ptr_nonnull(strstr(page.body, "/items?state=open&amp;q=a%26b&amp;sort=name&amp;lang=en&amp;after="));
    ck_assert_ptr_null(strstr(page.body, "utm"));
    next = strstr(page.body, "after=");
    uri = arena_printf(site->lasting, "/items?sort=name&%.*s", (int)strcspn(next, "\""), next);
    answer = site_get(site, uri);
    ck_assert_int_eq(answer.status, 200);
    ck_assert_ptr_nonnull(strstr(answer.body, "First page"));
    ck_assert_ptr_null(strstr(answer.body, "Next page"));
    uri = arena_printf(site->lasting, "/items?sort=age&%.*s", (int)strcspn(next, "\""), next);
    answer = site_get(site, uri); /* a cursor of another order */
    ck_assert_int_eq(answer.status, 400);
    answer = site_ask(site, &(struct ask){ .uri = "/items", .accept = "text/csv" });
    ck_assert_str_eq(answer.body, "a\r\n");
    site_free(site);
}

END_TEST

START_TEST(a_file_is_handed_to_nginx_under_a_safe_name)
{
    struct site *site = site_new();
    struct answer answer = site_get(site, "/file");

    ck_assert_str_eq(answer_header(site->lasting, &answer, "X-Accel-Redirect"), "/internal/releases/1.zip");
    ck_assert_str_eq(answer_header(site->lasting, &answer, "Content-Disposition"),
                     "attachment; filename=\"Pr__f _1_.zip\"; filename*=UTF-8''Pr%C3%BCf%20%221%22.zip");
    ck_assert_ptr_null(answer_header(site->lasting, &answer, "Content-Length"));
    answer = site_get(site, "/echo/a/b%20c?x=1");
    ck_assert_str_eq(answer.body, "a/b c|/echo/a/b%20c");
    site_free(site);
}

END_TEST

START_TEST(two_session_cookies_are_refused)
{
    struct site *site = site_new();
    struct answer answer =
        site_ask(site, &(struct ask){ .uri = "/items/new", .cookie = "__Host-operator=a; __Host-operator=b" });

    ck_assert_int_eq(answer.status, 400);
    answer = site_ask(site, &(struct ask){ .uri = "/items/new", .cookie = "__Host-portal=a; __Host-portal=b" });
    ck_assert_int_eq(answer.status, 200); /* the other host's are not read here */
    site_free(site);
}

END_TEST

START_TEST(the_program_speaks_about_itself)
{
    struct site *site = site_new();
    struct answer answer = site_get(site, "/healthz");

    ck_assert_int_eq(answer.status, 200);
    ck_assert_str_eq(answer.body, "ok\n");
    metrics_request(site->web.metrics, 0, 200, 3000, 2);
    answer = site_get(site, "/metrics");
    ck_assert_ptr_nonnull(strstr(
        answer.body, "tp_http_requests_total{program=\"frame\",method=\"GET\",route=\"/items\",status=\"2xx\"} 1\n"));
    ck_assert_ptr_nonnull(strstr(answer.body, "route=\"/items\",le=\"0.0025\"} 0\n"));
    ck_assert_ptr_nonnull(strstr(answer.body, "route=\"/items\",le=\"0.005\"} 1\n"));
    site_free(site);
}

END_TEST

SUITE(web_dispatch, a_page_is_escaped_framed_and_in_the_readers_language,
      the_language_is_asked_for_then_kept_then_accepted, json_has_the_values_and_not_the_markup,
      a_page_that_is_no_list_is_not_given_as_csv, unknown_paths_methods_and_ids_are_told_apart,
      malformed_input_is_a_400_that_says_so, too_much_is_a_413, a_failure_is_a_translated_sentence_and_never_its_detail,
      a_serialisation_failure_is_tried_once_more, nobody_is_asked_to_sign_in, unsafe_requests_come_from_here,
      a_form_with_mistakes_comes_back_as_data, a_flash_is_shown_once_and_cannot_be_made_up,
      a_list_keeps_its_state_in_the_address, a_file_is_handed_to_nginx_under_a_safe_name,
      two_session_cookies_are_refused, the_program_speaks_about_itself);
