/* Texts that the PDF and the portal's pages share. */
#ifndef REPORTS_REPORT_TEXT_H
#define REPORTS_REPORT_TEXT_H

#include "reports/review_model.h"

/* "23 Nov 2026, 07:19 UTC" in the reader's language; "" for 0. */
char *report_time(struct arena *mem, const struct locale *loc, int64_t time_us);

/* The day alone, in UTC; "" for 0. */
char *report_date(struct arena *mem, const struct locale *loc, int64_t time_us);

/* "1 Oct 2026 – 31 Dec 2026" */
char *report_period(struct arena *mem, const struct locale *loc, const struct review_model *model);

/* A translated sentence with one named value. */
char *report_with(struct arena *mem, const struct locale *loc, const char *msgid, const char *name, const char *value);

/* "+2 since the last review"; NULL without a last review. */
char *report_change(struct arena *mem, const struct locale *loc, const struct review_model *model, int64_t now,
                    int64_t before);

/* What changed since the last review, a sentence each. */
size_t report_changes(struct arena *mem, const struct locale *loc, const struct review_model *model,
                      const char *out[4]);

/* A finding's property in words: its title, else its path, else "the whole object". */
const char *report_property(const struct locale *loc, const struct review_finding *finding);

/* A canonical JSON value in words, where it is one short value: a text without its quotes, yes or no, "not set". NULL: it is longer than a
 * sentence can carry, and is shown as it is or left to the pack's data. */
const char *report_value(struct arena *mem, const struct locale *loc, const char *json);

#endif
