#include "core/drift/number.h"

#include <ctype.h>
#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DOUBLE_DIGITS = 15, /* that many decimal digits always survive in a double */
    DOUBLE_EXPONENT = 300, /* well inside its range, subnormal numbers excluded */
    DOUBLE_DIGITS_MAX = 17,
    PLAIN_DIGITS_MAX = 21, /* ECMAScript writes an exponent past that */
    EXPONENT_MAX = 999999999
};

/* 0.DIGITS times ten to the power of `point`; the first and last digit are not 0; no digits: zero. */
struct decimal {
    char *digits;
    size_t count;
    int64_t point;
};

static int64_t read_exponent(const char *text, const char *end)
{
    int64_t value = 0;
    bool negative = text < end && *text == '-';

    text += text < end && (*text == '-' || *text == '+');
    for (; text < end && value < INT64_C(100) * EXPONENT_MAX; text++) {
        value = value * 10 + (*text - '0');
    }
    return negative ? -value : value;
}

static void trim_zeros(struct decimal *d)
{
    size_t leading = 0;

    while (leading < d->count && d->digits[leading] == '0') {
        leading++;
    }
    d->digits += leading;
    d->count -= leading;
    d->point -= (int64_t)leading;
    while (d->count > 0 && d->digits[d->count - 1] == '0') {
        d->count--;
    }
}

/* `text` without its sign; `digits` has room for all of it. */
static struct decimal read_decimal(const char *text, const char *end, char *digits)
{
    struct decimal d = { .digits = digits };
    bool fraction = false;

    for (; text < end && *text != 'e' && *text != 'E'; text++) {
        if (*text == '.') {
            fraction = true;
            continue;
        }
        digits[d.count++] = *text;
        d.point += !fraction;
    }
    if (text < end) {
        d.point += read_exponent(text + 1, end);
    }
    trim_zeros(&d);
    return d;
}

/* The digits of the shortest decimal that reads back as the same double; `buffer` has room for DOUBLE_DIGITS_MAX + 16. */
static bool round_to_double(struct decimal *d, char *text, char *buffer, size_t size)
{
    double value;

    memcpy(text, d->digits, d->count);
    (void)snprintf(text + d->count, 32, "e%lld", (long long)(d->point - (int64_t)d->count));
    value = strtod(text, NULL);
    if (value == 0 || isinf(value)) {
        return false;
    }
    for (int precision = value < DBL_MIN ? 0 : DOUBLE_DIGITS - 1; precision < DOUBLE_DIGITS_MAX; precision++) {
        (void)snprintf(buffer, size, "%.*e", precision, value);
        if (strtod(buffer, NULL) >= value && strtod(buffer, NULL) <= value) {
            break;
        }
    }
    d->count = 0;
    for (const char *c = buffer; *c != 'e'; c++) {
        if (isdigit((unsigned char)*c)) {
            buffer[d->count++] = *c;
        }
    }
    d->digits = buffer;
    d->point = strtoll(strchr(buffer, 'e') + 1, NULL, 10) + 1;
    trim_zeros(d);
    return true;
}

static void put_zeros(struct strbuf *out, int64_t count)
{
    while (count-- > 0) {
        strbuf_putc(out, '0');
    }
}

/* Number::toString of ECMA-262, 6.1.6.1.20: its k is `count`, its n is `point`. */
static void write_layout(struct strbuf *out, const struct decimal *d)
{
    int64_t count = (int64_t)d->count;

    if (d->point >= count && d->point <= PLAIN_DIGITS_MAX) {
        strbuf_put(out, d->digits, d->count);
        put_zeros(out, d->point - count);
    } else if (d->point > 0 && d->point <= PLAIN_DIGITS_MAX) {
        strbuf_put(out, d->digits, (size_t)d->point);
        strbuf_putc(out, '.');
        strbuf_put(out, d->digits + d->point, (size_t)(count - d->point));
    } else if (d->point > -6 && d->point <= 0) {
        strbuf_puts(out, "0.");
        put_zeros(out, -d->point);
        strbuf_put(out, d->digits, d->count);
    } else {
        strbuf_putc(out, d->digits[0]);
        if (count > 1) {
            strbuf_putc(out, '.');
            strbuf_put(out, d->digits + 1, d->count - 1);
        }
        strbuf_printf(out, "e%+lld", (long long)(d->point - 1));
    }
}

static bool is_plain_integer(const char *text, size_t len)
{
    if (len == 0 || len > PLAIN_DIGITS_MAX || (text[0] == '0' && len > 1)) {
        return false;
    }
    for (size_t i = 0; i < len; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
    }
    return true;
}

static void write_decimal(struct strbuf *out, const char *text, const char *end)
{
    size_t room = (size_t)(end - text) + 40;
    struct decimal d = read_decimal(text, end, arena_alloc(out->arena, room));
    char buffer[64];

    /* an integer is exact as it is; a fraction is what the double says, where one can hold it */
    if (d.point < (int64_t)d.count &&
        (d.count > DOUBLE_DIGITS || d.point > DOUBLE_EXPONENT || d.point < -DOUBLE_EXPONENT)) {
        (void)round_to_double(&d, arena_alloc(out->arena, room), buffer, sizeof buffer);
    }
    write_layout(out, &d);
}

static bool is_zero(const char *text, const char *end)
{
    for (; text < end && *text != 'e' && *text != 'E'; text++) {
        if (*text >= '1' && *text <= '9') {
            return false;
        }
    }
    return true;
}

bool number_in_range(const char *text, size_t len)
{
    const char *end = text + len;
    const char *mantissa_end = text;
    bool fraction = false;
    bool started = false;
    int64_t magnitude = 0; /* the exponent of the first digit that is not 0 */

    for (; mantissa_end < end && *mantissa_end != 'e' && *mantissa_end != 'E'; mantissa_end++) {
        if (*mantissa_end == '.') {
            fraction = true;
        } else if (*mantissa_end != '-') {
            magnitude += !fraction && started ? 1 : 0;
            magnitude -= fraction && !started ? 1 : 0;
            started = started || *mantissa_end != '0';
        }
    }
    if (mantissa_end < end) {
        magnitude += read_exponent(mantissa_end + 1, end);
    }
    return !started || (magnitude <= EXPONENT_MAX && magnitude >= -EXPONENT_MAX);
}

void number_write(struct strbuf *out, const char *text, size_t len)
{
    const char *end = text + len;

    if (is_zero(text, end)) {
        strbuf_putc(out, '0');
        return;
    }
    if (*text == '-') {
        strbuf_putc(out, '-');
        text++;
    }
    if (is_plain_integer(text, (size_t)(end - text))) {
        strbuf_put(out, text, (size_t)(end - text));
    } else {
        write_decimal(out, text, end);
    }
}
