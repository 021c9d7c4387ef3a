#include "reports/json_out.h"

#include <inttypes.h>

#include "base/clock.h"
#include "base/text.h"

static void put_string(struct strbuf *buf, const char *text)
{
    strbuf_putc(buf, '"');
    for (const char *at = text; *at != '\0'; at++) {
        unsigned char c = (unsigned char)*at;

        if (c == '"' || c == '\\') {
            strbuf_putc(buf, '\\');
            strbuf_putc(buf, *at);
        } else if (c == '\n') {
            strbuf_puts(buf, "\\n");
        } else if (c < 0x20 || c == 0x7f) {
            strbuf_printf(buf, "\\u%04x", c);
        } else {
            strbuf_putc(buf, *at);
        }
    }
    strbuf_putc(buf, '"');
}

static void line(struct json_out *out)
{
    strbuf_putc(out->buf, '\n');
    for (int i = 0; i < out->depth; i++) {
        strbuf_puts(out->buf, "  ");
    }
}

static void lead(struct json_out *out, const char *name)
{
    if (!out->empty) {
        strbuf_putc(out->buf, ',');
    }
    out->empty = false;
    line(out);
    if (name != NULL) {
        put_string(out->buf, name);
        strbuf_puts(out->buf, ": ");
    }
}

static void open_scope(struct json_out *out, char bracket)
{
    strbuf_putc(out->buf, bracket);
    out->depth++;
    out->empty = true;
}

static void close_scope(struct json_out *out, char bracket)
{
    bool empty = out->empty;

    out->depth--;
    if (!empty) {
        line(out);
    }
    strbuf_putc(out->buf, bracket);
    out->empty = false;
}

void json_out_begin(struct json_out *out, struct strbuf *buf)
{
    *out = (struct json_out){ .buf = buf };
    open_scope(out, '{');
}

void json_out_end(struct json_out *out)
{
    close_scope(out, '}');
    strbuf_putc(out->buf, '\n');
}

void json_out_object(struct json_out *out, const char *name)
{
    lead(out, name);
    open_scope(out, '{');
}

void json_out_object_end(struct json_out *out)
{
    close_scope(out, '}');
}

void json_out_array(struct json_out *out, const char *name)
{
    lead(out, name);
    open_scope(out, '[');
}

void json_out_array_end(struct json_out *out)
{
    close_scope(out, ']');
}

void json_out_text(struct json_out *out, const char *name, const char *text)
{
    lead(out, name);
    if (text == NULL) {
        strbuf_puts(out->buf, "null");
        return;
    }
    put_string(out->buf, utf8_valid(bytes_text(text)) ? text : "\xef\xbf\xbd");
}

void json_out_int(struct json_out *out, const char *name, int64_t number)
{
    lead(out, name);
    strbuf_printf(out->buf, "%" PRId64, number);
}

void json_out_bool(struct json_out *out, const char *name, bool value)
{
    lead(out, name);
    strbuf_puts(out->buf, value ? "true" : "false");
}

void json_out_time(struct json_out *out, const char *name, int64_t time_us)
{
    json_out_text(out, name, time_us == 0 ? NULL : time_iso(out->buf->arena, time_us));
}

void json_out_uuid(struct json_out *out, const char *name, struct uuid id)
{
    json_out_text(out, name, uuid_is_nil(id) ? NULL : uuid_text(out->buf->arena, id));
}
