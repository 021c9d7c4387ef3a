/* Objects that say of themselves that they are not whole. What is missing in them is unknown: no drift, and not deleted. */
#ifndef CORE_DRIFT_GAP_H
#define CORE_DRIFT_GAP_H

#include "core/drift/document.h"
#include "core/drift/rules.h"

/* What is missing, one short sentence in English, a msgid: `object` is the answer to a request that failed, or a list in it goes on
 * elsewhere. NULL: it is whole, as far as its provider's wire format can tell. */
const char *drift_gap(const struct rule_wire *wire, const struct node *object);

#endif
