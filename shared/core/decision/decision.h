/* The governance inbox: one live item per (kind, source), put there by detectors, decided by people.
 *
 * Detectors (detectors.def) state what is the case; decision_detect() compares that with the items, so that it can be run again and
 * again: it opens, folds, wakes, executes, verifies and retires items. Verbs are one decision record each, with the hash of what the
 * decider saw (domain.md 1, "Decision item"). */
#ifndef CORE_DECISION_DECISION_H
#define CORE_DECISION_DECISION_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/actor/states.h"
#include "core/ids.h"
#include "core/severity.h"

enum decision_state {
    DECISION_NONE = STATE_NONE,

#define STATE(constant, code, label) DECISION_##constant,
#define CHANGE(from, to, by)
#include "core/decision/decision_item_states.def"
#undef STATE
#undef CHANGE
    DECISION_STATE_COUNT
};

extern const struct state_table decision_item_states;

/* The kind of the timer that starts an approved follow-up: capture and compare again. */
#define DECISION_FOLLOW_UP_TIMER "decision_follow_up"

/* The kind of the timer that ends a snooze. */
#define DECISION_WAKE_TIMER "decision_wake"

struct decision_item {
    struct decision_id id;
    struct tenant_id tenant; /* nil: the workspace as a whole */
    const char *tenant_name; /* NULL: none */
    const char *kind;
    const char *source_type; /* "subject", "finding", "run", "exception", "baseline_snapshot", "review" */
    const char *source_key;
    struct uuid source; /* what it links to */
    enum decision_state state;
    enum severity severity;
    const char *const *reasons; /* codes */
    size_t reason_count;
    int32_t count; /* what is folded into it: differences, attempts ... */
    const char *subject_name; /* "" if it is about no object */
    const char *family;
    const char *family_label; /* msgid; the code where no provider knows it */
    struct account_id assignee;
    const char *assignee_name;
    int64_t snoozed_until_us;
    struct bytes value_hash;
    struct account_id requested_by; /* of an approval: who must not decide */
    const char *requested_by_name;
    struct account_id decided_by;
    const char *decided_by_name;
    int64_t decided_us;
    const char *reason; /* what the decider wrote */
    struct run_id follow_up; /* nil: none */
    int64_t opened_us;
    int64_t updated_us;
    int32_t row_version;
};

enum decision_scope {
    DECISION_SCOPE_OPEN,
    DECISION_SCOPE_SNOOZED,
    DECISION_SCOPE_UNDER_WAY,
    DECISION_SCOPE_DONE,
    DECISION_SCOPE_COUNT
};

enum { DECISION_LIST_MAX = 100, DECISION_BULK_MAX = 200, DECISION_UNDO_MIN = 10 };

struct decision_filter {
    enum decision_scope scope;
    const char *kind; /* NULL: all */
    struct tenant_id tenant; /* nil: all */
    int severity; /* an enum severity, or -1 */
    int64_t after_rank; /* severity and opened time of the last row of the page before */
    int64_t after_us;
    struct decision_id after; /* nil: from the start */
    int32_t limit;
};

struct decision_list {
    struct decision_item *items; /* the most severe first, then the oldest */
    size_t count;
    bool more;
    int64_t totals[DECISION_SCOPE_COUNT]; /* of the filter in each scope, counted up to 10,001 */
};

/* RC_NOT_FOUND: none that `who` may see. */
MUST_CHECK enum rc decision_get(struct cx *cx, const struct actor *who, struct decision_id id,
                                struct decision_item *out);

/* One page of the queue, in one round trip. */
MUST_CHECK enum rc decision_list(struct cx *cx, const struct actor *who, const struct decision_filter *filter,
                                 struct decision_list *out);

/* The live item about a source; RC_NOT_FOUND: none. */
MUST_CHECK enum rc decision_of_source(struct cx *cx, const struct actor *who, struct uuid source,
                                      struct decision_item *out);

/* What happened to an item, the newest first; at most 100. */
struct decision_record {
    int64_t at_us;
    const char *verb;
    const char *account_name; /* NULL: unknown */
    const char *from;
    const char *to;
    const char *note;
};

struct decision_records {
    struct decision_record *items;
    size_t count;
};

MUST_CHECK enum rc decision_records(struct cx *cx, const struct actor *who, struct decision_id id,
                                    struct decision_records *out);

/* Until when an item of this severity can be snoozed, in days from now; and whether its last decision can be undone now. */
int decision_snooze_days(enum severity severity);
bool decision_can_undo(struct cx *cx, const struct decision_item *item);

/* SHA-256 of what an item shows, as a form carries it and a record keeps it: 32 bytes in cx->mem. */
struct bytes decision_shown(struct cx *cx, const struct decision_item *item);

/* A person's verb on an item. */
struct decision_verb {
    struct decision_id id;
    int32_t row_version; /* what they saw */
    struct bytes shown; /* decision_shown() then; no bytes: not kept */
    const char *note;
    struct uuid batch; /* nil: not in bulk */
};

/* All need TX_WRITE and write a decision record and an audit event.
 * RC_CONFLICT: another state or version. RC_INVALID: a reason is missing. RC_FORBIDDEN: capability or four eyes. */

/* Open -> approved: its area is captured and compared again a few seconds later; until then it can be undone. */
MUST_CHECK enum rc decision_approve(struct cx *cx, const struct actor *who, const struct decision_verb *verb,
                                    struct decision_item *out);

/* Open -> rejected: nothing is to be done. Needs a reason. It returns when the value changes. */
MUST_CHECK enum rc decision_reject(struct cx *cx, const struct actor *who, const struct decision_verb *verb,
                                   struct decision_item *out);

/* Open -> snoozed, at most 30 days (90 for low and info). Needs a reason. */
MUST_CHECK enum rc decision_snooze(struct cx *cx, const struct actor *who, const struct decision_verb *verb,
                                   int64_t until_us, struct decision_item *out);

/* Open -> done: its findings are assigned to a member. */
MUST_CHECK enum rc decision_assign(struct cx *cx, const struct actor *who, const struct decision_verb *verb,
                                   struct account_id assignee, struct decision_item *out);

/* Open -> done: an exception is requested for each of its findings, with verb->note as justification. */
MUST_CHECK enum rc decision_accept_risk(struct cx *cx, const struct actor *who, const struct decision_verb *verb,
                                        int64_t expires_us, struct decision_item *out);

/* Approved -> open until it is claimed; rejected or done -> open within 10 minutes. */
MUST_CHECK enum rc decision_undo(struct cx *cx, const struct actor *who, const struct decision_verb *verb,
                                 struct decision_item *out);

/* A person proposes that a finding is none: an approval_required item that a second person approves or rejects by
 * decision_confirm_dismissal(). RC_INVALID: no reason. RC_CONFLICT: the finding is not live, or a proposal waits already. */
MUST_CHECK enum rc decision_propose_dismissal(struct cx *cx, const struct actor *who, struct finding_id finding,
                                              const char *reason, struct decision_id *out);

/* The second person agrees (the finding is dismissed) or not. RC_FORBIDDEN: who proposed it. */
MUST_CHECK enum rc decision_confirm_dismissal(struct cx *cx, const struct actor *who, const struct decision_verb *verb,
                                              bool agree, struct decision_item *out);

/* ---- by detectors and the worker ---- */

/* Brings the workspace's items into line with the facts, for one tenant (nil: all). Idempotent. Needs TX_WRITE; `who` acts by
 * observation or as the scheduler. */
MUST_CHECK enum rc decision_detect(struct cx *cx, const struct actor *who, struct tenant_id tenant);

/* The timer of an approved follow-up is due: asks for the capture, approved -> executing. One that was undone needs nothing.
 * RC_CONFLICT: a capture of the tenant is under way; the timer tries again. */
MUST_CHECK enum rc decision_follow_up(struct cx *cx, const struct actor *who, struct decision_id id);

/* The timer of a snooze is due: brings the item's tenant into line, which wakes it. */
MUST_CHECK enum rc decision_wake(struct cx *cx, const struct actor *who, struct decision_id id);

const char *decision_kind_label(const char *kind); /* a msgid; the code itself if unknown */
const char *decision_reason_label(const char *reason);

#endif
