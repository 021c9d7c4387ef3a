#include "ext/locale.h"

#include <string.h>

#include "base/clock.h"
#include "support/suite.h"

#define NBSP "\xc2\xa0"

static const struct locale en = { .tag = "en", .time_zone = "UTC" };
static const struct locale de = { .tag = "de", .time_zone = "Europe/Berlin" };
static struct arena *mem;

static int64_t at(const char *iso)
{
    int64_t us = 0;

    ck_assert_int_eq(time_parse(iso, &us), RC_OK);
    return us;
}

static void start(void)
{
    mem = arena_new();
}

static void end(void)
{
    arena_free(mem);
}

START_TEST(times_are_in_the_readers_language_and_zone)
{
    start();
    ck_assert_str_eq(locale_time(mem, &en, at("2025-12-01T13:30:59Z")), "1 Dec 2025, 13:30");
    ck_assert_str_eq(locale_time(mem, &de, at("2025-12-01T13:30:59Z")), "01.12.2025, 14:30");
    ck_assert_str_eq(locale_date(mem, &en, at("2025-12-01T13:30:59Z")), "1 Dec 2025");
    ck_assert_str_eq(locale_date(mem, &de, at("2025-12-31T23:30:00Z")), "01.01.2026");
    ck_assert_str_eq(locale_time(mem, &en, at("1969-12-31T23:59:00Z")), "31 Dec 1969, 23:59");
    ck_assert_str_eq(locale_date(mem, &en, at("2024-02-29T00:00:00Z")), "29 Feb 2024");
    end();
}

END_TEST

START_TEST(summer_time_begins_and_ends_on_its_minute)
{
    start();
    ck_assert_str_eq(locale_time(mem, &de, at("2026-03-29T00:59:00Z")), "29.03.2026, 01:59");
    ck_assert_str_eq(locale_time(mem, &de, at("2026-03-29T01:00:00Z")), "29.03.2026, 03:00");
    ck_assert_str_eq(locale_time(mem, &de, at("2026-10-25T00:59:00Z")), "25.10.2026, 02:59");
    ck_assert_str_eq(locale_time(mem, &de, at("2026-10-25T01:00:00Z")), "25.10.2026, 02:00");
    end();
}

END_TEST

START_TEST(a_day_starts_in_the_readers_zone)
{
    int64_t us = 0;

    ck_assert_int_eq(locale_day_start(&de, 2026, 7, 1, &us), RC_OK);
    ck_assert_int_eq(us, at("2026-06-30T22:00:00Z"));
    ck_assert_int_eq(locale_day_start(&en, 2026, 7, 1, &us), RC_OK);
    ck_assert_int_eq(us, at("2026-07-01T00:00:00Z"));
    ck_assert_int_eq(locale_day_start(&de, 2026, 2, 30, &us), RC_INVALID);
    ck_assert_int_eq(locale_day_start(&de, 2026, 2, 28, &us), RC_OK); /* a refused day leaves nothing behind */
    ck_assert_int_eq(us, at("2026-02-27T23:00:00Z"));
}

END_TEST

START_TEST(relative_times_take_the_largest_unit)
{
    int64_t now = at("2026-06-15T12:00:00Z");

    start();
    ck_assert_str_eq(locale_ago(mem, &en, now, now - 30 * SECOND_US), "now");
    ck_assert_str_eq(locale_ago(mem, &en, now, now - 60 * SECOND_US), "1 minute ago");
    ck_assert_str_eq(locale_ago(mem, &en, now, now - 3 * HOUR_US), "3 hours ago");
    ck_assert_str_eq(locale_ago(mem, &de, now, now - 3 * HOUR_US), "vor 3 Stunden");
    ck_assert_str_eq(locale_ago(mem, &de, now, now - 30 * HOUR_US), "gestern");
    ck_assert_str_eq(locale_ago(mem, &en, now, now + 2 * DAY_US), "in 2 days");
    ck_assert_str_eq(locale_ago(mem, &de, now, now + 40 * DAY_US), "nächsten Monat");
    ck_assert_str_eq(locale_ago(mem, &en, now, now - 800 * DAY_US), "2 years ago");
    end();
}

END_TEST

START_TEST(numbers_follow_the_language)
{
    start();
    ck_assert_str_eq(locale_number(mem, &en, 999), "999");
    ck_assert_str_eq(locale_number(mem, &en, 1234567), "1,234,567");
    ck_assert_str_eq(locale_number(mem, &de, -1234567), "-1.234.567");
    ck_assert_str_eq(locale_percent(mem, &de, 88, 100), "88" NBSP "%");
    ck_assert_str_eq(locale_percent(mem, &en, 88, 100), "88%");
    ck_assert_str_eq(locale_percent(mem, &en, 999, 1000), "99%");
    ck_assert_str_eq(locale_percent(mem, &en, 1, 100000), "1%");
    ck_assert_str_eq(locale_percent(mem, &en, 0, 7), "0%");
    ck_assert_str_eq(locale_percent(mem, &en, 7, 7), "100%");
    ck_assert_str_eq(locale_size(mem, &de, 1536000), "1,5" NBSP "MB");
    ck_assert_str_eq(locale_size(mem, &en, 12), "12" NBSP "B");
    end();
}

END_TEST

START_TEST(lists_are_joined_and_sorted_as_people_do)
{
    const char *const three[] = { "A", "B", "Ü" };

    start();
    ck_assert_str_eq(locale_list(mem, &de, three, 3), "A, B und Ü");
    ck_assert_str_eq(locale_list(mem, &en, three, 2), "A and B");
    ck_assert_str_eq(locale_list(mem, &en, three, 1), "A");
    ck_assert_int_lt(locale_compare(&de, "Apfel", "Äpfel"), 0);
    ck_assert_int_lt(locale_compare(&de, "Äpfel", "Ofen"), 0);
    ck_assert_int_lt(locale_compare(&de, "Policy 2", "Policy 10"), 0);
    ck_assert_int_eq(locale_compare(&de, "x", "x"), 0);
    end();
}

END_TEST

START_TEST(zones_are_known_or_not)
{
    ck_assert(locale_zone_known("Europe/Berlin"));
    ck_assert(locale_zone_known("UTC"));
    ck_assert(!locale_zone_known("Europe/Atlantis"));
    ck_assert(!locale_zone_known(""));
}

END_TEST

START_TEST(more_pairs_than_are_kept_stay_right)
{
    static const char *const zones[] = { "UTC",           "Europe/Berlin",       "America/New_York",  "Asia/Kolkata",
                                         "Asia/Tokyo",    "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Cairo",
                                         "Asia/Kathmandu" };
    static const char *const hours[] = {
        "12:00", "13:00", "07:00", "17:30", "21:00", "23:00", "09:00", "14:00", "17:45"
    };

    start();
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < 9; i++) {
            const struct locale a = { .tag = "en", .time_zone = zones[i] };
            const struct locale b = { .tag = "de", .time_zone = zones[i] };

            ck_assert_ptr_nonnull(strstr(locale_time(mem, &a, at("2026-01-15T12:00:00Z")), hours[i]));
            ck_assert_ptr_nonnull(strstr(locale_time(mem, &b, at("2026-01-15T12:00:00Z")), hours[i]));
        }
    }
    end();
}

END_TEST

SUITE(ext_locale, times_are_in_the_readers_language_and_zone, summer_time_begins_and_ends_on_its_minute,
      a_day_starts_in_the_readers_zone, relative_times_take_the_largest_unit, numbers_follow_the_language,
      lists_are_joined_and_sorted_as_people_do, zones_are_known_or_not, more_pairs_than_are_kept_stay_right);
