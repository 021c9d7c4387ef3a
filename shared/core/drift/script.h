/* Script text: its one form, without the secrets that people write into scripts. */
#ifndef CORE_DRIFT_SCRIPT_H
#define CORE_DRIFT_SCRIPT_H

#include "core/drift/canonical.h"

/* The text without byte order mark, with LF alone as line end. Where a name of the family's secret words is given a quoted text
 * (password = "...", -ApiKey '...', "clientSecret": "..."), the quoted text becomes its digest. */
struct node script_node(struct canonicalizer *c, struct bytes bytes);

#endif
