#include "reports/report.h"

#include "base/text.h"

static const struct {
    const char *code;
    const char *label;
    const char *filters; /* words */
} kinds[REPORT_KIND_COUNT] = {

#define REPORT(constant, code, label, id, view, order, filters, columns) [REPORT_##constant] = { code, label, filters },
#include "reports/reports.def"
#undef REPORT
};

static const struct {
    const char *code;
    const char *media_type;
} formats[REPORT_FORMAT_COUNT] = {
    [REPORT_CSV] = { "csv", "text/csv; charset=utf-8; header=present" },
    [REPORT_JSON] = { "json", "application/json" },
};

#define COLUMN_ROW(name, type, text) { #name, #type, text },
#define REPORT(constant, code, label, id, view, order, filters, columns)                                               \
    static const struct report_column columns_of_##constant[] = { { "id", #id, "the object itself" },                  \
                                                                  columns(COLUMN_ROW){ NULL, NULL, NULL } };
#include "reports/reports.def"
#undef REPORT

static const struct report_column *const columns_of[REPORT_KIND_COUNT] = {
#define REPORT(constant, code, label, id, view, order, filters, columns) [REPORT_##constant] = columns_of_##constant,
#include "reports/reports.def"
#undef REPORT
};

const char *report_kind_code(enum report_kind kind)
{
    return kinds[kind].code;
}

const char *report_kind_label(enum report_kind kind)
{
    return kinds[kind].label;
}

bool report_takes_filter(struct arena *mem, enum report_kind kind, const char *name, const char *value)
{
    return text_has_word(kinds[kind].filters, name) ||
           text_has_word(kinds[kind].filters, arena_printf(mem, "%s:%s", name, value));
}

const char *report_format_code(enum report_format format)
{
    return formats[format].code;
}

const char *report_media_type(enum report_format format)
{
    return formats[format].media_type;
}

enum rc report_kind_parse(const char *code, enum report_kind *out)
{
    for (int i = 0; i < REPORT_KIND_COUNT; i++) {
        if (text_equal(kinds[i].code, code)) {
            *out = (enum report_kind)i;
            return RC_OK;
        }
    }
    return RC_INVALID;
}

enum rc report_format_parse(const char *code, enum report_format *out)
{
    for (int i = 0; i < REPORT_FORMAT_COUNT; i++) {
        if (text_equal(formats[i].code, code)) {
            *out = (enum report_format)i;
            return RC_OK;
        }
    }
    return RC_INVALID;
}

const struct report_column *report_columns(enum report_kind kind)
{
    return columns_of[kind];
}
