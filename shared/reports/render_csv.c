#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "reports/record.h"

/* The same lists as the SQL function csv_safe: a test compares the two. */
static const char *const triggers[] = {
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\xef\xbc\x9d",
    "\xef\xbc\x8b",
    "\xef\xbc\x8d",
    "\xef\xbc\xa0", /* full-width: U+FF1D U+FF0B U+FF0D U+FF20 */
    "\xef\xb9\xa6",
    "\xef\xb9\xa2",
    "\xef\xb9\xa3",
    "\xef\xb9\xab", /* small: U+FE66 U+FE62 U+FE63 U+FE6B */
};

static const char *const spaces[] = {
    " ",
    "\n",
    "\v",
    "\f",
    "\xc2\xa0", /* U+00A0 */
    "\xe2\x80\x8b", /* U+200B, zero width */
    "\xe3\x80\x80", /* U+3000, ideographic */
    "\xef\xbb\xbf", /* U+FEFF */
};

static size_t prefix(const char *text, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (text_starts(text, list[i])) {
            return strlen(list[i]);
        }
    }
    return 0;
}

bool csv_is_risky(const char *text)
{
    text += strspn(text, "'");
    for (;;) {
        size_t space = prefix(text, spaces, sizeof spaces / sizeof spaces[0]);

        if (space == 0) {
            return prefix(text, triggers, sizeof triggers / sizeof triggers[0]) > 0;
        }
        text += space;
    }
}

void csv_put_text(struct strbuf *buf, const char *text)
{
    bool quoted;

    if (text == NULL) {
        return;
    }
    quoted = text[0] == '\0' || strpbrk(text, ",\"\r\n") != NULL;
    if (quoted) {
        strbuf_putc(buf, '"');
    }
    if (csv_is_risky(text)) {
        strbuf_putc(buf, '\'');
    }
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            strbuf_putc(buf, '"');
        }
        strbuf_putc(buf, *text);
    }
    if (quoted) {
        strbuf_putc(buf, '"');
    }
}

static void put_cell(struct strbuf *buf, const struct field *field, const void *item)
{
    const char *at = (const char *)item + field->offset;

    switch (field->type) {
    case FIELD_TEXT:
        csv_put_text(buf, *(const char *const *)(const void *)at);
        return;
    case FIELD_INT:
        strbuf_printf(buf, "%" PRId64, *(const int64_t *)(const void *)at);
        return;
    case FIELD_BOOL:
        strbuf_puts(buf, *(const bool *)(const void *)at ? "true" : "false");
        return;
    case FIELD_TIME:
        if (*(const int64_t *)(const void *)at != 0) {
            strbuf_puts(buf, time_iso(buf->arena, *(const int64_t *)(const void *)at));
        }
        return;
    case FIELD_UUID:
        if (!uuid_is_nil(*(const struct uuid *)(const void *)at)) {
            strbuf_puts(buf, uuid_text(buf->arena, *(const struct uuid *)(const void *)at));
        }
        return;
    case FIELD_DERIVED:
        csv_put_text(buf, field->derive(buf->arena, item));
        return;
    }
}

void record_write_csv(struct strbuf *buf, const struct review_model *model, enum record_kind kind)
{
    struct record_list list = record_list(model, kind);
    const char *comma = "";

    for (const struct field *field = list.fields; field->name != NULL; field++) {
        if (!field->json_only) {
            strbuf_printf(buf, "%s%s", comma, field->name);
            comma = ",";
        }
    }
    strbuf_puts(buf, "\r\n");
    for (size_t i = 0; i < list.count; i++) {
        comma = "";
        for (const struct field *field = list.fields; field->name != NULL; field++) {
            if (!field->json_only) {
                strbuf_puts(buf, comma);
                put_cell(buf, field, (const char *)list.items + i * list.size);
                comma = ",";
            }
        }
        strbuf_puts(buf, "\r\n");
    }
}
