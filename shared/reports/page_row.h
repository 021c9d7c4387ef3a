/* Rows of a stored page's templates, filled with finished texts. */
#ifndef REPORTS_PAGE_ROW_H
#define REPORTS_PAGE_ROW_H

#include <stdbool.h>

#include "base/arena.h"
#include "ext/tmpl.h"
#include "tpl.h"

struct tmpl_row *page_row_new(struct arena *mem);
void page_text(struct arena *mem, struct tmpl_row *row, enum tpl_key key, const char *text); /* NULL: nothing */
void page_show(struct arena *mem, struct tmpl_row *row, enum tpl_key key, bool shown);
void page_include(struct arena *mem, struct tmpl_row *row, enum tpl_key key, const char *name);

/* The next row of the section {{#KEY}}. */
struct tmpl_row *page_child(struct arena *mem, struct tmpl_row *row, enum tpl_key key);

/* {{KEY}} and, at `iso`, its machine form. */
void page_time(struct arena *mem, struct tmpl_row *row, enum tpl_key key, const char *text, enum tpl_key iso,
               int64_t time_us);

#endif
