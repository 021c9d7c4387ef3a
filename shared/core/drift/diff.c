#include <stdlib.h>
#include <string.h>

#include "core/drift/align.h"
#include "core/drift/canonical.h"
#include "core/drift/document_write.h"
#include "core/drift/drift.h"
#include "core/drift/path.h"

enum { PATH_BYTES_MAX = 8 << 20 };

struct differ {
    struct arena *mem;
    struct drift_changes out;
    size_t capacity;
    struct strbuf path;
};

/* Where we are in the rules; `severity` and `label` are the nearest that were said. */
struct place {
    const struct rule *rule;
    const char *severity;
    const char *label;
};

static void diff_value(struct differ *d, struct place at, const struct node *before, const struct node *after);

static struct place place_of(struct place above, const struct rule *rule)
{
    return (struct place){ .rule = rule,
                           .severity = rule != NULL && rule->severity != NULL ? rule->severity : above.severity,
                           .label = rule != NULL && rule->label != NULL ? rule->label : above.label };
}

static size_t enter(struct differ *d, const char *token, size_t len, size_t nth)
{
    size_t was = d->path.len;

    path_append(&d->path, token, len, nth);
    return was;
}

static void leave(struct differ *d, size_t was)
{
    d->path.len = was;
    d->path.data[was] = '\0';
}

static void note(struct differ *d, struct place at, const struct node *before, const struct node *after)
{
    enum drift_op op = before == NULL ? DRIFT_ADD : after == NULL ? DRIFT_REMOVE : DRIFT_REPLACE;
    struct drift_change change = { .op = op, .severity = at.severity, .label = at.label };

    change.path = arena_strndup(d->mem, d->path.data, d->path.len);
    change.before = before == NULL ? bytes_of(NULL, 0) : document_bytes(d->mem, before);
    change.after = after == NULL ? bytes_of(NULL, 0) : document_bytes(d->mem, after);
    d->out.items = arena_grow(d->mem, d->out.items, d->out.count, &d->capacity, sizeof *d->out.items);
    d->out.items[d->out.count++] = change;
}

/* A set that is absent where its rule makes that the same as empty: its elements come and go one by one. */
static bool is_empty_set(const struct rule *rule, const struct node *other)
{
    return rule != NULL && (rule->flags & RULE_SET) != 0 && (rule->flags & RULE_EMPTY) != 0 &&
           other->kind == DOCUMENT_ARRAY;
}

/* NOLINTBEGIN(misc-no-recursion): the parser bounds the depth */
/* A member of both sides, or, with NULL for the other, of one; `member` is the one that is there. */
static void diff_member(struct differ *d, struct place at, const struct node *object, const struct node *member,
                        const struct node *before, const struct node *after)
{
    const struct rule *inside = at.rule == NULL ? NULL : at.rule->inside;
    const struct node none = { .kind = DOCUMENT_ARRAY };
    struct place place = place_of(at, canonical_rule(inside, object, member));
    size_t was = enter(d, member->name, member->name_len, 1);

    if ((before == NULL || after == NULL) && is_empty_set(place.rule, member)) {
        diff_value(d, place, before == NULL ? &none : before, after == NULL ? &none : after);
    } else if (before == NULL || after == NULL) {
        note(d, place, before, after);
    } else {
        diff_value(d, place, before, after);
    }
    leave(d, was);
}

static void diff_objects(struct differ *d, struct place at, const struct node *before, const struct node *after)
{
    uint32_t i = 0;
    uint32_t j = 0;

    while (i < before->len || j < after->len) {
        const struct node *a = &before->items[i];
        const struct node *b = &after->items[j];
        int order = i == before->len  ? 1
                    : j == after->len ? -1
                                      : document_name_compare(a->name, a->name_len, b->name, b->name_len);

        diff_member(d, at, order <= 0 ? before : after, order <= 0 ? a : b, order <= 0 ? a : NULL,
                    order >= 0 ? b : NULL);
        i += order <= 0;
        j += order >= 0;
    }
}

/* The rule of elements is their array's: its `inside` names their members. */
static void diff_pair(struct differ *d, struct place at, const struct node *before, const struct node *after)
{
    if (before == NULL || after == NULL) {
        note(d, at, before, after);
    } else {
        diff_value(d, at, before, after);
    }
}

static void diff_sets(struct differ *d, struct place at, const struct node *before, const struct node *after)
{
    struct set_names a;
    struct set_names b;
    struct align_pairs pairs;

    set_names(d->mem, at.rule, before, &a);
    set_names(d->mem, at.rule, after, &b);
    align_sets(d->mem, before, &a, after, &b, &pairs);
    for (size_t i = 0; i < pairs.count; i++) {
        size_t x = pairs.items[i].before;
        size_t y = pairs.items[i].after;
        const char *token = x == ALIGN_NONE ? b.tokens[y] : a.tokens[x];
        size_t was = enter(d, token, strlen(token), x == ALIGN_NONE ? b.nth[y] : a.nth[x]);

        diff_pair(d, at, x == ALIGN_NONE ? NULL : &before->items[x], y == ALIGN_NONE ? NULL : &after->items[y]);
        leave(d, was);
    }
}

static void diff_lists(struct differ *d, struct place at, const struct node *before, const struct node *after)
{
    struct align_pairs pairs;

    align_lists(d->mem, before, after, &pairs);
    for (size_t i = 0; i < pairs.count; i++) {
        size_t x = pairs.items[i].before;
        size_t y = pairs.items[i].after;
        const char *token = arena_printf(d->mem, "%zu", x == ALIGN_NONE ? y : x);
        size_t was = enter(d, token, strlen(token), 1);

        diff_pair(d, at, x == ALIGN_NONE ? NULL : &before->items[x], y == ALIGN_NONE ? NULL : &after->items[y]);
        leave(d, was);
    }
}

static void diff_value(struct differ *d, struct place at, const struct node *before, const struct node *after)
{
    if (document_equal(before, after)) {
        return;
    }
    if (before->kind != after->kind || (before->kind != DOCUMENT_OBJECT && before->kind != DOCUMENT_ARRAY)) {
        note(d, at, before, after);
    } else if (before->kind == DOCUMENT_OBJECT) {
        diff_objects(d, at, before, after);
    } else if (at.rule != NULL && (at.rule->flags & RULE_SET) != 0) {
        diff_sets(d, at, before, after);
    } else {
        diff_lists(d, at, before, after);
    }
}

/* NOLINTEND(misc-no-recursion) */

static enum rc parse(struct cx *cx, struct bytes text, struct node **out)
{
    struct document_error error;
    enum rc rc = document_parse(cx->mem, text, &canonical_limits, out, &error);

    if (rc != RC_OK) {
        return fail_set(cx, RC_INVALID, document_refusal_text(error.refusal), "canonical document refused at byte %zu",
                        error.at);
    }
    return RC_OK;
}

enum rc drift_diff(struct cx *cx, const struct family_rules *rules, struct bytes before, struct bytes after,
                   struct drift_changes *out)
{
    const struct rule root = { .name = "", .inside = rules->root };
    struct differ d = { .mem = cx->mem };
    struct node *a;
    struct node *b;
    enum rc rc = parse(cx, before, &a);

    if (rc != RC_OK) {
        return rc;
    }
    rc = parse(cx, after, &b);
    if (rc != RC_OK) {
        return rc;
    }
    strbuf_init(&d.path, cx->mem, PATH_BYTES_MAX);
    diff_value(&d, (struct place){ .rule = &root, .severity = rules->severity }, a, b);
    if (strbuf_done(&d.path) != RC_OK) {
        return fail_set(cx, RC_TOO_LARGE, NULL, "a path is longer than %d bytes", PATH_BYTES_MAX);
    }
    *out = d.out;
    return RC_OK;
}
