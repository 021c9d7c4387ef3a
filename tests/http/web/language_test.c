/* In whose language and time zone a page is, shown on the account program: ?lang= > person > workspace > system. */
#include <stdlib.h>
#include <string.h>

#include "support/fcgi_client.h"
#include "support/suite.h"

#define MEMBERS  "/account/workspaces/mine/members"
#define SETTINGS "/account/settings" /* stands outside workspaces */

static struct scratch *s;
static struct served *p;
static struct account_id anna;

static void start(void)
{
    struct workspace_id mine;

    s = scratch_new();
    mine = scratch_workspace(s, "mine");
    anna = scratch_member(s, mine, "anna", ROLE_OWNER);
    p = served_start("account", s, 1);
    served_sign_in(p, s, anna, "operator");
}

static void end(void)
{
    served_free(p);
    scratch_free(s);
}

/* The cookie and the browser's wish are those of somebody who is not signed in: here they count for nothing. */
static void expect(const char *uri, const char *language, const char *other)
{
    const struct ask ask = { .uri = uri,
                             .cookie = arena_printf(p->mem, "lang=%s; %s", other, p->cookie),
                             .language = other };
    struct answer answer = served_ask(p, &ask);

    ck_assert_int_eq(answer.status, 200);
    ck_assert_str_eq(answer_header(p->mem, &answer, "Content-Language"), language);
    ck_assert_ptr_nonnull(strstr(answer.body, arena_printf(p->mem, "<html lang=\"%s\"", language)));
}

START_TEST(the_persons_language_goes_before_the_workspaces_and_the_systems)
{
    start();
    expect(MEMBERS, "en", "de"); /* nobody has chosen one */
    scratch_exec(s, "UPDATE workspace SET default_lang = 'de'");
    expect(MEMBERS, "de", "en");
    expect(SETTINGS, "en", "de");
    scratch_exec(s, "UPDATE account SET lang = 'en'");
    expect(MEMBERS, "en", "de");
    expect(MEMBERS "?lang=de", "de", "en");
    scratch_exec(s, "UPDATE account SET lang = 'de'");
    expect(SETTINGS, "de", "en");
    expect(MEMBERS "?lang=en", "en", "de");
    expect(MEMBERS, "de", "en"); /* ?lang= was for that page alone */
    end();
}

END_TEST

START_TEST(the_systems_language_is_the_last_resort)
{
    ck_assert_int_eq(setenv("TP_DEFAULT_LANG", "de", 1), 0);
    start();
    expect(MEMBERS, "de", "en");
    expect(SETTINGS, "de", "en");
    scratch_exec(s, "UPDATE workspace SET default_lang = 'en'");
    expect(MEMBERS, "en", "de");
    p->cookie = NULL;
    ck_assert_ptr_nonnull(strstr(served_get(p, "/signin").body, "<html lang=\"de\""));
    end();
}

END_TEST

static void expect_time(const char *shown)
{
    ck_assert_ptr_nonnull(strstr(served_get(p, MEMBERS).body, shown));
}

START_TEST(the_persons_time_zone_goes_before_the_workspaces)
{
    start();
    scratch_exec(s, "UPDATE membership SET granted_at = '2026-07-01 12:34:00Z'");
    expect_time("14:34"); /* Europe/Berlin, in summer */
    scratch_exec(s, "UPDATE workspace SET time_zone = 'Asia/Tokyo'");
    expect_time("21:34");
    scratch_exec(s, "UPDATE account SET time_zone = 'America/New_York'");
    expect_time("08:34");
    scratch_exec(s, "UPDATE account SET time_zone = 'Nowhere/Land'"); /* of another installation, or no longer known */
    expect_time("12:34");
    end();
}

END_TEST

SUITE(http_language, the_persons_language_goes_before_the_workspaces_and_the_systems,
      the_systems_language_is_the_last_resort, the_persons_time_zone_goes_before_the_workspaces);
