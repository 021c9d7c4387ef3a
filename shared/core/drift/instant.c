#include "core/drift/instant.h"

#include <stdint.h>
#include <string.h>

enum { DATE_TIME_LEN = 19, FRACTION_MAX = 40, MINUTES_PER_DAY = 1440 };

struct date_time {
    int year;
    int month;
    int day;
    int minute; /* of the day */
};

static bool digits(const char *text, size_t count, int *out)
{
    *out = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
        *out = *out * 10 + (text[i] - '0');
    }
    return true;
}

static int month_days(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap);
}

static bool read_date_time(const char *t, struct date_time *out, int *second)
{
    int hour;
    int minute;

    if (t[4] != '-' || t[7] != '-' || (t[10] != 'T' && t[10] != 't') || t[13] != ':' || t[16] != ':' ||
        !digits(t, 4, &out->year) || !digits(t + 5, 2, &out->month) || !digits(t + 8, 2, &out->day) ||
        !digits(t + 11, 2, &hour) || !digits(t + 14, 2, &minute) || !digits(t + 17, 2, second)) {
        return false;
    }
    if (out->month < 1 || out->month > 12 || out->day < 1 || out->day > month_days(out->year, out->month) ||
        hour > 23 || minute > 59 || *second > 59) {
        return false;
    }
    out->minute = hour * 60 + minute;
    return true;
}

/* "Z" or "+01:00", the whole rest of the text. */
static bool read_offset(const char *text, size_t len, int *minutes)
{
    int hour;
    int minute;

    *minutes = 0;
    if (len == 1) {
        return text[0] == 'Z' || text[0] == 'z';
    }
    if (len != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':' || !digits(text + 1, 2, &hour) ||
        !digits(text + 4, 2, &minute) || hour > 23 || minute > 59) {
        return false;
    }
    *minutes = (hour * 60 + minute) * (text[0] == '-' ? -1 : 1);
    return true;
}

static bool to_utc(struct date_time *t, int offset)
{
    t->minute -= offset;
    if (t->minute < 0) {
        t->minute += MINUTES_PER_DAY;
        if (--t->day == 0) {
            t->month = t->month == 1 ? 12 : t->month - 1;
            t->year -= t->month == 12;
            t->day = t->year < 0 ? 31 : month_days(t->year, t->month);
        }
    } else if (t->minute >= MINUTES_PER_DAY) {
        t->minute -= MINUTES_PER_DAY;
        if (++t->day > month_days(t->year, t->month)) {
            t->day = 1;
            t->month = t->month == 12 ? 1 : t->month + 1;
            t->year += t->month == 1;
        }
    }
    return t->year >= 0 && t->year <= 9999;
}

static char *put_number(char *to, int value, int width)
{
    for (int i = width - 1; i >= 0; i--) {
        to[i] = (char)('0' + value % 10);
        value /= 10;
    }
    return to + width;
}

static size_t write(const struct date_time *t, int second, const char *fraction, size_t fraction_len, char *out)
{
    char *to = put_number(out, t->year, 4);

    *to++ = '-';
    to = put_number(to, t->month, 2);
    *to++ = '-';
    to = put_number(to, t->day, 2);
    *to++ = 'T';
    to = put_number(to, t->minute / 60, 2);
    *to++ = ':';
    to = put_number(to, t->minute % 60, 2);
    *to++ = ':';
    to = put_number(to, second, 2);
    if (fraction_len > 0) {
        *to++ = '.';
        memcpy(to, fraction, fraction_len);
        to += fraction_len;
    }
    *to++ = 'Z';
    return (size_t)(to - out);
}

bool instant_canonical(const char *text, size_t len, char out[static INSTANT_TEXT_MAX], size_t *out_len)
{
    struct date_time t;
    const char *fraction = text + DATE_TIME_LEN + 1;
    size_t at = DATE_TIME_LEN;
    size_t fraction_len = 0;
    int second;
    int offset;

    if (len <= DATE_TIME_LEN || text[0] < '0' || text[0] > '9' || !read_date_time(text, &t, &second)) {
        return false;
    }
    if (text[at] == '.') {
        for (at++; at < len && text[at] >= '0' && text[at] <= '9'; at++) {
            fraction_len++;
        }
        if (fraction_len == 0 || fraction_len > FRACTION_MAX) {
            return false;
        }
    }
    if (!read_offset(text + at, len - at, &offset) || !to_utc(&t, offset)) {
        return false;
    }
    while (fraction_len > 0 && fraction[fraction_len - 1] == '0') {
        fraction_len--;
    }
    *out_len = write(&t, second, fraction, fraction_len, out);
    return true;
}
