/* Exceptions in views, for the pages that show them. */
#ifndef MODULES_INBOX_EXCEPTION_VIEW_H
#define MODULES_INBOX_EXCEPTION_VIEW_H

#include "core/exception/exception.h"
#include "web/view.h"

/* One exception with the finding that it covers. */
void exception_view_row(struct view *view, const struct exception *ex);

/* What is accepted, in a few words in the reader's language. */
const char *exception_what(struct cx *cx, const struct exception *exception);

/* The last day on which a risk of this severity can end that is accepted now, and a day that suits most: for a date field. */
void exception_view_dates(struct view *view, enum severity severity, const char *typed);

#endif
