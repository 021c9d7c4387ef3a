/* What a request asks to be stored: a list and the filter that it was seen with. */
#ifndef MODULES_REPORTS_ORDER_H
#define MODULES_REPORTS_ORDER_H

#include "core/report/stored_report.h"
#include "web/request.h"

enum { ORDER_FILTERS_MAX = 12 };

struct order {
    struct stored_report_order report;
    struct stored_report_filter filters[ORDER_FILTERS_MAX];
    size_t filter_count;
    const char *tenant_name; /* of the filter "tenant"; NULL: none */
};

/* Reads the parameters of report_order. RC_INVALID: a filter that this list does not have, which would store more than was seen.
 * RC_NOT_FOUND: no such tenant. */
MUST_CHECK enum rc order_read(struct cx *cx, const struct request *req, struct order *out);

#endif
