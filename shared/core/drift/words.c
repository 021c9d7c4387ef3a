#include "core/drift/words.h"

#include <string.h>

#include "base/strbuf.h"
#include "base/text.h"
#include "core/drift/drift.h"

enum { TEXT_MAX = 64 * 1024 };

#define ARROW " \xe2\x80\xba "

/* ---- values ---- */

static void put_node(const struct locale *loc, struct strbuf *out, const struct node *node, const char *source)
{
    switch (node->kind) {
    case DOCUMENT_NULL:
        strbuf_puts(out, tr(loc, N_("not set")));
        return;
    case DOCUMENT_TRUE:
        strbuf_puts(out, tr(loc, N_("Yes")));
        return;
    case DOCUMENT_FALSE:
        strbuf_puts(out, tr(loc, N_("No")));
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

static void put_items(const struct locale *loc, struct strbuf *out, const struct node *node, const char *source)
{
    if (node->len == 0) {
        strbuf_puts(out, tr(loc, N_("nothing")));
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
        put_node(loc, out, item, source);
    }
}

const char *drift_masked_text(struct arena *mem, const char *json)
{
    struct bytes text;

    if (json == NULL) {
        return NULL;
    }
    text = drift_masked(mem, bytes_text(json));
    return arena_strndup(mem, (const char *)text.data, text.len);
}

const char *drift_value_words(struct arena *mem, const struct locale *loc, const char *json)
{
    const char *source = drift_masked_text(mem, json);
    struct document_error error;
    struct strbuf out;
    struct node *root;

    if (source == NULL) {
        return "";
    }
    if (document_parse(mem, bytes_text(source), &document_limits_default, &root, &error) != RC_OK) {
        return source;
    }
    strbuf_init(&out, mem, TEXT_MAX);
    if (root->kind == DOCUMENT_ARRAY || root->kind == DOCUMENT_OBJECT) {
        put_items(loc, &out, root, source);
    } else {
        put_node(loc, &out, root, source);
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

/* The elements of sets on the way, as far as `end`: "Everybody › Office". */
static void put_elements(struct strbuf *out, const char *path, const char *end)
{
    for (const char *at = path; at < end && *at == '/';) {
        const char *segment = at + 1;
        const char *stop = segment + strcspn(segment, "/");

        if (is_element(segment, stop)) {
            strbuf_puts(out, out->len == 0 ? "" : ARROW);
            put_token(out, segment, stop);
        }
        at = stop;
    }
}

/* The elements on the way, the label, and the element that the place itself is: "Office › Included users: All". */
static const char *labelled(struct arena *mem, const char *path, const char *label)
{
    const char *last = strrchr(path, '/');
    const char *end = path + strlen(path);
    struct strbuf out;

    strbuf_init(&out, mem, TEXT_MAX);
    put_elements(&out, path, last == NULL ? path : last);
    strbuf_puts(&out, out.len == 0 ? "" : ARROW);
    strbuf_puts(&out, label);
    if (last != NULL && is_element(last + 1, end)) {
        strbuf_puts(&out, ": ");
        put_token(&out, last + 1, end);
    }
    return out.data;
}

/* The names on the way. */
static const char *unlabelled(struct arena *mem, const char *path)
{
    struct strbuf out;

    strbuf_init(&out, mem, TEXT_MAX);
    for (const char *at = path; *at == '/';) {
        const char *segment = at + 1;
        const char *end = segment + strcspn(segment, "/");

        strbuf_puts(&out, out.len == 0 ? "" : ARROW);
        if (is_element(segment, end)) {
            put_token(&out, segment, end);
        } else {
            put_name(&out, segment, end);
        }
        at = end;
    }
    return out.data;
}

const char *drift_place_words(struct arena *mem, const struct locale *loc, const struct drift_place *place)
{
    if (!text_empty(place->label)) {
        return labelled(mem, place->path, tr(loc, place->label));
    }
    if (place->path[0] != '\0') {
        return unlabelled(mem, place->path);
    }
    if (place->before == NULL && place->after != NULL) {
        return tr(loc, N_("New, not in the baseline"));
    }
    return tr(loc, place->before != NULL && place->after == NULL ? N_("Deleted, but in the baseline")
                                                                 : N_("The whole object"));
}
