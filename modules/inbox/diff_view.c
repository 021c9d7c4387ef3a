#include "modules/inbox/diff_view.h"

#include <string.h>

#include "base/text.h"
#include "core/drift/drift.h"

enum { TEXT_MAX = 64 * 1024 };

/* ---- values ---- */

static void put_node(struct cx *cx, struct strbuf *out, const struct node *node, const char *source)
{
    switch (node->kind) {
    case DOCUMENT_NULL:
        strbuf_puts(out, tr(cx->loc, N_("not set")));
        return;
    case DOCUMENT_TRUE:
        strbuf_puts(out, tr(cx->loc, N_("Yes")));
        return;
    case DOCUMENT_FALSE:
        strbuf_puts(out, tr(cx->loc, N_("No")));
        return;
    case DOCUMENT_NUMBER:
    case DOCUMENT_STRING:
        strbuf_put(out, node->text, node->len);
        return;
    case DOCUMENT_ARRAY:
    case DOCUMENT_OBJECT:
        strbuf_put(out, source + node->start, node->end - node->start);
    }
}

static void put_items(struct cx *cx, struct strbuf *out, const struct node *node, const char *source)
{
    if (node->len == 0) {
        strbuf_puts(out, tr(cx->loc, N_("nothing")));
    }
    for (uint32_t i = 0; i < node->len; i++) {
        const struct node *item = &node->items[i];

        if (i > 0) {
            strbuf_putc(out, '\n');
        }
        if (item->name != NULL) {
            strbuf_put(out, item->name, item->name_len);
            strbuf_puts(out, ": ");
        }
        put_node(cx, out, item, source);
    }
}

const char *diff_value_text(struct cx *cx, const char *json)
{
    struct document_error error;
    struct strbuf out;
    struct bytes masked;
    struct node *root;
    const char *source;

    if (json == NULL) {
        return "";
    }
    masked = drift_masked(cx->mem, bytes_text(json));
    source = arena_strndup(cx->mem, (const char *)masked.data, masked.len);
    if (document_parse(cx->mem, bytes_text(source), &document_limits_default, &root, &error) != RC_OK) {
        return source;
    }
    strbuf_init(&out, cx->mem, TEXT_MAX);
    if (root->kind == DOCUMENT_ARRAY || root->kind == DOCUMENT_OBJECT) {
        put_items(cx, &out, root, source);
    } else {
        put_node(cx, &out, root, source);
    }
    return strbuf_done(&out) == RC_OK ? out.data : source;
}

/* ---- places ---- */

/* A character of a path, its escapes undone: RFC 6901's, and inside an element's token the backslash. */
static char next_char(const char **at, bool token)
{
    const char *c = *at;

    if (c[0] == '~' && (c[1] == '0' || c[1] == '1')) {
        *at = c + 2;
        return c[1] == '0' ? '~' : '/';
    }
    if (token && c[0] == '\\' && c[1] != '\0' && c[1] != '/') {
        *at = c + 2;
        return c[1];
    }
    *at = c + 1;
    return c[0];
}

/* "[k=v;k2=v2]" as "v, v2"; "[=v]" as "v"; one without a key as nothing. */
static void put_token(struct strbuf *out, const char *token, const char *end)
{
    bool value = false;

    for (const char *at = token + 1; at < end && *at != ']';) {
        bool plain = *at != '\\';
        char c = next_char(&at, true);

        if (plain && c == '=' && !value) {
            value = true;
        } else if (plain && c == ';') {
            value = false;
            strbuf_puts(out, ", ");
        } else if (value) {
            strbuf_putc(out, c);
        }
    }
}

static void put_name(struct strbuf *out, const char *name, const char *end)
{
    while (name < end) {
        strbuf_putc(out, next_char(&name, false));
    }
}

static bool is_element(const char *segment, const char *end)
{
    return segment < end && segment[0] == '[' && strncmp(segment, "[sha256=", 8) != 0;
}

/* Label and element of the last place: "Included users: All". */
static const char *labelled(struct cx *cx, const char *path, const char *label)
{
    const char *last = strrchr(path, '/');
    struct strbuf out;

    strbuf_init(&out, cx->mem, TEXT_MAX);
    strbuf_puts(&out, tr(cx->loc, label));
    if (last != NULL && is_element(last + 1, last + strlen(last))) {
        strbuf_puts(&out, ": ");
        put_token(&out, last + 1, last + strlen(last));
    }
    return out.data;
}

const char *diff_path_text(struct cx *cx, const char *path, const char *label)
{
    struct strbuf out;

    if (path[0] == '\0') {
        return text_empty(label) ? tr(cx->loc, N_("The whole object")) : tr(cx->loc, label);
    }
    if (!text_empty(label)) {
        return labelled(cx, path, label);
    }
    strbuf_init(&out, cx->mem, TEXT_MAX);
    for (const char *at = path; *at == '/';) {
        const char *segment = at + 1;
        const char *end = segment + strcspn(segment, "/");

        if (out.data[0] != '\0') {
            strbuf_puts(&out, " › ");
        }
        if (is_element(segment, end)) {
            put_token(&out, segment, end);
        } else {
            put_name(&out, segment, end);
        }
        at = end;
    }
    return out.data;
}

/* ---- rows ---- */

struct view *diff_view_group(struct view *view, const char *name)
{
    struct view *group = view_html_row(view, K_DIFF_GROUP);

    view_mark(group, K_DIFF_GROUP_NAME, name == NULL ? "" : name);
    view_show_if(group, K_DIFF_NAMED, name != NULL);
    return group;
}

void diff_view_change(struct view *group, const char *path, const char *label, const char *before, const char *after)
{
    struct cx *cx = view_cx(group);
    struct view *row = view_html_row(group, K_DIFF_CHANGE);

    view_mark(row, K_DIFF_PATH, diff_path_text(cx, path, label));
    view_mark(row, K_DIFF_POINTER, path);
    view_show_if(row, K_DIFF_HAS_BEFORE, before != NULL);
    view_mark(row, K_DIFF_BEFORE, diff_value_text(cx, before));
    view_show_if(row, K_DIFF_HAS_AFTER, after != NULL);
    view_mark(row, K_DIFF_AFTER, diff_value_text(cx, after));
}

void diff_view_end(struct view *view, const char *unchanged)
{
    view_show_if(view, K_DIFF_UNCHANGED, unchanged != NULL);
    view_mark(view, K_DIFF_UNCHANGED_TEXT, unchanged);
}
