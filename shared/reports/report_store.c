#include "ext/pq.h"
#include "reports/report.h"

/* Lists of columns, made of reports.def: as they are, as CSV's texts, as JSON's. `id` leads each. */
#define RAW_COLUMN(name, type, text)   ", " #name
#define CSV_uuid(name)                 #name
#define CSV_int8(name)                 #name
#define CSV_bool(name)                 #name "::text"
#define CSV_text(name)                 "csv_safe(" #name ") AS " #name
#define CSV_time(name)                 "iso_time(" #name ") AS " #name
#define CSV_COLUMN(name, type, text)   ", " CSV_##type(name)
#define JSON_uuid(name)                #name
#define JSON_int8(name)                #name
#define JSON_bool(name)                #name
#define JSON_text(name)                #name
#define JSON_time(name)                "iso_time(" #name ") AS " #name
#define JSON_COLUMN(name, type, text)  ", " JSON_##type(name)
#define SHAPE_COLUMN(name, type, text) "," #name ":" #type "?"

/* What the contract test describes: the view has the documented columns, in their types. */
#define REPORT(constant, code, label, id, view, order, filters, columns)                                               \
    static const struct query ROWS_##constant = { "report_rows_" code,                                                 \
                                                  "SELECT id" columns(RAW_COLUMN) " FROM " view " ORDER BY " order,    \
                                                  "", "id:" #id columns(SHAPE_COLUMN) };
#include "reports/reports.def"
#undef REPORT

/* In JSON a row has neither a line feed nor a control character, so that CSV's quoting, moved to such, never sets in. */
#define REPORT(constant, code, label, id, view, order, filters, columns)                                               \
    [REPORT_##constant] = {                                                                                            \
        [REPORT_CSV] = { "report_csv_" code,                                                                           \
                         "COPY (SELECT id" columns(CSV_COLUMN) " FROM " view " ORDER BY " order                        \
                                                               ") TO STDOUT (FORMAT csv, HEADER)",                     \
                         "", "" },                                                                                     \
        [REPORT_JSON] = { "report_json_" code,                                                                         \
                          "COPY (SELECT row_to_json(r)::text FROM (SELECT id" columns(                                 \
                              JSON_COLUMN) " FROM " view " ORDER BY " order                                            \
                                           ") r) TO STDOUT (FORMAT csv, QUOTE E'\\001', DELIMITER E'\\002')",          \
                          "", "" },                                                                                    \
    },
static const struct query copies[REPORT_KIND_COUNT][REPORT_FORMAT_COUNT] = {
#include "reports/reports.def"
};
#undef REPORT

static const struct query NAME_REPORT = {
    "report_name",
    "SELECT set_config('app.report', $1::text, true) AS report",
    "text",
    "report:text",
};

/* A row of COPY, which ends in a line feed, on its way to the sink. */
struct rows_out {
    const struct report_sink *sink;
    enum report_format format;
    int64_t count; /* CSV: the header too */
};

static enum rc put(const struct report_sink *sink, const char *text)
{
    return sink->take(sink->context, bytes_text(text));
}

static enum rc take_row(void *context, struct bytes row)
{
    struct rows_out *out = context;
    enum rc rc = RC_OK;

    if (row.len > 0 && row.data[row.len - 1] == '\n') {
        row.len--;
    }
    if (out->format == REPORT_JSON) {
        rc = put(out->sink, out->count == 0 ? "[\n" : ",\n");
    }
    out->count++;
    if (rc == RC_OK) {
        rc = out->sink->take(out->sink->context, row);
    }
    if (rc == RC_OK && out->format == REPORT_CSV) {
        rc = put(out->sink, "\r\n");
    }
    return rc;
}

enum rc report_stream(struct cx *cx, struct uuid report, enum report_kind kind, enum report_format format,
                      const struct report_sink *sink, int64_t *rows)
{
    struct rows_out out = { .sink = sink, .format = format };
    struct row row;
    enum rc rc = query_one(cx, &NAME_REPORT, &row, ARGS(arg_text(uuid_text(cx->mem, report))));

    if (rc == RC_OK) {
        (void)row_text(&row);
        rc = row_done(&row);
    }
    if (rc == RC_OK) {
        rc = copy_out(cx, &copies[kind][format], take_row, &out);
    }
    if (rc == RC_OK && format == REPORT_JSON) {
        rc = put(sink, out.count == 0 ? "[]\n" : "\n]\n");
    }
    if (rc == RC_OK && rows != NULL) {
        *rows = format == REPORT_CSV ? out.count - 1 : out.count;
    }
    return rc;
}

_Static_assert(REPORT_KIND_COUNT == 13, "a new report's rows are described below too");
QUERIES(report, &NAME_REPORT, &ROWS_FINDINGS, &ROWS_RUNS, &ROWS_INVENTORY, &ROWS_TENANTS, &ROWS_PORTFOLIO,
        &ROWS_DECISIONS, &ROWS_EXCEPTIONS, &ROWS_BASELINES, &ROWS_DRIFT, &ROWS_REVIEWS, &ROWS_EVIDENCE, &ROWS_CONTROLS,
        &ROWS_REPORTS);
