/* What an object points at: ids of groups, users, applications ... as the family's rules know them. */
#ifndef CORE_DRIFT_REFERENCE_H
#define CORE_DRIFT_REFERENCE_H

#include "core/drift/drift.h"

/* All references in a canonical tree. out->references and out->reference_count are set. */
void reference_collect(struct arena *arena, const struct family_rules *rules, const struct node *root,
                       struct drift_canonical *out);

#endif
