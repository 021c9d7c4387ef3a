/* Where a list goes on: the sort key and id of its last row, opaque and signed, so that nobody can give another place. */
#ifndef WEB_CURSOR_H
#define WEB_CURSOR_H

#include <stdint.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/rc.h"
#include "base/uuid.h"

struct cursor {
    struct uuid id;
    int64_t number; /* a time or a rank; 0 if the order has none */
    const char *text; /* a name; "" if the order has none; never NULL */
};

/* The cursor as a URL's word. `purpose` binds it to its list: route, workspace and sort order. */
char *cursor_write(struct arena *arena, struct bytes key, const char *purpose, const struct cursor *cursor);

/* RC_INVALID: not made by cursor_write with this key and purpose. */
MUST_CHECK enum rc cursor_read(struct arena *arena, struct bytes key, const char *purpose, const char *word,
                               struct cursor *out);

#endif
