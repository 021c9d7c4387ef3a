#include "reports/page_row.h"

#include <string.h>

#include "base/clock.h"

struct tmpl_row *page_row_new(struct arena *mem)
{
    return arena_alloc(mem, sizeof(struct tmpl_row));
}

static struct tmpl_entry *add(struct arena *mem, struct tmpl_row *row, enum tpl_key key, enum tmpl_kind kind)
{
    row->entries = arena_grow(mem, row->entries, row->count, &row->capacity, sizeof *row->entries);
    row->entries[row->count] = (struct tmpl_entry){ .key = (int)key, .kind = kind };
    return &row->entries[row->count++];
}

void page_text(struct arena *mem, struct tmpl_row *row, enum tpl_key key, const char *text)
{
    struct tmpl_entry *entry = add(mem, row, key, TMPL_TEXT);

    entry->text = text == NULL ? "" : text;
    entry->len = strlen(entry->text);
}

void page_show(struct arena *mem, struct tmpl_row *row, enum tpl_key key, bool shown)
{
    add(mem, row, key, shown ? TMPL_SHOW : TMPL_HIDE);
}

void page_include(struct arena *mem, struct tmpl_row *row, enum tpl_key key, const char *name)
{
    struct tmpl_entry *entry = add(mem, row, key, TMPL_INCLUDE);

    entry->text = name;
    entry->len = strlen(name);
}

struct tmpl_row *page_child(struct arena *mem, struct tmpl_row *row, enum tpl_key key)
{
    struct tmpl_row *child = page_row_new(mem);
    struct tmpl_entry *entry = NULL;

    child->up = row;
    for (size_t i = 0; i < row->count; i++) {
        if (row->entries[i].key == (int)key) {
            entry = &row->entries[i];
        }
    }
    if (entry == NULL) {
        entry = add(mem, row, key, TMPL_ROWS);
        entry->first = child;
    } else {
        entry->last->next = child;
    }
    entry->last = child;
    return child;
}

void page_time(struct arena *mem, struct tmpl_row *row, enum tpl_key key, const char *text, enum tpl_key iso,
               int64_t time_us)
{
    page_text(mem, row, key, text);
    page_text(mem, row, iso, time_us == 0 ? "" : time_iso(mem, time_us));
}
