/* Operation runs: one execution of an operation type, from the request to an outcome with its reason and coverage.
 *
 * A request asks the dispatch gate (gate.h) and queues a job in the same transaction; where the gate refuses, the run is
 * there all the same, completed as blocked, so that nothing happens unseen. The worker asks the gate and the requester's capability
 * again when it executes. */
#ifndef CORE_RUN_RUN_H
#define CORE_RUN_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/actor/states.h"
#include "core/ids.h"
#include "core/run/run_reason.h"

enum operation {

#define OPERATION(constant, code, label, capability, needs, attempts, done) OPERATION_##constant,
#include "core/run/operation_types.def"
#undef OPERATION
    OPERATION_COUNT
};

enum run_state {
    RUN_NONE = STATE_NONE,

#define STATE(constant, code, label) RUN_##constant,
#define CHANGE(from, to, by)
#include "core/run/run_states.def"
#undef STATE
#undef CHANGE
    RUN_STATE_COUNT
};

enum run_outcome {
    RUN_OUTCOME_NONE, /* not completed */

#define OUTCOME(constant, code, label) RUN_OUTCOME_##constant,
#include "core/run/run_outcomes.def"
#undef OUTCOME
    RUN_OUTCOME_COUNT
};

enum run_origin { RUN_BY_PERSON, RUN_BY_SCHEDULE, RUN_BY_FOLLOW_UP, RUN_BY_COMMAND, RUN_ORIGIN_COUNT };

enum operation_needs { NEEDS_NOTHING, NEEDS_TENANT, NEEDS_PROVIDER, NEEDS_CHANGE, NEEDS_TRIAL };

extern const struct state_table run_states;

struct run {
    struct run_id id;
    enum operation operation;
    struct tenant_id tenant; /* nil: none */
    const char *tenant_name; /* NULL: none */
    struct uuid object; /* what else it is about, as the operation defines; nil: nothing */
    const char *args; /* for the job alone; never NULL */
    enum run_state state;
    enum run_outcome outcome;
    enum run_reason reason;
    enum run_origin origin;
    struct account_id requester; /* nil: the system */
    const char *requester_name; /* "" if unknown or nobody */
    const char *on_behalf_of; /* the OS account of a command; "" else */
    struct run_id caused_by; /* nil: none */
    struct run_id retry_of; /* nil: none */
    int attempt;
    int steps;
    int64_t requested_us;
    int64_t started_us; /* 0: not yet; so the ones below */
    int64_t progressed_us;
    int64_t finished_us;
    int64_t cancel_requested_us;
    int32_t row_version;

    struct run_cover {
        int64_t expected; /* subjects, over all areas */
        int64_t read;
        int64_t skipped;
    } cover; /* by run_list() alone */
};

enum area_state { AREA_PENDING, AREA_READING, AREA_READ, AREA_NOT_READ, AREA_STATE_COUNT };

/* Coverage of one area: what was expected from the run before, what was read, and why not. */
struct run_area {
    const char *area; /* family code */
    const char *label; /* msgid; the code where no provider knows it */
    enum area_state state;
    int expected;
    int read;
    int skipped; /* seen, but not fit to be stored: they keep what was known of them */
    int added;
    int changed;
    int deleted;
    enum run_reason reason;
    const char *detail; /* a permission's name; NULL: none */
    const char *cursor; /* where reading goes on; NULL: at the beginning */
};

struct run_request {
    enum operation operation;
    struct tenant_id tenant;
    struct uuid object;
    const char *args; /* NULL: none */
    enum run_origin origin;
    struct run_id caused_by;
    struct run_id retry_of;
};

struct run_filter {
    struct tenant_id tenant; /* nil: all */
    const char *operation; /* codes; NULL: all */
    const char *state;
    const char *outcome;
    const char *q; /* a part of the tenant's name; NULL: all */
    int64_t after_us; /* requested_us of the last row of the page before; 0: the first page */
    struct run_id after;
    int limit; /* 1 to 200 */
};

/* ---- for pages, the scheduler and the CLI ---- */

/* Asks for a run; audited. A person needs the operation's capability; `who` may be CAP_SCHEDULER or CAP_WORKER (a follow-up, or a
 * command). Needs TX_WRITE. *out is queued, or completed as blocked with the gate's reason.
 * RC_NOT_FOUND: no such tenant. RC_FORBIDDEN: the capability. RC_CONFLICT: the tenant has no connection, or a run for the same tenant and
 * object is under way; fail has that one's id as argument "run". */
MUST_CHECK enum rc run_request(struct cx *cx, const struct actor *who, const struct run_request *in, struct run *out);

/* RC_NOT_FOUND: there is none, or it is another workspace's. */
MUST_CHECK enum rc run_get(struct cx *cx, const struct actor *who, struct run_id id, struct run *out);

/* Newest first. *count is at most filter->limit. */
MUST_CHECK enum rc run_list(struct cx *cx, const struct actor *who, const struct run_filter *filter, struct run **out,
                            size_t *count);

/* The newest completed run of this operation and tenant that read something; RC_NOT_FOUND: none. */
MUST_CHECK enum rc run_latest(struct cx *cx, const struct actor *who, enum operation operation, struct tenant_id tenant,
                              struct run *out);

/* In the order of the provider's families. */
MUST_CHECK enum rc run_areas(struct cx *cx, const struct actor *who, struct run_id id, struct run_area **out,
                             size_t *count);

/* The run that is waiting or running for the same operation, tenant and object. RC_NOT_FOUND: none. */
MUST_CHECK enum rc run_under_way(struct cx *cx, const struct actor *who, const struct run_request *like,
                                 struct run_id *out);

/* A queued run is cancelled at once; a running one between two steps. Audited. Needs TX_WRITE.
 * RC_CONFLICT: it is completed. Asking again changes nothing. */
MUST_CHECK enum rc run_cancel(struct cx *cx, const struct actor *who, struct run_id id, struct run *out);

/* Asks anew for what a completed run was asked for. As run_request; RC_CONFLICT also: it succeeded, or is not completed. */
MUST_CHECK enum rc run_retry(struct cx *cx, const struct actor *who, struct run_id id, struct run *out);

/* ---- for the runner ---- */

/* Queued -> running. *out is the run as it now is. RC_CONFLICT: it is not queued. */
MUST_CHECK enum rc run_start(struct cx *cx, const struct actor *who, struct run_id id, int attempt, struct run *out);

/* A new queued run for what `before`, which is completed, was asked for: its dead job was requeued. Audited. */
MUST_CHECK enum rc run_reissue(struct cx *cx, const struct actor *who, const struct run *before, struct run *out);

/* Running -> queued: its worker was lost, or it is tried again later. */
MUST_CHECK enum rc run_suspend(struct cx *cx, const struct actor *who, struct run_id id);

/* -> completed, audited. The reason is RUN_REASON_NONE for a success alone. */
MUST_CHECK enum rc run_complete(struct cx *cx, const struct actor *who, struct run_id id, enum run_outcome outcome,
                                enum run_reason reason, struct run *out);

/* Notes an applied step (`area` may be "") and whether somebody asked to cancel. */
MUST_CHECK enum rc run_step_note(struct cx *cx, const struct actor *who, struct run_id id, const char *area, int items,
                                 bool *cancelled);

/* Keeps what went wrong in the words of machines; the console shows it to those with system.raw_error. */
MUST_CHECK enum rc run_error_note(struct cx *cx, const struct actor *who, struct run_id id, const char *area,
                                  const char *detail);

/* Lays out the areas of a run, all pending; those that are there already stay as they are. */
MUST_CHECK enum rc run_areas_plan(struct cx *cx, const struct actor *who, struct run_id id, const char *const *areas,
                                  const int64_t *expected, size_t count);

/* Writes one area's state, figures and cursor as they are in `area`. */
MUST_CHECK enum rc run_area_put(struct cx *cx, const struct actor *who, struct run_id id, const struct run_area *area);

/* The roles that a requester holds now in the actor's workspace: none when the account is disabled or gone. */
MUST_CHECK enum rc run_requester_roles(struct cx *cx, const struct actor *who, struct account_id requester,
                                       enum role *roles, size_t max, size_t *count);

/* ---- words ---- */

const char *operation_code(enum operation operation);
const char *operation_label(enum operation operation); /* msgid */
enum capability operation_capability(enum operation operation);
enum operation_needs operation_needs(enum operation operation);
int operation_attempts(enum operation operation);
const char *operation_done(enum operation operation); /* msgid of a success */
MUST_CHECK enum rc operation_parse(const char *code, enum operation *out); /* RC_INVALID: no such code */

const char *run_outcome_code(enum run_outcome outcome); /* NULL for RUN_OUTCOME_NONE */
const char *run_outcome_label(enum run_outcome outcome); /* msgid; NULL for RUN_OUTCOME_NONE */
const char *run_origin_code(enum run_origin origin);
const char *run_origin_label(enum run_origin origin); /* msgid */
const char *area_state_code(enum area_state state);
const char *area_state_label(enum area_state state); /* msgid */

/* ---- what happened, as a sentence ---- */

enum { RUN_SENTENCE_ARGS = 6 };

/* A msgid and its values; a value that is a msgid itself is translated before it is put in. */
struct run_sentence {
    const char *msgid;

    struct run_sentence_arg {
        const char *name;
        const char *value;
        bool translate;
    } args[RUN_SENTENCE_ARGS];

    size_t arg_count;
};

/* What happened: "Captured 412 of 430 subjects; Conditional Access was not read: a permission is missing (Policy.Read.All)." */
struct run_sentence run_summary(struct cx *cx, const struct run *run, const struct run_area *areas, size_t count);

/* What to do about it, a msgid; NULL: nothing. */
const char *run_advice(const struct run *run, const struct run_area *areas, size_t count);

/* The sentence in the reader's language (cx->loc). */
const char *run_sentence_text(struct cx *cx, const struct run_sentence *sentence);

/* Loads operation_types.def into its table; for migrate. */
MUST_CHECK enum rc operation_types_load(struct cx *cx);

#endif
