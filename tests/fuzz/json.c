/* JSON documents: what is accepted is written and read again to the same.
 * covers: shared/ext/json.c */
#include <string.h>

#include "ext/json.h"
#include "fuzz/fuzz.h"

static void write_value(const struct json *value, struct strbuf *out) /* NOLINT(misc-no-recursion): JSON_DEPTH_MAX */
{
    bool object = json_kind_of(value) == JSON_OBJECT;

    switch (json_kind_of(value)) {
    case JSON_NULL:
        strbuf_puts(out, "null");
        break;
    case JSON_BOOL:
        strbuf_puts(out, json_truth(value, false) ? "true" : "false");
        break;
    case JSON_NUMBER:
        strbuf_puts(out, json_number(value));
        break;
    case JSON_STRING:
        json_put_bytes(out, json_bytes(value));
        break;
    case JSON_ARRAY:
    case JSON_OBJECT:
        strbuf_putc(out, object ? '{' : '[');
        for (size_t i = 0; i < json_count(value); i++) {
            strbuf_puts(out, i == 0 ? "" : ",");
            if (object) {
                json_put_bytes(out, json_key_at(value, i));
                strbuf_putc(out, ':');
            }
            write_value(json_at(value, i), out);
        }
        strbuf_putc(out, object ? '}' : ']');
        break;
    }
}

void fuzz_one(struct cx *cx, struct bytes input)
{
    const struct json *first;
    const struct json *second;
    struct strbuf a;
    struct strbuf b;

    if (json_parse(cx, input, &first) != RC_OK) {
        FUZZ_ASSERT(cx->fail->rc != RC_OK && cx->fail->detail != NULL);
        return;
    }
    strbuf_init(&a, cx->mem, 1 << 24);
    write_value(first, &a);
    FUZZ_ASSERT(json_parse(cx, strbuf_view(&a), &second) == RC_OK);
    strbuf_init(&b, cx->mem, 1 << 24);
    write_value(second, &b);
    FUZZ_ASSERT(strcmp(a.data, b.data) == 0);
    (void)json_i64(first, 0);
    (void)json_text(first);
    (void)json_get(first, "key");
}
