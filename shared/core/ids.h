/* The identifiers of all domains: one-field structs, so that one cannot be given where another is meant. */
#ifndef CORE_IDS_H
#define CORE_IDS_H

#include "base/uuid.h"

#define DEFINE_ID(name)                                                                                                \
    struct name {                                                                                                      \
        struct uuid v;                                                                                                 \
    }

DEFINE_ID(account_id);
DEFINE_ID(workspace_id);
DEFINE_ID(tenant_id);
DEFINE_ID(connection_id);
DEFINE_ID(job_id);
DEFINE_ID(run_id);
DEFINE_ID(subject_id);
DEFINE_ID(profile_id); /* a baseline profile */
DEFINE_ID(snapshot_id); /* a baseline snapshot */
DEFINE_ID(finding_id);
DEFINE_ID(evidence_id);
DEFINE_ID(exception_id);
DEFINE_ID(decision_id); /* a decision item */
DEFINE_ID(review_id);
DEFINE_ID(release_id);
DEFINE_ID(report_id);
DEFINE_ID(audit_id);

#undef DEFINE_ID

#endif
