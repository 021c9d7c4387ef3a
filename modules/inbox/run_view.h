/* A run in views: a row of a list, and the head of its own page. */
#ifndef MODULES_INBOX_RUN_VIEW_H
#define MODULES_INBOX_RUN_VIEW_H

#include "core/run/run.h"
#include "web/view.h"

/* What exports say of a run, but for its coverage. */
void run_view_row(struct view *view, const struct run *run);

#endif
