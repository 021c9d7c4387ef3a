#include "core/control/check_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/text.h"
#include "core/drift/document.h"

enum { WORDS_MAX = 64 * 1024, LIST_SHOWN = 8, NUMBER_MAX = 24 };

#define ARROW " \xe2\x80\xba "

/* Where words go, and whose they are. */
struct words {
    struct arena *mem;
    const struct locale *loc;
};

static const struct {
    const char *op;
    const char *words; /* with %(value)s; NULL: the value alone */
} phrases[] = {
    { "equals", NULL },
    { "not_equals", N_("not %(value)s") },
    { "in", N_("one of %(value)s") },
    { "at_least", N_("at least %(value)s") },
    { "at_most", N_("at most %(value)s") },
    { "present", N_("set") },
    { "absent", N_("not set") },
    { "contains", N_("with %(value)s") },
    { "lacks", N_("without %(value)s") },
    { "contains_all", N_("with all of %(value)s") },
    { "contains_none", N_("with none of %(value)s") },
    { "only", N_("nothing but %(value)s") },
    { "some", N_("an entry with %(value)s") },
    { "no", N_("no entry with %(value)s") },
    { "must_not", N_("not %(value)s") },
};

static struct strbuf started(const struct words *w)
{
    struct strbuf out;

    strbuf_init(&out, w->mem, WORDS_MAX);
    return out;
}

static const char *with_value(const struct words *w, const char *msgid, const char *value)
{
    const struct msg_arg arg = { "value", value };

    return msg_format(w->mem, tr(w->loc, msgid), &arg, 1);
}

static const char *counted(const struct words *w, const char *sentence, const char *count)
{
    const struct msg_arg arg = { "count", count };

    return msg_format(w->mem, sentence, &arg, 1);
}

/* ---- places ---- */

/* "conditions/users/excludeGroups" as "conditions › users › excludeGroups". */
static const char *place_words(const struct words *w, const char *path, size_t len)
{
    struct strbuf out = started(w);

    for (size_t i = 0; i < len; i++) {
        if (path[i] == '/') {
            strbuf_puts(&out, ARROW);
        } else {
            strbuf_putc(&out, path[i]);
        }
    }
    return out.data;
}

/* What the path leads to in the node; * takes the first element. */
static const struct node *at_path(const struct words *w, const struct node *node, const char *path)
{
    while (node != NULL && *path != '\0') {
        size_t len = strcspn(path, "/");
        const char *step = arena_strndup(w->mem, path, len);

        if (text_equal(step, "*")) {
            node = node->kind == DOCUMENT_ARRAY && node->len > 0 ? &node->items[0] : NULL;
        } else {
            node = document_member(node, step);
        }
        path += path[len] == '/' ? len + 1 : len;
    }
    return node;
}

/* ---- values ---- */

static void put_value(const struct words *w, struct strbuf *out, const struct node *node);

/* The elements of a list, and of lists in it, until enough are shown; *rest counts the others. */
static void put_elements(const struct words *w, struct strbuf *out, const struct node *list, size_t *shown,
                         size_t *rest) /* NOLINT(misc-no-recursion): the parser bounds the depth */
{
    for (uint32_t i = 0; i < list->len; i++) {
        const struct node *item = &list->items[i];

        if (item->kind == DOCUMENT_ARRAY) {
            put_elements(w, out, item, shown, rest);
        } else if (*shown == LIST_SHOWN) {
            (*rest)++;
        } else {
            strbuf_puts(out, (*shown)++ == 0 ? "" : ", ");
            put_value(w, out, item);
        }
    }
}

static void put_list(const struct words *w, struct strbuf *out,
                     const struct node *list) /* NOLINT(misc-no-recursion): the parser bounds the depth */
{
    size_t shown = 0;
    size_t rest = 0;

    if (list->len > 0 && list->items[0].kind == DOCUMENT_OBJECT) { /* too much to read: how many there are */
        strbuf_puts(out, counted(w, trn(w->loc, "one entry", "%(count)s entries", list->len),
                                 arena_printf(w->mem, "%u", list->len)));
        return;
    }
    put_elements(w, out, list, &shown, &rest);
    if (shown == 0) {
        strbuf_puts(out, tr(w->loc, N_("nothing")));
    }
    if (rest > 0) {
        strbuf_puts(out, ", ");
        strbuf_puts(out, with_value(w, N_("and %(value)s more"), arena_printf(w->mem, "%zu", rest)));
    }
}

static void put_value(const struct words *w, struct strbuf *out,
                      const struct node *node) /* NOLINT(misc-no-recursion): the parser bounds the depth */
{
    switch (node == NULL ? DOCUMENT_NULL : node->kind) {
    case DOCUMENT_NULL:
        strbuf_puts(out, tr(w->loc, N_("not set")));
        break;
    case DOCUMENT_FALSE:
        strbuf_puts(out, tr(w->loc, N_("no")));
        break;
    case DOCUMENT_TRUE:
        strbuf_puts(out, tr(w->loc, N_("yes")));
        break;
    case DOCUMENT_NUMBER:
    case DOCUMENT_STRING:
        strbuf_put(out, node->text, node->len);
        break;
    case DOCUMENT_ARRAY:
        put_list(w, out, node);
        break;
    case DOCUMENT_OBJECT:
        for (uint32_t i = 0; i < node->len; i++) {
            strbuf_puts(out, i == 0 ? "" : "; ");
            strbuf_put(out, node->items[i].name, node->items[i].name_len);
            strbuf_puts(out, ": ");
            put_value(w, out, &node->items[i]);
        }
        break;
    }
}

static const char *value_words(const struct words *w, const struct node *node)
{
    struct strbuf out = started(w);

    put_value(w, &out, node);
    return out.data;
}

/* ---- what is asked ---- */

static const char *asked(const struct words *w, const char *op, const struct node *value);

/* "path: phrase" of each condition of a list, joined. */
static const char *conditions_words(const struct words *w,
                                    const struct node *list) /* NOLINT(misc-no-recursion): CHECK_NESTING_MAX deep */
{
    struct strbuf out = started(w);

    for (uint32_t i = 0; list->kind == DOCUMENT_ARRAY && i < list->len; i++) {
        const char *path = document_text(w->mem, document_member(&list->items[i], "path"));
        const char *op = document_text(w->mem, document_member(&list->items[i], "op"));

        if (path != NULL && op != NULL) {
            strbuf_puts(&out, i == 0 ? "" : "; ");
            strbuf_puts(&out, place_words(w, path, strlen(path)));
            strbuf_puts(&out, ": ");
            strbuf_puts(&out, asked(w, op, document_member(&list->items[i], "value")));
        }
    }
    return out.data;
}

static const char *alternatives_words(const struct words *w,
                                      const struct node *lists) /* NOLINT(misc-no-recursion): CHECK_NESTING_MAX deep */
{
    struct strbuf out = started(w);

    for (uint32_t i = 0; lists->kind == DOCUMENT_ARRAY && i < lists->len; i++) {
        if (i > 0) {
            strbuf_printf(&out, "\n%s ", tr(w->loc, N_("or")));
        }
        strbuf_puts(&out, conditions_words(w, &lists->items[i]));
    }
    return out.data;
}

static const char *entries_words(const struct words *w, const struct node *value, bool least)
{
    const char *text = arena_strndup(w->mem, value->text, value->len < NUMBER_MAX ? value->len : NUMBER_MAX);
    unsigned long n = strtoul(text, NULL, 10);

    return counted(w,
                   least ? trn(w->loc, "at least one entry", "at least %(count)s entries", n)
                         : trn(w->loc, "at most one entry", "at most %(count)s entries", n),
                   text);
}

/* "less than 14 days ahead" for an instant before now + 14 days. */
static const char *days_words(const struct words *w, const struct node *value, bool before)
{
    const char *text = arena_strndup(w->mem, value->text, value->len < NUMBER_MAX ? value->len : NUMBER_MAX);

    if (text_equal(text, "0")) {
        return tr(w->loc, before ? N_("past") : N_("still to come"));
    }
    if (text[0] == '-') {
        return with_value(w, before ? N_("more than %(value)s days ago") : N_("less than %(value)s days ago"),
                          text + 1);
    }
    return with_value(w, before ? N_("less than %(value)s days ahead") : N_("more than %(value)s days ahead"), text);
}

static const char *asked(const struct words *w, const char *op,
                         const struct node *value) /* NOLINT(misc-no-recursion): CHECK_NESTING_MAX deep */
{
    const char *words = value_words(w, value);

    if (value != NULL && (text_equal(op, "some") || text_equal(op, "no"))) {
        words = conditions_words(w, value);
    } else if (value != NULL && text_equal(op, "any_of")) {
        return alternatives_words(w, value);
    } else if (value != NULL && value->kind == DOCUMENT_NUMBER &&
               (text_equal(op, "before_days") || text_equal(op, "after_days"))) {
        return days_words(w, value, op[0] == 'b');
    } else if (value != NULL && value->kind == DOCUMENT_NUMBER && strncmp(op, "count_at_", 9) == 0) {
        return entries_words(w, value, text_equal(op, "count_at_least"));
    }
    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++) {
        if (text_equal(phrases[i].op, op) && phrases[i].words != NULL) {
            return with_value(w, phrases[i].words, words);
        }
    }
    return words;
}

/* All that is asked of one place. */
static const char *expected_words(const struct words *w, const struct node *ops)
{
    struct strbuf out = started(w);

    for (uint32_t i = 0; ops->kind == DOCUMENT_OBJECT && i < ops->len; i++) {
        const struct node *value = &ops->items[i];

        strbuf_puts(&out, i == 0 ? "" : "\n");
        strbuf_puts(&out, asked(w, arena_strndup(w->mem, value->name, value->name_len), value));
    }
    return out.data;
}

/* ---- what was found ---- */

/* The places that a list of conditions is about, as they are in `node`; each once. */
static void put_found(const struct words *w, struct strbuf *out, const struct node *list, const struct node *node)
{
    for (uint32_t i = 0; list->kind == DOCUMENT_ARRAY && i < list->len; i++) {
        const char *path = document_text(w->mem, document_member(&list->items[i], "path"));
        const char *place = path == NULL ? NULL : arena_printf(w->mem, "%s: ", place_words(w, path, strlen(path)));

        if (place != NULL && strstr(out->data, place) == NULL) {
            strbuf_puts(out, out->len == 0 || out->data[out->len - 1] == '\n' ? "" : "; ");
            strbuf_puts(out, place);
            put_value(w, out, at_path(w, node, path));
        }
    }
}

/* Of each element that was found: what the conditions look at. */
static const char *elements_words(const struct words *w, const struct node *conditions, const struct node *list)
{
    struct strbuf out = started(w);
    uint32_t count = list->kind == DOCUMENT_ARRAY ? list->len : 0;

    if (count == 0) {
        return tr(w->loc, N_("no such entry"));
    }
    for (uint32_t i = 0; i < count && i < LIST_SHOWN; i++) {
        struct strbuf element = started(w);

        put_found(w, &element, conditions, &list->items[i]);
        strbuf_printf(&out, "%s%s", i == 0 ? "" : "\n", element.data);
    }
    if (count > LIST_SHOWN) {
        strbuf_printf(&out, "\n%s",
                      with_value(w, N_("and %(value)s more"), arena_printf(w->mem, "%u", count - LIST_SHOWN)));
    }
    return out.data;
}

static const char *observed_words(const struct words *w, const struct node *ops, const struct node *node)
{
    for (uint32_t i = 0; node != NULL && ops->kind == DOCUMENT_OBJECT && i < ops->len; i++) {
        const struct node *value = &ops->items[i];
        const char *op = arena_strndup(w->mem, value->name, value->name_len);

        if (text_equal(op, "some") || text_equal(op, "no")) {
            return elements_words(w, value, node);
        }
        if (text_equal(op, "any_of") && value->kind == DOCUMENT_ARRAY && node->kind == DOCUMENT_OBJECT) {
            struct strbuf out = started(w);

            for (uint32_t a = 0; a < value->len; a++) {
                put_found(w, &out, &value->items[a], node);
            }
            return out.data;
        }
    }
    return value_words(w, node);
}

/* ---- both ---- */

static const struct node *object_of(const struct words *w, const char *json)
{
    struct document_error error;
    struct node *root = NULL;

    if (json == NULL || document_parse(w->mem, bytes_text(json), &document_limits_default, &root, &error) != RC_OK) {
        return NULL;
    }
    return root->kind == DOCUMENT_OBJECT ? root : NULL;
}

struct check_lines check_words(struct arena *arena, const struct locale *loc, const char *expected,
                               const char *observed)
{
    const struct words w = { arena, loc };
    const struct node *asked_of = object_of(&w, expected);
    const struct node *found = object_of(&w, observed);
    struct check_lines lines = { .count = 0 };

    if (asked_of == NULL) {
        return lines;
    }
    lines.items = arena_calloc(arena, asked_of->len, sizeof *lines.items);
    for (uint32_t i = 0; i < asked_of->len; i++) {
        const struct node *ops = &asked_of->items[i];
        const char *path = arena_strndup(arena, ops->name, ops->name_len);

        if (ops->kind != DOCUMENT_OBJECT) {
            return (struct check_lines){ .count = 0 };
        }
        lines.items[lines.count++] = (struct check_line){
            .place = place_words(&w, path, strlen(path)),
            .expected = expected_words(&w, ops),
            .observed = found == NULL ? tr(loc, N_("nothing of the kind"))
                                      : observed_words(&w, ops, document_member(found, path)),
        };
    }
    return lines;
}
