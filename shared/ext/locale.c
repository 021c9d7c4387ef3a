#include "ext/locale.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ucol.h>
#include <unicode/udat.h>
#include <unicode/ulistformatter.h>
#include <unicode/unum.h>
#include <unicode/ureldatefmt.h>
#include <unicode/ustring.h>

#include "base/clock.h"
#include "base/strbuf.h"
#include "base/text.h"

enum {
    KEPT = 16,
    UNITS_MAX = 256, /* UTF-16 units of any formatted text */
    TEXT_BYTES = UNITS_MAX * 3,
    PATTERN_BYTES = 64,
    MONTHS = 12,
    MONTH_BYTES = 40,
    OFFSETS = 64,
    AGO_KEPT = 128,
    AGO_BYTES = 64,
    OFFSET_STEP_S = 900, /* every zone's changes lie on a quarter of an hour */
    LIST_MAX = 100
};

struct offset {
    int64_t step;
    int64_t seconds;
    bool known;
};

struct ago {
    int64_t key;
    char text[AGO_BYTES];
};

/* One pair of language and zone. */
struct formats {
    char tag[16];
    char zone[64];
    UCalendar *calendar;
    UNumberFormat *number;
    UNumberFormat *percent;
    UNumberFormat *decimal;
    URelativeDateTimeFormatter *relative;
    UListFormatter *list;
    UCollator *collator;
    char time_pattern[PATTERN_BYTES]; /* CLDR's letters: "d MMM y, HH:mm" */
    char date_pattern[PATTERN_BYTES];
    char months[MONTHS][MONTH_BYTES];
    struct offset offsets[OFFSETS];
    struct ago agos[AGO_KEPT];
};

/* The only state of this file: what was opened, reused in turn. Each process has its own. */
static struct formats *kept[KEPT];
static size_t next_kept;

static void to_utf8(const UChar *from, int32_t len, char *out, int32_t size)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t written = 0;

    (void)u_strToUTF8(out, size - 1, &written, from, len, &status);
    out[U_SUCCESS(status) ? written : 0] = '\0';
}

static int32_t from_utf8(const char *from, UChar *out, int32_t size)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t written = 0;

    (void)u_strFromUTF8(out, size, &written, from, -1, &status);
    return U_SUCCESS(status) ? written : 0;
}

static const char *icu_name(const char *tag)
{
    return text_starts(tag, "en") ? "en_GB" : tag;
}

static void read_pattern(const char *name, UDateFormatStyle time, char *out, char (*months)[MONTH_BYTES])
{
    UErrorCode status = U_ZERO_ERROR;
    UDateFormat *format = udat_open(time, UDAT_MEDIUM, name, NULL, 0, NULL, 0, &status);
    UChar text[UNITS_MAX];
    int32_t len;

    if (U_FAILURE(status)) {
        abort(); /* ICU's data is missing: the installation is broken */
    }
    len = udat_toPattern(format, false, text, UNITS_MAX, &status);
    to_utf8(text, len, out, PATTERN_BYTES);
    for (int32_t i = 0; months != NULL && i < MONTHS; i++) {
        len = udat_getSymbols(format, UDAT_SHORT_MONTHS, i, text, UNITS_MAX, &status);
        to_utf8(text, len, months[i], MONTH_BYTES);
    }
    udat_close(format);
}

static struct formats *formats_open(const struct locale *loc)
{
    const char *name = icu_name(loc->tag);
    struct formats *f = calloc(1, sizeof *f);
    UErrorCode status = U_ZERO_ERROR;
    UChar zone[sizeof f->zone];
    int32_t zone_len;

    if (f == NULL) {
        abort();
    }
    (void)snprintf(f->tag, sizeof f->tag, "%s", loc->tag);
    (void)snprintf(f->zone, sizeof f->zone, "%s", loc->time_zone);
    zone_len = from_utf8(f->zone, zone, sizeof f->zone);
    f->calendar = ucal_open(zone, zone_len, name, UCAL_GREGORIAN, &status);
    f->number = unum_open(UNUM_DECIMAL, NULL, 0, name, NULL, &status);
    f->percent = unum_open(UNUM_PERCENT, NULL, 0, name, NULL, &status);
    f->decimal = unum_open(UNUM_DECIMAL, NULL, 0, name, NULL, &status);
    f->relative = ureldatefmt_open(name, NULL, UDAT_STYLE_LONG, UDISPCTX_CAPITALIZATION_NONE, &status);
    f->list = ulistfmt_open(name, &status);
    f->collator = ucol_open(name, &status);
    if (U_FAILURE(status)) {
        abort();
    }
    unum_setAttribute(f->decimal, UNUM_MAX_FRACTION_DIGITS, 1);
    ucol_setAttribute(f->collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
    read_pattern(name, UDAT_SHORT, f->time_pattern, f->months);
    read_pattern(name, UDAT_NONE, f->date_pattern, NULL);
    return f;
}

static void formats_close(struct formats *f)
{
    if (f != NULL) {
        ucal_close(f->calendar);
        unum_close(f->number);
        unum_close(f->percent);
        unum_close(f->decimal);
        ureldatefmt_close(f->relative);
        ulistfmt_close(f->list);
        ucol_close(f->collator);
        free(f);
    }
}

static struct formats *formats_of(const struct locale *loc)
{
    size_t slot;

    for (size_t i = 0; i < KEPT && kept[i] != NULL; i++) {
        if (strcmp(kept[i]->tag, loc->tag) == 0 && strcmp(kept[i]->zone, loc->time_zone) == 0) {
            return kept[i];
        }
    }
    slot = next_kept++ % KEPT;
    formats_close(kept[slot]);
    kept[slot] = formats_open(loc);
    return kept[slot];
}

/* ---- dates ---- */

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

static int64_t zone_offset_s(struct formats *f, int64_t time_s)
{
    int64_t step = floor_div(time_s, OFFSET_STEP_S);
    struct offset *offset = &f->offsets[(uint64_t)step % OFFSETS];

    if (!offset->known || offset->step != step) {
        UErrorCode status = U_ZERO_ERROR;
        int32_t offset_ms;

        ucal_setMillis(f->calendar, (double)time_s * 1000.0, &status);
        offset_ms = ucal_get(f->calendar, UCAL_ZONE_OFFSET, &status) + ucal_get(f->calendar, UCAL_DST_OFFSET, &status);
        *offset = (struct offset){ .step = step, .seconds = offset_ms / 1000, .known = true };
    }
    return offset->seconds;
}

struct civil {
    int year;
    int month;
    int day;
    int hour;
    int minute;
};

/* Howard Hinnant's days-to-civil, on the proleptic Gregorian calendar. */
static struct civil civil_of(int64_t local_s)
{
    int64_t days = floor_div(local_s, 86400) + 719468;
    int64_t era = floor_div(days, 146097);
    int64_t doe = days - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    int64_t second = local_s - floor_div(local_s, 86400) * 86400;
    int month = (int)(mp < 10 ? mp + 3 : mp - 9);

    return (struct civil){ .year = (int)(yoe + era * 400 + (month <= 2 ? 1 : 0)),
                           .month = month,
                           .day = (int)(doy - (153 * mp + 2) / 5 + 1),
                           .hour = (int)(second / 3600),
                           .minute = (int)(second / 60 % 60) };
}

static void put_part(struct strbuf *out, const struct formats *f, const struct civil *t, char letter, int width)
{
    switch (letter) {
    case 'y':
        strbuf_printf(out, "%0*d", width == 2 ? 2 : width, width == 2 ? t->year % 100 : t->year);
        break;
    case 'M':
    case 'L':
        if (width >= 3) {
            strbuf_puts(out, f->months[t->month - 1]);
        } else {
            strbuf_printf(out, "%0*d", width, t->month);
        }
        break;
    case 'd':
        strbuf_printf(out, "%0*d", width, t->day);
        break;
    case 'H':
        strbuf_printf(out, "%0*d", width, t->hour);
        break;
    default: /* 'm'; the patterns of our languages hold no other letter, which a test asserts */
        strbuf_printf(out, "%0*d", width, t->minute);
        break;
    }
}

static char *write_pattern(struct arena *mem, const struct formats *f, const char *pattern, const struct civil *t)
{
    struct strbuf out;
    bool quoted = false;

    strbuf_init(&out, mem, TEXT_BYTES);
    while (*pattern != '\0') {
        char c = *pattern;
        int width = 1;

        if (c == '\'') {
            quoted = !quoted;
        } else if (!quoted && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) {
            for (; pattern[1] == c; pattern++) {
                width++;
            }
            put_part(&out, f, t, c, width);
        } else {
            strbuf_putc(&out, c);
        }
        pattern++;
    }
    return out.data;
}

static struct civil local_civil(struct formats *f, int64_t time_us)
{
    int64_t time_s = floor_div(time_us, SECOND_US);

    return civil_of(time_s + zone_offset_s(f, time_s));
}

char *locale_time(struct arena *mem, const struct locale *loc, int64_t time_us)
{
    struct formats *f = formats_of(loc);
    struct civil t = local_civil(f, time_us);

    return write_pattern(mem, f, f->time_pattern, &t);
}

char *locale_date(struct arena *mem, const struct locale *loc, int64_t time_us)
{
    struct formats *f = formats_of(loc);
    struct civil t = local_civil(f, time_us);

    return write_pattern(mem, f, f->date_pattern, &t);
}

enum rc locale_day_start(const struct locale *loc, int year, int month, int day, int64_t *out_us)
{
    struct formats *f = formats_of(loc);
    UErrorCode status = U_ZERO_ERROR;
    double time_ms;

    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) {
        return RC_INVALID;
    }
    ucal_clear(f->calendar);
    ucal_setAttribute(f->calendar, UCAL_LENIENT, 0);
    ucal_setDate(f->calendar, year, month - 1, day, &status);
    time_ms = ucal_getMillis(f->calendar, &status);
    ucal_setAttribute(f->calendar, UCAL_LENIENT, 1);
    if (U_FAILURE(status)) {
        ucal_clear(f->calendar);
        return RC_INVALID;
    }
    *out_us = (int64_t)time_ms * 1000;
    return RC_OK;
}

bool locale_zone_known(const char *zone)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar name[UNITS_MAX];
    UChar canonical[UNITS_MAX];
    int32_t len = from_utf8(zone, name, UNITS_MAX);

    if (len == 0) {
        return false;
    }
    (void)ucal_getCanonicalTimeZoneID(name, len, canonical, UNITS_MAX, NULL, &status);
    return U_SUCCESS(status);
}

/* ---- relative time ---- */

static const struct {
    int64_t unit_us;
    int64_t below_us; /* used for distances up to this */
    URelativeDateTimeUnit unit;
} spans[] = {
    { SECOND_US, MINUTE_US, UDAT_REL_UNIT_SECOND },
    { MINUTE_US, HOUR_US, UDAT_REL_UNIT_MINUTE },
    { HOUR_US, DAY_US, UDAT_REL_UNIT_HOUR },
    { DAY_US, 31 * DAY_US, UDAT_REL_UNIT_DAY },
    { 31 * DAY_US, 365 * DAY_US, UDAT_REL_UNIT_MONTH },
    { 365 * DAY_US, INT64_MAX, UDAT_REL_UNIT_YEAR },
};

char *locale_ago(struct arena *mem, const struct locale *loc, int64_t now_us, int64_t time_us)
{
    struct formats *f = formats_of(loc);
    int64_t distance = time_us - now_us;
    size_t at = 0;
    int64_t count;
    int64_t key;
    struct ago *ago;

    while (llabs(distance) >= spans[at].below_us) {
        at++;
    }
    count = at == 0 ? 0 : distance / spans[at].unit_us; /* under a minute: "now" */
    key = count * 8 + (int64_t)at + 1;
    ago = &f->agos[(uint64_t)key % AGO_KEPT];
    if (ago->key != key) {
        UErrorCode status = U_ZERO_ERROR;
        UChar text[UNITS_MAX];
        int32_t len = ureldatefmt_format(f->relative, (double)count, spans[at].unit, text, UNITS_MAX, &status);

        to_utf8(text, U_SUCCESS(status) ? len : 0, ago->text, AGO_BYTES);
        ago->key = key;
    }
    return arena_strdup(mem, ago->text);
}

/* ---- numbers ---- */

static char *icu_double(struct arena *mem, const UNumberFormat *format, double value)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar text[UNITS_MAX];
    char out[TEXT_BYTES];
    int32_t len = unum_formatDouble(format, value, text, UNITS_MAX, NULL, &status);

    to_utf8(text, U_SUCCESS(status) ? len : 0, out, sizeof out);
    return arena_strdup(mem, out);
}

char *locale_number(struct arena *mem, const struct locale *loc, int64_t number)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar text[UNITS_MAX];
    char out[TEXT_BYTES];
    int32_t len;

    if (number > -1000 && number < 1000) {
        return arena_printf(mem, "%d", (int)number);
    }
    len = unum_formatInt64(formats_of(loc)->number, number, text, UNITS_MAX, NULL, &status);
    to_utf8(text, U_SUCCESS(status) ? len : 0, out, sizeof out);
    return arena_strdup(mem, out);
}

char *locale_percent(struct arena *mem, const struct locale *loc, int64_t part, int64_t whole)
{
    double share = (double)part / (double)whole;

    if (part < whole && share > 0.99) {
        share = 0.99;
    } else if (part > 0 && share < 0.01) {
        share = 0.01;
    }
    return icu_double(mem, formats_of(loc)->percent, share);
}

char *locale_size(struct arena *mem, const struct locale *loc, int64_t size_bytes)
{
    static const char *const units[] = { "B", "kB", "MB", "GB", "TB" };
    double value = (double)size_bytes;
    size_t at = 0;

    while (value >= 999.95 && at + 1 < sizeof units / sizeof units[0]) {
        value /= 1000.0;
        at++;
    }
    return arena_printf(mem, "%s\xC2\xA0%s", icu_double(mem, formats_of(loc)->decimal, value), units[at]);
}

/* ---- lists and order ---- */

char *locale_list(struct arena *mem, const struct locale *loc, const char *const *items, size_t count)
{
    const UChar *texts[LIST_MAX];
    int32_t lens[LIST_MAX];
    UErrorCode status = U_ZERO_ERROR;
    int32_t room = 64;
    UChar *joined;
    char *out;

    count = count < LIST_MAX ? count : LIST_MAX;
    for (size_t i = 0; i < count; i++) {
        int32_t size = (int32_t)strlen(items[i]) + 1;
        UChar *text = arena_calloc(mem, (size_t)size, sizeof *text);

        lens[i] = from_utf8(items[i], text, size);
        texts[i] = text;
        room += lens[i] + 16;
    }
    joined = arena_calloc(mem, (size_t)room, sizeof *joined);
    room = ulistfmt_format(formats_of(loc)->list, texts, lens, (int32_t)count, joined, room, &status);
    out = arena_alloc(mem, (size_t)room * 3 + 1);
    to_utf8(joined, U_SUCCESS(status) ? room : 0, out, room * 3 + 1);
    return out;
}

int locale_compare(const struct locale *loc, const char *a, const char *b)
{
    UErrorCode status = U_ZERO_ERROR;

    return (int)ucol_strcollUTF8(formats_of(loc)->collator, a, -1, b, -1, &status);
}
