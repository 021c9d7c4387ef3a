#include "core/drift/detect.h"

#include <string.h>
#include <strings.h>

#include "core/drift/document_write.h"

bool detect_matches(const char *pattern, const char *text, size_t len)
{
    bool any_start = *pattern == '*';
    const char *part = pattern + any_start;
    size_t part_len = strlen(part);
    bool any_end = part_len > 0 && part[part_len - 1] == '*';

    part_len -= any_end;
    if (part_len > len) {
        return false;
    }
    if (any_start && any_end) {
        return memmem(text, len, part, part_len) != NULL;
    }
    if (any_start) {
        return memcmp(text + len - part_len, part, part_len) == 0;
    }
    return (any_end || part_len == len) && memcmp(text, part, part_len) == 0;
}

/* What an object says of itself, in the words of one wire format. */
struct claims {
    const struct rule_wire *wire;
    const struct node *context; /* NULL: it does not say */
    const struct node *type;
};

static const struct node *text_member(const struct node *object, const char *name)
{
    const struct node *member = document_member(object, name);

    return member != NULL && member->kind == DOCUMENT_STRING ? member : NULL;
}

/* The claims in `family`'s words; families of one provider share them. */
static void read_claims(const struct family_rules *family, const struct node *object, struct claims *claims)
{
    char name[64];

    if (claims->wire == family->wire) {
        return;
    }
    *claims = (struct claims){ .wire = family->wire };
    if (strlen(family->wire->infix) + sizeof "context" <= sizeof name) {
        (void)stpcpy(stpcpy(name, family->wire->infix), "context");
        claims->context = text_member(object, name);
    }
    claims->type = text_member(object, family->wire->keep);
}

static bool knows_context(const struct family_rules *family, const struct claims *claims, const char *outer)
{
    const struct node *own = claims->context;

    for (const char *const *part = family->contexts; part != NULL && *part != NULL; part++) {
        if (own != NULL ? memmem(own->text, own->len, *part, strlen(*part)) != NULL
                        : outer != NULL && strstr(outer, *part) != NULL) {
            return true;
        }
    }
    return false;
}

static bool knows_type(const struct family_rules *family, const struct claims *claims)
{
    for (const char *const *pattern = family->types; pattern != NULL && *pattern != NULL; pattern++) {
        if (claims->type != NULL && detect_matches(*pattern, claims->type->text, claims->type->len)) {
            return true;
        }
    }
    return false;
}

/* The words of one shape: members that are there, "a/b" one level deeper. */
static bool has_shape(const char *shape, const struct node *object)
{
    while (*shape != '\0') {
        size_t len = strcspn(shape, " ");
        const struct node *member;
        char word[128];
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

static bool knows_shape(const struct family_rules *family, const struct node *object)
{
    for (const char *const *shape = family->shapes; shape != NULL && *shape != NULL; shape++) {
        if (has_shape(*shape, object)) {
            return true;
        }
    }
    return false;
}

static bool knows_folder(const struct family_rules *family, const char *name, size_t len)
{
    for (const char *const *folder = family->folders; folder != NULL && *folder != NULL; folder++) {
        if (strlen(*folder) == len && strncasecmp(*folder, name, len) == 0) {
            return true;
        }
    }
    return false;
}

static const struct family_rules *by_folder(const struct family_rules *const *families, size_t count, const char *path)
{
    const char *end = strrchr(path, '/');

    while (end != NULL) {
        const char *from = end;

        while (from > path && from[-1] != '/') {
            from--;
        }
        for (size_t i = 0; i < count; i++) {
            if (knows_folder(families[i], from, (size_t)(end - from))) {
                return families[i];
            }
        }
        end = from > path ? from - 1 : NULL;
    }
    return NULL;
}

const struct family_rules *detect_family(const struct family_rules *const *families, size_t count,
                                         const struct node *object, const char *context, const char *path)
{
    struct claims claims = { .wire = NULL };

    for (size_t i = 0; i < count; i++) {
        read_claims(families[i], object, &claims);
        if (knows_context(families[i], &claims, context)) {
            return families[i];
        }
    }
    for (size_t i = 0; i < count; i++) {
        read_claims(families[i], object, &claims);
        if (knows_type(families[i], &claims)) {
            return families[i];
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (knows_shape(families[i], object)) {
            return families[i];
        }
    }
    return path == NULL ? NULL : by_folder(families, count, path);
}
