/* Findings in views, for the pages that show them. */
#ifndef MODULES_INBOX_FINDING_VIEW_H
#define MODULES_INBOX_FINDING_VIEW_H

#include "core/finding/finding.h"
#include "web/view.h"

/* One finding with the names of its export's columns. */
void finding_view_row(struct view *view, const struct finding *finding);

/* What differs, in a few words in the reader's language. */
const char *finding_what(struct cx *cx, const struct finding *finding);

/* Its difference as rows of a group of {{>DIFF}}. */
void finding_view_change(struct view *group, const struct finding *finding);

/* A failed check of what is not there at all: it is about no object. */
bool finding_is_missing(const struct finding *finding);

/* What happened, as a sentence in the reader's language. */
const char *finding_sentence(struct cx *cx, const struct finding *finding);

/* Its difference as {{>DIFF}}'s rows. */
void finding_view_diff(struct view *view, const struct finding *finding);

#endif
