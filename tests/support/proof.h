/* A review and an item of evidence as rows, for tests that only look at them. */
#ifndef TESTS_SUPPORT_PROOF_H
#define TESTS_SUPPORT_PROOF_H

#include "support/scratch.h"

/* A review in review with facts without content, and an item of evidence of the tenant's run that estate_place() made; written as
 * superuser past all triggers. `name` is in both. */
void proof_place(struct scratch *s, struct workspace_id workspace, struct tenant_id tenant, const char *name);

#endif
