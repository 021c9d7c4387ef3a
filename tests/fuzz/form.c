/* Query strings and form bodies.
 * covers: shared/web/form.c */
#include <string.h>

#include "base/text.h"
#include "fuzz/fuzz.h"
#include "web/form.h"

static char *write_pairs(struct arena *mem, const struct pairs *pairs)
{
    struct strbuf out;

    strbuf_init(&out, mem, 1 << 24);
    for (size_t i = 0; i < pairs->count; i++) {
        strbuf_printf(&out, "%s%s=%s", i == 0 ? "" : "&", url_encode(mem, pairs->items[i].name),
                      url_encode(mem, pairs->items[i].value));
    }
    return out.data;
}

void fuzz_one(struct cx *cx, struct bytes input)
{
    struct pairs pairs = { .count = 0 };
    struct pairs again = { .count = 0 };
    const char *value;

    if (pairs_parse(cx->mem, input, &pairs) != RC_OK) {
        return;
    }
    FUZZ_ASSERT(pairs_parse(cx->mem, bytes_text(write_pairs(cx->mem, &pairs)), &again) == RC_OK);
    FUZZ_ASSERT(again.count == pairs.count);
    for (size_t i = 0; i < pairs.count; i++) {
        FUZZ_ASSERT(utf8_valid(bytes_text(pairs.items[i].value)));
        FUZZ_ASSERT(strcmp(pairs.items[i].name, again.items[i].name) == 0);
        FUZZ_ASSERT(strcmp(pairs.items[i].value, again.items[i].value) == 0);
        FUZZ_ASSERT(pairs_one(&pairs, pairs.items[i].name, &value) != RC_NOT_FOUND);
    }
}
