/* Lists of the review model as records: one table of fields gives the JSON and the CSV of each, so that their names are the same. */
#ifndef REPORTS_RECORD_H
#define REPORTS_RECORD_H

#include "base/strbuf.h"
#include "reports/json_out.h"
#include "reports/review_model.h"

enum field_type { FIELD_TEXT, FIELD_INT, FIELD_BOOL, FIELD_TIME, FIELD_UUID, FIELD_DERIVED };

struct field {
    const char *name;
    enum field_type type;
    size_t offset; /* in the record's struct */
    const char *(*derive)(struct arena *mem, const void *item); /* of FIELD_DERIVED: its text */
    void (*nest)(struct json_out *out, const void *item); /* writes the member's own structure in JSON; NULL: as text */
    bool json_only; /* no CSV column */
};

enum record_kind {
    RECORD_FINDINGS,
    RECORD_CONTROLS,
    RECORD_EXCEPTIONS,
    RECORD_DECISIONS,
    RECORD_RUNS,
    RECORD_EVIDENCE,
    RECORD_KIND_COUNT
};

struct record_list {
    const char *name; /* "findings": of the file and the JSON array */
    const struct field *fields; /* ended by a NULL name */
    const void *items;
    size_t size; /* of one item */
    size_t count;
    bool csv; /* has a CSV file */
};

struct record_list record_list(const struct review_model *m, enum record_kind kind);

/* {"schema": "tenantpilot.pack.findings/1", "pack": ..., "findings": [...]} */
void record_write_json(struct strbuf *buf, const struct review_model *model, enum record_kind kind);

/* Header and rows as RFC 4180, CRLF; texts are made safe for spreadsheets. */
void record_write_csv(struct strbuf *buf, const struct review_model *model, enum record_kind kind);

/* ---- CSV cells ---- */

/* True if a spreadsheet could take the text for a formula: its first character that is no space is = + - @, TAB, CR, or a full-width
 * or small form of one, leading apostrophes aside (so that the escape can be undone). */
bool csv_is_risky(const char *text);

/* One cell, quoted where RFC 4180 asks for it; NULL is empty, "" is "". */
void csv_put_text(struct strbuf *buf, const char *text);

#endif
