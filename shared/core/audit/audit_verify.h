/* Whether the audit log is what was sealed: every event against its leaf, every leaf against the trees, the trees against the
 * signed checkpoints in the database and outside it.
 *
 * A changed, removed, inserted, reordered or cut-off event is found and named; where the leaf itself was rewritten too, the range
 * since the last good checkpoint is. Erased personal data is no problem. The log is read in pages, in memory that does not grow
 * with it. */
#ifndef CORE_AUDIT_AUDIT_VERIFY_H
#define CORE_AUDIT_AUDIT_VERIFY_H

#include "base/cx.h"
#include "ext/crypt.h"

enum audit_problem_kind {

#define PROBLEM(constant, code, label) AUDIT_PROBLEM_##constant,
#include "core/audit/problems.def"
#undef PROBLEM
    AUDIT_PROBLEM_COUNT
};

struct audit_problem {
    enum audit_problem_kind kind;
    struct uuid tree; /* the log's id: the overall tree; else a workspace's (nil: the installation's own events) */
    struct uuid event; /* nil: a range */
    int64_t first; /* indices in the tree; -1: the event has none */
    int64_t last;
};

const char *audit_problem_code(enum audit_problem_kind kind);
const char *audit_problem_label(enum audit_problem_kind kind); /* a msgid */

struct audit_check {
    const struct signer *signers; /* published keys: principal "tenantpilot" */
    size_t signer_count;
    const char *file; /* of the checkpoints outside the database; NULL: not compared */
    const char *since; /* a checkpoint (the note's text): only what came after it; NULL: all */
    void (*report)(void *context, const struct audit_problem *problem); /* called for each, in order */
    void *context;
};

struct audit_verdict {
    struct uuid log;
    int64_t size; /* of the overall tree */
    int64_t events; /* that were compared */
    int64_t erased; /* of them, without their personal data */
    int64_t waiting; /* not yet sealed */
    int64_t problems; /* 0: the log is whole */
};

/* Reads the log of all workspaces: TX_READ as a role that may. RC_INVALID: `since` is no checkpoint of this log, or not signed by a
 * published key; or the file outside cannot be understood. RC_UNAVAILABLE: the file cannot be read. */
MUST_CHECK enum rc audit_verify(struct cx *cx, const struct audit_check *check, struct audit_verdict *out);

#endif
