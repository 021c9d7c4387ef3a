#include <stdlib.h>
#include <string.h>

#include "modules/cli/compare.h"

/* An object of either side while its partner is looked for. */
struct entry {
    const struct record *record;
    const struct side *side;
    bool right;
    bool done;
};

struct matcher {
    struct comparison *comparison;
    struct entry *entries;
    size_t count;
    size_t capacity; /* of subjects */
};

static const char *id_of(const struct entry *e)
{
    return side_text(e->side, e->record->id);
}

static const char *name_of(const struct entry *e)
{
    return side_text(e->side, e->record->name);
}

static bool is_unreadable(const struct entry *e)
{
    return e->record->reason != 0;
}

static int by_family(const struct entry *a, const struct entry *b)
{
    return (a->record->family > b->record->family) - (a->record->family < b->record->family);
}

static int by_id(const void *a, const void *b)
{
    const struct entry *x = a;
    const struct entry *y = b;
    int order = by_family(x, y);

    return order != 0 ? order : strcmp(id_of(x), id_of(y));
}

static int by_name(const void *a, const void *b)
{
    const struct entry *x = a;
    const struct entry *y = b;
    int order = by_family(x, y);

    if (order == 0) {
        order = strcmp(side_text(x->side, x->record->type), side_text(y->side, y->record->type));
    }
    return order != 0 ? order : strcmp(name_of(x), name_of(y));
}

static int by_content(const void *a, const void *b)
{
    const struct entry *x = a;
    const struct entry *y = b;
    int order = by_name(a, b);

    return order != 0 ? order : memcmp(x->record->sha256, y->record->sha256, sizeof x->record->sha256);
}

static int by_file(const void *a, const void *b)
{
    const struct entry *x = a;
    const struct entry *y = b;

    return strcmp(side_text(x->side, x->record->file), side_text(y->side, y->record->file));
}

static void add(struct matcher *m, struct subject subject)
{
    struct comparison *c = m->comparison;

    c->subjects[c->count++] = subject;
}

static void add_alone(struct matcher *m, struct entry *e, enum subject_status status, const char *reason)
{
    add(m, (struct subject){ .status = status,
                             .left = e->right ? NULL : e->record,
                             .right = e->right ? e->record : NULL,
                             .reason = reason });
    e->done = true;
}

static void add_pair(struct matcher *m, struct entry *a, struct entry *b, const char *matched_by)
{
    struct entry *left = a->right ? b : a;
    struct entry *right = a->right ? a : b;
    bool equal = memcmp(left->record->sha256, right->record->sha256, sizeof left->record->sha256) == 0;
    enum subject_status status = equal ? SUBJECT_EQUAL : SUBJECT_CHANGED;

    add(m, (struct subject){ .status = is_unreadable(a) || is_unreadable(b) ? SUBJECT_UNREADABLE : status,
                             .left = left->record,
                             .right = right->record,
                             .matched_by = matched_by });
    left->done = true;
    right->done = true;
}

static size_t rights(const struct entry *entries, size_t count)
{
    size_t n = 0;

    for (size_t i = 0; i < count; i++) {
        n += entries[i].right;
    }
    return n;
}

static void add_ambiguous(struct matcher *m, struct entry *group, size_t count, const char *reason)
{
    for (size_t i = 0; i < count; i++) {
        add_alone(m, &group[i], SUBJECT_AMBIGUOUS, reason);
    }
}

/* Objects of one family and id. */
static void match_id_group(struct matcher *m, struct entry *group, size_t count)
{
    size_t right = rights(group, count);

    if (*id_of(group) == '\0') {
        return;
    }
    if (count == 2 && right == 1) {
        add_pair(m, &group[0], &group[1], "id");
    } else if (count > 1) {
        add_ambiguous(m, group, count, "several objects have this id");
    }
}

/* Equal objects that have neither name nor partner by id: nothing tells them apart, and nothing needs to. */
static void match_content_group(struct matcher *m, struct entry *group, size_t count)
{
    size_t i = 0;
    size_t j = 0;

    while (*name_of(group) == '\0' && !is_unreadable(group) && i < count && j < count) {
        if (group[i].right) {
            i++;
        } else if (!group[j].right) {
            j++;
        } else {
            add_pair(m, &group[i++], &group[j++], NULL);
        }
    }
}

/* Objects of one family, type and name that have no partner by id. Several without any name are no group, and two ids without a name are
 * two objects. */
static void match_name_group(struct matcher *m, struct entry *group, size_t count)
{
    size_t right = rights(group, count);
    bool named = *name_of(group) != '\0';

    if (count == 2 && right == 1 && (named || *id_of(&group[0]) == '\0' || *id_of(&group[1]) == '\0')) {
        add_pair(m, &group[0], &group[1], "name");
    } else if (right > 0 && right < count && named) {
        add_ambiguous(m, group, count, "several objects have this name");
    }
}

/* Moves what has no subject yet to the front. */
static void compact(struct matcher *m)
{
    size_t count = 0;

    for (size_t i = 0; i < m->count; i++) {
        if (!m->entries[i].done) {
            m->entries[count++] = m->entries[i];
        }
    }
    m->count = count;
}

static void match_by(struct matcher *m, int (*order)(const void *a, const void *b),
                     void (*match)(struct matcher *m, struct entry *group, size_t count))
{
    if (m->count > 1) {
        qsort(m->entries, m->count, sizeof *m->entries, order);
    }
    for (size_t from = 0, i = 0; i < m->count; i++) {
        if (i + 1 == m->count || order(&m->entries[i], &m->entries[i + 1]) != 0) {
            match(m, m->entries + from, i + 1 - from);
            from = i + 1;
        }
    }
    compact(m);
}

/* What is left of one file: an object whose partner may be in the file that could not be read is neither added nor removed. */
static void match_file_group(struct matcher *m, struct entry *group, size_t count)
{
    size_t right = rights(group, count);
    bool unreadable = count == 2 && right == 1 && (is_unreadable(&group[0]) || is_unreadable(&group[1]));

    if (unreadable) {
        const struct entry *left = &group[group[0].right ? 1 : 0];
        const struct entry *other = &group[group[0].right ? 0 : 1];

        add(m, (struct subject){ .status = SUBJECT_UNREADABLE, .left = left->record, .right = other->record });
        group[0].done = true;
        group[1].done = true;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        enum subject_status status = group[i].right ? SUBJECT_ADDED : SUBJECT_REMOVED;

        add_alone(m, &group[i], is_unreadable(&group[i]) ? SUBJECT_UNREADABLE : status, NULL);
    }
}

/* What is unreadable and does not say which object it is comes last: only its file tells what it may have been. */
static size_t enter(struct entry *to, const struct side *side, bool right, bool unreadable)
{
    size_t count = 0;

    for (size_t i = 0; i < side->count; i++) {
        const struct entry e = { .record = &side->records[i], .side = side, .right = right };

        if ((is_unreadable(&e) && e.record->id == 0) == unreadable) {
            to[count++] = e;
        }
    }
    return count;
}

static size_t enter_both(struct matcher *m, size_t at, bool unreadable)
{
    size_t count = enter(m->entries + at, &m->comparison->left, false, unreadable);

    return count + enter(m->entries + at + count, &m->comparison->right, true, unreadable);
}

static const struct side *side_of(const struct comparison *c, const struct subject *s)
{
    return s->left != NULL ? &c->left : &c->right;
}

static const char *family_code(const struct subject *s)
{
    const struct record *r = s->left != NULL ? s->left : s->right;

    return compare_family(r->family)->code;
}

static int by_subject(const void *a, const void *b, void *comparison)
{
    const struct subject *x = a;
    const struct subject *y = b;
    const struct record *r = x->left != NULL ? x->left : x->right;
    const struct record *t = y->left != NULL ? y->left : y->right;
    const struct side *r_side = side_of(comparison, x);
    const struct side *t_side = side_of(comparison, y);
    int order = strcmp(family_code(x), family_code(y));

    if (order == 0) {
        order = strcmp(side_text(r_side, r->name), side_text(t_side, t->name));
    }
    if (order == 0) {
        order = strcmp(side_text(r_side, r->id), side_text(t_side, t->id));
    }
    if (order == 0) {
        order = strcmp(side_text(r_side, r->file), side_text(t_side, t->file));
    }
    if (order == 0) {
        order = (x->left == NULL) - (y->left == NULL);
    }
    return order != 0 ? order : (r->start > t->start) - (r->start < t->start);
}

void compare_match(struct arena *mem, struct comparison *comparison)
{
    size_t all = comparison->left.count + comparison->right.count;
    struct matcher m = { .comparison = comparison, .entries = arena_calloc(mem, all, sizeof *m.entries) };

    comparison->subjects = arena_calloc(mem, all, sizeof *comparison->subjects);
    comparison->count = 0;
    m.count = enter_both(&m, 0, false);
    match_by(&m, by_id, match_id_group);
    match_by(&m, by_content, match_content_group);
    match_by(&m, by_name, match_name_group);
    m.count += enter_both(&m, m.count, true);
    match_by(&m, by_file, match_file_group);
    if (comparison->count > 1) {
        qsort_r(comparison->subjects, comparison->count, sizeof *comparison->subjects, by_subject, comparison);
    }
}
