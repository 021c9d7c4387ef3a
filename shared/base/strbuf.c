#include "base/strbuf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void strbuf_init(struct strbuf *buf, struct arena *arena, size_t max)
{
    *buf = (struct strbuf){ .arena = arena, .max = max };
    buf->capacity = max < 256 ? max + 1 : 256;
    buf->data = arena_alloc(arena, buf->capacity);
}

static bool make_room(struct strbuf *buf, size_t more)
{
    size_t capacity;
    char *moved;

    if (buf->broken || more > buf->max - buf->len) {
        buf->broken = true;
        return false;
    }
    if (buf->len + more < buf->capacity) {
        return true;
    }
    capacity = buf->capacity * 2;
    if (capacity < buf->len + more + 1) {
        capacity = buf->len + more + 1;
    }
    moved = arena_alloc(buf->arena, capacity);
    memcpy(moved, buf->data, buf->len);
    buf->data = moved;
    buf->capacity = capacity;
    return true;
}

void strbuf_put(struct strbuf *buf, const void *data, size_t len)
{
    if (len == 0 || !make_room(buf, len)) {
        return;
    }
    memcpy(buf->data + buf->len, data, len);
    buf->len += len;
    buf->data[buf->len] = '\0';
}

void strbuf_reserve(struct strbuf *buf, size_t more)
{
    if (more <= buf->max - buf->len) {
        (void)make_room(buf, more);
    }
}

void strbuf_puts(struct strbuf *buf, const char *text)
{
    strbuf_put(buf, text, strlen(text));
}

void strbuf_putc(struct strbuf *buf, char c)
{
    strbuf_put(buf, &c, 1);
}

void strbuf_bytes(struct strbuf *buf, struct bytes bytes)
{
    strbuf_put(buf, bytes.data, bytes.len);
}

void strbuf_printf(struct strbuf *buf, const char *format, ...)
{
    va_list args;
    va_list again;
    int len;

    va_start(args, format);
    va_copy(again, args);
    len = vsnprintf(NULL, 0, format, args);
    if (len > 0 && make_room(buf, (size_t)len)) {
        (void)vsnprintf(buf->data + buf->len, (size_t)len + 1, format, again);
        buf->len += (size_t)len;
    }
    va_end(again);
    va_end(args);
}

void strbuf_cut(struct strbuf *buf, size_t len)
{
    if (len < buf->len) {
        buf->len = len;
        buf->data[len] = '\0';
    }
}

void strbuf_clear(struct strbuf *buf)
{
    buf->len = 0;
    buf->broken = false;
    buf->data[0] = '\0';
}

enum rc strbuf_done(const struct strbuf *buf)
{
    return buf->broken ? RC_TOO_LARGE : RC_OK;
}

struct bytes strbuf_view(const struct strbuf *buf)
{
    return bytes_of(buf->data, buf->len);
}
