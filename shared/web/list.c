#include "web/list.h"

#include <string.h>

#include "base/text.h"
#include "web/internal.h"

enum { URL_MAX = 16 * 1024 };

static bool declared(const struct request *req, const char *name)
{
    for (size_t i = 0; req->params != NULL && req->params[i].type != PARAM_TYPE_END; i++) {
        if (strcmp(req->params[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

int32_t list_limit(const struct request *req)
{
    return (int32_t)param_i64_or(req, "limit", LIST_LIMIT);
}

const char *cursor_purpose(struct cx *cx, const struct request *req)
{
    const char *sort = request_query(req, "sort");

    return arena_printf(cx->mem, "cursor|%s|%s", req->path, sort == NULL ? "" : sort);
}

static void put_pair(struct strbuf *url, struct arena *mem, const char *name, const char *value)
{
    strbuf_printf(url, "%c%s=%s", strchr(url->data, '?') == NULL ? '?' : '&', url_encode(mem, name),
                  url_encode(mem, value));
}

/* This address without `param` and `without`, and with param=value at its end. */
static char *url_with(struct cx *cx, const struct request *req, const char *path, const char *param, const char *value,
                      const char *only)
{
    struct strbuf url;

    strbuf_init(&url, cx->mem, URL_MAX);
    strbuf_puts(&url, path);
    for (size_t i = 0; i < req->pairs.count; i++) {
        const struct pair *pair = &req->pairs.items[i];
        bool changed = text_equal(pair->name, param) && (only == NULL || text_equal(pair->value, only));
        bool place = text_equal(pair->name, "after") && !text_equal(param, "lang");

        if (!changed && !place && pair->value[0] != '\0' &&
            (declared(req, pair->name) || text_equal(pair->name, "lang"))) {
            put_pair(&url, cx->mem, pair->name, pair->value);
        }
    }
    if (value != NULL) {
        put_pair(&url, cx->mem, param, value);
    }
    return url.data;
}

char *list_url(const struct request *req, struct cx *cx, const char *param, const char *value)
{
    return url_with(cx, req, req->path, param, value, NULL);
}

void list_chips(struct view *view, const struct request *req, const struct list_filter *filters, size_t count)
{
    list_chips_named(view, req, filters, count, NULL, 0);
}

/* The value of a filter in words. */
static const char *chip_value(struct cx *cx, const struct list_filter *filter, const char *value,
                              const struct list_name *names, size_t name_count)
{
    const char *label = filter->value_label == NULL ? NULL : filter->value_label(value);

    for (size_t i = 0; i < name_count; i++) {
        if (names[i].name != NULL && text_equal(names[i].param, filter->param)) {
            return names[i].name;
        }
    }
    return label == NULL ? value : tr(cx->loc, label);
}

void list_chips_named(struct view *view, const struct request *req, const struct list_filter *filters, size_t count,
                      const struct list_name *names, size_t name_count)
{
    struct cx *cx = view_cx(view);
    bool any = false;

    if (view_is_json(view)) {
        return;
    }
    for (size_t f = 0; f < count; f++) {
        for (size_t i = 0; i < req->pairs.count; i++) {
            const struct pair *pair = &req->pairs.items[i];
            struct view *chip;

            if (!text_equal(pair->name, filters[f].param) || pair->value[0] == '\0') {
                continue;
            }
            chip = view_html_row(view, K_CHIP);
            view_mark(chip, K_CHIP_LABEL, tr(cx->loc, filters[f].label));
            view_mark(chip, K_CHIP_VALUE, chip_value(cx, &filters[f], pair->value, names, name_count));
            view_mark(chip, K_CHIP_REMOVE, url_with(cx, req, req->path, pair->name, NULL, pair->value));
            any = true;
        }
    }
    view_show_if(view, K_FILTERED, any);
    view_mark(view, K_FILTERS_CLEAR, req->path);
}

void list_pager(struct view *view, const struct request *req, const struct cursor *last)
{
    struct cx *cx = view_cx(view);
    const char *after = last == NULL ? NULL : cursor_write(cx->mem, req->web->key, cursor_purpose(cx, req), last);

    view_text(view, K_NEXT_AFTER, after);
    view_show_if(view, K_HAS_NEXT, after != NULL);
    view_mark(view, K_NEXT_URL, after == NULL ? "" : list_url(req, cx, "after", after));
    view_show_if(view, K_HAS_FIRST, param_cursor(req, "after") != NULL);
    view_mark(view, K_FIRST_URL, list_url(req, cx, "after", NULL));
}

char *list_place(const struct request *req, struct cx *cx, const char *place)
{
    return arena_printf(cx->mem, "/w/%s/%s", req->workspace, place);
}

void list_empty(struct view *view, size_t count, const struct list_empty *why)
{
    view_show_if(view, K_HAS_ROWS, count > 0);
    view_show_if(view, K_IS_EMPTY, count == 0);
    view_show_if(view, K_EMPTY_NEVER, why->kind == LIST_EMPTY_NEVER);
    view_show_if(view, K_EMPTY_FILTERED, why->kind == LIST_EMPTY_FILTERED);
    view_show_if(view, K_EMPTY_DONE, why->kind == LIST_EMPTY_DONE);
    view_show_if(view, K_EMPTY_DENIED, why->kind == LIST_EMPTY_DENIED);
    view_msg(view, K_EMPTY_TITLE, why->title);
    view_msg(view, K_EMPTY_TEXT, why->text);
    view_show_if(view, K_EMPTY_ACTION, why->url != NULL);
    view_mark(view, K_EMPTY_ACTION_URL, why->url == NULL ? "" : why->url);
    view_msg(view, K_EMPTY_ACTION_LABEL, why->url == NULL ? "" : why->label);
}

static char *csv_url(const struct request *req, struct cx *cx, struct list_export export)
{
    bool preset = export.param != NULL && text_empty(request_query(req, export.param));
    struct strbuf url;

    strbuf_init(&url, cx->mem, URL_MAX);
    strbuf_puts(&url, url_with(cx, req, list_place(req, cx, "reports/export"), "report", export.report, NULL));
    if (preset) {
        put_pair(&url, cx->mem, export.param, export.value);
    }
    return url.data;
}

enum rc list_csv(struct reply *reply, const struct request *req, struct list_export export)
{
    return reply_redirect(reply, csv_url(req, reply->cx, export));
}

void list_csv_link(struct view *view, const struct request *req, struct list_export export, bool any)
{
    view_show_if(view, K_HAS_CSV, any);
    view_mark(view, K_CSV_URL, csv_url(req, view_cx(view), export));
}

void errors_show(struct view *view, const struct request *req)
{
    struct cx *cx = view_cx(view);

    view_show_if(view, K_HAS_ERRORS, req->error_count > 0);
    for (size_t i = 0; i < req->error_count; i++) {
        const struct field_error *error = &req->errors[i];
        struct view *row = view_row(view, K_FIELD_ERROR);

        view_text(row, K_FIELD_ERROR_NAME, error->field);
        view_text(row, K_FIELD_ERROR_TEXT, msg_format(cx->mem, tr(cx->loc, error->msgid), error->args, 2));
    }
}

void errors_add(struct view *view, const char *field, const char *msgid)
{
    struct view *row = view_row(view, K_FIELD_ERROR);

    view_show_if(view, K_HAS_ERRORS, true);
    view_text(row, K_FIELD_ERROR_NAME, field);
    view_text(row, K_FIELD_ERROR_TEXT, tr(view_cx(view)->loc, msgid));
}
