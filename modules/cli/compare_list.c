#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "modules/cli/compare.h"

const struct record *subject_left(const struct comparison *c, const struct subject *s)
{
    return s->left == SUBJECT_NO_SIDE ? NULL : &c->left.records[s->left];
}

const struct record *subject_right(const struct comparison *c, const struct subject *s)
{
    return s->right == SUBJECT_NO_SIDE ? NULL : &c->right.records[s->right];
}

static bool is_unreadable(const struct record *r)
{
    return r != NULL && (r->flags & RECORD_UNREADABLE) != 0;
}

static const char *reason_of(const struct comparison *c, const struct subject *s)
{
    if (is_unreadable(subject_left(c, s))) {
        return side_text(&c->left, subject_left(c, s)->start);
    }
    if (is_unreadable(subject_right(c, s))) {
        return side_text(&c->right, subject_right(c, s)->start);
    }
    if (s->status == SUBJECT_AMBIGUOUS) {
        return s->matched_by == MATCH_ID ? "several objects have this id" : "several objects have this name";
    }
    return NULL;
}

static const char *kept(struct arena *mem, const char *text)
{
    return text_empty(text) ? NULL : arena_strdup(mem, text);
}

static enum rc read_texts(struct cli *cli, const struct side *side, const struct record *r, const struct drift_key *key,
                          struct listed *out)
{
    struct cx cx = cli->cx;
    struct drift_canonical canonical;
    enum rc rc;

    out->family = compare_family(r->family)->code;
    cx.mem = arena_new();
    rc = side_canonical(&cx, side, r, key, &canonical);
    if (rc == RC_OK) {
        out->id = kept(cli->mem, canonical.id);
        out->name = kept(cli->mem, canonical.name);
    } else if (cli->fail.detail != NULL) {
        cli->fail.detail = arena_strdup(cli->mem, cli->fail.detail);
    }
    arena_free(cx.mem);
    return rc;
}

/* An unreadable object may say which it is. */
static const char *id_behind_reason(const struct side *side, const struct record *r)
{
    const char *reason = side_text(side, r->start);
    const char *id = reason + strlen(reason) + 1;

    return text_empty(id) ? NULL : id;
}

static enum rc list_one(struct cli *cli, const struct comparison *c, const struct subject *s,
                        const struct drift_key *key, struct listed *out)
{
    const struct record *left = subject_left(c, s);
    const struct record *right = subject_right(c, s);
    bool use_left = left != NULL && !is_unreadable(left);
    bool use_right = !use_left && right != NULL && !is_unreadable(right);

    *out = (struct listed){ .subject = s, .reason = reason_of(c, s) };
    out->left = left == NULL ? NULL : side_text(&c->left, left->file);
    out->right = right == NULL ? NULL : side_text(&c->right, right->file);
    if (use_left || use_right) {
        return read_texts(cli, use_left ? &c->left : &c->right, use_left ? left : right, key, out);
    }
    out->id = left != NULL ? id_behind_reason(&c->left, left) : id_behind_reason(&c->right, right);
    return RC_OK;
}

static int by_text(const char *a, const char *b)
{
    return strcmp(a == NULL ? "" : a, b == NULL ? "" : b);
}

static int by_place(const void *a, const void *b)
{
    const struct listed *x = a;
    const struct listed *y = b;
    int order = by_text(x->family, y->family);

    if (order == 0) {
        order = by_text(x->name, y->name);
    }
    if (order == 0) {
        order = by_text(x->id, y->id);
    }
    if (order == 0) {
        order = strcmp(x->left != NULL ? x->left : x->right, y->left != NULL ? y->left : y->right);
    }
    if (order == 0) {
        order = (x->left == NULL) - (y->left == NULL);
    }
    /* objects of one file follow each other as they do in it, and so do their records */
    if (order == 0 && x->left != NULL) {
        order = (x->subject->left > y->subject->left) - (x->subject->left < y->subject->left);
    }
    return order != 0 ? order : (x->subject->right > y->subject->right) - (x->subject->right < y->subject->right);
}

enum rc compare_list(struct cli *cli, const struct comparison *comparison, const struct drift_key *key,
                     struct listing *out)
{
    struct listed *items = arena_calloc(cli->mem, comparison->count, sizeof *items);

    for (size_t i = 0; i < comparison->count; i++) {
        enum rc rc = list_one(cli, comparison, &comparison->subjects[i], key, &items[i]);

        if (rc != RC_OK) {
            return rc;
        }
    }
    if (comparison->count > 1) {
        qsort(items, comparison->count, sizeof *items, by_place);
    }
    *out = (struct listing){ .items = items, .count = comparison->count };
    return RC_OK;
}
