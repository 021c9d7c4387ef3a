#include "core/drift/document.h"

#include <stdio.h>
#include <string.h>

#include "core/drift/document_write.h"
#include "support/suite.h"

static enum document_refusal parse_refusal(struct bytes text)
{
    struct arena *arena = arena_new();
    struct document_error error;
    struct node *root;
    enum rc rc = document_parse(arena, text, &document_limits_default, &root, &error);

    ck_assert_int_eq(rc == RC_OK, error.refusal == DOCUMENT_ACCEPTED);
    arena_free(arena);
    return error.refusal;
}

static enum document_refusal refusal(const char *text)
{
    return parse_refusal(bytes_text(text));
}

#define assert_written(text, expected)                                                                                 \
    do {                                                                                                               \
        struct arena *arena = arena_new();                                                                             \
        struct document_error error;                                                                                   \
        struct node *root;                                                                                             \
        ck_assert_int_eq(document_parse(arena, bytes_text(text), &document_limits_default, &root, &error), RC_OK);     \
        ck_assert_str_eq((const char *)document_bytes(arena, root).data, expected);                                    \
        arena_free(arena);                                                                                             \
    } while (0)

START_TEST(members_are_sorted_by_utf16_code_units)
{
    /* RFC 8785, 3.2.3 */
    assert_written(
        "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet With Dagesh\","
        "\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji: Grinning Face\",\"\\u0080\":\"Control\","
        "\"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}",
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xc2\x80\":\"Control\","
        "\"\xc3\xb6\":\"Latin Small Letter O With Diaeresis\",\"\xe2\x82\xac\":\"Euro Sign\","
        "\"\xf0\x9f\x98\x80\":\"Emoji: Grinning Face\",\"\xef\xac\xb3\":\"Hebrew Letter Dalet With Dagesh\"}");
}

END_TEST

START_TEST(strings_are_escaped_as_little_as_possible)
{
    /* RFC 8785, 3.2.2.2 */
    assert_written("\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"",
                   "\"\xe2\x82\xac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    assert_written("\"\\b\\f\\t\\r\\u007f\\u0000\"", "\"\\b\\f\\t\\r\x7f\\u0000\"");
}

END_TEST

/* Strings are read in blocks: what ends, escapes or spoils one is seen at each place of a block, and so is what is not ASCII. */
START_TEST(strings_are_read_alike_wherever_their_marks_stand)
{
    for (int len = 0; len < 70; len++) {
        for (int at = 0; at <= len; at++) {
            char plain[80] = "";
            char text[256];
            char expected[256];

            memset(plain, 'x', (size_t)len);
            (void)snprintf(text, sizeof text, "[\"%.*s\\n%s\",1]", at, plain, plain + at);
            (void)snprintf(expected, sizeof expected, "[\"%.*s\\n%s\",1]", at, plain, plain + at);
            assert_written(text, expected);
            (void)snprintf(text, sizeof text, "[\"%.*s\xc3\xa4%s\",1]", at, plain, plain + at);
            assert_written(text, text);
            (void)snprintf(text, sizeof text, "[\"%.*s\xc3%s\",1]", at, plain, plain + at);
            ck_assert_int_eq(refusal(text), DOCUMENT_UTF8);
            (void)snprintf(text, sizeof text, "[\"%.*s\x1f%s\",1]", at, plain, plain + at);
            ck_assert_int_eq(refusal(text), DOCUMENT_CONTROL);
            (void)snprintf(text, sizeof text, "[\"%.*s\"%s,1]", at, plain, plain + at);
            ck_assert_int_eq(refusal(text), at == len ? DOCUMENT_ACCEPTED : DOCUMENT_SYNTAX);
        }
    }
}

END_TEST

START_TEST(many_members_are_sorted_and_checked_too)
{
    char text[4096] = "{";
    size_t len = 1;

    for (int i = 99; i >= 0; i--) {
        len += (size_t)snprintf(text + len, sizeof text - len, "\"k%02d\":%d,", i, i);
    }
    text[len - 1] = '}';
    ck_assert_int_eq(refusal(text), DOCUMENT_ACCEPTED);
    (void)snprintf(text + len - 1, sizeof text - len, ",\"k42\":0}");
    ck_assert_int_eq(refusal(text), DOCUMENT_DUPLICATE);
}

END_TEST

START_TEST(each_refusal_has_its_name)
{
    static const struct {
        const char *text;
        enum document_refusal refusal;
    } cases[] = {
        { "", DOCUMENT_SYNTAX },
        { "{", DOCUMENT_SYNTAX },
        { "{\"a\":1,}", DOCUMENT_SYNTAX },
        { "[1,]", DOCUMENT_SYNTAX },
        { "{'a':1}", DOCUMENT_SYNTAX },
        { "{a:1}", DOCUMENT_SYNTAX },
        { "[1] x", DOCUMENT_SYNTAX },
        { "[1 2]", DOCUMENT_SYNTAX },
        { "nul", DOCUMENT_SYNTAX },
        { "\"a", DOCUMENT_SYNTAX },
        { "\"a\\", DOCUMENT_SYNTAX },
        { "\"\\x\"", DOCUMENT_SYNTAX },
        { "\"\\u12g4\"", DOCUMENT_SYNTAX },
        { "{\"a\":1,\"a\":1}", DOCUMENT_DUPLICATE },
        { "{\"a\":1,\"\\u0061\":2}", DOCUMENT_DUPLICATE },
        { "\"\xff\"", DOCUMENT_UTF8 },
        { "\"\xed\xa0\x80\"", DOCUMENT_UTF8 },
        { "\"\xc0\xaf\"", DOCUMENT_UTF8 },
        { "\"\\n\xe2\\u0082\"", DOCUMENT_UTF8 },
        { "\"\\ud800\"", DOCUMENT_SURROGATE },
        { "\"\\udc00\"", DOCUMENT_SURROGATE },
        { "\"\\ud800\\u0041\"", DOCUMENT_SURROGATE },
        { "\"\\udc00\\ud800\"", DOCUMENT_SURROGATE },
        { "\"a\nb\"", DOCUMENT_CONTROL },
        { "\"\\\\a\tb\"", DOCUMENT_CONTROL },
        { "\xef\xbb\xbf{}", DOCUMENT_BOM },
        { "NaN", DOCUMENT_NUMBER_FORM },
        { "[Infinity]", DOCUMENT_NUMBER_FORM },
        { "-Infinity", DOCUMENT_NUMBER_FORM },
        { "01", DOCUMENT_NUMBER_FORM },
        { "1.", DOCUMENT_NUMBER_FORM },
        { ".5", DOCUMENT_NUMBER_FORM },
        { "+1", DOCUMENT_NUMBER_FORM },
        { "1e", DOCUMENT_NUMBER_FORM },
        { "-", DOCUMENT_NUMBER_FORM },
        { "1e9999999999", DOCUMENT_NUMBER_RANGE },
        { "10e999999999", DOCUMENT_NUMBER_RANGE },
        { "0.1e-999999999", DOCUMENT_NUMBER_RANGE },
        { "0.1e1000000000", DOCUMENT_ACCEPTED },
        { "1e99999999999999999999999", DOCUMENT_NUMBER_RANGE },
        { "0e99999999999999999999999", DOCUMENT_ACCEPTED },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ck_assert_msg(refusal(cases[i].text) == cases[i].refusal, "%s: %s", cases[i].text,
                      document_refusal_text(refusal(cases[i].text)));
    }
}

END_TEST

START_TEST(nesting_has_a_limit)
{
    char deep[20001];

    memset(deep, '[', 10000);
    memset(deep + 10000, ']', 10000);
    ck_assert_int_eq(parse_refusal(bytes_of(deep, 20000)), DOCUMENT_TOO_DEEP);
    ck_assert_int_eq(parse_refusal(bytes_of(deep + 10000 - 200, 400)), DOCUMENT_ACCEPTED);
    ck_assert_int_eq(parse_refusal(bytes_of(deep + 10000 - 201, 402)), DOCUMENT_TOO_DEEP);
}

END_TEST

START_TEST(a_raw_nul_is_refused_and_an_escaped_one_kept)
{
    ck_assert_int_eq(parse_refusal(bytes_of("\"a\0b\"", 5)), DOCUMENT_CONTROL);
    ck_assert_int_eq(parse_refusal(bytes_of("\"a\"\0", 4)), DOCUMENT_SYNTAX);
    assert_written("\"a\\u0000b\"", "\"a\\u0000b\"");
}

END_TEST

START_TEST(the_place_of_a_refusal_is_told)
{
    struct arena *arena = arena_new();
    struct document_error error;
    struct node *root;

    ck_assert_int_eq(
        document_parse(arena, bytes_text("{\"a\":1,\"b\":2,\"a\":3}"), &document_limits_default, &root, &error),
        RC_INVALID);
    ck_assert_uint_eq(error.at, 17);
    arena_free(arena);
}

END_TEST

START_TEST(spans_name_the_input)
{
    struct arena *arena = arena_new();
    struct document_error error;
    struct node *root;
    const char *text = " { \"b\" : [ 1 , 2 ] , \"a\" : \"x\\ny\" } ";
    const struct node *b;

    ck_assert_int_eq(document_parse(arena, bytes_text(text), &document_limits_default, &root, &error), RC_OK);
    b = document_member(root, "b");
    ck_assert_uint_eq(b->end - b->start, strlen("[ 1 , 2 ]"));
    ck_assert_int_eq(memcmp(text + b->start, "[ 1 , 2 ]", b->end - b->start), 0);
    ck_assert(document_is(document_member(root, "a"), "x\ny"));
    ck_assert_ptr_null(document_member(root, "c"));
    arena_free(arena);
}

END_TEST

SUITE(core_drift_document, members_are_sorted_by_utf16_code_units, strings_are_escaped_as_little_as_possible,
      strings_are_read_alike_wherever_their_marks_stand, many_members_are_sorted_and_checked_too,
      each_refusal_has_its_name, nesting_has_a_limit, a_raw_nul_is_refused_and_an_escaped_one_kept,
      the_place_of_a_refusal_is_told, spans_name_the_input);
