#include "core/auth/password.h"

#include <string.h>

#include "support/suite.h"

static enum password_fault check(const char *password)
{
    static const char *const own[] = { "Petra.Neumann@contoso.example", "Petra Neumann" };
    struct arena *mem = arena_new();
    enum password_fault fault = password_judge(mem, password, own, 2);

    arena_free(mem);
    return fault;
}

START_TEST(length_is_counted_in_characters_and_bounded_in_bytes)
{
    char long_one[130];

    ck_assert_int_eq(check("kX7 pl-Waufn2z"), PASSWORD_SHORT);
    ck_assert_int_eq(check("kX7 pl-Waufn2zq"), PASSWORD_GOOD);
    ck_assert_int_eq(check("äöüßéèêçñåøæœþ"), PASSWORD_SHORT);
    ck_assert_int_eq(check("äöüßéèêçñåøæœþk"), PASSWORD_GOOD);
    for (size_t i = 0; i < sizeof long_one; i++) {
        long_one[i] = (char)('!' + (i * 37) % 90);
    }
    long_one[128] = '\0';
    ck_assert_int_eq(check(long_one), PASSWORD_GOOD);
    long_one[128] = 'x';
    long_one[129] = '\0';
    ck_assert_int_eq(check(long_one), PASSWORD_LONG);
}

END_TEST

START_TEST(what_attackers_try_first_is_refused)
{
    static const char *const common[] = {
        "passwordpassword",   "Passwort12345678",     "P@ssw0rd-P@ssw0rd",
        "123456789012345",    "qwertzuiopasdfghjkl",  "aaaaaaaaaaaaaaaaaa",
        "abcdefghijklmnop",   "Willkommen2026!!!",    "correct horse battery staple",
        "iloveyou iloveyou",  "Sommer2026Sommer2026", "Tenant-Pilot-2026",
        "xy7xy7xy7xy7xy7xy7", "987654321987654321",   "administrator123",
    };

    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++) {
        ck_assert_msg(check(common[i]) == PASSWORD_COMMON, "'%s' was taken", common[i]);
    }
}

END_TEST

START_TEST(ones_own_name_and_address_are_known_words)
{
    ck_assert_int_eq(check("petra.neumann2026"), PASSWORD_COMMON);
    ck_assert_int_eq(check("Neumann-Contoso-123"), PASSWORD_COMMON);
}

END_TEST

START_TEST(long_phrases_need_no_symbols)
{
    static const char *const good[] = {
        "blauer kranich trinkt mokka",
        "ninety brass lanterns float",
        "fjzqmpwkvbtxgnr",
        "Die Kiefer neben Haus elf",
    };

    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        ck_assert_msg(check(good[i]) == PASSWORD_GOOD, "'%s' was refused", good[i]);
    }
}

END_TEST

START_TEST(every_fault_has_its_sentence)
{
    ck_assert_ptr_null(password_fault_label(PASSWORD_GOOD));
    for (int fault = PASSWORD_GOOD + 1; fault < PASSWORD_FAULT_COUNT; fault++) {
        ck_assert_ptr_nonnull(password_fault_label((enum password_fault)fault));
    }
}

END_TEST

SUITE(core_auth_password, length_is_counted_in_characters_and_bounded_in_bytes, what_attackers_try_first_is_refused,
      ones_own_name_and_address_are_known_words, long_phrases_need_no_symbols, every_fault_has_its_sentence);
