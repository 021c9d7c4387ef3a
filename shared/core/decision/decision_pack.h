/* What makes an entry of the inbox decidable: the entry with what is behind it. */
#ifndef CORE_DECISION_DECISION_PACK_H
#define CORE_DECISION_DECISION_PACK_H

#include "core/decision/decision.h"
#include "core/exception/exception.h"
#include "core/finding/finding.h"
#include "core/run/run.h"

struct decision_pack {
    struct decision_item item;
    struct decision_records records;
    struct finding_list findings; /* of its subject; none where it is about no finding */
    struct finding_list checks; /* of controls that its subject fails beside them, live ones */
    bool has_exception;
    struct exception exception; /* that waits or expires */
    bool has_run;
    struct run run; /* that was blocked */
    struct run_area *areas;
    size_t area_count;
};

/* In at most three round trips. *out lives in cx->mem. RC_NOT_FOUND: none that `who` may see. */
MUST_CHECK enum rc decision_pack_get(struct cx *cx, const struct actor *who, struct decision_id id,
                                     struct decision_pack *out);

#endif
