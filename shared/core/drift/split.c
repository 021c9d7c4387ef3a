#include "core/drift/split.h"

#include <string.h>

static const uint8_t *skip_space(const uint8_t *at, const uint8_t *end)
{
    while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) {
        at++;
    }
    return at;
}

/* Behind the closing quote of the string at `at`; NULL if it has none. */
static const uint8_t *skip_string(const uint8_t *at, const uint8_t *end)
{
    for (at++; at < end; at++) {
        const uint8_t *quote = memchr(at, '"', (size_t)(end - at));
        const uint8_t *back;

        if (quote == NULL) {
            return NULL;
        }
        back = quote;
        while (back > at && back[-1] == '\\') {
            back--;
        }
        at = quote;
        if ((quote - back) % 2 == 0) {
            return quote + 1;
        }
    }
    return NULL;
}

static bool ends_word(uint8_t c)
{
    return c == ',' || c == ']' || c == '}' || c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* Behind the value at `at`; NULL if its brackets or quotes are not closed. */
static const uint8_t *skip_value(const uint8_t *at, const uint8_t *end)
{
    size_t depth = 0;

    while (at != NULL && at < end) {
        if (*at == '"') {
            at = skip_string(at, end);
        } else if (*at == '{' || *at == '[') {
            depth++;
            at++;
            continue;
        } else if (*at == '}' || *at == ']') {
            if (depth-- == 0) {
                return NULL;
            }
            at++;
        } else if (depth > 0) {
            at++;
            continue;
        } else {
            while (at < end && !ends_word(*at)) {
                at++;
            }
        }
        if (depth == 0) {
            return at;
        }
    }
    return NULL;
}

struct member {
    const uint8_t *name; /* between its quotes, as written */
    size_t name_len;
    const uint8_t *value;
    const uint8_t *value_end;
};

/* Reads "name": value at *at and goes behind it. */
static bool read_member(const uint8_t **at, const uint8_t *end, struct member *out)
{
    const uint8_t *behind = *at < end && **at == '"' ? skip_string(*at, end) : NULL;

    if (behind == NULL) {
        return false;
    }
    out->name = *at + 1;
    out->name_len = (size_t)(behind - *at) - 2;
    behind = skip_space(behind, end);
    if (behind == end || *behind != ':') {
        return false;
    }
    out->value = skip_space(behind + 1, end);
    out->value_end = skip_value(out->value, end);
    if (out->value_end == NULL || out->value_end == out->value) {
        return false;
    }
    *at = skip_space(out->value_end, end);
    return true;
}

static bool is_named(const struct member *member, const char *name)
{
    return member->name_len == strlen(name) && memcmp(member->name, name, member->name_len) == 0;
}

static bool name_ends(const struct member *member, const char *end)
{
    size_t len = strlen(end);

    return member->name_len >= len && memcmp(member->name + member->name_len - len, end, len) == 0;
}

/* Is the object at `at` a collection's answer? Then *list is its array, and *behind the byte after the object. Any other object is
 * left at its first member that shows it. */
static bool is_collection(struct splitter *s, const uint8_t *at, const char *infix, struct member *list,
                          const uint8_t **behind)
{
    *list = (struct member){ .value = NULL };
    for (at = skip_space(at + 1, s->end); at < s->end && *at != '}'; at = skip_space(at + 1, s->end)) {
        struct member member;

        if (!read_member(&at, s->end, &member) || at == s->end || (*at != ',' && *at != '}')) {
            return false;
        }
        if (is_named(&member, "value") && *member.value == '[') {
            *list = member;
        } else if (memmem(member.name, member.name_len, infix, strlen(infix)) == NULL) {
            return false;
        } else if (name_ends(&member, "context") && *member.value == '"') {
            s->context = bytes_of(member.value + 1, (size_t)(member.value_end - member.value) - 2);
        }
        if (*at == '}') {
            *behind = at + 1;
            return list->value != NULL;
        }
    }
    return false;
}

bool split_begin(struct splitter *s, struct bytes text, const char *infix)
{
    const uint8_t *behind;
    struct member list;

    *s = (struct splitter){ .begin = text.data, .end = text.data + text.len };
    s->at = skip_space(text.data, s->end);
    if (s->at == s->end) {
        return false;
    }
    if (*s->at == '{' && is_collection(s, s->at, infix, &list, &behind)) {
        s->list = true;
    } else if (*s->at == '[') {
        s->list = true;
        behind = skip_value(s->at, s->end);
        list = (struct member){ .value = s->at, .value_end = behind };
    } else {
        s->context = bytes_of(NULL, 0);
        return true;
    }
    if (behind == NULL || skip_space(behind, s->end) != s->end) {
        return false;
    }
    s->end = list.value_end;
    s->at = skip_space(list.value + 1, s->end);
    if (*s->at == ']') {
        s->at = NULL;
    }
    return true;
}

bool split_next(struct splitter *s, struct bytes *out)
{
    const uint8_t *behind;

    *out = bytes_of(NULL, 0);
    if (s->at == NULL) {
        return true;
    }
    if (!s->list) {
        *out = bytes_of(s->at, (size_t)(s->end - s->at));
        s->at = NULL;
        return true;
    }
    behind = skip_value(s->at, s->end);
    if (behind == NULL || behind == s->at) {
        return false;
    }
    *out = bytes_of(s->at, (size_t)(behind - s->at));
    behind = skip_space(behind, s->end);
    if (behind == s->end || (*behind != ',' && *behind != ']')) {
        return false;
    }
    if (*behind == ']') {
        s->at = NULL;
        return behind + 1 == s->end;
    }
    s->at = skip_space(behind + 1, s->end);
    return s->at < s->end;
}
