/* Why something failed: once for the person, once for the log.
 *
 * It is set where the cause is first known. Callers hand the code on and never overwrite it. */
#ifndef BASE_FAIL_H
#define BASE_FAIL_H

#include <stdbool.h>

#include "base/i18n.h"
#include "base/rc.h"

struct cx;

enum { FAIL_ARGS_MAX = 4 };

struct fail_arg {
    const char *name; /* of a %(name)s in the message */
    const char *value; /* shown as it is; must be fit for the person's eyes */
};

struct fail {
    enum rc rc;
    const char *msgid; /* translatable, safe to show; NULL: the general sentence of the code */
    const char *detail; /* log only; in the arena */
    struct fail_arg args[FAIL_ARGS_MAX];
    bool retry; /* a serialisation failure: the whole transaction may be run again */
};

/* Notes the cause and is `code`, so that one can write: return fail_set(cx, RC_CONFLICT, N_("..."), "finding %s: ...", id).
 * Does not overwrite a cause that is already noted. `msgid` is a literal marked with N_(), or NULL. A macro, so that also who reads
 * one file alone, as the analysers do, knows which code the caller returns. */
#define fail_set(cx, code, ...) (fail_note((cx), (code), __VA_ARGS__), (enum rc)(code))
void fail_note(struct cx *cx, enum rc rc, const char *msgid, const char *detail, ...) PRINTF_LIKE(4, 5);

/* Gives the message a named value; ignored when all places are taken. `value` must live as long as cx->mem. */
void fail_arg(struct cx *cx, const char *name, const char *value);

/* Forgets the cause, for a caller that handles it. */
void fail_clear(struct cx *cx);

#endif
