#include "base/clock.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int64_t read_clock(clockid_t id)
{
    struct timespec now;

    (void)clock_gettime(id, &now);
    return (int64_t)now.tv_sec * SECOND_US + now.tv_nsec / 1000;
}

static int64_t system_now_us(const struct clock *clock)
{
    (void)clock;
    return read_clock(CLOCK_REALTIME);
}

static int64_t system_monotonic_us(const struct clock *clock)
{
    (void)clock;
    return read_clock(CLOCK_MONOTONIC);
}

const struct clock clock_system = { system_now_us, system_monotonic_us };

char *time_iso(struct arena *arena, int64_t time_us)
{
    int64_t whole = time_us / SECOND_US;
    int64_t micro = time_us % SECOND_US;
    time_t seconds;
    struct tm parts;

    if (micro < 0) {
        micro += SECOND_US;
        whole--;
    }
    seconds = (time_t)whole;
    if (gmtime_r(&seconds, &parts) == NULL) {
        return arena_strdup(arena, "");
    }
    return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02d.%06dZ", parts.tm_year + 1900, parts.tm_mon + 1,
                        parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec, (int)micro);
}

/* Reads exactly `digits` decimal digits and steps over them. */
static bool take_number(const char **at, int digits, int *out)
{
    int value = 0;

    for (int i = 0; i < digits; i++) {
        if (!isdigit((unsigned char)(*at)[i])) {
            return false;
        }
        value = value * 10 + ((*at)[i] - '0');
    }
    *at += digits;
    *out = value;
    return true;
}

static bool take_char(const char **at, const char *allowed)
{
    if (**at == '\0' || strchr(allowed, **at) == NULL) {
        return false;
    }
    (*at)++;
    return true;
}

static bool take_fraction(const char **at, int64_t *micro)
{
    int digits = 0;

    *micro = 0;
    if (**at != '.') {
        return true;
    }
    (*at)++;
    for (; isdigit((unsigned char)**at); (*at)++, digits++) {
        if (digits < 6) {
            *micro = *micro * 10 + (**at - '0');
        }
    }
    for (int i = digits; i < 6; i++) {
        *micro *= 10;
    }
    return digits > 0 && digits <= 9;
}

static bool take_offset(const char **at, int64_t *offset_us)
{
    int sign = **at == '-' ? -1 : 1;
    int hours;
    int minutes;

    *offset_us = 0;
    if (take_char(at, "Zz")) {
        return true;
    }
    if (!take_char(at, "+-") || !take_number(at, 2, &hours) || !take_char(at, ":") || !take_number(at, 2, &minutes) ||
        hours > 23 || minutes > 59) {
        return false;
    }
    *offset_us = sign * (hours * HOUR_US + minutes * MINUTE_US);
    return true;
}

static bool date_exists(const struct tm *parts)
{
    static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int year = parts->tm_year + 1900;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    if (parts->tm_mon < 0 || parts->tm_mon > 11 || parts->tm_mday < 1 || parts->tm_mday > days[parts->tm_mon]) {
        return false;
    }
    return parts->tm_mon != 1 || parts->tm_mday < 29 || leap;
}

enum rc time_parse(const char *text, int64_t *out_us)
{
    const char *at = text;
    struct tm parts = { .tm_isdst = 0 };
    int64_t micro;
    int64_t offset_us;

    if (!take_number(&at, 4, &parts.tm_year) || !take_char(&at, "-") || !take_number(&at, 2, &parts.tm_mon) ||
        !take_char(&at, "-") || !take_number(&at, 2, &parts.tm_mday) || !take_char(&at, "Tt ") ||
        !take_number(&at, 2, &parts.tm_hour) || !take_char(&at, ":") || !take_number(&at, 2, &parts.tm_min) ||
        !take_char(&at, ":") || !take_number(&at, 2, &parts.tm_sec) || !take_fraction(&at, &micro) ||
        !take_offset(&at, &offset_us) || *at != '\0') {
        return RC_INVALID;
    }
    parts.tm_year -= 1900;
    parts.tm_mon -= 1;
    if (!date_exists(&parts) || parts.tm_hour > 23 || parts.tm_min > 59 || parts.tm_sec > 60) {
        return RC_INVALID;
    }
    *out_us = (int64_t)timegm(&parts) * SECOND_US + micro - offset_us;
    return RC_OK;
}
