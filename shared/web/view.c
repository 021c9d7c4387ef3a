#include "web/view.h"

#include <stdarg.h>
#include <string.h>

#include "base/text.h"
#include "ext/json.h"
#include "ext/locale.h"
#include "ext/tmpl.h"
#include "web/language.h"

/* How an entry is written in JSON; kept in tmpl_entry.form. */
enum json_form {
    FORM_ABSENT, /* for HTML alone */
    FORM_QUOTED,
    FORM_RAW,
    FORM_ROWS
};

struct view {
    struct tmpl_row row; /* first: a view is a row, and rows' views are reached through their rows */
    struct cx *cx;
    enum view_form form;
};

struct key_info {
    const char *name;
    int iso;
    int ago;
    int code;
};

static const struct key_info keys[TPL_KEY_COUNT + 1] = {
#define KEY(name, iso, ago, code) { #name, iso, ago, code },
    TPL_KEY_LIST
#undef KEY
    { NULL, -1, -1, -1 },
};

struct view *view_new(struct cx *cx, enum view_form form)
{
    struct view *view = arena_alloc(cx->mem, sizeof *view);

    view->cx = cx;
    view->form = form;
    return view;
}

bool view_is_json(const struct view *view)
{
    return view->form == VIEW_JSON;
}

struct cx *view_cx(const struct view *view)
{
    return view->cx;
}

/* The entry of `key` and `kind` to be written: what was set before is replaced, so that a page may correct itself. */
static struct tmpl_entry *entry_of(struct view *view, int key, enum tmpl_kind kind)
{
    struct tmpl_row *row = &view->row;
    struct tmpl_entry *entry;

    for (size_t i = 0; i < row->count; i++) {
        enum tmpl_kind held = row->entries[i].kind == TMPL_HIDE ? TMPL_SHOW : row->entries[i].kind;

        if (row->entries[i].key == key && held == kind) {
            return &row->entries[i];
        }
    }
    row->entries = arena_grow(view->cx->mem, row->entries, row->count, &row->capacity, sizeof *row->entries);
    entry = &row->entries[row->count++];
    *entry = (struct tmpl_entry){ .key = key, .kind = kind };
    return entry;
}

static void put(struct view *view, int key, enum json_form form, const char *text)
{
    struct tmpl_entry *entry = entry_of(view, key, TMPL_TEXT);

    entry->form = (int)form;
    entry->text = text;
    entry->len = strlen(text);
}

/* Nothing in HTML, null in JSON. */
static void put_nothing(struct view *view, int key)
{
    put(view, key, FORM_RAW, view_is_json(view) ? "null" : "");
}

/* ---- values ---- */

void view_text(struct view *view, enum tpl_key key, const char *text)
{
    if (text == NULL) {
        put_nothing(view, (int)key);
        return;
    }
    put(view, (int)key, FORM_QUOTED, text);
}

void view_int(struct view *view, enum tpl_key key, int64_t number)
{
    struct cx *cx = view->cx;

    put(view, (int)key, FORM_RAW,
        view_is_json(view) ? arena_printf(cx->mem, "%lld", (long long)number)
                           : locale_number(cx->mem, cx->loc, number));
}

void view_percent(struct view *view, enum tpl_key key, int64_t part, int64_t whole)
{
    struct cx *cx = view->cx;

    if (whole <= 0) {
        put_nothing(view, (int)key);
    } else if (view_is_json(view)) {
        put(view, (int)key, FORM_RAW, arena_printf(cx->mem, "%.4f", (double)part / (double)whole));
    } else {
        put(view, (int)key, FORM_RAW, locale_percent(cx->mem, cx->loc, part, whole));
    }
}

void view_size(struct view *view, enum tpl_key key, int64_t size_bytes)
{
    if (view_is_json(view)) {
        view_int(view, key, size_bytes);
    } else {
        put(view, (int)key, FORM_RAW, locale_size(view->cx->mem, view->cx->loc, size_bytes));
    }
}

void view_id(struct view *view, enum tpl_key key, struct uuid id)
{
    view_text(view, key, uuid_is_nil(id) ? NULL : id_text(view->cx, id));
}

void view_hex(struct view *view, enum tpl_key key, struct bytes bytes)
{
    view_text(view, key, bytes.data == NULL ? NULL : hex_encode(view->cx->mem, bytes));
}

void view_bool(struct view *view, enum tpl_key key, bool value)
{
    if (view_is_json(view)) {
        put(view, (int)key, FORM_RAW, value ? "true" : "false");
        return;
    }
    put(view, (int)key, FORM_RAW, tr(view->cx->loc, value ? N_("Yes") : N_("No")));
    view_show_if(view, key, value);
}

static void put_time(struct view *view, int key, int64_t time_us, bool with_hour)
{
    struct cx *cx = view->cx;

    if (time_us == 0) {
        put_nothing(view, key);
    } else if (view_is_json(view)) {
        put(view, key, FORM_QUOTED, time_iso(cx->mem, time_us));
        return;
    } else {
        put(view, key, FORM_QUOTED,
            with_hour ? locale_time(cx->mem, cx->loc, time_us) : locale_date(cx->mem, cx->loc, time_us));
    }
    if (keys[key].iso >= 0) {
        put(view, keys[key].iso, FORM_ABSENT, time_us == 0 ? "" : time_iso(cx->mem, time_us));
    }
    if (keys[key].ago >= 0) {
        put(view, keys[key].ago, FORM_ABSENT,
            time_us == 0 ? "" : locale_ago(cx->mem, cx->loc, clock_now_us(cx->clock), time_us));
    }
}

void view_time(struct view *view, enum tpl_key key, int64_t time_us)
{
    put_time(view, (int)key, time_us, true);
}

void view_date(struct view *view, enum tpl_key key, int64_t time_us)
{
    put_time(view, (int)key, time_us, false);
}

void view_day(struct view *view, enum tpl_key key, const char *day)
{
    struct cx *cx = view->cx;
    int64_t start_us;

    if (!view_is_json(view) && !text_empty(day) &&
        time_parse(arena_printf(cx->mem, "%sT00:00:00Z", day), &start_us) == RC_OK) {
        const struct locale utc = { cx->loc->tag, cx->loc->catalogue, "UTC" };

        day = locale_date(cx->mem, &utc, start_us);
    }
    view_text(view, key, day);
}

void view_code(struct view *view, enum tpl_key key, const char *code, const char *label)
{
    if (view_is_json(view)) {
        view_text(view, key, code);
        return;
    }
    put(view, (int)key, FORM_QUOTED, label == NULL ? "" : tr(view->cx->loc, label));
    if (keys[key].code >= 0) {
        put(view, keys[key].code, FORM_ABSENT, code == NULL ? "" : code);
    }
}

void view_json(struct view *view, enum tpl_key key, const char *json)
{
    if (json == NULL) {
        put_nothing(view, (int)key);
        return;
    }
    put(view, (int)key, FORM_RAW, json);
}

/* ---- HTML alone ---- */

static const char *with_args(struct view *view, const char *text, va_list args)
{
    struct msg_arg values[FAIL_ARGS_MAX];
    size_t count = 0;
    const char *name =
        va_arg(args, const char *); /* NOLINT(clang-analyzer-valist.Uninitialized): the caller started it */

    while (name != NULL && count < FAIL_ARGS_MAX) {
        values[count++] = (struct msg_arg){ name, va_arg(args, const char *) };
        name = va_arg(args, const char *);
    }
    return msg_format(view->cx->mem, text, values, count);
}

void view_msg_args(struct view *view, enum tpl_key key, const char *msgid, ...)
{
    va_list args;

    if (!view_is_json(view)) {
        va_start(args, msgid);
        put(view, (int)key, FORM_ABSENT, with_args(view, tr(view->cx->loc, msgid), args));
        va_end(args);
    }
}

void view_count(struct view *view, enum tpl_key key, const char *one, const char *many, int64_t count)
{
    struct cx *cx = view->cx;

    if (!view_is_json(view)) {
        const struct msg_arg args[] = { { "count", locale_number(cx->mem, cx->loc, count) } };

        put(view, (int)key, FORM_ABSENT, msg_format(cx->mem, trn(cx->loc, one, many, (unsigned long)count), args, 1));
    }
}

void view_url(struct view *view, enum tpl_key key, const char *format, ...)
{
    va_list args;

    if (!view_is_json(view)) {
        va_start(args, format);
        put(view, (int)key, FORM_ABSENT, arena_vprintf(view->cx->mem, format, args));
        va_end(args);
    }
}

void view_mark(struct view *view, enum tpl_key key, const char *text)
{
    if (!view_is_json(view)) {
        put(view, (int)key, FORM_ABSENT, text == NULL ? "" : text);
    }
}

void view_show_if(struct view *view, enum tpl_key key, bool condition)
{
    if (!view_is_json(view)) {
        entry_of(view, (int)key, TMPL_SHOW)->kind = condition ? TMPL_SHOW : TMPL_HIDE;
    }
}

void view_include(struct view *view, enum tpl_key key, const char *name)
{
    if (!view_is_json(view)) {
        entry_of(view, (int)key, TMPL_INCLUDE)->text = name;
    }
}

/* ---- rows ---- */

static struct view *add_row(struct view *view, int key, enum json_form form)
{
    struct tmpl_entry *entry = entry_of(view, key, TMPL_ROWS);
    struct view *row = view_new(view->cx, view->form);

    row->row.up = &view->row;
    entry->form = (int)form;
    if (entry->last == NULL) {
        entry->first = &row->row;
    } else {
        entry->last->next = &row->row;
    }
    entry->last = &row->row;
    return row;
}

struct view *view_row(struct view *view, enum tpl_key key)
{
    return add_row(view, (int)key, FORM_ROWS);
}

struct view *view_html_row(struct view *view, enum tpl_key key)
{
    return add_row(view, (int)key, FORM_ABSENT);
}

void view_rows(struct view *view, enum tpl_key key)
{
    entry_of(view, (int)key, TMPL_ROWS)->form = FORM_ROWS;
}

/* ---- writing ---- */

static void put_json_name(struct strbuf *out, const char *name)
{
    strbuf_putc(out, '"');
    for (; *name != '\0'; name++) {
        strbuf_putc(out, (char)(*name >= 'A' && *name <= 'Z' ? *name - 'A' + 'a' : *name));
    }
    strbuf_puts(out, "\":");
}

static void write_json_row(const struct tmpl_row *row, struct strbuf *out);

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the page's sections are nested in C */
static void write_json_entry(const struct tmpl_entry *entry, struct strbuf *out)
{
    put_json_name(out, keys[entry->key].name);
    if (entry->form == FORM_QUOTED) {
        json_put_text(out, entry->text);
    } else if (entry->form == FORM_RAW) {
        strbuf_put(out, entry->text, entry->len);
    } else {
        strbuf_putc(out, '[');
        for (const struct tmpl_row *row = entry->first; row != NULL; row = row->next) {
            write_json_row(row, out);
            if (row->next != NULL) {
                strbuf_putc(out, ',');
            }
        }
        strbuf_putc(out, ']');
    }
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the page's sections are nested in C */
static void write_json_row(const struct tmpl_row *row, struct strbuf *out)
{
    bool first = true;

    strbuf_putc(out, '{');
    for (size_t i = 0; i < row->count; i++) {
        if (row->entries[i].form == FORM_ABSENT) {
            continue;
        }
        if (!first) {
            strbuf_putc(out, ',');
        }
        first = false;
        write_json_entry(&row->entries[i], out);
    }
    strbuf_putc(out, '}');
}

enum rc view_write_json(const struct view *view, struct strbuf *out)
{
    write_json_row(&view->row, out);
    strbuf_putc(out, '\n');
    return strbuf_done(out);
}

static void sink_put(void *context, const char *text, size_t len)
{
    strbuf_put(context, text, len);
}

enum rc view_write_html(struct cx *cx, const struct view *view, const char *name, struct strbuf *out)
{
    const struct tmpl_sink sink = { out, sink_put };

    if (tmpl_render(cx->loc->tag, name, &view->row, &sink) != RC_OK) {
        return fail_set(cx, RC_INTERNAL, NULL, "template %s/%s cannot be expanded", cx->loc->tag, name);
    }
    if (strbuf_done(out) != RC_OK) {
        return fail_set(cx, RC_INTERNAL, NULL, "template %s: page larger than %zu bytes", name, out->max);
    }
    return RC_OK;
}

static const char *const template_names[] = {
#define TPL(path) path,
    TPL_LIST
#undef TPL
        NULL,
};

enum rc view_load(struct arena *arena, const char *folder, const char *program, const char **problem)
{
    static const char *names[TPL_KEY_COUNT + 1];
    const char *own = arena_printf(arena, "%s/", program);

    for (size_t i = 0; i < TPL_KEY_COUNT; i++) {
        names[i] = keys[i].name;
    }
    tmpl_open(folder, names, TPL_KEY_COUNT);
    for (size_t l = 0; language_tags[l] != NULL; l++) {
        for (size_t i = 0; template_names[i] != NULL; i++) {
            if ((text_starts(template_names[i], "frame/") || text_starts(template_names[i], own)) &&
                tmpl_load(language_tags[l], template_names[i]) != RC_OK) {
                *problem = arena_printf(arena, "template %s/%s/%s is missing or broken", folder, language_tags[l],
                                        template_names[i]);
                return RC_INVALID;
            }
        }
    }
    return RC_OK;
}
