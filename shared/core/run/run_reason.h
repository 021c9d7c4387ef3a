/* Why a run did not simply succeed, or why an area of it was not read. */
#ifndef CORE_RUN_RUN_REASON_H
#define CORE_RUN_RUN_REASON_H

#include "base/rc.h"

enum run_reason {
    RUN_REASON_NONE, /* nothing to explain; its code is NULL */

#define REASON(constant, code, label) RUN_REASON_##constant,
#include "core/run/run_reasons.def"
#undef REASON
    RUN_REASON_COUNT
};

/* The stable code that is stored and exported; NULL for RUN_REASON_NONE. */
const char *run_reason_code(enum run_reason reason);

/* The msgid of its label; NULL for RUN_REASON_NONE. */
const char *run_reason_label(enum run_reason reason);

/* NULL gives RUN_REASON_NONE. RC_INVALID: no such code. */
MUST_CHECK enum rc run_reason_parse(const char *code, enum run_reason *out);

#endif
