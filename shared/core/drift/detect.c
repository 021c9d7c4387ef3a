#include "core/drift/detect.h"

#include <ctype.h>
#include <string.h>

enum { CONTEXT_MAX = 512, FOLDER_MAX = 128, WORD_MAX = 128 };

enum recogniser { BY_CONTEXT = 1, BY_TYPE, BY_SHAPE, BY_FOLDER };

/* One text by which a family is known: a context, a type, the first word of a shape, a folder's plain name. */
struct slot {
    enum recogniser by; /* 0: free */
    const char *text;
    size_t len;
    size_t family;
    const char *shape; /* all of its words */
    size_t words;
};

/* A type with a '*'. */
struct pattern {
    const char *text;
    size_t family;
};

struct detector {
    const struct family_rules *const *families;
    char context_name[64]; /* the member that holds the context */
    struct slot *slots; /* at their hash or behind it, those of one text in the order of their families */
    size_t mask;
    struct pattern *patterns;
    size_t pattern_count;
};

/* ---- making it ---- */

static size_t hash_of(enum recogniser by, const char *text, size_t len)
{
    size_t hash = 0xcbf29ce484222325U ^ (size_t)by;

    for (size_t i = 0; i < len; i++) {
        hash = (hash ^ (unsigned char)text[i]) * 0x100000001b3U;
    }
    return hash ^ (hash >> 32);
}

static void add(struct detector *d, struct slot slot)
{
    size_t at = hash_of(slot.by, slot.text, slot.len) & d->mask;

    while (d->slots[at].by != 0) {
        at = (at + 1) & d->mask;
    }
    d->slots[at] = slot;
}

static size_t count_words(const char *text)
{
    size_t count = 1;

    for (; (text = strchr(text, ' ')) != NULL; text++) {
        count++;
    }
    return count;
}

static void add_texts(struct detector *d, enum recogniser by, const char *const *texts, size_t family)
{
    for (; texts != NULL && *texts != NULL; texts++) {
        size_t len = by == BY_SHAPE ? strcspn(*texts, " /") : strlen(*texts);

        if (by == BY_TYPE && strchr(*texts, '*') != NULL) {
            d->patterns[d->pattern_count++] = (struct pattern){ *texts, family };
        } else {
            add(d, (struct slot){ .by = by,
                                  .text = *texts,
                                  .len = len,
                                  .family = family,
                                  .shape = *texts,
                                  .words = count_words(*texts) });
        }
    }
}

/* A folder's letters and digits in lower case: "Settings Catalog" is "settings-catalog". */
static size_t plain(const char *from, const char *end, char out[static FOLDER_MAX])
{
    size_t len = 0;

    for (const char *at = from; at < end && len < FOLDER_MAX; at++) {
        if (isalnum((unsigned char)*at)) {
            out[len++] = (char)tolower((unsigned char)*at);
        }
    }
    return len;
}

static void add_folders(struct detector *d, struct arena *arena, const char *const *names, size_t family)
{
    for (; names != NULL && *names != NULL; names++) {
        char name[FOLDER_MAX];
        size_t len = plain(*names, *names + strlen(*names), name);

        add(d, (struct slot){ .by = BY_FOLDER, .text = arena_strndup(arena, name, len), .len = len, .family = family });
    }
}

static size_t count_texts(const char *const *texts)
{
    size_t count = 0;

    while (texts != NULL && texts[count] != NULL) {
        count++;
    }
    return count;
}

struct detector *detect_init(struct arena *arena, const struct family_rules *const *families, size_t count)
{
    struct detector *d = arena_alloc(arena, sizeof *d);
    size_t texts = 1;
    size_t types = 0;

    for (size_t i = 0; i < count; i++) {
        const struct family_rules *f = families[i];

        types += count_texts(f->types);
        texts += count_texts(f->contexts) + count_texts(f->types) + count_texts(f->shapes) + count_texts(f->folders);
    }
    *d = (struct detector){ .families = families, .mask = 1 };
    while (d->mask < 2 * texts) {
        d->mask = d->mask * 2 + 1;
    }
    d->slots = arena_calloc(arena, d->mask + 1, sizeof *d->slots);
    d->patterns = arena_calloc(arena, types, sizeof *d->patterns);
    (void)stpcpy(stpncpy(d->context_name, families[0]->wire->infix, sizeof d->context_name - sizeof "context"),
                 "context");
    for (size_t i = 0; i < count; i++) {
        add_texts(d, BY_CONTEXT, families[i]->contexts, i);
        add_texts(d, BY_TYPE, families[i]->types, i);
        add_texts(d, BY_SHAPE, families[i]->shapes, i);
        add_folders(d, arena, families[i]->folders, i);
    }
    return d;
}

/* ---- asking it ---- */

/* The next slot of that text, *at being where to go on; the first time SIZE_MAX. NULL: no more. */
static const struct slot *look_up(const struct detector *d, enum recogniser by, const char *text, size_t len,
                                  size_t *at)
{
    *at = *at == SIZE_MAX ? hash_of(by, text, len) & d->mask : (*at + 1) & d->mask;
    while (d->slots[*at].by != 0) {
        const struct slot *slot = &d->slots[*at];

        if (slot->by == by && slot->len == len && memcmp(slot->text, text, len) == 0) {
            return slot;
        }
        *at = (*at + 1) & d->mask;
    }
    return NULL;
}

static const struct family_rules *one(const struct detector *d, enum recogniser by, const char *text, size_t len)
{
    size_t at = SIZE_MAX;
    const struct slot *slot = look_up(d, by, text, len, &at);

    return slot == NULL ? NULL : d->families[slot->family];
}

/* What a context is about: behind the '#', without what stands in brackets, casts to a subtype (they have dots), and words that
 * begin with '$'. */
static size_t subject_of(const char *text, size_t len, char out[static CONTEXT_MAX])
{
    const char *hash = memchr(text, '#', len);
    size_t from = hash == NULL ? 0 : (size_t)(hash - text) + 1;
    size_t n = 0;
    size_t word = 0; /* where it begins in `out` */
    int depth = 0;

    for (size_t i = from; i <= len; i++) {
        char c = i < len ? text[i] : '/';

        depth += c == '(';
        if (c == '/' && (depth == 0 || i == len)) {
            bool plain = n > word && out[word] != '$' && memchr(out + word, '.', n - word) == NULL;

            n = plain ? n : word;
            if (plain && n < CONTEXT_MAX - 1) {
                out[n++] = '/';
            }
            word = n;
        } else if (depth == 0 && n < CONTEXT_MAX - 1) {
            out[n++] = c;
        }
        depth -= c == ')' && depth > 0;
    }
    return n > 0 ? n - 1 : 0;
}

/* The whole of what it is about, or its last words. */
static const struct family_rules *by_context(const struct detector *d, const char *text, size_t len)
{
    char subject[CONTEXT_MAX];
    size_t n = subject_of(text, len, subject);
    const char *at = subject;

    while (at != NULL && at < subject + n) {
        const struct family_rules *found = one(d, BY_CONTEXT, at, (size_t)(subject + n - at));

        if (found != NULL) {
            return found;
        }
        at = memchr(at, '/', (size_t)(subject + n - at));
        at = at == NULL ? NULL : at + 1;
    }
    return NULL;
}

/* A type that is named whole counts before one that fits a pattern. */
static const struct family_rules *by_type(const struct detector *d, const struct node *type)
{
    const struct family_rules *found = one(d, BY_TYPE, type->text, type->len);

    for (size_t i = 0; i < d->pattern_count && found == NULL; i++) {
        if (rule_matches(d->patterns[i].text, type->text, type->len)) {
            found = d->families[d->patterns[i].family];
        }
    }
    return found;
}

/* The words of one shape: members that are there, "a/b" one level deeper. */
static bool has_shape(const char *shape, const struct node *object)
{
    while (*shape != '\0') {
        size_t len = strcspn(shape, " ");
        const struct node *member;
        char word[WORD_MAX];
        char *deeper;

        if (len >= sizeof word) {
            return false;
        }
        memcpy(word, shape, len);
        word[len] = '\0';
        deeper = strchr(word, '/');
        if (deeper != NULL) {
            *deeper++ = '\0';
        }
        member = document_member(object, word);
        if (deeper != NULL) {
            member = document_member(member, deeper);
        }
        if (member == NULL) {
            return false;
        }
        shape += len + (shape[len] == ' ');
    }
    return true;
}

/* Of the shapes that it has, the one that says most. */
static const struct family_rules *by_shape(const struct detector *d, const struct node *object)
{
    const struct slot *best = NULL;

    for (uint32_t i = 0; object->kind == DOCUMENT_OBJECT && i < object->len; i++) {
        const struct node *member = &object->items[i];
        const struct slot *slot;
        size_t at = SIZE_MAX;

        while ((slot = look_up(d, BY_SHAPE, member->name, member->name_len, &at)) != NULL) {
            bool better = best == NULL || slot->words > best->words ||
                          (slot->words == best->words && slot->family < best->family);

            if (better && has_shape(slot->shape, object)) {
                best = slot;
            }
        }
    }
    return best == NULL ? NULL : d->families[best->family];
}

static const struct family_rules *by_folder(const struct detector *d, const char *path)
{
    const char *end = strrchr(path, '/');
    const struct family_rules *found = NULL;

    while (end != NULL && found == NULL) {
        char name[FOLDER_MAX];
        const char *from = end;

        while (from > path && from[-1] != '/') {
            from--;
        }
        found = one(d, BY_FOLDER, name, plain(from, end, name));
        end = from > path ? from - 1 : NULL;
    }
    return found;
}

const struct family_rules *detect_family(const struct detector *d, const struct node *object, struct bytes context,
                                         const char *path)
{
    const struct node *own = document_member(object, d->context_name);
    const struct node *type = document_member(object, d->families[0]->wire->keep);
    const struct family_rules *found = NULL;

    if (own != NULL && own->kind == DOCUMENT_STRING) {
        context = bytes_of(own->text, own->len);
    }
    if (context.len > 0) {
        found = by_context(d, (const char *)context.data, context.len);
    }
    if (found == NULL && type != NULL && type->kind == DOCUMENT_STRING) {
        found = by_type(d, type);
    }
    if (found == NULL) {
        found = by_shape(d, object);
    }
    return found != NULL || path == NULL ? found : by_folder(d, path);
}
