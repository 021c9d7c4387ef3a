/* A stored report as rows of lists and its own page show it. */
#ifndef MODULES_REPORTS_REPORT_VIEW_H
#define MODULES_REPORTS_REPORT_VIEW_H

#include "core/report/stored_report.h"
#include "web/view.h"

/* Sets every key of a report. */
void report_fill(struct view *row, const struct stored_report *report);

#endif
