/* The catalogue as it was compiled in: one JSON text per file of shared/catalog/controls and providers/<p>/interpretations. */
#ifndef CORE_CONTROL_CATALOG_H
#define CORE_CONTROL_CATALOG_H

#include "core/control/control.h"

struct catalog {
    struct controls controls; /* in the order of their files' names */
    struct interpretations interpretations;
};

/* Reads and validates all of it: members, domains, severities, rules, that every interpretation has its control and every control but a
 * manual one has an interpretation. *out lives in cx->mem. RC_INVALID: a file is broken; fail's detail names it. */
MUST_CHECK enum rc catalog_read(struct cx *cx, struct catalog *out);

#endif
