#include "base/uuid.h"

#include <string.h>

#include "base/random.h"
#include "base/text.h"

struct uuid uuid_new(const struct clock *clock)
{
    uint64_t ms = (uint64_t)(clock_now_us(clock) / 1000);
    struct uuid id;

    random_bytes(id.b, sizeof id.b);
    for (int i = 0; i < 6; i++) {
        id.b[i] = (uint8_t)(ms >> (8 * (5 - i)));
    }
    id.b[6] = (uint8_t)(0x70 | (id.b[6] & 0x0f));
    id.b[8] = (uint8_t)(0x80 | (id.b[8] & 0x3f));
    return id;
}

bool uuid_is_nil(struct uuid id)
{
    static const struct uuid nil;

    return uuid_equal(id, nil);
}

bool uuid_equal(struct uuid a, struct uuid b)
{
    return memcmp(a.b, b.b, sizeof a.b) == 0;
}

int uuid_compare(struct uuid a, struct uuid b)
{
    return memcmp(a.b, b.b, sizeof a.b);
}

static bool is_dash_position(int i)
{
    return i == 8 || i == 13 || i == 18 || i == 23;
}

enum rc uuid_parse(const char *text, struct uuid *out)
{
    struct uuid id;
    int at = 0;

    if (strnlen(text, UUID_TEXT_LEN + 1) != UUID_TEXT_LEN) {
        return RC_INVALID;
    }
    for (int i = 0; i < UUID_TEXT_LEN;) {
        int high;
        int low;

        if (is_dash_position(i)) {
            if (text[i++] != '-') {
                return RC_INVALID;
            }
            continue;
        }
        high = hex_value(text[i]);
        low = hex_value(text[i + 1]);
        if (high < 0 || low < 0) {
            return RC_INVALID;
        }
        id.b[at++] = (uint8_t)(high * 16 + low);
        i += 2;
    }
    *out = id;
    return RC_OK;
}

void uuid_write(struct uuid id, char out[static UUID_TEXT_LEN + 1])
{
    static const char digits[] = "0123456789abcdef";
    int at = 0;

    for (int i = 0; i < 16; i++) {
        if (is_dash_position(at)) {
            out[at++] = '-';
        }
        out[at++] = digits[id.b[i] >> 4];
        out[at++] = digits[id.b[i] & 15];
    }
    out[at] = '\0';
}

char *uuid_text(struct arena *arena, struct uuid id)
{
    char *text = arena_alloc(arena, UUID_TEXT_LEN + 1);

    uuid_write(id, text);
    return text;
}
