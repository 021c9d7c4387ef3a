#include "core/drift/instant.h"
#include "core/drift/number.h"
#include "support/suite.h"

static void assert_number(const char *text, const char *expected)
{
    struct arena *arena = arena_new();
    struct strbuf out;

    strbuf_init(&out, arena, 1 << 16);
    number_write(&out, text, strlen(text));
    ck_assert_msg(strcmp(out.data, expected) == 0, "%s gave %s, not %s", text, out.data, expected);
    strbuf_clear(&out);
    number_write(&out, expected, strlen(expected));
    ck_assert_str_eq(out.data, expected);
    arena_free(arena);
}

START_TEST(numbers_have_one_text)
{
    static const struct {
        const char *text;
        const char *expected;
    } cases[] = {
        { "0", "0" },
        { "-0", "0" },
        { "-0.0e5", "0" },
        { "0e99", "0" },
        { "1", "1" },
        { "-1", "-1" },
        { "1.10", "1.1" },
        { "1.0", "1" },
        { "100", "100" },
        { "1E2", "100" },
        { "1e0", "1" },
        { "0.1e1", "1" },
        /* RFC 8785, 3.2.2 */
        { "333333333.33333329", "333333333.3333333" },
        { "1E30", "1e+30" },
        { "4.50", "4.5" },
        { "2e-3", "0.002" },
        { "0.000000000000000000000000001", "1e-27" },
        /* RFC 8785, appendix B */
        { "5e-324", "5e-324" },
        { "-5e-324", "-5e-324" },
        { "1.7976931348623157e308", "1.7976931348623157e+308" },
        { "9007199254740992", "9007199254740992" },
        { "295147905179352830000", "295147905179352830000" },
        { "9.999999999999997e22", "9.999999999999997e+22" },
        { "1e23", "1e+23" },
        { "999999999999999900000", "999999999999999900000" },
        { "1e21", "1e+21" },
        { "9.999999999999997e-7", "9.999999999999997e-7" },
        { "0.000001", "0.000001" },
        { "333333333.3333332", "333333333.3333332" },
        { "0.0000033333333333333333", "0.0000033333333333333333" },
        { "1424953923781206.2", "1424953923781206.2" },
        /* ours: integers keep every digit, and what no double holds its decimal */
        { "9007199254740993", "9007199254740993" },
        { "9007199254740993.0", "9007199254740993" },
        { "18446744073709551617", "18446744073709551617" },
        { "-12345678901234567890123", "-1.2345678901234567890123e+22" },
        { "1e400", "1e+400" },
        { "10e399", "1e+400" },
        { "0.1e-400", "1e-401" },
        { "0.30000000000000001", "0.3" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_number(cases[i].text, cases[i].expected);
    }
}

END_TEST

static void assert_instant(const char *text, const char *expected)
{
    char out[INSTANT_TEXT_MAX];
    size_t len;
    bool is = instant_canonical(text, strlen(text), out, &len);

    ck_assert_msg(is == (expected != NULL), "%s", text);
    if (is) {
        ck_assert_msg(len == strlen(expected) && memcmp(out, expected, len) == 0, "%s gave %.*s", text, (int)len, out);
    }
}

START_TEST(instants_have_one_text)
{
    assert_instant("2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z");
    assert_instant("2024-01-01T00:00:00.0000000Z", "2024-01-01T00:00:00Z");
    assert_instant("2024-01-01T01:00:00+01:00", "2024-01-01T00:00:00Z");
    assert_instant("2024-01-01T00:30:00.5+01:00", "2023-12-31T23:30:00.5Z");
    assert_instant("2024-02-28T23:30:00-01:00", "2024-02-29T00:30:00Z");
    assert_instant("2023-02-28T23:30:00-01:00", "2023-03-01T00:30:00Z");
    assert_instant("2024-01-01t00:00:00z", "2024-01-01T00:00:00Z");
    assert_instant("2024-01-01T00:00:00.1234567Z", "2024-01-01T00:00:00.1234567Z");
    assert_instant("2024-01-01T00:00:00-00:00", "2024-01-01T00:00:00Z");
    assert_instant("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z");
    assert_instant("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z");
}

END_TEST

START_TEST(other_texts_are_no_instants)
{
    assert_instant("2024-01-01", NULL);
    assert_instant("2024-01-01T00:00:00", NULL);
    assert_instant("2024-01-01 00:00:00Z", NULL);
    assert_instant("2024-13-01T00:00:00Z", NULL);
    assert_instant("2023-02-29T00:00:00Z", NULL);
    assert_instant("2024-01-01T24:00:00Z", NULL);
    assert_instant("2016-12-31T23:59:60Z", NULL);
    assert_instant("2024-01-01T00:00:00.Z", NULL);
    assert_instant("2024-01-01T00:00:00Zx", NULL);
    assert_instant("9999-12-31T23:59:59-01:00", NULL);
    assert_instant("0000-01-01T00:00:00+01:00", NULL);
    assert_instant("2024-01-01T00:00:00+0100", NULL);
}

END_TEST

SUITE(core_drift_scalar, numbers_have_one_text, instants_have_one_text, other_texts_are_no_instants);
