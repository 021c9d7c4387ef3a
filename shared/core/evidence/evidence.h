/* Evidence: proofs with their source, time and hash. Immutable; the stored bytes are exactly what the hash is of. */
#ifndef CORE_EVIDENCE_EVIDENCE_H
#define CORE_EVIDENCE_EVIDENCE_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/ids.h"

enum { EVIDENCE_BODY_MAX = 1024 * 1024, EVIDENCE_LIST_MAX = 100 };

struct evidence_item {
    struct evidence_id id;
    struct tenant_id tenant;
    const char *tenant_name;
    struct run_id run;
    const char *control_code; /* "" : of no control */
    const char *source; /* what it was taken from: a family */
    const char *source_label; /* a msgid; the code where no provider knows it; not read by evidence_add() */
    const char *name; /* its file name in a pack */
    const char *media_type;
    int64_t collected_us;
    struct bytes sha256;
    struct bytes body; /* no bytes in lists */
    int64_t size_bytes;
};

struct evidence_filter {
    struct tenant_id tenant; /* nil: all */
    struct run_id run; /* nil: all */
    const char *control_code; /* NULL: all */
    const char *q; /* a part of the name; NULL: all */
    int64_t before_us; /* collected_us of the last row of the page before; 0: the first page */
    struct evidence_id before;
    int32_t limit;
};

struct evidence_list {
    struct evidence_item *items; /* the newest first */
    size_t count;
    bool more;
};

/* Keeps a proof: computes its hash and gives it its id. Needs TX_WRITE. Safe to repeat: the same run, control and name gives the one that is
 * there. RC_TOO_LARGE: a body past EVIDENCE_BODY_MAX. */
MUST_CHECK enum rc evidence_add(struct cx *cx, const struct actor *who, const struct evidence_item *in,
                                struct evidence_id *out);

/* One item with its body, whose hash is checked. RC_NOT_FOUND: none. RC_INTERNAL: the body is not what its hash says. */
MUST_CHECK enum rc evidence_get(struct cx *cx, const struct actor *who, struct evidence_id id,
                                struct evidence_item *out);

MUST_CHECK enum rc evidence_list(struct cx *cx, const struct actor *who, const struct evidence_filter *filter,
                                 struct evidence_list *out);

/* All items of a run with their bodies, hashes checked, for a pack: at most 1,000. */
MUST_CHECK enum rc evidence_of_run(struct cx *cx, const struct actor *who, struct run_id run,
                                   struct evidence_list *out);

#endif
