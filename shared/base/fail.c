#include "base/fail.h"

#include <stdarg.h>
#include <stddef.h>

#include "base/cx.h"

const char *rc_name(enum rc rc)
{
    switch (rc) {
    case RC_OK:
        return "ok";
    case RC_NOT_FOUND:
        return "not_found";
    case RC_INVALID:
        return "invalid";
    case RC_FORBIDDEN:
        return "forbidden";
    case RC_CONFLICT:
        return "conflict";
    case RC_TOO_LARGE:
        return "too_large";
    case RC_LIMITED:
        return "limited";
    case RC_UNAVAILABLE:
        return "unavailable";
    case RC_INTERNAL:
        break;
    }
    return "internal";
}

void fail_note(struct cx *cx, enum rc rc, const char *msgid, const char *detail, ...)
{
    va_list args;

    if (cx->fail->rc != RC_OK) {
        return;
    }
    va_start(args, detail);
    cx->fail->rc = rc;
    cx->fail->msgid = msgid;
    cx->fail->detail = arena_vprintf(cx->mem, detail, args);
    va_end(args);
}

void fail_arg(struct cx *cx, const char *name, const char *value)
{
    for (size_t i = 0; i < FAIL_ARGS_MAX; i++) {
        if (cx->fail->args[i].name == NULL) {
            cx->fail->args[i] = (struct fail_arg){ name, value };
            return;
        }
    }
}

void fail_clear(struct cx *cx)
{
    *cx->fail = (struct fail){ .rc = RC_OK };
}
