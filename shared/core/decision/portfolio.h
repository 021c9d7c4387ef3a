/* The portfolio: each tenant with its health, for whoever looks after many of them. */
#ifndef CORE_DECISION_PORTFOLIO_H
#define CORE_DECISION_PORTFOLIO_H

#include "core/control/control.h"
#include "core/severity.h"
#include "core/subject/estate.h"

struct portfolio_row {
    struct estate_row estate; /* connection, last capture and its outcome */
    struct posture posture; /* evaluated_us 0: never evaluated */
    int64_t findings[SEVERITY_COUNT]; /* open, triaged or assigned */
    int64_t waiting; /* open items of the inbox */
};

/* As estate_list, with each tenant's four numbers, its live findings by severity, and the decisions that wait. */
MUST_CHECK enum rc portfolio_list(struct cx *cx, const struct actor *who, const struct tenant_filter *filter,
                                  struct portfolio_row **out, size_t *count);

#endif
