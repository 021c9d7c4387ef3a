/* Findings in views, for the pages that show them. */
#ifndef MODULES_INBOX_FINDING_VIEW_H
#define MODULES_INBOX_FINDING_VIEW_H

#include "core/finding/finding.h"
#include "web/view.h"

/* One finding with the names of its export's columns. */
void finding_view_row(struct view *view, const struct finding *finding);

/* What happened, as a sentence in the reader's language. */
const char *finding_sentence(struct cx *cx, const struct finding *finding);

/* Its difference as {{>DIFF}}'s rows. */
void finding_view_diff(struct view *view, const struct finding *finding);

#endif
