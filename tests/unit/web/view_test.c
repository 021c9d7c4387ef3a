/* Views and what ctemplate makes of them; the escaping facts of house.md 8 and limits.md 2 that pages rely on. */
#include "web/view.h"

#include <string.h>

#include "support/site.h"
#include "support/suite.h"

static const char *html(struct site *site, const struct view *view, const char *name)
{
    struct strbuf out;

    strbuf_init(&out, site->lasting, 1 << 20);
    ck_assert_int_eq(view_write_html(&site->cx, view, name, &out), RC_OK);
    return out.data;
}

static const char *json(struct site *site, const struct view *view)
{
    struct strbuf out;

    strbuf_init(&out, site->lasting, 1 << 20);
    ck_assert_int_eq(view_write_json(view, &out), RC_OK);
    return out.data;
}

static void fill_diff(struct view *view)
{
    for (int g = 0; g < 2; g++) {
        struct view *group = view_row(view, K_DIFF_GROUP);

        view_text(group, K_DIFF_GROUP_NAME, g == 0 ? "One" : "Two");
        view_show_if(group, K_DIFF_NAMED, true);
        for (int c = 0; c <= g; c++) {
            struct view *change = view_row(group, K_DIFF_CHANGE);

            view_text(change, K_DIFF_PATH, "p");
            view_text(change, K_DIFF_POINTER, "\" onx=\"<");
            view_show_if(change, K_DIFF_HAS_BEFORE, c == 0);
            view_show_if(change, K_DIFF_HAS_AFTER, true);
            view_text(change, K_DIFF_BEFORE, "line\nnext");
            view_text(change, K_DIFF_AFTER, NULL);
        }
    }
    view_show_if(view, K_DIFF_UNCHANGED, false);
}

START_TEST(rows_nest_and_hide_in_html)
{
    struct site *site = site_new();
    struct view *view = view_new(&site->cx, VIEW_HTML);
    const char *page;

    fill_diff(view);
    page = html(site, view, TPL_FRAME_DIFF);
    ck_assert_ptr_nonnull(strstr(page, "<h3>One</h3>"));
    ck_assert_ptr_nonnull(strstr(page, "<h3>Two</h3>"));
    ck_assert_ptr_nonnull(strstr(page, "title=\"&quot; onx=&quot;&lt;\""));
    ck_assert_ptr_nonnull(strstr(page, "line\nnext</span></del>"));
    ck_assert_ptr_null(strstr(strstr(strstr(page, "<del>") + 1, "<del>") + 1, "<del>")); /* two of three changes */
    site_free(site);
}

END_TEST

START_TEST(the_same_rows_are_json)
{
    struct site *site = site_new();
    struct view *view = view_new(&site->cx, VIEW_JSON);

    fill_diff(view);
    view_rows(view, K_CHIP);
    view_time(view, K_FLASH_TEXT, INT64_C(1764595800000000));
    view_time(view, K_FLASH_KIND, 0);
    view_bool(view, K_FLASH, true);
    view_percent(view, K_ERROR_TEXT, 1, 3);
    view_code(view, K_ERROR_TITLE, "open", "Open");
    view_json(view, K_MAIN, "{\"a\":1}");
    view_html_row(view, K_LANG_CHOICE);
    ck_assert_str_eq(
        json(site, view),
        "{\"diff_group\":[{\"diff_group_name\":\"One\",\"diff_change\":[{\"diff_path\":\"p\",\"diff_pointer\":"
        "\"\\\" onx=\\\"<\",\"diff_before\":\"line\\nnext\",\"diff_after\":null}]},{\"diff_group_name\":\"Two\","
        "\"diff_change\":[{\"diff_path\":\"p\",\"diff_pointer\":\"\\\" onx=\\\"<\",\"diff_before\":\"line\\nnext\","
        "\"diff_after\":null},{\"diff_path\":\"p\",\"diff_pointer\":\"\\\" onx=\\\"<\",\"diff_before\":"
        "\"line\\nnext\",\"diff_after\":null}]}],\"chip\":[],\"flash_text\":\"2025-12-01T13:30:00.000000Z\","
        "\"flash_kind\":null,\"flash\":true,\"error_text\":0.3333,\"error_title\":\"open\",\"main\":{\"a\":1}}\n");
    site_free(site);
}

END_TEST

START_TEST(a_link_cannot_become_a_script)
{
    struct site *site = site_new();
    struct view *view = view_new(&site->cx, VIEW_HTML);
    struct view *row;
    const char *page;

    view_show_if(view, K_HAS_FIRST, true);
    view_show_if(view, K_HAS_NEXT, false);
    view_mark(view, K_FIRST_URL, "javascript:alert(1)");
    page = html(site, view, TPL_FRAME_PAGER);
    ck_assert_ptr_nonnull(strstr(page, "href=\"#\""));
    ck_assert_ptr_null(strstr(page, "javascript"));
    view_show_if(view, K_HAS_ERRORS, true);
    row = view_row(view, K_FIELD_ERROR);
    view_text(row, K_FIELD_ERROR_NAME, "a b&\"");
    view_text(row, K_FIELD_ERROR_TEXT, "x");
    ck_assert_ptr_nonnull(strstr(html(site, view, TPL_FRAME_ERRORS), "href=\"#a+b%26%22\""));
    site_free(site);
}

END_TEST

START_TEST(what_is_set_again_replaces)
{
    struct site *site = site_new();
    struct view *view = view_new(&site->cx, VIEW_HTML);
    const char *page;

    view_show_if(view, K_HAS_FIRST, true);
    view_show_if(view, K_HAS_FIRST, false);
    view_show_if(view, K_HAS_NEXT, false);
    view_show_if(view, K_HAS_NEXT, true);
    view_mark(view, K_NEXT_URL, "/a");
    view_mark(view, K_NEXT_URL, "/b");
    view_mark(view, K_NEXT_AFTER, "");
    page = html(site, view, TPL_FRAME_PAGER);
    ck_assert_ptr_null(strstr(page, "rel=\"first\""));
    ck_assert_ptr_nonnull(strstr(page, "href=\"/b\""));
    site_free(site);
}

END_TEST

START_TEST(a_template_that_is_not_there_is_an_error)
{
    struct site *site = site_new();
    struct view *view = view_new(&site->cx, VIEW_HTML);
    struct strbuf out;

    strbuf_init(&out, site->lasting, 1000);
    ck_assert_int_eq(view_write_html(&site->cx, view, "frame/none.tpl", &out), RC_INTERNAL);
    fail_clear(&site->cx);
    view_include(view, K_MAIN, "frame/csrf.tpl");
    strbuf_init(&out, site->lasting, 10);
    ck_assert_int_eq(view_write_html(&site->cx, view, TPL_FRAME_CSRF, &out), RC_INTERNAL); /* larger than its buffer */
    site_free(site);
}

END_TEST

START_TEST(pages_follow_the_numbers_of_a_language)
{
    struct site *site = site_new();
    struct locale de = { .tag = "de",
                         .catalogue = languages_catalogue(site->web.languages, "de"),
                         .time_zone = "Europe/Berlin" };
    struct view *view;
    const char *page;

    site->cx.loc = &de;
    view = view_new(&site->cx, VIEW_HTML);
    view_time(view, K_ERROR_TITLE, INT64_C(1764595800000000));
    view_percent(view, K_ERROR_TEXT, 88, 100);
    view_count(view, K_ERROR_NEXT, "%(count)s thing", "%(count)s things", 12345);
    view_bool(view, K_ERROR_STATUS, true);
    view_show_if(view, K_ERROR_RETRY, false);
    page = html(site, view, TPL_FRAME_ERROR);
    ck_assert_ptr_nonnull(strstr(page, "01.12.2025, 14:30"));
    ck_assert_ptr_nonnull(strstr(page, "88\xc2\xa0%"));
    ck_assert_ptr_nonnull(strstr(page, "12.345 things"));
    ck_assert_ptr_nonnull(strstr(page, "Ja"));
    site_free(site);
}

END_TEST

SUITE(web_view, rows_nest_and_hide_in_html, the_same_rows_are_json, a_link_cannot_become_a_script,
      what_is_set_again_replaces, a_template_that_is_not_there_is_an_error, pages_follow_the_numbers_of_a_language);
