/* The dispatch gate: the one place that says whether a run may go to a provider, now.
 *
 * It is asked when a run is requested and again when it executes. It refuses with a reason code, first come first:
 * kill switch, tenant, window, connection and consent, permissions. Too many runs at once, and a provider that asked not to be asked
 * for a while, are no refusal: the run waits. */
#ifndef CORE_RUN_GATE_H
#define CORE_RUN_GATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/ids.h"
#include "core/run/run.h"

enum {
    GATE_PARALLEL_WORKSPACE = 4, /* runs of one workspace that talk to a provider at once */
    GATE_LIVE_WORKSPACE = 2000 /* runs of one workspace that wait or run; a further request is refused */
};

enum gate_answer { GATE_PASS, GATE_WAIT, GATE_REFUSE };

struct gate_verdict {
    enum gate_answer answer;
    enum run_reason reason; /* of a refusal */
    int64_t wait_us; /* of a wait: how long at least; 0: nobody knows */
};

enum gate_moment { GATE_REQUEST, GATE_EXECUTION };

/* All that a verdict depends on. */
struct gate_facts {
    enum operation_needs needs;
    enum gate_moment moment;
    bool switched_off; /* some switch covers the workspace or the provider */
    bool tenant_active;
    bool maintenance; /* a window of the tenant or the workspace is open */
    bool freeze;
    bool connected;
    bool broken; /* known not to work, because of `broken_reason` */
    enum run_reason broken_reason;
    bool readable; /* some area's permissions are not known to be missing */
    int64_t running; /* of the workspace, with a provider, this one not counted */
    int64_t live; /* of the workspace, waiting or running */
    int64_t pause_us; /* until the time that the provider named for coming back; 0: it named none, or it is past */
};

/* The rule itself. */
struct gate_verdict gate_judge(const struct gate_facts *facts);

/* Whether `operation` may go ahead for `tenant`. `run` is itself not counted (nil at request). Any transaction. */
MUST_CHECK enum rc gate_ask(struct cx *cx, const struct actor *who, enum operation operation, struct tenant_id tenant,
                            enum gate_moment moment, struct run_id run, struct gate_verdict *out);

/* ---- kill switches ---- */

enum switch_scope { SWITCH_GLOBAL, SWITCH_WORKSPACE, SWITCH_PROVIDER, SWITCH_SCOPE_COUNT };

struct kill_switch {
    struct uuid id;
    enum switch_scope scope;
    const char *target; /* workspace id or provider code; "" for the global one */
    const char *note;
    int64_t set_us;
};

const char *switch_scope_code(enum switch_scope scope);
const char *switch_scope_label(enum switch_scope scope); /* msgid */

/* Those that are thrown, newest first. Any transaction. */
MUST_CHECK enum rc switch_list(struct cx *cx, const struct actor *who, struct kill_switch **out, size_t *count);

/* Switches provider access off; audited. Needs TX_WRITE and system.switch. RC_INVALID: no note, or a target that does not fit the
 * scope. RC_CONFLICT: it is off already. */
MUST_CHECK enum rc switch_throw(struct cx *cx, const struct actor *who, enum switch_scope scope, const char *target,
                                const char *note, struct uuid *out);

/* Switches it on again; audited. RC_NOT_FOUND: it is not off. */
MUST_CHECK enum rc switch_release(struct cx *cx, const struct actor *who, struct uuid id, const char *note);

#endif
