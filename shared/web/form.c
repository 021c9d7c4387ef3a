#include "web/form.h"

#include <string.h>

#include "base/text.h"

/* One decoded side of a pair: valid UTF-8 without NULs. */
static enum rc decode(struct arena *arena, struct bytes raw, const char **out)
{
    struct bytes decoded;

    if (url_decode(arena, raw, true, &decoded) != RC_OK || !utf8_valid(decoded) ||
        (decoded.len > 0 && memchr(decoded.data, '\0', decoded.len) != NULL)) {
        return RC_INVALID;
    }
    *out = arena_strndup(arena, (const char *)decoded.data, decoded.len);
    return RC_OK;
}

static enum rc add_pair(struct arena *arena, struct bytes raw, struct pairs *out)
{
    const uint8_t *equals = memchr(raw.data, '=', raw.len);
    size_t name_len = equals == NULL ? raw.len : (size_t)(equals - raw.data);
    struct bytes value = equals == NULL ? bytes_of("", 0) : bytes_of(equals + 1, raw.len - name_len - 1);
    struct pair pair;

    if (out->count == PAIRS_MAX) {
        return RC_TOO_LARGE;
    }
    if (decode(arena, bytes_of(raw.data, name_len), &pair.name) != RC_OK ||
        decode(arena, value, &pair.value) != RC_OK || pair.name[0] == '\0') {
        return RC_INVALID;
    }
    out->items = arena_grow(arena, out->items, out->count, &out->capacity, sizeof *out->items);
    out->items[out->count++] = pair;
    return RC_OK;
}

enum rc pairs_parse(struct arena *arena, struct bytes text, struct pairs *out)
{
    size_t at = 0;

    while (at < text.len) {
        const uint8_t *start = text.data + at;
        const uint8_t *end = memchr(start, '&', text.len - at);
        size_t len = end == NULL ? text.len - at : (size_t)(end - start);

        if (len > 0) {
            enum rc rc = add_pair(arena, bytes_of(start, len), out);

            if (rc != RC_OK) {
                return rc;
            }
        }
        at += len + 1;
    }
    return RC_OK;
}

enum rc pairs_one(const struct pairs *pairs, const char *name, const char **out)
{
    const char *found = NULL;

    for (size_t i = 0; i < pairs->count; i++) {
        if (strcmp(pairs->items[i].name, name) == 0) {
            if (found != NULL) {
                return RC_INVALID;
            }
            found = pairs->items[i].value;
        }
    }
    if (found == NULL) {
        return RC_NOT_FOUND;
    }
    *out = found;
    return RC_OK;
}

const char *pair_first(const struct pairs *pairs, const char *name)
{
    for (size_t i = 0; i < pairs->count; i++) {
        if (strcmp(pairs->items[i].name, name) == 0) {
            return pairs->items[i].value;
        }
    }
    return NULL;
}

static bool cookie_value_valid(const char *value, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        char c = value[i];

        if (c <= ' ' || c > '~' || c == '"' || c == ',' || c == '\\') {
            return false;
        }
    }
    return true;
}

/* One "name=value" of a Cookie header, without the space around it. */
static struct bytes next_cookie(const char **at)
{
    size_t len = strcspn(*at, ";");
    struct bytes cookie = bytes_of(*at, len);

    *at += len + ((*at)[len] == ';' ? 1 : 0);
    while (cookie.len > 0 && (cookie.data[0] == ' ' || cookie.data[0] == '\t')) {
        cookie = bytes_of(cookie.data + 1, cookie.len - 1);
    }
    while (cookie.len > 0 && (cookie.data[cookie.len - 1] == ' ' || cookie.data[cookie.len - 1] == '\t')) {
        cookie.len--;
    }
    return cookie;
}

enum rc cookie_find(struct arena *arena, const char *header, const char *name, const char **out)
{
    size_t name_len = strlen(name);
    struct bytes found = bytes_of(NULL, 0);
    int count = 0;

    for (const char *at = header; at != NULL && *at != '\0';) {
        struct bytes cookie = next_cookie(&at);

        if (++count > COOKIES_MAX) {
            return RC_INVALID;
        }
        if (cookie.len <= name_len || memcmp(cookie.data, name, name_len) != 0 || cookie.data[name_len] != '=') {
            continue;
        }
        if (found.data != NULL) {
            return RC_INVALID;
        }
        found = bytes_of(cookie.data + name_len + 1, cookie.len - name_len - 1);
    }
    if (found.data == NULL) {
        return RC_NOT_FOUND;
    }
    if (!cookie_value_valid((const char *)found.data, found.len)) {
        return RC_INVALID;
    }
    *out = arena_strndup(arena, (const char *)found.data, found.len);
    return RC_OK;
}
