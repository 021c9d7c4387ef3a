#include "providers/graph/graph_scan.h"

#include "support/suite.h"

START_TEST(only_json_passes)
{
    static const char *const GOOD[] = {
        "{}", "[]", " [1,-0.5e+3 , true,null,\"\\u00e4\\n\"] ", "{\"a\":{\"b\":[{},[]]},\"c\":0}", "\"x\"", "1",
    };
    static const char *const BAD[] = {
        "",           "{",
        "}",          "[1,]",
        "{\"a\":1,}", "{\"a\" 1}",
        "{a:1}",      "[01]",
        "[1.]",       "[+1]",
        "nul",        "[1}",
        "{\"a\":1]",  "\"\\x\"",
        "\"\n\"",     "\"a",
        "[1] [2]",    "\"\\u12g4\"",
        "[1 2]",      "{\"a\"}",
        "\xff",       "[,1]",
        "'a'",        "NaN",
        "[1e]",       "\"\xed\xa0\x80\"",
    };
    struct bytes value;

    for (size_t i = 0; i < sizeof GOOD / sizeof GOOD[0]; i++) {
        ck_assert_msg(graph_scan_check(bytes_text(GOOD[i]), &value) == RC_OK, "refused: %s", GOOD[i]);
    }
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        ck_assert_msg(graph_scan_check(bytes_text(BAD[i]), &value) == RC_INVALID, "passed: %s", BAD[i]);
    }
}

END_TEST

START_TEST(nesting_has_a_floor)
{
    char deep[2 * GRAPH_SCAN_DEPTH_MAX + 3];
    struct bytes value;

    memset(deep, '[', GRAPH_SCAN_DEPTH_MAX);
    memset(deep + GRAPH_SCAN_DEPTH_MAX, ']', GRAPH_SCAN_DEPTH_MAX);
    ck_assert_int_eq(graph_scan_check(bytes_of(deep, 2 * GRAPH_SCAN_DEPTH_MAX), &value), RC_OK);
    memset(deep, '[', GRAPH_SCAN_DEPTH_MAX + 1);
    memset(deep + GRAPH_SCAN_DEPTH_MAX + 1, ']', GRAPH_SCAN_DEPTH_MAX + 1);
    ck_assert_int_eq(graph_scan_check(bytes_of(deep, 2 * GRAPH_SCAN_DEPTH_MAX + 2), &value), RC_INVALID);
}

END_TEST

static void expect_bytes(struct bytes got, const char *wanted)
{
    ck_assert_msg(bytes_equal(got, bytes_text(wanted)), "got '%.*s', not '%s'", (int)got.len, (const char *)got.data,
                  wanted);
}

START_TEST(pieces_are_the_bytes_as_they_were_written)
{
    struct bytes text = bytes_text("\n { \"a\" : {\"x\": [1, {\"]\": \"}\"}]} ,\"b\":\"\\\"}\", \"c\" :-1.50 }\r\n");
    struct bytes value;
    struct bytes item;
    size_t at = 0;

    ck_assert_int_eq(graph_scan_check(text, &text), RC_OK);
    ck_assert(graph_scan_member(text, "a", &value));
    expect_bytes(value, "{\"x\": [1, {\"]\": \"}\"}]}");
    ck_assert(graph_scan_member(value, "x", &value));
    ck_assert(graph_scan_item(value, &at, &item));
    expect_bytes(item, "1");
    ck_assert(graph_scan_item(value, &at, &item));
    expect_bytes(item, "{\"]\": \"}\"}");
    ck_assert(!graph_scan_item(value, &at, &item));
    ck_assert(graph_scan_member(text, "b", &value));
    expect_bytes(value, "\"\\\"}\"");
    ck_assert(graph_scan_member(text, "c", &value));
    expect_bytes(value, "-1.50");
    ck_assert(!graph_scan_member(text, "x", &value));
    ck_assert(!graph_scan_member(bytes_text("[]"), "x", &value));
    ck_assert(!graph_scan_member(bytes_text("{}"), "x", &value));
}

END_TEST

START_TEST(texts_are_decoded_or_refused)
{
    struct arena *mem = arena_new();

    ck_assert_str_eq(graph_scan_text(mem, bytes_text("\"a\\/\\u00e4\\ud83d\\ude00\\t\"")),
                     "a/\xc3\xa4\xf0\x9f\x98\x80\t");
    ck_assert_str_eq(graph_scan_text(mem, bytes_text("\"\"")), "");
    ck_assert_ptr_null(graph_scan_text(mem, bytes_text("\"a\\u0000b\"")));
    ck_assert_ptr_null(graph_scan_text(mem, bytes_text("\"\\ud83d\"")));
    ck_assert_ptr_null(graph_scan_text(mem, bytes_text("\"\\ud83d\\u0041\"")));
    ck_assert_ptr_null(graph_scan_text(mem, bytes_text("\"\\ude00\"")));
    ck_assert_ptr_null(graph_scan_text(mem, bytes_text("12")));
    arena_free(mem);
}

END_TEST

START_TEST(numbers_are_whole_and_short)
{
    int64_t number;

    ck_assert(graph_scan_int(bytes_text("429"), &number));
    ck_assert_int_eq(number, 429);
    ck_assert(graph_scan_int(bytes_text("-1"), &number));
    ck_assert(!graph_scan_int(bytes_text("1.0"), &number));
    ck_assert(!graph_scan_int(bytes_text("\"1\""), &number));
    ck_assert(!graph_scan_int(bytes_text("99999999999999999999"), &number));
}

END_TEST

SUITE(graph_scan, only_json_passes, nesting_has_a_floor, pieces_are_the_bytes_as_they_were_written,
      texts_are_decoded_or_refused, numbers_are_whole_and_short);
