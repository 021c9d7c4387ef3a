/* Stored reports: lists that a job writes to a file, streamed row by row. reports.def has one row each.
 *
 * The columns are a contract with scripts: documented, never localised, only ever added to (product.md, Exports). CSV is RFC 4180
 * with CRLF; a text whose first visible character could start a formula gets a leading apostrophe (SQL function csv_safe). JSON
 * is one array of objects with the same field names. */
#ifndef REPORTS_REPORT_H
#define REPORTS_REPORT_H

#include "base/bytes.h"
#include "base/cx.h"

enum report_kind {

#define REPORT(constant, code, label, id, view, order, filters, columns) REPORT_##constant,
#include "reports/reports.def"
#undef REPORT
    REPORT_KIND_COUNT
};

enum report_format { REPORT_CSV, REPORT_JSON, REPORT_FORMAT_COUNT };

struct report_column {
    const char *name;
    const char *type; /* text int8 bool time uuid */
    const char *text; /* what it holds, for the documentation */
};

const char *report_kind_code(enum report_kind kind);
const char *report_kind_label(enum report_kind kind);

/* Whether the list can be narrowed by name=value in its address. */
bool report_takes_filter(struct arena *mem, enum report_kind kind, const char *name, const char *value);

const char *report_format_code(enum report_format format);
const char *report_media_type(enum report_format format);

/* RC_INVALID: no such code. */
MUST_CHECK enum rc report_kind_parse(const char *code, enum report_kind *out);
MUST_CHECK enum rc report_format_parse(const char *code, enum report_format *out);

/* The columns in their order, ended by a NULL name. */
const struct report_column *report_columns(enum report_kind kind);

/* Where a renderer puts its bytes; the first code that is not RC_OK ends the rendering. */
struct report_sink {
    enum rc (*take)(void *context, struct bytes piece);
    void *context;
};

/* Streams the report that is being made: the views take their filter from the stored_report row named by the setting app.report,
 * which this sets. Needs TX_READ in the report's workspace; memory does not depend on the number of rows.
 * *rows (may be NULL) is how many were written. RC of the sink ends it. */
MUST_CHECK enum rc report_stream(struct cx *cx, struct uuid report, enum report_kind kind, enum report_format format,
                                 const struct report_sink *sink, int64_t *rows);

#endif
