/* How much a difference matters. Stored and exported as its code; sorted by the enum's order. */
#ifndef CORE_SEVERITY_H
#define CORE_SEVERITY_H

#include "base/rc.h"

enum severity {

#define SEVERITY(constant, code, label, days) SEVERITY_##constant,
#include "core/severity.def"
#undef SEVERITY
    SEVERITY_COUNT
};

const char *severity_code(enum severity severity);
const char *severity_label(enum severity severity); /* a msgid */

/* The most days for which a risk of this severity may be accepted. */
int severity_max_days(enum severity severity);

/* RC_INVALID: no such code. */
MUST_CHECK enum rc severity_parse(const char *code, enum severity *out);

#endif
