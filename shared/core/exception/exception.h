/* Accepted risks: an approved, always expiring decision to leave a finding as it is.
 *
 * An exception never changes what was observed: its finding still counts, as "compliant by exception". Who asked cannot approve, nor
 * can who works on the finding; the database refuses it too. What was accepted is frozen at approval; when today's differs, the
 * exception is stale. Time moves it by one timer, kind "exception" (exception_tick). */
#ifndef CORE_EXCEPTION_EXCEPTION_H
#define CORE_EXCEPTION_EXCEPTION_H

#include <stdint.h>

#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/actor/states.h"
#include "core/finding/finding_observe.h"
#include "core/ids.h"
#include "core/severity.h"

enum exception_state {
    EXCEPTION_NONE = STATE_NONE,

#define STATE(constant, code, label) EXCEPTION_##constant,
#define CHANGE(from, to, by)
#include "core/exception/exception_states.def"
#undef STATE
#undef CHANGE
    EXCEPTION_STATE_COUNT
};

extern const struct state_table exception_states;

/* The kind of the timer that moves exceptions. */
#define EXCEPTION_TIMER "exception"

struct exception {
    struct exception_id id;
    struct tenant_id tenant;
    const char *tenant_name;
    struct finding_id finding;
    const char *subject_name; /* today's */
    const char *path;
    const char *label; /* msgid; "" if the path has none */
    const char *family;
    const char *family_label; /* msgid; the code where no provider knows it */
    const char *before; /* of the finding, canonical JSON; NULL: nothing */
    const char *after;
    const char *op;
    enum exception_state state;
    enum severity severity; /* of the finding when it was asked for */
    const char *justification; /* plain text, 20 to 4,000 characters */
    struct account_id requester;
    const char *requester_name;
    int64_t requested_us;
    struct account_id approver; /* nil until decided */
    const char *approver_name;
    int64_t decided_us;
    const char *decision_note;
    int64_t starts_us;
    int64_t expires_us; /* UTC; within the severity's bound */
    const char *frozen; /* JSON: what was accepted; NULL until approved */
    struct bytes frozen_hash;
    struct bytes value_hash; /* of the finding today */
    enum severity finding_severity; /* today */
    const char *finding_state;
    const char *finding_kind;
    const char *interpretation; /* of the finding's control; "" for drift */
    int32_t interpretation_version; /* today */
    struct account_id finding_assignee;
    struct exception_id supersedes;
    int64_t ended_us;
    const char *end_reason;
    bool is_stale;
    int32_t row_version;
};

enum { EXCEPTION_JUSTIFICATION_MIN = 20, EXCEPTION_JUSTIFICATION_MAX = 4000, EXCEPTION_LIST_MAX = 100 };

struct exception_request {
    struct finding_id finding;
    const char *justification;
    int64_t starts_us; /* 0: on approval */
    int64_t expires_us;
    struct exception_id supersedes; /* nil: a first one; else it extends an active one, whose dates stay */
};

struct exception_decision {
    struct exception_id id;
    int32_t row_version; /* what the decider saw; a newer row is a conflict */
    const char *note; /* may be empty unless it refuses */
};

/* Requested: waits for somebody; active: approved and in force; ended: refused, withdrawn or over. */
enum exception_scope {
    EXCEPTION_SCOPE_ANY, /* all but drafts and withdrawn ones */
    EXCEPTION_SCOPE_REQUESTED,
    EXCEPTION_SCOPE_ACTIVE,
    EXCEPTION_SCOPE_EXPIRING,
    EXCEPTION_SCOPE_ENDED,
    EXCEPTION_SCOPE_COUNT
};

struct exception_filter {
    enum exception_scope scope;
    int state; /* an enum exception_state, or STATE_NONE: any of the scope */
    struct tenant_id tenant; /* nil: all */
    struct finding_id finding; /* nil: all */
    int64_t after_us; /* expires_us of the last row of the page before; 0: the first page */
    struct exception_id after;
    int32_t limit;
};

struct exception_list {
    struct exception *items; /* by expiry, the soonest first */
    size_t count;
    bool more;
    int64_t totals[EXCEPTION_SCOPE_COUNT]; /* of the filter in each scope, counted up to 10,001 */
};

/* One exception that `who` may see. *out lives in cx->mem. RC_NOT_FOUND: there is none, or it belongs to another workspace. */
MUST_CHECK enum rc exception_get(struct cx *cx, const struct actor *who, struct exception_id id, struct exception *out);

/* One page of a list, in one round trip. */
MUST_CHECK enum rc exception_list(struct cx *cx, const struct actor *who, const struct exception_filter *filter,
                                  struct exception_list *out);

/* Asks for a risk to be accepted: draft, then requested: two audited changes. Needs TX_WRITE.
 * RC_INVALID: justification too short, or expiry past the bound of the severity. RC_CONFLICT: one is under way for this finding, or the
 * finding is not live (extending: its exception is not active). */
MUST_CHECK enum rc exception_request(struct cx *cx, const struct actor *who, const struct exception_request *in,
                                     struct exception *out);

/* Requested -> approved: freezes what is accepted. It becomes active when its start is reached.
 * RC_FORBIDDEN: `who` requested it, or is assigned to its finding. RC_CONFLICT: already decided, or changed since `row_version`, or the
 * finding no longer waits. */
MUST_CHECK enum rc exception_approve(struct cx *cx, const struct actor *who, const struct exception_decision *decision,
                                     struct exception *out);

/* Requested -> rejected, or back to the requester. RC_INVALID: no note. Else as exception_approve. */
MUST_CHECK enum rc exception_reject(struct cx *cx, const struct actor *who, const struct exception_decision *decision,
                                    struct exception *out);
MUST_CHECK enum rc exception_ask_changes(struct cx *cx, const struct actor *who,
                                         const struct exception_decision *decision, struct exception *out);

/* Changes requested -> requested, with the justification and expiry mended. RC_FORBIDDEN: `who` is not the requester. */
MUST_CHECK enum rc exception_resubmit(struct cx *cx, const struct actor *who, const struct exception_decision *decision,
                                      int64_t expires_us, struct exception *out);

/* Not decided yet -> withdrawn, by the requester alone. */
MUST_CHECK enum rc exception_withdraw(struct cx *cx, const struct actor *who, const struct exception_decision *decision,
                                      struct exception *out);

/* Active or expiring -> revoked; its finding goes back to what the last observation says. RC_INVALID: no reason. */
MUST_CHECK enum rc exception_revoke(struct cx *cx, const struct actor *who, const struct exception_decision *decision,
                                    struct exception *out);

/* Findings that fail again, as a run's `moves` tell, while an exception in force covers them: they are accepted at once. Needs TX_WRITE. */
MUST_CHECK enum rc exception_cover(struct cx *cx, const struct actor *who, const struct finding_moves *moves);

/* Moves it as far as the time allows: approved -> active -> expiring -> expired, and sets its next timer. Idempotent. `who` acts as the
 * scheduler. An exception that is gone or ended needs nothing. */
MUST_CHECK enum rc exception_tick(struct cx *cx, const struct actor *who, struct exception_id id);

#endif
