/* A stored report as rows of lists and its own page show it. */
#ifndef MODULES_REPORTS_REPORT_VIEW_H
#define MODULES_REPORTS_REPORT_VIEW_H

#include "core/report/stored_report.h"
#include "web/view.h"

/* Sets every key of a report, its filter included. */
void report_fill(struct view *row, const struct stored_report *report);

/* One entry of a filter, in HTML: FILTER_NAME and FILTER_VALUE in a row of K_REPORT_FILTER. `shown` replaces the value of an id; NULL:
 * the value's own label, or the value as it is. */
void report_filter_fill(struct view *view, const char *kind, const struct stored_report_filter *filter,
                        const char *shown);

#endif
