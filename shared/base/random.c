#include "base/random.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>

void random_bytes(void *out, size_t len)
{
    uint8_t *at = out;

    while (len > 0) {
        ssize_t got = getrandom(at, len, 0);

        if (got < 0 && errno != EINTR) {
            abort();
        }
        if (got > 0) {
            at += got;
            len -= (size_t)got;
        }
    }
}

uint32_t random_below(uint32_t below)
{
    uint32_t limit;
    uint32_t value;

    if (below < 2) {
        return 0;
    }
    limit = UINT32_MAX - UINT32_MAX % below;
    do {
        random_bytes(&value, sizeof value);
    } while (value >= limit);
    return value % below;
}
