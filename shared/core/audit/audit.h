/* The audit log: what changed, who did it, why, and what they saw.
 *
 * audit_write() runs in the transaction of the change itself. The event's canonical bytes are stored exactly as hashed; whatever
 * names a person lies beside it, erasable, and the bytes hold a salted commitment to it. The sealer sequences events later
 * (audit_seal.h), and anybody can check the result (audit_verify.h). */
#ifndef CORE_AUDIT_AUDIT_H
#define CORE_AUDIT_AUDIT_H

#include "base/bytes.h"
#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/ids.h"

struct audit_entry {
    const char *action; /* "exception.approved": object and past participle; stable code */
    const char *object_type; /* "exception" */
    struct uuid object;
    struct tenant_id tenant; /* nil: the workspace as a whole */
    const char *from; /* state codes; NULL where no state changed */
    const char *to;
    const char *reason_code; /* NULL: none */
    const char *note; /* what the person wrote; personal data; NULL: none */
    struct bytes seen; /* SHA-256 of what the decider saw; no data: nothing was shown */
    const struct evidence_id *evidence;
    size_t evidence_count;
};

/* Writes one event for `who` (its workspace, which may be nil for the platform's own), in one statement. Needs TX_WRITE, in the
 * scope of that workspace. RC_INVALID: a text that is not UTF-8 or too long. */
MUST_CHECK enum rc audit_write(struct cx *cx, const struct actor *who, const struct audit_entry *entry);

/* As audit_write of each entry, in one statement for all: for what a run did to many objects. Entries cite no evidence (RC_INTERNAL). */
MUST_CHECK enum rc audit_write_all(struct cx *cx, const struct actor *who, const struct audit_entry *entries,
                                   size_t count);

/* ---- reading ---- */

enum { AUDIT_LIST_MAX = 200 };

/* One event as a page shows it. */
struct audit_record {
    struct audit_id id;
    int64_t occurred_at_us;
    const char *action;
    const char *object_type;
    struct uuid object;
    struct tenant_id tenant;
    const char *actor_kind; /* actor_kind_code() */
    struct account_id actor; /* nil: nobody */
    const char *actor_name; /* then; NULL: none, or erased */
    const char *on_behalf_of; /* NULL: none, or erased */
    const char *note; /* NULL: none, or erased */
    bool is_erased; /* its personal data was erased */
    const char *from; /* NULL: no state */
    const char *to;
    const char *reason_code; /* NULL: none */
    const char *request_id; /* NULL: none */
    int64_t leaf_index; /* in the workspace's tree; -1: not yet sealed */
};

/* Every member may be empty: no bound. */
struct audit_filter {
    const char *object_type;
    struct uuid object;
    struct tenant_id tenant;
    struct account_id actor;
    const char *action;
    struct audit_id before; /* the last id of the page before: older events follow */
    int32_t limit; /* 1 .. AUDIT_LIST_MAX */
};

struct audit_page {
    struct audit_record *records; /* the newest first */
    size_t count;
    bool has_more;
};

/* Events of the actor's workspace. Any transaction. */
MUST_CHECK enum rc audit_list(struct cx *cx, const struct actor *who, const struct audit_filter *filter,
                              struct audit_page *out);

/* An action's name as a msgid; the code itself for one that actions.def does not list, of an older version. */
const char *audit_action_label(const char *action);

/* Erases what names `account` in the events of the actor's workspace: its name and what it wrote. The events, and the proof that
 * they are unchanged, stay. *erased: how many. Needs TX_WRITE; itself audited. */
MUST_CHECK enum rc audit_erase(struct cx *cx, const struct actor *who, struct account_id account, int64_t *erased);

#endif
