#include <stdlib.h>
#include <string.h>

#include "modules/cli/compare.h"

/* Objects of both sides while their partners are looked for. An object is a number: twice its record's index, and one more on the right. */
struct matcher {
    struct comparison *comparison;
    uint32_t *objects; /* those without a subject yet */
    size_t count;
    bool *done; /* by object */
    size_t capacity; /* of subjects */
};

typedef int object_order(const void *a, const void *b, void *comparison);

static bool is_right(uint32_t object)
{
    return (object & 1) != 0;
}

static const struct record *record_of(const struct comparison *c, uint32_t object)
{
    return &(is_right(object) ? &c->right : &c->left)->records[object >> 1];
}

static int by_family(const struct record *a, const struct record *b)
{
    return (a->family > b->family) - (a->family < b->family);
}

static bool has(const struct record *record, int flag)
{
    return (record->flags & flag) != 0;
}

static int by_id(const void *a, const void *b, void *comparison)
{
    const struct record *x = record_of(comparison, *(const uint32_t *)a);
    const struct record *y = record_of(comparison, *(const uint32_t *)b);
    int order = by_family(x, y);

    return order != 0 ? order : memcmp(x->id, y->id, sizeof x->id);
}

static int by_name(const void *a, const void *b, void *comparison)
{
    const struct record *x = record_of(comparison, *(const uint32_t *)a);
    const struct record *y = record_of(comparison, *(const uint32_t *)b);
    int order = by_family(x, y);

    return order != 0 ? order : memcmp(x->name, y->name, sizeof x->name);
}

static int by_content(const void *a, const void *b, void *comparison)
{
    const struct record *x = record_of(comparison, *(const uint32_t *)a);
    const struct record *y = record_of(comparison, *(const uint32_t *)b);
    int order = by_name(a, b, comparison);

    return order != 0 ? order : memcmp(x->content, y->content, sizeof x->content);
}

static const char *file_of(const struct comparison *c, uint32_t object)
{
    return side_text(is_right(object) ? &c->right : &c->left, record_of(c, object)->file);
}

static int by_file(const void *a, const void *b, void *comparison)
{
    return strcmp(file_of(comparison, *(const uint32_t *)a), file_of(comparison, *(const uint32_t *)b));
}

static void add(struct matcher *m, struct subject subject)
{
    struct comparison *c = m->comparison;

    c->counts[subject.status]++;
    if (subject.status == SUBJECT_EQUAL && !c->all) {
        return;
    }
    if (c->count == m->capacity) {
        m->capacity = m->capacity == 0 ? 256 : m->capacity + m->capacity / 2;
        c->subjects = reallocarray(c->subjects, m->capacity, sizeof *c->subjects);
        if (c->subjects == NULL) {
            abort();
        }
    }
    c->subjects[c->count++] = subject;
}

static void add_alone(struct matcher *m, uint32_t object, enum subject_status status, enum subject_match shared)
{
    add(m, (struct subject){ .status = (uint8_t)status,
                             .left = is_right(object) ? SUBJECT_NO_SIDE : object >> 1,
                             .right = is_right(object) ? object >> 1 : SUBJECT_NO_SIDE,
                             .matched_by = (uint8_t)shared });
    m->done[object] = true;
}

static void add_two(struct matcher *m, uint32_t a, uint32_t b, enum subject_status status,
                    enum subject_match matched_by)
{
    add(m, (struct subject){ .status = (uint8_t)status,
                             .left = (is_right(a) ? b : a) >> 1,
                             .right = (is_right(a) ? a : b) >> 1,
                             .matched_by = (uint8_t)matched_by });
    m->done[a] = true;
    m->done[b] = true;
}

static bool is_unreadable(const struct matcher *m, uint32_t object)
{
    return has(record_of(m->comparison, object), RECORD_UNREADABLE);
}

static void add_pair(struct matcher *m, uint32_t a, uint32_t b, enum subject_match matched_by)
{
    const struct record *x = record_of(m->comparison, a);
    const struct record *y = record_of(m->comparison, b);
    bool equal = memcmp(x->content, y->content, sizeof x->content) == 0;
    enum subject_status status = equal ? SUBJECT_EQUAL : SUBJECT_CHANGED;

    add_two(m, a, b, is_unreadable(m, a) || is_unreadable(m, b) ? SUBJECT_UNREADABLE : status, matched_by);
}

static size_t rights(const uint32_t *objects, size_t count)
{
    size_t n = 0;

    for (size_t i = 0; i < count; i++) {
        n += is_right(objects[i]);
    }
    return n;
}

static void add_ambiguous(struct matcher *m, const uint32_t *group, size_t count, enum subject_match shared)
{
    for (size_t i = 0; i < count; i++) {
        add_alone(m, group[i], SUBJECT_AMBIGUOUS, shared);
    }
}

/* Objects of one family and id. */
static void match_id_group(struct matcher *m, const uint32_t *group, size_t count)
{
    size_t right = rights(group, count);

    if (!has(record_of(m->comparison, group[0]), RECORD_HAS_ID)) {
        return;
    }
    if (count == 2 && right == 1) {
        add_pair(m, group[0], group[1], MATCH_ID);
    } else if (count > 1) {
        add_ambiguous(m, group, count, MATCH_ID);
    }
}

/* Equal objects that have neither name nor partner by id: nothing tells them apart, and nothing needs to. */
static void match_content_group(struct matcher *m, const uint32_t *group, size_t count)
{
    bool nameless = !has(record_of(m->comparison, group[0]), RECORD_HAS_NAME) && !is_unreadable(m, group[0]);
    size_t i = 0;
    size_t j = 0;

    while (nameless && i < count && j < count) {
        if (is_right(group[i])) {
            i++;
        } else if (!is_right(group[j])) {
            j++;
        } else {
            add_pair(m, group[i++], group[j++], MATCH_NONE);
        }
    }
}

/* Objects of one family, type and name that have no partner by id. Several without any name are no group, and two ids without a name are
 * two objects. */
static void match_name_group(struct matcher *m, const uint32_t *group, size_t count)
{
    const struct record *first = record_of(m->comparison, group[0]);
    size_t right = rights(group, count);
    bool named = has(first, RECORD_HAS_NAME);

    if (count == 2 && right == 1 &&
        (named || !has(first, RECORD_HAS_ID) || !has(record_of(m->comparison, group[1]), RECORD_HAS_ID))) {
        add_pair(m, group[0], group[1], MATCH_NAME);
    } else if (right > 0 && right < count && named) {
        add_ambiguous(m, group, count, MATCH_NAME);
    }
}

/* What is left of one file: an object whose partner may be in the file that could not be read is neither added nor removed. */
static void match_file_group(struct matcher *m, const uint32_t *group, size_t count)
{
    size_t unreadable = 0;

    for (size_t i = 0; i < count; i++) {
        unreadable += is_unreadable(m, group[i]);
    }
    if (count == 2 && rights(group, count) == 1 && unreadable > 0) {
        add_two(m, group[0], group[1], SUBJECT_UNREADABLE, MATCH_NONE);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        enum subject_status status = is_right(group[i]) ? SUBJECT_ADDED : SUBJECT_REMOVED;

        if (is_unreadable(m, group[i])) {
            status = SUBJECT_UNREADABLE;
        }
        add_alone(m, group[i], status, MATCH_NONE);
    }
}

/* Drops what has a subject by now. */
static void compact(struct matcher *m)
{
    size_t count = 0;

    for (size_t i = 0; i < m->count; i++) {
        if (!m->done[m->objects[i]]) {
            m->objects[count++] = m->objects[i];
        }
    }
    m->count = count;
}

static void match_by(struct matcher *m, object_order *order,
                     void (*match)(struct matcher *m, const uint32_t *group, size_t count))
{
    if (m->count > 1) {
        qsort_r(m->objects, m->count, sizeof *m->objects, order, m->comparison);
    }
    for (size_t from = 0, i = 0; i < m->count; i++) {
        if (i + 1 == m->count || order(&m->objects[i], &m->objects[i + 1], m->comparison) != 0) {
            match(m, m->objects + from, i + 1 - from);
            from = i + 1;
        }
    }
    compact(m);
}

/* What is unreadable and does not say which object it is comes last: only its file tells what it may have been. */
static void enter(struct matcher *m, bool right, bool unknown)
{
    const struct side *side = right ? &m->comparison->right : &m->comparison->left;

    for (size_t i = 0; i < side->count; i++) {
        const struct record *record = &side->records[i];

        if ((has(record, RECORD_UNREADABLE) && !has(record, RECORD_HAS_ID)) == unknown) {
            m->objects[m->count++] = (uint32_t)(i << 1) | right;
        }
    }
}

void compare_match(struct arena *mem, struct comparison *comparison)
{
    size_t left = comparison->left.count;
    size_t right = comparison->right.count;
    struct matcher m = { .comparison = comparison,
                         .objects = arena_calloc(mem, left + right, sizeof *m.objects),
                         .done = arena_calloc(mem, 2 * (left > right ? left : right), sizeof *m.done) };

    enter(&m, false, false);
    enter(&m, true, false);
    match_by(&m, by_id, match_id_group);
    match_by(&m, by_content, match_content_group);
    match_by(&m, by_name, match_name_group);
    enter(&m, false, true);
    enter(&m, true, true);
    match_by(&m, by_file, match_file_group);
    arena_defer(mem, free, comparison->subjects);
}
