/* The statements of the detectors, in the order in which they are to run. Included by this domain and its tests alone. */
#ifndef CORE_DECISION_DETECT_STORE_H
#define CORE_DECISION_DETECT_STORE_H

#include "core/decision/decision_store.h"

/* Ended by NULL. */
const struct query *const *detect_queries_in_order(void);

#endif
