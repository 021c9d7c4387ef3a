/* Differences for people: the rows of {{>DIFF}}. */
#ifndef MODULES_INBOX_DIFF_VIEW_H
#define MODULES_INBOX_DIFF_VIEW_H

#include "core/drift/words.h"
#include "web/view.h"

/* A group of changes; NULL `name`: without a heading of its own. */
struct view *diff_view_group(struct view *view, const char *name);

/* One change of a group; of a failed check, what it asks and what it found at each place. */
void diff_view_change(struct view *group, const struct drift_place *place);

/* What {{>DIFF}} asks for beside its groups; `unchanged` is a translated sentence, NULL: none. */
void diff_view_end(struct view *view, const char *unchanged);

#endif
