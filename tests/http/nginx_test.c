/* The door: what nginx lets through, to whom, with what, and what it answers itself. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/door.h"
#include "support/suite.h"

#define RELEASE "01890a5d-ac96-774b-bcce-b302099a8057"
#define TOKEN_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define TOKEN_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static const char *const generous[] = { "TP_RATE_PAGE=10000", "TP_RATE_BURST=10000", "TP_RATE_SIGNIN=10000", NULL };
static struct door door;
static struct door_answer got;

static void get(enum door_site site, const char *path, const char *headers)
{
    char request[16 * 1024];

    (void)snprintf(request, sizeof request, "GET %s", path);
    door_ask(&door, site, request, headers, "", &got);
}

START_TEST(each_path_reaches_its_program)
{
    static const struct {
        enum door_site site;
        const char *path;
        const char *program;
    } rows[] = {
        { DOOR_OPERATOR, "/", "account" },
        { DOOR_OPERATOR, "/w/acme/inbox", "inbox" },
        { DOOR_OPERATOR, "/w/acme/findings/x", "inbox" },
        { DOOR_OPERATOR, "/w/acme/exceptions", "inbox" },
        { DOOR_OPERATOR, "/w/acme/alerts", "inbox" },
        { DOOR_OPERATOR, "/w/acme/portfolio", "inbox" },
        { DOOR_OPERATOR, "/w/acme/tenants/y", "inbox" },
        { DOOR_OPERATOR, "/w/acme/inventory", "inbox" },
        { DOOR_OPERATOR, "/w/acme/baselines", "inbox" },
        { DOOR_OPERATOR, "/w/acme/drift", "inbox" },
        { DOOR_OPERATOR, "/w/acme/runs", "inbox" },
        { DOOR_OPERATOR, "/w/acme/reviews/z", "reviews" },
        { DOOR_OPERATOR, "/w/acme/evidence", "reviews" },
        { DOOR_OPERATOR, "/w/acme/controls", "reviews" },
        { DOOR_OPERATOR, "/w/acme/reports", "reports" },
        { DOOR_OPERATOR, "/system/jobs", "system" },
        { DOOR_OPERATOR, "/signin", "account" },
        { DOOR_OPERATOR, "/account/settings", "account" },
        { DOOR_OPERATOR, "/csp-report", "account" },
        { DOOR_OPERATOR, "/w/acme/reviewsx", "inbox" },
        { DOOR_OPERATOR, "/systemx", "inbox" },
        { DOOR_PORTAL, "/", "portal" },
        { DOOR_PORTAL, "/signin", "account" },
        { DOOR_PORTAL, "/signout", "account" },
        { DOOR_PORTAL, "/account/settings", "account" },
        { DOOR_PORTAL, "/w/acme/inbox", "portal" },
        { DOOR_PORTAL, "/system", "portal" },
    };

    char expected[64];

    door_open(&door, generous);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        get(rows[i].site, rows[i].path, "");
        (void)snprintf(expected, sizeof expected, "PROGRAM=%s\n", rows[i].program);
        ck_assert_msg(got.status == 200 && door_says(&got, expected), "%s: %d, not %s", rows[i].path, got.status,
                      expected);
    }
}

END_TEST

START_TEST(every_page_carries_the_security_headers)
{
    /* whole lines, so that nothing can be added that allows more */
    static const char *const headers[] = {
        "\r\nContent-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types default; report-uri /csp-report; report-to csp\r\n",
        "\r\nCross-Origin-Opener-Policy: same-origin\r\n",
        "\r\nCross-Origin-Resource-Policy: same-origin\r\n",
        "\r\nReferrer-Policy: same-origin\r\n",
        "\r\nX-Content-Type-Options: nosniff\r\n",
        "\r\nX-Frame-Options: DENY\r\n",
        "\r\nPermissions-Policy: accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), "
        "fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "
        "picture-in-picture=(), usb=(), xr-spatial-tracking=()\r\n",
        "\r\nReporting-Endpoints: csp=\"/csp-report\"\r\n",
    };

    static const struct {
        enum door_site site;
        const char *path;
        int status;
    } pages[] = {
        { DOOR_OPERATOR, "/w/acme/inbox", 200 },
        { DOOR_OPERATOR, "/w/acme/inbox/broken", 500 },
        { DOOR_PORTAL, "/", 200 },
        { DOOR_OPERATOR, "/static/current/app.css", 200 },
        { DOOR_OPERATOR, "/static/current/none.css", 404 },
    };

    door_open(&door, generous);
    for (size_t p = 0; p < sizeof pages / sizeof pages[0]; p++) {
        get(pages[p].site, pages[p].path, "");
        ck_assert_int_eq(got.status, pages[p].status);
        for (size_t h = 0; h < sizeof headers / sizeof headers[0]; h++) {
            const char *at = strstr(got.text, headers[h]);

            ck_assert_msg(at != NULL, "%s lacks %s", pages[p].path, headers[h]);
            ck_assert_msg(strstr(at + 1, headers[h]) == NULL, "%s has %s twice", pages[p].path, headers[h]);
        }
        ck_assert_msg(!door_says(&got, "nginx/1"), "%s tells the version", pages[p].path);
        ck_assert_msg(!door_says(&got, "Strict-Transport-Security"), "HSTS over plain http");
    }
}

END_TEST

START_TEST(behind_tls_browsers_are_told_to_stay_there)
{
    static const char *const settings[] = { "TP_PUBLIC_SCHEME=https", NULL };

    door_open(&door, settings);
    get(DOOR_OPERATOR, "/w/acme/inbox", "");
    ck_assert(door_says(&got, "\r\nStrict-Transport-Security: max-age=63072000; includeSubDomains\r\n"));
    get(DOOR_BARE, "/w/acme/inbox", "");
    ck_assert(door_says(&got, "\r\nLocation: https://operator.localhost/w/acme/inbox\r\n"));
}

END_TEST

/* A kept connection would hold a worker that has nothing to do, and starve the others. */
START_TEST(a_program_has_each_connection_for_one_request)
{
    door_open(&door, generous);
    get(DOOR_OPERATOR, "/w/acme/inbox", "");
    ck_assert(door_says(&got, "\nKEPT=0\n"));
    get(DOOR_PORTAL, "/", "");
    ck_assert(door_says(&got, "\nKEPT=0\n"));
}

END_TEST

START_TEST(pages_are_compressed_for_those_who_take_it)
{
    static const char *const kinds[] = { "text/html", "application/json" };

    door_open(&door, generous);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        char headers[200];

        (void)snprintf(headers, sizeof headers, "Accept-Encoding: gzip\r\nX-Kind: %s\r\n", kinds[i]);
        get(DOOR_OPERATOR, "/w/acme/inbox", headers);
        ck_assert(door_says(&got, "Content-Encoding: gzip"));
        (void)snprintf(headers, sizeof headers, "X-Kind: %s\r\n", kinds[i]);
        get(DOOR_OPERATOR, "/w/acme/inbox", headers);
        ck_assert(!door_says(&got, "Content-Encoding"));
    }
}

END_TEST

/* One line a request, with its number and nothing that opens anything: not on a good day, and not when a program is gone. */
START_TEST(what_nginx_logs_opens_nothing)
{
    static const char secrets[] =
        "Cookie: __Host-operator=" TOKEN_A "\r\nReferer: http://operator.localhost/?token=" TOKEN_A
        "\r\nAuthorization: Bearer " TOKEN_A "\r\n";

    door_open(&door, generous);
    get(DOOR_OPERATOR, "/account/link?token=" TOKEN_A, secrets);
    ck_assert_int_eq(got.status, 200);
    door_stop_program(&door, "account");
    get(DOOR_OPERATOR, "/account/link?token=" TOKEN_A, secrets);
    ck_assert_int_eq(got.status, 503);
    (void)sleep(3); /* the log is written every two seconds */
    door_read(&door, "log/access.log", &got); /* each of nginx's processes writes its lines on its own */
    ck_assert(door_says(&got, "\"uri\":\"/account/link\",\"status\":200,"));
    ck_assert(door_says(&got, "\"uri\":\"/account/link\",\"status\":503,"));
    ck_assert(door_says(&got, "\"request_id\":\""));
    ck_assert(!door_says(&got, TOKEN_A));
    door_read(&door, "log/nginx.log", &got);
    ck_assert(!door_says(&got, TOKEN_A));
}

END_TEST

START_TEST(clients_cannot_set_what_only_a_proxy_may)
{
    door_open(&door, generous);
    get(DOOR_OPERATOR, "/w/acme/inbox",
        "Proxy: http://evil.test/\r\nX-Accel-Redirect: /-/releases/r1/pack.zip\r\nX-Forwarded-For: 10.0.0.1\r\n"
        "Forwarded: for=10.0.0.1\r\nX_Forwarded_For: 10.0.0.2\r\nREMOTE_ADDR: 10.0.0.3\r\n");
    ck_assert_int_eq(got.status, 200);
    ck_assert(!door_says(&got, "evil.test"));
    ck_assert(!door_says(&got, "10.0.0."));
    ck_assert(!door_says(&got, "pack.zip"));
    ck_assert(door_says(&got, "\nREMOTE_ADDR=127.0.0.1\n"));
}

END_TEST

START_TEST(the_bare_address_is_for_monitoring_alone)
{
    char expected[128];

    door_open(&door, generous);
    get(DOOR_BARE, "/healthz", "");
    ck_assert_int_eq(got.status, 200);
    get(DOOR_BARE, "/readyz", "");
    ck_assert_int_eq(got.status, 503);
    door_file(&door, "run/not_ready", "worker: does not run (exit 1)\n");
    get(DOOR_BARE, "/readyz", "");
    ck_assert_int_eq(got.status, 503);
    ck_assert(door_says(&got, "worker: does not run"));
    door_file(&door, "run/ready", "ready\n");
    get(DOOR_BARE, "/readyz", "");
    ck_assert_int_eq(got.status, 200);
    get(DOOR_BARE, "/metrics", "");
    ck_assert_int_eq(got.status, 200);
    ck_assert(door_says(&got, "PROGRAM=inbox") && door_says(&got, "PROGRAM=portal"));
    get(DOOR_BARE, "/w/acme/inbox?x=1", "");
    ck_assert_int_eq(got.status, 302);
    (void)snprintf(expected, sizeof expected, "\r\nLocation: http://operator.localhost:%d/w/acme/inbox?x=1\r\n",
                   door.port);
    ck_assert(door_says(&got, expected));
}

END_TEST

START_TEST(unknown_names_get_no_answer)
{
    door_open(&door, generous);
    get(DOOR_OPERATOR, "/", "Host: evil.test\r\n");
    ck_assert_int_eq(got.status, 0);
    ck_assert_str_eq(got.text, "");
    get(DOOR_OPERATOR, "/readyz", "");
    ck_assert(door_says(&got, "PROGRAM=inbox"));
}

END_TEST

/* The page that nginx gave by itself: in that language, with a number under which the log has that status. */
static void expect_own_page(int status, const char *lang, const char *title)
{
    static struct door_answer log;
    char number[33] = "";
    char page[64];
    char line[128];
    const char *at = strstr(got.text, "<code>");
    const char *logged = NULL;

    (void)snprintf(page, sizeof page, "<html lang=\"%s\">", lang);
    ck_assert_int_eq(got.status, status);
    ck_assert_msg(door_says(&got, page) && door_says(&got, title), "%d is not \"%s\": %.2000s", status, title,
                  got.text);
    ck_assert(at != NULL && sscanf(at, "<code>%32[0-9a-f]</code>", number) == 1 && strlen(number) == 32);
    (void)snprintf(line, sizeof line, "\"request_id\":\"%s\"", number);
    for (int i = 0; logged == NULL && i < 40; i++) { /* the log is written every two seconds */
        (void)usleep(200000);
        door_read(&door, "log/access.log", &log);
        logged = strstr(log.text, line);
    }
    ck_assert_msg(logged != NULL, "%s is not in the log", number);
    (void)snprintf(line, sizeof line, "\"status\":%d,", status);
    ck_assert_ptr_nonnull(strstr(logged, line));
}

START_TEST(what_nginx_refuses_itself_is_a_page_in_the_readers_language)
{
    static char header[12 * 1024];
    static char long_path[10 * 1024];

    door_open(&door, generous);
    door_ask(&door, DOOR_OPERATOR, "POST /w/acme/findings", "Content-Length: 1048577\r\nCookie: lang=de\r\n", "", &got);
    expect_own_page(413, "de", "Zu groß");
    door_ask(&door, DOOR_PORTAL, "POST /signin", "Content-Length: 1048577\r\n", "", &got);
    expect_own_page(413, "en", "Too large");
    (void)snprintf(header, sizeof header,
                   "Host: operator.localhost\r\nAccept-Language: de-AT,de;q=0.9\r\nX-Long: %09000d\r\n", 0);
    get(DOOR_OPERATOR, "/w/acme/inbox", header);
    expect_own_page(400, "de", "Diese Anfrage ist nicht lesbar");
    (void)snprintf(long_path, sizeof long_path, "/w/acme/inbox?lang=de&q=%09000d", 0);
    get(DOOR_OPERATOR, long_path, "");
    expect_own_page(414, "en",
                    "This request cannot be read"); /* of such an address nothing is read, a language neither */
    get(DOOR_PORTAL, "/", "Cookie: lang=de; __Host-portal=" TOKEN_A "; __Host-portal=" TOKEN_B "\r\n");
    expect_own_page(400, "de", "Diese Anfrage ist nicht lesbar");
    door_stop_program(&door, "inbox");
    get(DOOR_OPERATOR, "/w/acme/inbox", "Cookie: lang=de\r\n");
    expect_own_page(503, "de", "Zurzeit nicht erreichbar");
}

END_TEST

START_TEST(requests_past_the_rate_are_turned_away)
{
    static const char *const settings[] = { "TP_RATE_PAGE=1", "TP_RATE_BURST=3", "TP_RATE_SIGNIN=2", NULL };
    int let_in = 0;

    door_open(&door, settings);
    for (int i = 0; i < 6; i++) {
        get(DOOR_OPERATOR, "/w/acme/inbox", "Accept-Language: de\r\n");
        let_in += got.status == 200;
    }
    ck_assert_int_ge(let_in, 3);
    ck_assert_int_le(let_in, 5);
    expect_own_page(429, "de", "Zu viele Anfragen");
}

END_TEST

START_TEST(signing_in_has_a_stricter_rate)
{
    static const char *const settings[] = { "TP_RATE_PAGE=10000", "TP_RATE_BURST=10000", "TP_RATE_SIGNIN=2", NULL };
    int let_in = 0;

    door_open(&door, settings);
    for (int i = 0; i < 6; i++) {
        door_ask(&door, DOOR_OPERATOR, "POST /signin", "Content-Length: 3\r\n", "a=b", &got);
        let_in += got.status == 200;
    }
    ck_assert_int_eq(let_in, 3);
    ck_assert_int_eq(got.status, 429);
    get(DOOR_OPERATOR, "/signin", "");
    ck_assert_int_eq(got.status, 200);
}

END_TEST

START_TEST(a_program_that_is_gone_is_said_to_be_unavailable)
{
    door_open(&door, generous);
    door_stop_program(&door, "inbox");
    get(DOOR_OPERATOR, "/w/acme/inbox", "Cookie: lang=de\r\n");
    ck_assert_int_eq(got.status, 503);
    ck_assert(door_says(&got, "Zurzeit nicht erreichbar"));
    ck_assert(door_says(&got, "Content-Security-Policy"));
    get(DOOR_OPERATOR, "/w/acme/inbox?lang=en", "Cookie: lang=de\r\n");
    ck_assert(door_says(&got, "Not available now"));
    get(DOOR_OPERATOR, "/w/acme/reviews", "");
    ck_assert_int_eq(got.status, 200);
}

END_TEST

START_TEST(a_release_is_given_to_those_who_may_read_it)
{
    door_open(&door, generous);
    door_file(&door, "portal/" RELEASE "/en/index.html", "the released canary");
    door_allow(&door, TOKEN_A, 204);
    door_allow(&door, TOKEN_B, 403);
    for (int i = 0; i < 3; i++) {
        get(DOOR_PORTAL, "/reviews/" RELEASE "/en/", "Cookie: __Host-portal=" TOKEN_A "\r\n");
        ck_assert_int_eq(got.status, 200);
        ck_assert(door_says(&got, "the released canary"));
        ck_assert(door_says(&got, "Content-Security-Policy"));
    }
    ck_assert_int_eq(door_access_count(&door), 1);
    /* another customer's session is another key: neither the answer nor the file is shared */
    get(DOOR_PORTAL, "/reviews/" RELEASE "/en/", "Cookie: lang=de; __Host-portal=" TOKEN_B "\r\n");
    ck_assert(!door_says(&got, "the released canary"));
    ck_assert(door_says(&got, "PROGRAM=portal"));
    ck_assert_int_eq(door_access_count(&door), 2);
    get(DOOR_PORTAL, "/reviews/" RELEASE "/en/", "Cookie: __Host-portal=" TOKEN_A "\r\n");
    ck_assert(door_says(&got, "the released canary"));
    ck_assert_int_eq(door_access_count(&door), 2);
    get(DOOR_PORTAL, "/reviews/" RELEASE "/en/", "");
    ck_assert(!door_says(&got, "the released canary"));
    ck_assert_int_eq(door_access_count(&door), 2);
}

END_TEST

START_TEST(a_withdrawn_right_ends_within_ten_seconds)
{
    int waited = 0;

    door_open(&door, generous);
    door_file(&door, "portal/" RELEASE "/de/index.html", "the released canary");
    door_allow(&door, TOKEN_A, 204);
    get(DOOR_PORTAL, "/reviews/" RELEASE "/de/", "Cookie: __Host-portal=" TOKEN_A "\r\n");
    ck_assert(door_says(&got, "the released canary"));
    door_allow(&door, TOKEN_A, 403);
    do {
        (void)sleep(1);
        waited++;
        get(DOOR_PORTAL, "/reviews/" RELEASE "/de/", "Cookie: __Host-portal=" TOKEN_A "\r\n");
    } while (door_says(&got, "the released canary") && waited < 15);
    ck_assert_int_le(waited, 10);
}

END_TEST

START_TEST(two_sessions_in_one_request_are_refused)
{
    static const char *const cookies[] = {
        "Cookie: __Host-portal=" TOKEN_A "; __Host-portal=" TOKEN_B "\r\n",
        "Cookie: __Host-portal=" TOKEN_A "\r\nCookie: __Host-portal=" TOKEN_B "\r\n",
        "Cookie: lang=de; __Host-operator=" TOKEN_A ";__Host-operator=" TOKEN_B "\r\n",
    };

    door_open(&door, generous);
    door_file(&door, "portal/" RELEASE "/en/index.html", "the released canary");
    door_allow(&door, TOKEN_A, 204);
    for (size_t i = 0; i < sizeof cookies / sizeof cookies[0]; i++) {
        get(DOOR_PORTAL, "/reviews/" RELEASE "/en/", cookies[i]);
        ck_assert_int_eq(got.status, 400);
        ck_assert(!door_says(&got, "the released canary"));
        get(DOOR_PORTAL, "/", cookies[i]);
        ck_assert_int_eq(got.status, 400);
    }
    ck_assert_int_eq(door_access_count(&door), 0);
}

END_TEST

START_TEST(without_the_program_nothing_released_is_given_out)
{
    door_open(&door, generous);
    door_file(&door, "portal/" RELEASE "/en/index.html", "the released canary");
    door_allow(&door, TOKEN_A, 204);
    door_stop_program(&door, "portal");
    get(DOOR_PORTAL, "/reviews/" RELEASE "/en/", "Cookie: __Host-portal=" TOKEN_A "\r\n");
    ck_assert_int_eq(got.status, 503);
    ck_assert(!door_says(&got, "the released canary"));
    ck_assert(door_says(&got, "Not available now"));
}

END_TEST

START_TEST(the_way_around_the_check_is_closed)
{
    static const char *const paths[] = {
        "/-/access",
        "/-/releases/r1/pack.zip",
        "/-/reports/x",
        "/-/unavailable",
        "/" RELEASE "/en/index.html",
        "/portal/" RELEASE "/en/index.html",
        "/reviews/" RELEASE "/en/../../../releases/r1/pack.zip",
        "/static/current/../../nginx/nginx.conf",
        "/static/current/%2e%2e/manifest",
        "/reviews/" RELEASE "/en/%2e%2e/de/index.html",
    };

    door_open(&door, generous);
    door_file(&door, "portal/" RELEASE "/en/index.html", "the released canary");
    door_file(&door, "releases/r1/pack.zip", "the packed canary");
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        get(DOOR_PORTAL, paths[i], "Cookie: __Host-portal=" TOKEN_B "\r\n");
        ck_assert_msg(!door_says(&got, "canary") && !door_says(&got, "worker_processes"), "%s gave out what it guards",
                      paths[i]);
    }
}

END_TEST

START_TEST(a_download_that_a_program_allows_is_sent_by_nginx)
{
    door_open(&door, generous);
    door_file(&door, "releases/r1/pack.zip", "the packed canary");
    get(DOOR_PORTAL, "/reviews/" RELEASE "/files/pack.zip", "Cookie: __Host-portal=" TOKEN_A "\r\n");
    ck_assert_int_eq(got.status, 200);
    ck_assert(door_says(&got, "the packed canary"));
    ck_assert(door_says(&got, "Content-Disposition: attachment; filename=\"pack.zip\""));
    ck_assert(door_says(&got, "Content-Security-Policy: default-src 'none'; sandbox"));
    ck_assert(door_says(&got, "Cache-Control: private, no-store"));
    ck_assert(!door_says(&got, "X-Accel-Redirect"));
}

END_TEST

START_TEST(static_files_are_immutable_under_their_hash)
{
    char path[128] = "";
    char manifest[4096];
    FILE *file;

    door_open(&door, generous);
    (void)snprintf(manifest, sizeof manifest, "%.4000s/static/manifest", door_share());
    file = fopen(manifest, "r");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(fscanf(file, "%100s", path), 1);
    (void)fclose(file);
    (void)strcat(path, "/app.js");
    get(DOOR_OPERATOR, path, "Accept-Encoding: gzip\r\n");
    ck_assert_int_eq(got.status, 200);
    ck_assert(door_says(&got, "Cache-Control: public, max-age=31536000, immutable"));
    ck_assert(door_says(&got, "Content-Encoding: gzip"));
    /* a page that was stored long ago names a folder that is gone */
    get(DOOR_PORTAL, "/static/000000000000/app.css", "");
    ck_assert_int_eq(got.status, 200);
    ck_assert(door_says(&got, "max-age=300"));
}

END_TEST

SUITE(nginx, each_path_reaches_its_program, every_page_carries_the_security_headers,
      behind_tls_browsers_are_told_to_stay_there, a_program_has_each_connection_for_one_request,
      pages_are_compressed_for_those_who_take_it, what_nginx_logs_opens_nothing,
      clients_cannot_set_what_only_a_proxy_may, the_bare_address_is_for_monitoring_alone, unknown_names_get_no_answer,
      what_nginx_refuses_itself_is_a_page_in_the_readers_language, requests_past_the_rate_are_turned_away,
      signing_in_has_a_stricter_rate, a_program_that_is_gone_is_said_to_be_unavailable,
      a_release_is_given_to_those_who_may_read_it, a_withdrawn_right_ends_within_ten_seconds,
      two_sessions_in_one_request_are_refused, without_the_program_nothing_released_is_given_out,
      the_way_around_the_check_is_closed, a_download_that_a_program_allows_is_sent_by_nginx,
      static_files_are_immutable_under_their_hash);
