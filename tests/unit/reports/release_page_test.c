#include "reports/release_page.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"
#include "support/bench.h"
#include "support/review_fixture.h"
#include "support/suite.h"

static const char *page(struct bench *b, bool german)
{
    char self[4096] = "";
    struct review_fixture *f = review_fixture(&b->cx, b->folder);
    const struct release_file files[] = {
        { "019ab300.zip", RELEASE_LABEL_PACK, "aa11", 123456 },
        { "report.de.pdf", RELEASE_LABEL_REPORT, "bb22", 4096 },
    };
    const struct release_links links = { fixture_id(0x42), "/static/abc", "019ab300.zip", files, 2 };
    const char *problem = NULL;
    struct strbuf out;
    ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);

    /* build/<flavour>/test/unit stands beside build/<flavour>/share */
    ck_assert_int_gt(len, 10);
    *strrchr(self, '/') = '\0';
    *strrchr(self, '/') = '\0';
    ck_assert_msg(release_pages_open(b->mem, arena_printf(b->mem, "%s/share/templates", self), &problem) == RC_OK, "%s",
                  problem);
    strbuf_init(&out, b->mem, 1 << 20);
    ck_assert_int_eq(release_page_write(&b->cx, &f->model, german ? &f->german : &f->english, &links, &out), RC_OK);
    return out.data;
}

START_TEST(the_page_says_what_the_review_says)
{
    static const char *const parts[] = { "<html lang=\"en\">",
                                         "2 of 6 assessed controls are not met and need a decision.",
                                         "CA001: Require MFA for all administrators",
                                         "23 Nov 2025, 10:00 UTC",
                                         "11:00 Europe/Berlin",
                                         "datetime=\"2025-11-23T10:00:00.000000Z\"",
                                         "href=\"/reviews/019ab300-0000-7000-8000-000000000042/files/report.de.pdf\"",
                                         "href=\"/reviews/019ab300-0000-7000-8000-000000000042/de/\"",
                                         "data-severity=\"critical\"",
                                         "SHA256:",
                                         "Role definitions were not read" };
    struct bench b;
    const char *html;

    bench_open(&b);
    html = page(&b, false);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        ck_assert_msg(strstr(html, parts[i]) != NULL, "no %s", parts[i]);
    }
    bench_close(&b);
}

END_TEST

START_TEST(the_page_is_german_where_it_should_be)
{
    struct bench b;
    const char *html;

    bench_open(&b);
    html = page(&b, true);
    ck_assert_ptr_nonnull(strstr(html, "<html lang=\"de\">"));
    ck_assert_ptr_nonnull(strstr(html, "2 von 6 bewerteten Ma\xc3\x9fnahmen sind nicht erf\xc3\xbcllt"));
    ck_assert_ptr_nonnull(strstr(html, "Akzeptierte Risiken"));
    ck_assert_ptr_null(strstr(html, "Open findings"));
    bench_close(&b);
}

END_TEST

START_TEST(the_page_is_inert_and_escaped)
{
    static const char *const never[] = { "<form",   "<script", "<iframe",       "style=",
                                         "onclick", "http://", "Anna Operator", "{{" };
    struct bench b;
    const char *html;

    bench_open(&b);
    html = page(&b, false);
    /* the hostile object name of the fixture holds an address, as text */
    ck_assert_ptr_nonnull(strstr(html, "=HYPERLINK(&quot;http://evil.example&quot;"));
    for (size_t i = 0; i < sizeof never / sizeof never[0]; i++) {
        const char *at = strstr(html, never[i]);

        ck_assert_msg(at == NULL || text_starts(at, "http://evil.example&quot;"), "%.60s", at);
    }
    bench_close(&b);
}

END_TEST

SUITE(reports_release_page, the_page_says_what_the_review_says, the_page_is_german_where_it_should_be,
      the_page_is_inert_and_escaped);
