#include "modules/inbox/diff_view.h"

#include "base/text.h"
#include "core/control/check_words.h"

struct view *diff_view_group(struct view *view, const char *name)
{
    struct view *group = view_html_row(view, K_DIFF_GROUP);

    view_mark(group, K_DIFF_GROUP_NAME, name == NULL ? "" : name);
    view_show_if(group, K_DIFF_NAMED, name != NULL);
    return group;
}

/* A row; NULL: there was, or is, nothing. */
static void show_row(struct view *group, const char *place, const char *pointer, const char *before, const char *after)
{
    struct view *row = view_html_row(group, K_DIFF_CHANGE);

    view_mark(row, K_DIFF_PATH, place);
    view_mark(row, K_DIFF_POINTER, pointer);
    view_show_if(row, K_DIFF_HAS_BEFORE, before != NULL);
    view_mark(row, K_DIFF_BEFORE, before == NULL ? "" : before);
    view_show_if(row, K_DIFF_HAS_AFTER, after != NULL);
    view_mark(row, K_DIFF_AFTER, after == NULL ? "" : after);
}

static const char *value_words(struct cx *cx, const char *json)
{
    return json == NULL ? NULL : drift_value_words(cx->mem, cx->loc, json);
}

/* A failed check: a row for each place that it looked at. False: this is none. */
static bool show_check(struct view *group, const struct drift_place *place)
{
    struct cx *cx = view_cx(group);
    struct check_lines lines = { .count = 0 };

    if (place->path[0] == '\0' && place->before != NULL && place->before[0] == '{') {
        lines = check_words(cx->mem, cx->loc, place->before, drift_masked_text(cx->mem, place->after));
    }
    for (size_t i = 0; i < lines.count; i++) {
        const struct check_line *line = &lines.items[i];

        show_row(group, line->place, line->place, line->expected, line->observed);
    }
    return lines.count > 0;
}

void diff_view_change(struct view *group, const struct drift_place *place)
{
    struct cx *cx = view_cx(group);

    if (!show_check(group, place)) {
        show_row(group, drift_place_words(cx->mem, cx->loc, place), place->path, value_words(cx, place->before),
                 value_words(cx, place->after));
    }
}

void diff_view_end(struct view *view, const char *unchanged)
{
    view_show_if(view, K_DIFF_UNCHANGED, unchanged != NULL);
    view_mark(view, K_DIFF_UNCHANGED_TEXT, unchanged);
}
