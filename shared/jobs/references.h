/* What pages must know of providers, loaded into tables by migrate. */
#ifndef JOBS_REFERENCES_H
#define JOBS_REFERENCES_H

#include "base/cx.h"

/* Every provider with its families and permissions. Needs TX_WRITE as the schema's owner. */
MUST_CHECK enum rc providers_load(struct cx *cx);

#endif
