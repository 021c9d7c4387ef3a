/* The rule language: every operator, *, what is absent, strategies, and rules that are broken. */
#include "core/control/check.h"

#include <string.h>

#include "base/clock.h"
#include "support/suite.h"

static struct fail fail;
static struct cx cx;
static int64_t now_us; /* 2026-11-23T12:00:00Z */

static void begin(void)
{
    cx = (struct cx){ .mem = arena_new(), .fail = &fail, .clock = &clock_system, .loc = &locale_source };
    fail = (struct fail){ .rc = RC_OK };
    ck_assert_int_eq(time_parse("2026-11-23T12:00:00Z", &now_us), RC_OK);
}

static const struct node *document(const char *json)
{
    struct document_error error;
    struct node *root;

    ck_assert_msg(document_parse(cx.mem, bytes_text(json), &document_limits_default, &root, &error) == RC_OK, "%s",
                  json);
    return root;
}

static const struct check *rule(const char *json)
{
    const struct check *check;

    ck_assert_msg(check_parse(&cx, bytes_text(json), &check) == RC_OK, "%s: %s", json, fail.detail);
    return check;
}

/* Whether an object meets one condition. */
static bool meets(const char *condition, const char *object)
{
    const struct check *check = rule(arena_printf(cx.mem, "{\"strategy\":\"each\",\"expect\":[%s]}", condition));

    return check_object(check, document(object), now_us) == CHECK_PASSED;
}

static void broken(const char *json, const char *because)
{
    const struct check *check;

    fail = (struct fail){ .rc = RC_OK };
    ck_assert_msg(check_parse(&cx, bytes_text(json), &check) == RC_INVALID, "%s", json);
    ck_assert_msg(strstr(fail.detail, because) != NULL, "%s: '%s', not '%s'", json, fail.detail, because);
}

START_TEST(values_are_compared_by_kind)
{
    begin();
    ck_assert(meets("{\"path\":\"a\",\"op\":\"equals\",\"value\":\"x\"}", "{\"a\":\"x\"}"));
    ck_assert(!meets("{\"path\":\"a\",\"op\":\"equals\",\"value\":\"1\"}", "{\"a\":1}"));
    ck_assert(!meets("{\"path\":\"a\",\"op\":\"equals\",\"value\":false}", "{}"));
    ck_assert(!meets("{\"path\":\"a\",\"op\":\"equals\",\"value\":false}", "{\"a\":0}"));
    ck_assert(meets("{\"path\":\"a\",\"op\":\"equals\",\"value\":10}", "{\"a\":1e1}"));
    ck_assert(meets("{\"path\":\"a\",\"op\":\"not_equals\",\"value\":true}", "{}"));
    ck_assert(!meets("{\"path\":\"a\",\"op\":\"not_equals\",\"value\":true}", "{\"a\":true}"));
    ck_assert(meets("{\"path\":\"a\",\"op\":\"in\",\"value\":[\"x\",\"y\"]}", "{\"a\":\"y\"}"));
    ck_assert(!meets("{\"path\":\"a\",\"op\":\"in\",\"value\":[\"x\",\"y\"]}", "{}"));
    ck_assert(meets("{\"path\":\"a\",\"op\":\"at_least\",\"value\":6}", "{\"a\":6}"));
    ck_assert(!meets("{\"path\":\"a\",\"op\":\"at_least\",\"value\":6}", "{\"a\":\"7\"}"));
    ck_assert(meets("{\"path\":\"a\",\"op\":\"at_most\",\"value\":6}", "{\"a\":5.5}"));
    ck_assert(!meets("{\"path\":\"a\",\"op\":\"at_most\",\"value\":6}", "{}"));
    arena_free(cx.mem);
}

END_TEST

START_TEST(blank_is_absent)
{
    static const char *const blank[] = { "{}", "{\"a\":null}", "{\"a\":\"\"}", "{\"a\":[]}", "{\"a\":{}}" };
    static const char *const there[] = { "{\"a\":false}", "{\"a\":0}", "{\"a\":[null]}" };

    begin();
    for (size_t i = 0; i < sizeof blank / sizeof blank[0]; i++) {
        ck_assert(meets("{\"path\":\"a\",\"op\":\"absent\"}", blank[i]));
        ck_assert(!meets("{\"path\":\"a\",\"op\":\"present\"}", blank[i]));
    }
    for (size_t i = 0; i < sizeof there / sizeof there[0]; i++) {
        ck_assert(meets("{\"path\":\"a\",\"op\":\"present\"}", there[i]));
        ck_assert(!meets("{\"path\":\"a\",\"op\":\"absent\"}", there[i]));
    }
    arena_free(cx.mem);
}

END_TEST

START_TEST(lists_hold_values)
{
    begin();
    ck_assert(meets("{\"path\":\"a\",\"op\":\"contains\",\"value\":\"x\"}", "{\"a\":[\"y\",\"x\"]}"));
    ck_assert(meets("{\"path\":\"a\",\"op\":\"contains\",\"value\":\"x\"}", "{\"a\":\"x\"}"));
    ck_assert(!meets("{\"path\":\"a\",\"op\":\"contains\",\"value\":\"x\"}", "{}"));
    ck_assert(meets("{\"path\":\"a\",\"op\":\"lacks\",\"value\":\"x\"}", "{}"));
    ck_assert(!meets("{\"path\":\"a\",\"op\":\"lacks\",\"value\":\"x\"}", "{\"a\":[\"x\"]}"));
    ck_assert(meets("{\"path\":\"a\",\"op\":\"contains_all\",\"value\":[1,2]}", "{\"a\":[3,2,1]}"));
    ck_assert(!meets("{\"path\":\"a\",\"op\":\"contains_all\",\"value\":[1,2]}", "{\"a\":[3,2]}"));
    ck_assert(meets("{\"path\":\"a\",\"op\":\"contains_none\",\"value\":[1,2]}", "{}"));
    ck_assert(!meets("{\"path\":\"a\",\"op\":\"contains_none\",\"value\":[1,2]}", "{\"a\":[3,2]}"));
    ck_assert(meets("{\"path\":\"a\",\"op\":\"only\",\"value\":[1,2]}", "{\"a\":[2]}"));
    ck_assert(!meets("{\"path\":\"a\",\"op\":\"only\",\"value\":[1,2]}", "{\"a\":[2,3]}"));
    ck_assert(!meets("{\"path\":\"a\",\"op\":\"only\",\"value\":[1,2]}", "{\"a\":[]}"));
    ck_assert(!meets("{\"path\":\"a\",\"op\":\"only\",\"value\":[1,2]}", "{}"));
    ck_assert(meets("{\"path\":\"a\",\"op\":\"count_at_most\",\"value\":1}", "{}"));
    ck_assert(!meets("{\"path\":\"a\",\"op\":\"count_at_most\",\"value\":1}", "{\"a\":[1,1]}"));
    ck_assert(meets("{\"path\":\"a\",\"op\":\"count_at_least\",\"value\":2}", "{\"a\":[1,1]}"));
    ck_assert(!meets("{\"path\":\"a\",\"op\":\"count_at_least\",\"value\":1}", "{\"a\":null}"));
    arena_free(cx.mem);
}

END_TEST

START_TEST(days_are_counted_from_now)
{
    static const char *const soon = "{\"path\":\"a\",\"op\":\"before_days\",\"value\":14}";
    static const char *const old = "{\"path\":\"a\",\"op\":\"before_days\",\"value\":-365}";
    static const char *const late = "{\"path\":\"a\",\"op\":\"after_days\",\"value\":730}";

    begin();
    ck_assert(meets(soon, "{\"a\":\"2026-12-07T11:59:59Z\"}"));
    ck_assert(!meets(soon, "{\"a\":\"2026-12-07T12:00:00Z\"}"));
    ck_assert(meets(soon, "{\"a\":\"2020-01-01T00:00:00Z\"}"));
    ck_assert(meets(old, "{\"a\":\"2025-11-23T11:59:59Z\"}"));
    ck_assert(!meets(old, "{\"a\":\"2025-11-23T12:00:00Z\"}"));
    ck_assert(meets(late, "{\"a\":\"2028-11-22T12:00:00.5Z\"}"));
    ck_assert(!meets(late, "{\"a\":\"2028-11-22T12:00:00Z\"}"));
    ck_assert(!meets(soon, "{\"a\":\"soon\"}"));
    ck_assert(!meets(late, "{\"a\":\"never\"}"));
    ck_assert(!meets(soon, "{\"a\":20200101}"));
    ck_assert(!meets(soon, "{}"));
    arena_free(cx.mem);
}

END_TEST

START_TEST(a_star_is_any_element_or_every)
{
    static const char *const two = "{\"a\":[{\"b\":1},{\"b\":2}]}";

    begin();
    ck_assert(meets("{\"path\":\"a/*/b\",\"op\":\"equals\",\"value\":2}", two));
    ck_assert(!meets("{\"path\":\"a/*/b\",\"op\":\"not_equals\",\"value\":2}", two));
    ck_assert(meets("{\"path\":\"a/*/b\",\"op\":\"not_equals\",\"value\":3}", two));
    ck_assert(!meets("{\"path\":\"a/*/b\",\"op\":\"absent\"}", "{\"a\":[{},{\"b\":1}]}"));
    ck_assert(meets("{\"path\":\"a/*/b\",\"op\":\"present\"}", "{\"a\":[{},{\"b\":1}]}"));
    ck_assert(!meets("{\"path\":\"a/*/b\",\"op\":\"only\",\"value\":[1]}", two));
    ck_assert(!meets("{\"path\":\"a/*/b\",\"op\":\"equals\",\"value\":1}", "{\"a\":[]}"));
    ck_assert(meets("{\"path\":\"a/*/b\",\"op\":\"lacks\",\"value\":1}", "{\"a\":[]}"));
    ck_assert(!meets("{\"path\":\"a/*/b\",\"op\":\"equals\",\"value\":1}", "{\"a\":{\"b\":1}}"));
    arena_free(cx.mem);
}

END_TEST

START_TEST(conditions_nest)
{
    static const char *const some =
        "{\"path\":\"m\",\"op\":\"some\",\"value\":[{\"path\":\"id\",\"op\":\"equals\",\"value\":\"Sms\"},"
        "{\"path\":\"state\",\"op\":\"equals\",\"value\":\"on\"}]}";
    static const char *const no =
        "{\"path\":\"m\",\"op\":\"no\",\"value\":[{\"path\":\"id\",\"op\":\"equals\",\"value\":\"Sms\"},"
        "{\"path\":\"state\",\"op\":\"equals\",\"value\":\"on\"}]}";
    static const char *const either =
        "{\"path\":\"g\",\"op\":\"any_of\",\"value\":[[{\"path\":\"x\",\"op\":\"equals\",\"value\":1}],"
        "[{\"path\":\"y\",\"op\":\"equals\",\"value\":1},{\"path\":\"x\",\"op\":\"absent\"}]]}";

    begin();
    ck_assert(meets(some, "{\"m\":[{\"id\":\"Sms\",\"state\":\"on\"}]}"));
    /* both conditions of one element, not one each of two */
    ck_assert(!meets(some, "{\"m\":[{\"id\":\"Sms\",\"state\":\"off\"},{\"id\":\"Key\",\"state\":\"on\"}]}"));
    ck_assert(meets(no, "{\"m\":[{\"id\":\"Sms\",\"state\":\"off\"},{\"id\":\"Key\",\"state\":\"on\"}]}"));
    ck_assert(!meets(no, "{\"m\":[{\"id\":\"Key\",\"state\":\"on\"},{\"id\":\"Sms\",\"state\":\"on\"}]}"));
    ck_assert(meets(no, "{}"));
    ck_assert(!meets(some, "{}"));
    ck_assert(meets(either, "{\"g\":{\"x\":1}}"));
    ck_assert(meets(either, "{\"g\":{\"y\":1}}"));
    ck_assert(!meets(either, "{\"g\":{\"x\":2,\"y\":1}}"));
    ck_assert(!meets(either, "{}"));
    arena_free(cx.mem);
}

END_TEST

static enum check_verdict verdict(const char *strategy, const char *object)
{
    bool none = strcmp(strategy, "none") == 0;
    const struct check *check = rule(
        arena_printf(cx.mem, "{\"strategy\":\"%s\",\"where\":[{\"path\":\"on\",\"op\":\"equals\",\"value\":true}]%s}",
                     strategy, none ? "" : ",\"expect\":[{\"path\":\"n\",\"op\":\"at_most\",\"value\":1}]"));

    return check_object(check, document(object), now_us);
}

START_TEST(strategies_judge_objects)
{
    begin();
    ck_assert_int_eq(verdict("each", "{\"on\":false,\"n\":5}"), CHECK_NOT_SELECTED);
    ck_assert_int_eq(verdict("each", "{\"on\":true,\"n\":5}"), CHECK_FAILED);
    ck_assert_int_eq(verdict("every", "{\"on\":true,\"n\":1}"), CHECK_PASSED);
    ck_assert_int_eq(verdict("any", "{\"on\":true,\"n\":1}"), CHECK_PASSED);
    ck_assert_int_eq(verdict("none", "{\"on\":true,\"n\":1}"), CHECK_FAILED);
    ck_assert_int_eq(verdict("none", "{\"on\":false}"), CHECK_NOT_SELECTED);
    arena_free(cx.mem);
}

END_TEST

static void failing(const char *strategy, struct check_tally tally, int32_t count, bool missing)
{
    const struct check *check =
        rule(arena_printf(cx.mem, "{\"strategy\":\"%s\",\"%s\":[{\"path\":\"a\",\"op\":\"present\"}]}", strategy,
                          strcmp(strategy, "none") == 0 ? "where" : "expect"));

    ck_assert_int_eq(check_failing(check, &tally), count);
    ck_assert_int_eq(check_is_missing(check, &tally), missing);
}

START_TEST(tallies_tell_what_fails)
{
    begin();
    failing("each", (struct check_tally){ 5, 3, 1 }, 2, false);
    failing("each", (struct check_tally){ 5, 0, 0 }, 0, false);
    failing("every", (struct check_tally){ 5, 3, 1 }, 2, false);
    failing("every", (struct check_tally){ 5, 0, 0 }, 1, true);
    failing("any", (struct check_tally){ 5, 3, 1 }, 0, false);
    failing("any", (struct check_tally){ 5, 3, 0 }, 1, true);
    failing("none", (struct check_tally){ 5, 3, 0 }, 3, false);
    failing("none", (struct check_tally){ 5, 0, 0 }, 0, false);
    arena_free(cx.mem);
}

END_TEST

START_TEST(broken_rules_are_named)
{
    begin();
    broken("[", "no JSON");
    broken("{\"strategy\":\"most\",\"expect\":[]}", "unknown strategy: 'most'");
    broken("{\"strategy\":\"each\",\"expects\":[]}", "unknown member: 'expects'");
    broken("{\"strategy\":\"each\",\"expect\":[]}", "nothing is asked");
    broken("{\"strategy\":\"none\",\"expect\":[{\"path\":\"a\",\"op\":\"present\"}]}", "nothing is asked");
    broken("{\"strategy\":\"each\",\"expect\":[{\"path\":\"a\",\"op\":\"like\",\"value\":1}]}",
           "unknown operator: 'a'");
    broken("{\"strategy\":\"each\",\"expect\":[{\"path\":\"a\",\"op\":\"equals\"}]}", "lacks its value");
    broken("{\"strategy\":\"each\",\"expect\":[{\"path\":\"a\",\"op\":\"absent\",\"value\":1}]}", "one too many");
    broken("{\"strategy\":\"each\",\"expect\":[{\"path\":\"a\",\"op\":\"in\",\"value\":\"x\"}]}", "no list");
    broken("{\"strategy\":\"each\",\"expect\":[{\"path\":\"a\",\"op\":\"only\",\"value\":[]}]}", "no list");
    broken("{\"strategy\":\"each\",\"expect\":[{\"path\":\"a\",\"op\":\"before_days\",\"value\":\"1\"}]}", "no number");
    broken("{\"strategy\":\"each\",\"expect\":[{\"path\":\"/\",\"op\":\"present\"}]}", "a path is empty");
    broken("{\"strategy\":\"each\",\"expect\":[{\"op\":\"present\"}]}", "no path");
    broken("{\"strategy\":\"each\",\"expect\":[{\"path\":\"a\",\"op\":\"present\",\"valeu\":1}]}",
           "unknown member: 'valeu'");
    broken("{\"strategy\":\"each\",\"expect\":[{\"path\":\"a/b/c/d/e/f/g/h/i/j/k/l/m\",\"op\":\"present\"}]}",
           "too many steps");
    broken("{\"strategy\":\"each\",\"expect\":[{\"path\":\"a\",\"op\":\"lacks\",\"value\":1},"
           "{\"path\":\"a\",\"op\":\"lacks\",\"value\":2}]}",
           "asked twice");
    broken("{\"strategy\":\"each\",\"expect\":[{\"path\":\"a\",\"op\":\"some\",\"value\":[]}]}",
           "no list of conditions");
    broken("{\"strategy\":\"each\",\"expect\":[{\"path\":\"a\",\"op\":\"any_of\",\"value\":[[]]}]}",
           "asks for nothing");
    broken(
        "{\"strategy\":\"each\",\"expect\":[{\"path\":\"a\",\"op\":\"some\",\"value\":[{\"path\":\"b\",\"op\":\"some\",\"value\":["
        "{\"path\":\"c\",\"op\":\"some\",\"value\":[{\"path\":\"d\",\"op\":\"some\",\"value\":[{\"path\":\"e\",\"op\":\"present\"}]}]}]}]}]}",
        "too deeply");
    broken(
        "{\"strategy\":\"none\",\"where\":[{\"path\":\"a\",\"op\":\"present\"}],\"expect\":[{\"path\":\"a\",\"op\":\"present\"}]}",
        "nobody reads it");
    arena_free(cx.mem);
}

END_TEST

START_TEST(what_is_shown)
{
    const struct check *check;

    begin();
    check = rule(
        "{\"strategy\":\"each\",\"expect\":[{\"path\":\"n\",\"op\":\"at_least\",\"value\":1},{\"path\":\"m\",\"op\":\"no\",\"value\":["
        "{\"path\":\"id\",\"op\":\"equals\",\"value\":\"Sms\"},{\"path\":\"on\",\"op\":\"equals\",\"value\":true}]},"
        "{\"path\":\"n\",\"op\":\"at_most\",\"value\":3},{\"path\":\"l/*/x\",\"op\":\"lacks\",\"value\":9}]}");
    ck_assert_str_eq(
        check_observed(
            cx.mem, check,
            document(
                "{\"n\":4,\"m\":[{\"id\":\"Key\"},{\"id\":\"Sms\",\"on\":true}],\"l\":[{\"x\":[1]},{},{\"x\":2}]}"),
            now_us),
        "{\"n\":4,\"m\":[{\"id\":\"Sms\",\"on\":true}],\"l/*/x\":[[1],2]}");
    ck_assert_str_eq(check_observed(cx.mem, check, document("{}"), now_us), "{\"n\":null,\"m\":[],\"l/*/x\":[]}");
    ck_assert_str_eq(
        check_expected(cx.mem, check),
        "{\"n\":{\"at_least\":1,\"at_most\":3},\"m\":{\"no\":[{\"op\":\"equals\",\"path\":\"id\",\"value\":\"Sms\"},"
        "{\"op\":\"equals\",\"path\":\"on\",\"value\":true}]},\"l/*/x\":{\"lacks\":9}}");
    check = rule("{\"strategy\":\"none\",\"where\":[{\"path\":\"a\",\"op\":\"contains\",\"value\":\"x\"}]}");
    ck_assert_str_eq(check_expected(cx.mem, check), "{\"a\":{\"must_not\":\"x\"}}");
    ck_assert_str_eq(check_observed(cx.mem, check, document("{\"a\":[\"x\",\"\\u00e4\\n\"]}"), now_us),
                     "{\"a\":[\"x\",\"\xc3\xa4\\u000a\"]}");
    arena_free(cx.mem);
}

END_TEST

SUITE(check, values_are_compared_by_kind, blank_is_absent, lists_hold_values, days_are_counted_from_now,
      a_star_is_any_element_or_every, conditions_nest, strategies_judge_objects, tallies_tell_what_fails,
      broken_rules_are_named, what_is_shown);
