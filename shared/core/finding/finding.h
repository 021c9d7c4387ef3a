/* Findings: drift, failed checks and expiries that somebody must decide on. One row per identity for ever (domain.md 1).
 *
 * Observations (compare and evaluation runs) open, resolve, verify and reopen findings by finding_observe.h; people triage, assign,
 * resolve and verify them here. Every change is one guarded statement with its audit event. */
#ifndef CORE_FINDING_FINDING_H
#define CORE_FINDING_FINDING_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/actor/states.h"
#include "core/ids.h"
#include "core/severity.h"

enum finding_state {
    FINDING_NONE = STATE_NONE,

#define STATE(constant, code, label) FINDING_##constant,
#define CHANGE(from, to, by)
#include "core/finding/finding_states.def"
#undef STATE
#undef CHANGE
    FINDING_STATE_COUNT
};

extern const struct state_table finding_states;

struct finding {
    struct finding_id id;
    struct bytes identity; /* SHA-256 of what it is about */
    struct tenant_id tenant;
    const char *tenant_name;
    const char *kind; /* "drift", "control", "expiry" */
    struct profile_id profile; /* nil unless drift */
    const char *control_code; /* "" unless control */
    const char *family;
    const char *family_label; /* msgid; the code where no provider knows it */
    const char *object_id; /* the provider's stable id */
    struct subject_id subject; /* nil: none */
    const char *subject_name;
    const char *path; /* "" for a whole object */
    const char *label; /* the path's human name, a msgid; "": none */
    const char *op; /* "add", "remove", "replace", "fail" */
    const char *before; /* canonical JSON; NULL: nothing */
    const char *after;
    enum severity severity;
    enum finding_state state;
    struct account_id owner;
    const char *owner_name; /* NULL: nobody */
    struct account_id assignee;
    const char *assignee_name;
    int64_t first_seen_us;
    int64_t last_seen_us;
    struct run_id last_run;
    const char *last_result; /* "failed", "passed" */
    int64_t state_changed_us;
    struct account_id resolved_by; /* nil: by observation, or not resolved */
    int32_t reopened_count;
    int64_t due_us; /* 0: no policy */
    struct exception_id exception; /* nil: none */
    struct bytes value_hash; /* of the observed value */
    int32_t row_version;
};

enum finding_scope {
    FINDING_SCOPE_LIVE,
    FINDING_SCOPE_MINE,
    FINDING_SCOPE_INTAKE,
    FINDING_SCOPE_CLOSED,
    FINDING_SCOPE_ALL
};

enum finding_sort { FINDING_BY_SEVERITY, FINDING_BY_SEEN };

enum {
    FINDING_LIST_MAX = 100,
    FINDING_COUNT_MAX =
        1000 /* a total past this is shown as "1,000+": counting to 10,000 cost more than the rest of the page */
};

struct finding_filter {
    enum finding_scope scope; /* live: open triaged assigned; intake: live and nobody's; closed: the others */
    int state; /* an enum finding_state, or STATE_NONE: any of the scope */
    int severity; /* an enum severity, or -1: any */
    struct tenant_id tenant; /* nil: all */
    const char *text; /* part of the object's name, any case; NULL: any */
    enum finding_sort sort;
    int64_t after_key; /* the last row's severity or last_seen_us; with after_id */
    struct finding_id after_id; /* nil: from the start */
    int32_t limit; /* 1 .. FINDING_LIST_MAX */
};

struct finding_list {
    struct finding *items;
    size_t count;
    bool more;
    int64_t total; /* matches of the filter, counted up to FINDING_COUNT_MAX + 1 */
};

/* What one person did to a finding, or what a run saw of it. */
struct finding_event {
    int64_t at_us;
    const char *kind; /* "observation" */
    const char *result; /* "failed", "passed" */
    struct run_id run;
};

struct finding_history {
    struct finding_event *items; /* the newest first, at most 50 */
    size_t count;
    const char *remedy; /* a msgid: what to do about a failed check; NULL: it is none */
};

/* One finding that `who` may see. *out lives in cx->mem. RC_NOT_FOUND: none. */
MUST_CHECK enum rc finding_get(struct cx *cx, const struct actor *who, struct finding_id id, struct finding *out);

/* As finding_get, with its observations, in one round trip. */
MUST_CHECK enum rc finding_get_with_history(struct cx *cx, const struct actor *who, struct finding_id id,
                                            struct finding *out, struct finding_history *history);

/* One page of a list, in one round trip. */
MUST_CHECK enum rc finding_list(struct cx *cx, const struct actor *who, const struct finding_filter *filter,
                                struct finding_list *out);

/* The live findings of one subject under one baseline profile, the most severe first: what a decision pack shows. At most 200. */
MUST_CHECK enum rc finding_list_of_subject(struct cx *cx, const struct actor *who, struct profile_id profile,
                                           const char *family, const char *object_id, struct finding_list *out);

/* What stands beside a finding: the differences of its subject and profile and the failed checks of its subject that are live, and itself
 * whatever its state; the most severe first, at most 200. None if there is no such finding. */
MUST_CHECK enum rc finding_list_beside(struct cx *cx, const struct actor *who, struct finding_id id,
                                       struct finding_list *out);

/* What a person asks of a finding. `row_version` is what they saw: a newer row is a conflict. `note` is what they wrote. */
struct finding_change {
    struct finding_id id;
    int32_t row_version;
    const char *note;
};

/* All below need TX_WRITE, write an audit event, and give the changed finding.
 * RC_NOT_FOUND: none. RC_CONFLICT: another state or version. RC_FORBIDDEN: `who` lacks the capability, or four eyes. */

/* Open -> triaged: the severity is confirmed or corrected, and the owner is set (nil: `who`). */
MUST_CHECK enum rc finding_triage(struct cx *cx, const struct actor *who, const struct finding_change *change,
                                  enum severity severity, struct account_id owner, struct finding *out);

/* Triaged -> assigned, or another assignee; an open one is triaged first: two audited changes. Nil: back to triaged.
 * RC_INVALID: the assignee is no member who may see the tenant. */
MUST_CHECK enum rc finding_assign(struct cx *cx, const struct actor *who, const struct finding_change *change,
                                  struct account_id assignee, struct finding *out);

/* Live -> resolved by a person. RC_INVALID: no note. */
MUST_CHECK enum rc finding_resolve(struct cx *cx, const struct actor *who, const struct finding_change *change,
                                   struct finding *out);

/* Resolved -> verified by another person than the resolver. */
MUST_CHECK enum rc finding_verify(struct cx *cx, const struct actor *who, const struct finding_change *change,
                                  struct finding *out);

/* An exception that covers it became active: live -> risk accepted; one that extends another takes its place. Does nothing to a
 * finding in another state. */
MUST_CHECK enum rc finding_accept_risk(struct cx *cx, const struct actor *who, struct finding_id id,
                                       struct exception_id exception);

/* Its exception ended, for that reason: back to open or resolved, by the last observation. Does nothing to one that is not accepted by
 * this exception. */
MUST_CHECK enum rc finding_end_risk(struct cx *cx, const struct actor *who, struct finding_id id,
                                    struct exception_id exception, const char *reason_code);

/* A second person has confirmed that it is none: live -> false positive, remembering the value. Called by the decision. */
MUST_CHECK enum rc finding_dismiss(struct cx *cx, const struct actor *who, const struct finding_change *change,
                                   struct finding *out);

/* Whether the finding still waits for somebody. */
bool finding_is_live(enum finding_state state);

#endif
