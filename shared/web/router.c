#include "web/router.h"

#include <string.h>

#include "base/text.h"

enum { SEGMENTS_MAX = 32 };

static const char *const method_names[METHOD_COUNT] = {
    [METHOD_GET] = "GET", [METHOD_HEAD] = "HEAD",   [METHOD_POST] = "POST",
    [METHOD_PUT] = "PUT", [METHOD_PATCH] = "PATCH", [METHOD_DELETE] = "DELETE",
};

enum rc method_parse(const char *text, enum method *out)
{
    for (int i = 0; i < METHOD_COUNT; i++) {
        if (text_equal(text, method_names[i])) {
            *out = (enum method)i;
            return RC_OK;
        }
    }
    return RC_INVALID;
}

const char *method_name(enum method method)
{
    return method_names[method];
}

struct segments {
    const char *items[SEGMENTS_MAX];
    size_t count;
};

static enum rc split(struct arena *arena, const char *raw, struct segments *out)
{
    if (raw[0] != '/') {
        return RC_INVALID;
    }
    while (*raw == '/') {
        size_t len = strcspn(++raw, "/");
        struct bytes decoded;

        if (out->count == SEGMENTS_MAX || url_decode(arena, bytes_of(raw, len), false, &decoded) != RC_OK ||
            !utf8_valid(decoded) || memchr(decoded.data, '\0', decoded.len) != NULL ||
            memchr(decoded.data, '/', decoded.len) != NULL) {
            return RC_INVALID;
        }
        out->items[out->count++] = arena_strndup(arena, (const char *)decoded.data, decoded.len);
        raw += len;
    }
    return RC_OK;
}

static void add_place(struct arena *arena, struct pairs *places, const char *name, size_t len, const char *value)
{
    places->items = arena_grow(arena, places->items, places->count, &places->capacity, sizeof *places->items);
    places->items[places->count++] = (struct pair){ arena_strndup(arena, name, len), value };
}

static const char *rest_of(struct arena *arena, const struct segments *path, size_t from)
{
    struct strbuf rest;

    strbuf_init(&rest, arena, 8192);
    for (size_t i = from; i < path->count; i++) {
        strbuf_puts(&rest, i == from ? "" : "/");
        strbuf_puts(&rest, path->items[i]);
    }
    return rest.data;
}

static bool matches(struct arena *arena, const char *pattern, const struct segments *path, struct pairs *places)
{
    size_t at = 0;

    while (*pattern == '/') {
        size_t len = strcspn(++pattern, "/");
        bool place = len > 2 && pattern[0] == '{' && pattern[len - 1] == '}';

        if (place && pattern[len - 2] == '*') {
            add_place(arena, places, pattern + 1, len - 3, rest_of(arena, path, at));
            return at < path->count;
        }
        if (at == path->count) {
            return false;
        }
        if (place && path->items[at][0] != '\0') {
            add_place(arena, places, pattern + 1, len - 2, path->items[at]);
        } else if (place || strlen(path->items[at]) != len || memcmp(path->items[at], pattern, len) != 0) {
            return false;
        }
        at++;
        pattern += len;
    }
    return at == path->count;
}

static bool serves(const struct route *route, enum method method)
{
    return route->method == method || (route->method == METHOD_GET && method == METHOD_HEAD);
}

enum rc router_find(struct arena *arena, const struct program *program, enum method method, const char *raw,
                    struct routing *out)
{
    struct segments path = { .count = 0 };
    struct strbuf allow;
    enum rc rc = split(arena, raw, &path);

    if (rc != RC_OK) {
        return rc;
    }
    *out = (struct routing){ .route = NULL };
    strbuf_init(&allow, arena, 128);
    for (size_t i = 0; i < program->route_count; i++) {
        const struct route *route = &program->routes[i];
        struct pairs places = { .count = 0 };

        if (!matches(arena, route->path, &path, &places)) {
            continue;
        }
        if (out->route == NULL && serves(route, method)) {
            out->route = route;
            out->places = places;
        }
        if (strstr(allow.data, method_names[route->method]) == NULL) {
            strbuf_printf(&allow, "%s%s%s", allow.len == 0 ? "" : ", ", method_names[route->method],
                          route->method == METHOD_GET ? ", HEAD" : "");
        }
        out->known = true;
    }
    out->allow = allow.data;
    return RC_OK;
}
