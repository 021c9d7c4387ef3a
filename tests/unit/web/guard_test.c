/* What a client carries for us: tokens, cursors, cookies, languages. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "core/auth/session.h"
#include "support/bench.h"
#include "support/site.h"
#include "support/suite.h"
#include "web/form.h"
#include "web/sign.h"

static const struct bytes key = { (const uint8_t *)"0123456789abcdef0123456789abcdef", 32 };

/* An unsafe request of a signed-in person from our own origin. */
static struct request signed_in(struct site *site, struct session *session, const char *workspace, const char *token)
{
    static const char *const env[] = { "HTTP_SEC_FETCH_SITE=same-origin", NULL };
    struct pair *pair = arena_alloc(site->lasting, sizeof *pair);

    *pair = (struct pair){ "csrf", token };
    return (struct request){ .session = session,
                             .workspace = workspace,
                             .method = METHOD_POST,
                             .host = "operator.localhost:8080",
                             .web = &site->web,
                             .env = env,
                             .pairs = { pair, token == NULL ? 0 : 1, 1 } };
}

START_TEST(a_token_is_worth_one_session_and_site)
{
    struct site *site = site_new();
    struct session anna = { .id = uuid_new(&clock_system), .theme = "auto" };
    struct session ben = { .id = uuid_new(&clock_system), .theme = "auto" };
    struct request req = signed_in(site, &anna, "acme", NULL);
    const char *token = csrf_token(&site->cx, &req);

    req = signed_in(site, &anna, "acme", token);
    ck_assert_int_eq(csrf_check(&site->cx, &site->web, &req), RC_OK);
    req = signed_in(site, &ben, "acme", token);
    ck_assert_int_eq(csrf_check(&site->cx, &site->web, &req), RC_FORBIDDEN);
    req = signed_in(site, &anna, NULL, token); /* the frame's form to sign out */
    ck_assert_int_eq(csrf_check(&site->cx, &site->web, &req), RC_OK);
    req = signed_in(site, &anna, "acme", NULL);
    ck_assert_int_eq(csrf_check(&site->cx, &site->web, &req), RC_FORBIDDEN);
    req = signed_in(site, &anna, "acme", "");
    ck_assert_int_eq(csrf_check(&site->cx, &site->web, &req), RC_FORBIDDEN);
    req = signed_in(site, &anna, "acme", token);
    req.site = SITE_PORTAL;
    ck_assert_int_eq(csrf_check(&site->cx, &site->web, &req), RC_FORBIDDEN);
    site_free(site);
}

END_TEST

START_TEST(signed_words_open_for_their_key_and_purpose_alone)
{
    struct bench bench;
    struct bytes out;
    char *word;

    bench_open(&bench);
    word = sign_word(bench.mem, key, "flash", bytes_text("payload"));
    ck_assert_int_eq(sign_open(bench.mem, key, "flash", word, &out), RC_OK);
    ck_assert(bytes_equal(out, bytes_text("payload")));
    ck_assert_int_eq(sign_open(bench.mem, key, "flashp", word, &out), RC_INVALID);
    ck_assert_int_eq(sign_open(bench.mem, bytes_text("another"), "flash", word, &out), RC_INVALID);
    ck_assert_int_eq(sign_open(bench.mem, key, "flash", "", &out), RC_INVALID);
    for (size_t i = 0; word[i] != '\0'; i++) {
        char *changed = arena_strdup(bench.mem, word);

        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        ck_assert_msg(sign_open(bench.mem, key, "flash", changed, &out) == RC_INVALID, "changed at %zu", i);
    }
    bench_close(&bench);
}

END_TEST

START_TEST(a_cursor_comes_back_as_it_went)
{
    struct bench bench;
    const struct cursor there = { .id = uuid_new(&clock_system), .number = INT64_MIN, .text = "Größe & Ö" };
    struct cursor back;
    char *word;

    bench_open(&bench);
    word = cursor_write(bench.mem, key, "findings|name", &there);
    ck_assert_uint_eq(strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), strlen(word));
    ck_assert_int_eq(cursor_read(bench.mem, key, "findings|name", word, &back), RC_OK);
    ck_assert(uuid_equal(back.id, there.id));
    ck_assert_int_eq(back.number, INT64_MIN);
    ck_assert_str_eq(back.text, "Größe & Ö");
    ck_assert_int_eq(cursor_read(bench.mem, key, "findings|age", word, &back), RC_INVALID);
    bench_close(&bench);
}

END_TEST

START_TEST(the_installations_key_is_made_once)
{
    struct bench bench;
    struct bytes first;
    struct bytes again;
    struct stat status;

    bench_open(&bench);
    ck_assert_int_eq(sign_key(bench.mem, bench_path(&bench, "web.key"), &first), RC_OK);
    ck_assert_int_eq(sign_key(bench.mem, bench_path(&bench, "web.key"), &again), RC_OK);
    ck_assert(first.len == 32 && bytes_equal(first, again));
    ck_assert_int_eq(stat(bench_path(&bench, "web.key"), &status), 0);
    ck_assert_int_eq(status.st_mode & 0777, 0600);
    bench_write(&bench, "short.key", bytes_text("short"));
    ck_assert_int_eq(sign_key(bench.mem, bench_path(&bench, "short.key"), &first), RC_UNAVAILABLE);
    ck_assert_int_eq(sign_key(bench.mem, bench_path(&bench, "none/web.key"), &first), RC_UNAVAILABLE);
    bench_close(&bench);
}

END_TEST

START_TEST(cookies_are_found_once_and_clean)
{
    static const struct {
        const char *header;
        enum rc rc;
        const char *value;
    } cases[] = {
        { "sid=a", RC_OK, "a" },
        { "x=1; sid=a-b_c ; y=2", RC_OK, "a-b_c" },
        { "sid=", RC_OK, "" },
        { "xsid=a; sidx=b", RC_NOT_FOUND, NULL },
        { NULL, RC_NOT_FOUND, NULL },
        { "sid=a; sid=a", RC_INVALID, NULL },
        { "sid=a b", RC_INVALID, NULL },
        { "sid=\"a\"", RC_INVALID, NULL },
        { "sid=\xc3\xa4", RC_INVALID, NULL },
    };
    struct bench bench;

    bench_open(&bench);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *value = NULL;

        ck_assert_msg(cookie_find(bench.mem, cases[i].header, "sid", &value) == cases[i].rc, "case %zu", i);
        ck_assert(text_equal(value, cases[i].value));
    }
    bench_close(&bench);
}

END_TEST

START_TEST(the_best_accepted_language_wins)
{
    static const struct {
        const char *header;
        const char *tag;
    } cases[] = {
        { "de", "de" },
        { "de-CH, fr", "de" },
        { "fr, en;q=0.3, de;q=0.4", "de" },
        { "en, de", "en" },
        { "de;q=0, en;q=0.1", "en" },
        { "fr", NULL },
        { "", NULL },
        { NULL, NULL },
        { "de;q=2", NULL },
        { "DE", "de" },
        { "en-xa", "en-XA" },
        { ";;,,=;q", NULL },
    };
    struct bench bench;

    bench_open(&bench);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ck_assert_msg(text_equal(language_accepted(bench.mem, cases[i].header), cases[i].tag), "%s", cases[i].header);
    }
    bench_close(&bench);
}

END_TEST

SUITE(web_guard, a_token_is_worth_one_session_and_site, signed_words_open_for_their_key_and_purpose_alone,
      a_cursor_comes_back_as_it_went, the_installations_key_is_made_once, cookies_are_found_once_and_clean,
      the_best_accepted_language_wins);
