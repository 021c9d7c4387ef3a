/* What a check asks and found, in words: every operator, nested conditions, long lists, and texts that are no check. */
#include "core/control/check_words.h"

#include <string.h>

#include "base/text.h"
#include "support/suite.h"

static struct arena *mem;

static struct check_line line_of(const char *expected, const char *observed)
{
    struct check_lines lines = check_words(mem, &locale_source, expected, observed);

    ck_assert_msg(lines.count == 1, "%s: %zu lines", expected, lines.count);
    return lines.items[0];
}

/* What is asked of the place "a" by one operator. */
static void asks(const char *op, const char *value, const char *words)
{
    struct check_line line = line_of(arena_printf(mem, "{\"a\":{\"%s\":%s}}", op, value), NULL);

    ck_assert_str_eq(line.place, "a");
    ck_assert_str_eq(line.expected, words);
    ck_assert_str_eq(line.observed, "nothing of the kind");
}

START_TEST(every_operator_has_its_words)
{
    mem = arena_new();
    asks("equals", "true", "yes");
    asks("not_equals", "\"x\"", "not x");
    asks("in", "[\"x\",\"y\"]", "one of x, y");
    asks("at_least", "6", "at least 6");
    asks("at_most", "6", "at most 6");
    asks("present", "null", "set");
    asks("absent", "null", "not set");
    asks("contains", "\"mfa\"", "with mfa");
    asks("lacks", "\"mfa\"", "without mfa");
    asks("contains_all", "[\"a\",\"b\"]", "with all of a, b");
    asks("contains_none", "[\"a\",\"b\"]", "with none of a, b");
    asks("only", "[\"a\"]", "nothing but a");
    asks("count_at_least", "1", "at least one entry");
    asks("count_at_most", "2", "at most 2 entries");
    asks("before_days", "14", "less than 14 days ahead");
    asks("before_days", "0", "past");
    asks("before_days", "-30", "more than 30 days ago");
    asks("after_days", "14", "more than 14 days ahead");
    asks("after_days", "0", "still to come");
    asks("after_days", "-30", "less than 30 days ago");
    asks("must_not", "false", "not no");
    arena_free(mem);
}

END_TEST

START_TEST(no_operator_is_without_words)
{
    static const char *const ops[] = {

#define OP(constant, name, value, every) name,
#include "core/control/check_ops.def"
#undef OP
    };

    mem = arena_new();
    for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++) {
        struct check_line line = line_of(arena_printf(mem, "{\"a\":{\"%s\":7}}", ops[i]), NULL);

        ck_assert_msg(text_equal(ops[i], "equals") || text_equal(ops[i], "any_of") || !text_equal(line.expected, "7"),
                      "%s says nothing of its own", ops[i]);
    }
    arena_free(mem);
}

END_TEST

START_TEST(elements_are_told_by_what_is_asked_of_them)
{
    static const char expected[] =
        "{\"credentials\":{\"no\":[{\"op\":\"before_days\",\"path\":\"end/at\",\"value\":14}]}}";
    struct check_line line;

    mem = arena_new();
    line = line_of(expected, "{\"credentials\":[{\"end\":{\"at\":\"2026-11-30\"},\"hint\":\"abc\"},{\"end\":null}]}");
    ck_assert_str_eq(line.expected, "no entry with end \xe2\x80\xba at: less than 14 days ahead");
    ck_assert_str_eq(line.observed, "end \xe2\x80\xba at: 2026-11-30\nend \xe2\x80\xba at: not set");
    line = line_of(expected, "{\"credentials\":[]}");
    ck_assert_str_eq(line.observed, "no such entry");
    arena_free(mem);
}

END_TEST

START_TEST(alternatives_show_what_they_look_at_once)
{
    struct check_line line;

    mem = arena_new();
    line = line_of("{\"grant\":{\"any_of\":[[{\"op\":\"contains\",\"path\":\"controls\",\"value\":\"block\"}],"
                   "[{\"op\":\"equals\",\"path\":\"operator\",\"value\":\"AND\"},"
                   "{\"op\":\"contains\",\"path\":\"controls\",\"value\":\"mfa\"}]]}}",
                   "{\"grant\":{\"operator\":\"OR\",\"controls\":[\"mfa\",\"x\"]}}");
    ck_assert_str_eq(line.expected, "controls: with block\nor operator: AND; controls: with mfa");
    ck_assert_str_eq(line.observed, "controls: mfa, x; operator: OR");
    arena_free(mem);
}

END_TEST

START_TEST(long_lists_are_counted)
{
    struct check_line line;

    mem = arena_new();
    line = line_of("{\"a/*/b\":{\"contains_none\":[\"x\"]}}",
                   "{\"a/*/b\":[[\"1\",\"2\",\"3\"],[\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\"]]}");
    ck_assert_str_eq(line.place, "a \xe2\x80\xba * \xe2\x80\xba b");
    ck_assert_str_eq(line.observed, "1, 2, 3, 4, 5, 6, 7, 8, and 2 more");
    line = line_of("{\"a\":{\"present\":null}}", "{\"a\":[{\"b\":1},{\"b\":2}]}");
    ck_assert_str_eq(line.observed, "2 entries");
    line = line_of("{\"a\":{\"present\":null}}", "{\"a\":[{\"b\":1}]}");
    ck_assert_str_eq(line.observed, "one entry");
    arena_free(mem);
}

END_TEST

START_TEST(what_is_no_check_has_no_lines)
{
    mem = arena_new();
    ck_assert_uint_eq(check_words(mem, &locale_source, NULL, NULL).count, 0);
    ck_assert_uint_eq(check_words(mem, &locale_source, "\"text\"", "{}").count, 0);
    ck_assert_uint_eq(check_words(mem, &locale_source, "{\"a\":1}", "{}").count, 0);
    ck_assert_uint_eq(check_words(mem, &locale_source, "{\"a\":", "{}").count, 0);
    arena_free(mem);
}

END_TEST

SUITE(check_words, every_operator_has_its_words, no_operator_is_without_words,
      elements_are_told_by_what_is_asked_of_them, alternatives_show_what_they_look_at_once, long_lists_are_counted,
      what_is_no_check_has_no_lines);
