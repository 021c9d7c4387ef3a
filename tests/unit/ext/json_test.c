#include "ext/json.h"

#include <string.h>

#include "support/bench.h"
#include "support/suite.h"

static enum rc parse(struct bench *bench, const char *text, const struct json **out)
{
    fail_clear(&bench->cx);
    return json_parse(&bench->cx, bytes_text(text), out);
}

START_TEST(values_are_read_as_written)
{
    struct bench bench;
    const struct json *doc = NULL;

    bench_open(&bench);
    ck_assert_int_eq(
        parse(&bench, " {\"a\": [1, -2.50e+3, true, null], \"b\": \"x\\u00e9\\ud83d\\ude00\\n\", \"c\": {}} ", &doc),
        RC_OK);
    ck_assert_uint_eq(json_count(doc), 3);
    ck_assert_int_eq(json_i64(json_at(json_get(doc, "a"), 0), 0), 1);
    ck_assert_str_eq(json_number(json_at(json_get(doc, "a"), 1)), "-2.50e+3");
    ck_assert_int_eq(json_i64(json_at(json_get(doc, "a"), 1), 77), 77);
    ck_assert(json_truth(json_at(json_get(doc, "a"), 2), false));
    ck_assert_int_eq(json_kind_of(json_at(json_get(doc, "a"), 3)), JSON_NULL);
    ck_assert_str_eq(json_text(json_get(doc, "b")), "x\xc3\xa9\xf0\x9f\x98\x80\n");
    ck_assert_int_eq(json_kind_of(json_get(doc, "c")), JSON_OBJECT);
    ck_assert_ptr_null(json_get(doc, "d"));
    ck_assert_ptr_null(json_at(json_get(doc, "a"), 4));
    ck_assert(bytes_equal(json_key_at(doc, 1), bytes_text("b")));
    bench_close(&bench);
}

END_TEST

START_TEST(numbers_are_never_rounded)
{
    struct bench bench;
    const struct json *doc = NULL;

    bench_open(&bench);
    ck_assert_int_eq(parse(&bench, "[18446744073709551616]", &doc), RC_INVALID);
    fail_clear(&bench.cx);
    ck_assert_int_eq(parse(&bench, "[1e400, 9223372036854775807, 1.10]", &doc), RC_OK);
    ck_assert_str_eq(json_number(json_at(doc, 0)), "1e400");
    ck_assert_int_eq(json_i64(json_at(doc, 1), -1), INT64_MAX);
    ck_assert_str_eq(json_number(json_at(doc, 2)), "1.10");
    bench_close(&bench);
}

END_TEST

START_TEST(anything_but_rfc_8259_is_refused)
{
    static const char *const bad[] = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{'a':1}",
        "NaN",
        "01",
        "+1",
        ".5",
        "1.",
        "1e",
        "-",
        "tru",
        "\"\\x\"",
        "\"a",
        "\"\t\"",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\ud800\\u0041\"",
        "\"\\u12g4\"",
        "1 2",
        "[1 2]",
        "\xef\xbb\xbf{}",
        "\"\xff\"",
        "\"\xed\xa0\x80\"",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "nul",
        "[",
        "{1:2}",
        "{\"1\":1,\"2\":1,\"3\":1,\"4\":1,\"5\":1,\"6\":1,\"7\":1,\"8\":1,\"9\":1,\"10\":1,\"11\":1,\"12\":1,\"13\":1,\"1\":1}",
    };
    struct bench bench;
    const struct json *doc = NULL;

    bench_open(&bench);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        ck_assert_msg(parse(&bench, bad[i], &doc) == RC_INVALID, "accepted: %s", bad[i]);
        ck_assert_ptr_nonnull(bench.fail.detail);
    }
    ck_assert_ptr_null(doc);
    bench_close(&bench);
}

END_TEST

START_TEST(depth_is_bounded)
{
    struct bench bench;
    const struct json *doc = NULL;
    char text[2 * JSON_DEPTH_MAX + 3] = "";

    bench_open(&bench);
    memset(text, '[', JSON_DEPTH_MAX);
    memset(text + JSON_DEPTH_MAX, ']', JSON_DEPTH_MAX);
    ck_assert_int_eq(parse(&bench, text, &doc), RC_OK);
    memset(text, '[', JSON_DEPTH_MAX + 1);
    memset(text + JSON_DEPTH_MAX + 1, ']', JSON_DEPTH_MAX + 1);
    ck_assert_int_eq(parse(&bench, text, &doc), RC_TOO_LARGE);
    bench_close(&bench);
}

END_TEST

START_TEST(a_nul_in_a_string_is_bytes_and_no_text)
{
    struct bench bench;
    const struct json *doc = NULL;

    bench_open(&bench);
    ck_assert_int_eq(parse(&bench, "\"a\\u0000b\"", &doc), RC_OK);
    ck_assert_ptr_null(json_text(doc));
    ck_assert(bytes_equal(json_bytes(doc), bytes_of("a\0b", 3)));
    bench_close(&bench);
}

END_TEST

START_TEST(written_text_reads_back)
{
    struct bench bench;
    const struct json *doc = NULL;
    struct strbuf out;

    bench_open(&bench);
    strbuf_init(&out, bench.mem, 1000);
    json_put_text(&out, "\"\\/\b\f\n\r\t\x01\x7f é");
    ck_assert_str_eq(out.data, "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\x7f é\"");
    ck_assert_int_eq(parse(&bench, out.data, &doc), RC_OK);
    ck_assert_str_eq(json_text(doc), "\"\\/\b\f\n\r\t\x01\x7f é");
    strbuf_clear(&out);
    json_put_text(&out, NULL);
    ck_assert_str_eq(out.data, "null");
    bench_close(&bench);
}

END_TEST

SUITE(ext_json, values_are_read_as_written, numbers_are_never_rounded, anything_but_rfc_8259_is_refused,
      depth_is_bounded, a_nul_in_a_string_is_bytes_and_no_text, written_text_reads_back);
