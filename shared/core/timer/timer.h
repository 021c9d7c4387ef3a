/* Things that are to happen at a time: one row per (kind, object), acted on by the scheduler (jobs/tick.h) alone.
 *
 * The row is locked while its action runs and moved on in the same transaction: an action happens once for each (object, due_at),
 * however often the scheduler is killed. What fell due several times while nobody looked happens once. */
#ifndef CORE_TIMER_TIMER_H
#define CORE_TIMER_TIMER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/ids.h"

struct timer {
    struct workspace_id workspace; /* ignored by timer_set: it is the actor's */
    const char *kind; /* of jobs/timers.def */
    struct uuid object;
    int64_t due_us;
    int64_t every_s; /* 0: once */
    int failures; /* since it last worked */
};

/* Sets or moves the timer of (kind, object). Needs TX_WRITE. */
MUST_CHECK enum rc timer_set(struct cx *cx, const struct actor *who, const struct timer *timer);

/* Removes it; none there is fine. Needs TX_WRITE. */
MUST_CHECK enum rc timer_clear(struct cx *cx, const struct actor *who, const char *kind, struct uuid object);

/* When it is due next. RC_NOT_FOUND: it is not set. */
MUST_CHECK enum rc timer_get(struct cx *cx, const struct actor *who, const char *kind, struct uuid object,
                             struct timer *out);

/* The inbox's detectors look at the tenant soon: called by whatever changes a fact that they state. Needs TX_WRITE. */
MUST_CHECK enum rc timer_detect_soon(struct cx *cx, const struct actor *who, struct tenant_id tenant);

/* The tenant's controls are evaluated again soon: called by whatever changes what a result stands on. Needs TX_WRITE. */
MUST_CHECK enum rc timer_evaluate_soon(struct cx *cx, const struct actor *who, struct tenant_id tenant);

/* ---- the scheduler's ---- */

/* Takes or keeps the scheduler's lease for `seconds`; *mine says whether `holder` has it now. Needs TX_WRITE. */
MUST_CHECK enum rc timer_lead(struct cx *cx, struct uuid holder, int64_t seconds, bool *mine);

/* The one that has been due longest, of any workspace. RC_NOT_FOUND: nothing is due. */
MUST_CHECK enum rc timer_next(struct cx *cx, struct timer *out);

/* Locks it, in its workspace's transaction. RC_NOT_FOUND: moved, removed, or locked by another. */
MUST_CHECK enum rc timer_lock(struct cx *cx, const struct actor *who, const struct timer *timer);

/* Its action has happened: removes it, or moves it to its first time after now. Same transaction as the action. An action that
 * set its own timer anew is left in peace. */
MUST_CHECK enum rc timer_done(struct cx *cx, const struct actor *who, const struct timer *timer);

/* Its action failed and was rolled back: tries again later, in a transaction of its own, so that others get their turn. */
MUST_CHECK enum rc timer_failed(struct cx *cx, const struct actor *who, const struct timer *timer, const char *problem);

/* How many are overdue, in any workspace, and since when (0: none): what the watchdog reports. */
MUST_CHECK enum rc timer_lag(struct cx *cx, int64_t *overdue, int64_t *oldest_us);

#endif
