/* Differences for people: values, places, and the rows of {{>DIFF}}. */
#ifndef MODULES_INBOX_DIFF_VIEW_H
#define MODULES_INBOX_DIFF_VIEW_H

#include "web/view.h"

/* Canonical JSON as a person reads it: text without quotes, Yes or No, one line for each element or member; secrets masked. NULL:
 * "". Lives in cx->mem. */
const char *diff_value_text(struct cx *cx, const char *json);

/* A place: its label (a msgid) with the set's element behind it, or without a label the names on the way. `path` is as
 * core/drift/path.h says; "" is the whole object. */
const char *diff_path_text(struct cx *cx, const char *path, const char *label);

/* A group of changes; NULL `name`: without a heading of its own. */
struct view *diff_view_group(struct view *view, const char *name);

/* One change of a group. `before` and `after` are canonical JSON; NULL: there was, or is, nothing. */
void diff_view_change(struct view *group, const char *path, const char *label, const char *before, const char *after);

/* What {{>DIFF}} asks for beside its groups; `unchanged` is a translated sentence, NULL: none. */
void diff_view_end(struct view *view, const char *unchanged);

#endif
