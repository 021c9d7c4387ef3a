/* The audit log: what changed, who did it, why, and what they saw.
 *
 * audit_write() runs in the transaction of the change itself. The event's canonical bytes are stored exactly as hashed; whatever
 * names a person lies beside it, erasable, and the bytes hold a salted commitment to it. The sealer sequences events later. */
#ifndef CORE_AUDIT_AUDIT_H
#define CORE_AUDIT_AUDIT_H

#include "base/bytes.h"
#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/ids.h"

struct audit_entry {
    const char *action;          /* "exception.approved": object and past participle; stable code */
    const char *object_type;     /* "exception" */
    struct uuid object;
    struct tenant_id tenant;     /* nil: the workspace as a whole */
    const char *from;            /* state codes; NULL where no state changed */
    const char *to;
    const char *reason_code;     /* NULL: none */
    const char *note;            /* what the person wrote; personal data; NULL: none */
    struct bytes seen;           /* SHA-256 of what the decider saw; no data: nothing was shown */
    const struct evidence_id *evidence;
    size_t evidence_count;
};

/* Writes one event for `who` (its workspace, which may be nil for the platform's own). Needs TX_WRITE. */
MUST_CHECK enum rc audit_write(struct cx *cx, const struct actor *who, const struct audit_entry *entry);

#endif
