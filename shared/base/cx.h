/* What every function that can fail, allocate or touch the database is given first. */
#ifndef BASE_CX_H
#define BASE_CX_H

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/i18n.h"
#include "base/rc.h"
#include "base/uuid.h"

struct tx; /* ext/pq.h; holding one proves that you are inside a transaction */

struct cx {
    struct arena *mem; /* lives as long as the request or the job's step */
    struct fail *fail; /* where the first cause is written; never NULL */
    struct tx *tx; /* NULL outside a transaction */
    const struct clock *clock; /* never NULL */
    const struct locale *loc; /* the reader's; English for jobs */
};

/* Text of an id for a message; lives in cx->mem. */
#define id_text(cx, id) uuid_text((cx)->mem, (id))

#endif
