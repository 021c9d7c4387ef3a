#include "base/text.h"

#include <string.h>

#include "base/clock.h"
#include "base/config.h"
#include "base/random.h"
#include "base/uuid.h"
#include "support/bench.h"
#include "support/suite.h"

START_TEST(utf8_is_strict)
{
    static const char *const good[] = { "", "a", "ä€😀", "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf" };
    static const char *const bad[] = { "\x80",         "\xc3",         "\xc0\xaf",
                                       "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                                       "\xff",         "a\xe2\x82",    "\xf0\x80\x80\xaf" };

    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        ck_assert(utf8_valid(bytes_text(good[i])));
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        ck_assert_msg(!utf8_valid(bytes_text(bad[i])), "accepted %zu", i);
    }
    ck_assert_uint_eq(utf8_length("ä€😀a"), 4);
}

END_TEST

START_TEST(base64_and_hex_go_both_ways)
{
    struct bench bench;
    struct bytes out;

    bench_open(&bench);
    ck_assert_str_eq(base64_encode(bench.mem, bytes_text("foob")), "Zm9vYg==");
    ck_assert_str_eq(base64url_encode(bench.mem, bytes_of("\xfb\xff", 2)), "-_8");
    ck_assert_int_eq(base64_decode(bench.mem, bytes_text("Zm9v\nYg=="), &out), RC_OK);
    ck_assert(bytes_equal(out, bytes_text("foob")));
    ck_assert_int_eq(base64_decode(bench.mem, bytes_text("-_8"), &out), RC_OK);
    ck_assert_int_eq(base64_decode(bench.mem, bytes_text("-_9"), &out), RC_INVALID); /* a bit that stands for nothing */
    ck_assert_int_eq(base64_decode(bench.mem, bytes_text("Zm9vYh=="), &out), RC_INVALID);
    ck_assert_int_eq(base64_decode(bench.mem, bytes_text("Z"), &out), RC_INVALID);
    ck_assert_int_eq(base64_decode(bench.mem, bytes_text("Zm=9"), &out), RC_INVALID);
    ck_assert_int_eq(base64_decode(bench.mem, bytes_text("Zm9*"), &out), RC_INVALID);
    ck_assert_str_eq(hex_encode(bench.mem, bytes_of("\x00\xab", 2)), "00ab");
    ck_assert_int_eq(hex_decode(bench.mem, "00AB", &out), RC_OK);
    ck_assert(bytes_equal(out, bytes_of("\x00\xab", 2)));
    ck_assert_int_eq(hex_decode(bench.mem, "0", &out), RC_INVALID);
    ck_assert_int_eq(hex_decode(bench.mem, "0g", &out), RC_INVALID);
    bench_close(&bench);
}

END_TEST

START_TEST(urls_are_encoded_and_decoded)
{
    struct bench bench;
    struct bytes out;

    bench_open(&bench);
    ck_assert_str_eq(url_encode(bench.mem, "a b/&=ä~"), "a%20b%2F%26%3D%C3%A4~");
    ck_assert_int_eq(url_decode(bench.mem, bytes_text("a+b%2f"), true, &out), RC_OK);
    ck_assert(bytes_equal(out, bytes_text("a b/")));
    ck_assert_int_eq(url_decode(bench.mem, bytes_text("a+b"), false, &out), RC_OK);
    ck_assert(bytes_equal(out, bytes_text("a+b")));
    ck_assert_int_eq(url_decode(bench.mem, bytes_text("%"), true, &out), RC_INVALID);
    ck_assert_int_eq(url_decode(bench.mem, bytes_text("%4"), true, &out), RC_INVALID);
    ck_assert_int_eq(url_decode(bench.mem, bytes_text("%4x"), true, &out), RC_INVALID);
    bench_close(&bench);
}

END_TEST

START_TEST(numbers_are_whole_and_in_range)
{
    int64_t out = 0;

    ck_assert_int_eq(parse_i64("-12", -20, 20, &out), RC_OK);
    ck_assert_int_eq(out, -12);
    ck_assert_int_eq(parse_i64("9223372036854775807", 0, INT64_MAX, &out), RC_OK);
    ck_assert_int_eq(parse_i64("9223372036854775808", 0, INT64_MAX, &out), RC_INVALID);
    ck_assert_int_eq(parse_i64("21", -20, 20, &out), RC_INVALID);
    ck_assert_int_eq(parse_i64("", -20, 20, &out), RC_INVALID);
    ck_assert_int_eq(parse_i64(" 1", -20, 20, &out), RC_INVALID);
    ck_assert_int_eq(parse_i64("+1", -20, 20, &out), RC_INVALID);
    ck_assert_int_eq(parse_i64("1x", -20, 20, &out), RC_INVALID);
    ck_assert_int_eq(parse_i64("-", -20, 20, &out), RC_INVALID);
}

END_TEST

START_TEST(comparison_sees_every_byte)
{
    ck_assert(constant_time_equal(bytes_text("abc"), bytes_text("abc")));
    ck_assert(!constant_time_equal(bytes_text("abc"), bytes_text("abd")));
    ck_assert(!constant_time_equal(bytes_text("abc"), bytes_text("ab")));
    ck_assert(text_equal(NULL, NULL) && !text_equal(NULL, "") && text_equal("a", "a"));
    ck_assert(text_ends("a.sql", ".sql") && !text_ends("sql", "a.sql") && text_starts("abc", "ab"));
}

END_TEST

START_TEST(times_are_rfc_3339)
{
    struct bench bench;
    int64_t us = 0;

    bench_open(&bench);
    ck_assert_int_eq(time_parse("2026-11-23T07:19:00.1234569Z", &us), RC_OK);
    ck_assert_str_eq(time_iso(bench.mem, us), "2026-11-23T07:19:00.123456Z");
    ck_assert_int_eq(time_parse("2026-11-23T09:19:00+02:00", &us), RC_OK);
    ck_assert_str_eq(time_iso(bench.mem, us), "2026-11-23T07:19:00.000000Z");
    ck_assert_int_eq(time_parse("2026-02-29T00:00:00Z", &us), RC_INVALID);
    ck_assert_int_eq(time_parse("2026-11-23", &us), RC_INVALID);
    ck_assert_int_eq(time_parse("2026-11-23T24:00:00Z", &us), RC_INVALID);
    ck_assert_int_eq(time_parse("2026-11-23T07:19:00", &us), RC_INVALID);
    ck_assert_int_eq(time_parse("2026-11-23T07:19:00Zx", &us), RC_INVALID);
    bench_close(&bench);
}

END_TEST

START_TEST(ids_ascend_and_parse)
{
    struct uuid a = uuid_new(&clock_system);
    char text[UUID_TEXT_LEN + 1];
    struct uuid b;

    uuid_write(a, text);
    ck_assert_int_eq(text[14], '7');
    ck_assert_ptr_nonnull(strchr("89ab", text[19]));
    ck_assert_int_eq(uuid_parse(text, &b), RC_OK);
    ck_assert(uuid_equal(a, b) && uuid_compare(a, b) == 0 && !uuid_is_nil(a));
    ck_assert_int_eq(uuid_parse("0190A5C4-7B3A-7C1E-8F00-000000000001", &b), RC_OK);
    ck_assert_int_eq(uuid_parse("0190a5c47b3a7c1e8f00000000000001", &b), RC_INVALID);
    ck_assert_int_eq(uuid_parse("0190a5c4-7b3a-7c1e-8f00-00000000000g", &b), RC_INVALID);
    ck_assert_int_eq(uuid_parse("0190a5c4-7b3a-7c1e-8f00-0000000000011", &b), RC_INVALID);
    for (int i = 0; i < 1000; i++) {
        ck_assert_uint_lt(random_below(7), 7);
    }
}

END_TEST

static const char *port;
static const char *level;

static char *lookup(const char *name)
{
    if (strcmp(name, "TP_LOG_LEVEL") == 0) {
        return (char *)(uintptr_t)level;
    }
    return strcmp(name, "TP_PORT") == 0 ? (char *)(uintptr_t)port : NULL;
}

START_TEST(settings_are_checked_and_named)
{
    struct bench bench;
    struct config config;
    const char *problem = NULL;

    bench_open(&bench);
    port = "9000";
    ck_assert_int_eq(config_load(bench.mem, lookup, &config, &problem), RC_OK);
    ck_assert_int_eq(config.port, 9000);
    ck_assert_int_eq(config.portal_port, 8081);
    ck_assert_str_eq(config.listen, "127.0.0.1");
    port = "65536";
    ck_assert_int_eq(config_load(bench.mem, lookup, &config, &problem), RC_INVALID);
    ck_assert_ptr_nonnull(strstr(problem, "TP_PORT is \"65536\", but must be a number from 1 to 65535"));
    port = "";
    ck_assert_int_eq(config_load(bench.mem, lookup, &config, &problem), RC_OK);
    ck_assert_int_eq(config.port, 8080);
    ck_assert_str_eq(config.log_level, "info");
    level = "warn";
    ck_assert_int_eq(config_load(bench.mem, lookup, &config, &problem), RC_OK);
    ck_assert_str_eq(config.log_level, "warn");
    level = "loud";
    ck_assert_int_eq(config_load(bench.mem, lookup, &config, &problem), RC_INVALID);
    ck_assert_ptr_nonnull(strstr(problem, "TP_LOG_LEVEL is \"loud\", but must be one of: debug info warn error"));
    bench_close(&bench);
}

END_TEST

SUITE(base_text, utf8_is_strict, base64_and_hex_go_both_ways, urls_are_encoded_and_decoded,
      numbers_are_whole_and_in_range, comparison_sees_every_byte, times_are_rfc_3339, ids_ascend_and_parse,
      settings_are_checked_and_named);
