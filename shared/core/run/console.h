/* What the platform's operators see of all workspaces: runs and the machinery that makes them, as metadata alone.
 *
 * The database role behind it reads no tenant's row; SECURITY DEFINER functions (sql/migrations/0008_console.sql and 0004_estate.sql) give
 * what is here, and no tenant's name, object or document. Any transaction, in no workspace. All need system.read. */
#ifndef CORE_RUN_CONSOLE_H
#define CORE_RUN_CONSOLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/ids.h"
#include "core/run/run.h"

struct console_workspace {
    struct workspace_id id;
    const char *slug;
    const char *name;
};

struct console_run {
    struct workspace_id workspace;
    const char *workspace_slug;
    struct run_id id;
    enum operation operation;
    struct tenant_id tenant; /* nil: none */
    enum run_state state;
    enum run_outcome outcome;
    enum run_reason reason;
    const char *origin; /* run_origin_code() */
    int attempt;
    int steps;
    int64_t requested_us;
    int64_t started_us; /* 0: not yet; so the one below */
    int64_t finished_us;
};

struct console_filter {
    const char *state; /* codes; NULL: all */
    const char *outcome;
    const char *operation;
    const char *workspace; /* slug */
    int64_t after_us; /* requested_us of the last row of the page before; 0: the first page */
    struct run_id after;
    int limit; /* 1 to 200 */
};

struct console_area {
    const char *area;
    const char *label; /* msgid; the code where no provider knows it */
    const char *state; /* area_state_code() */
    int expected;
    int read;
    int skipped;
    enum run_reason reason;
};

/* The words of machines: what a provider or the database said. */
struct console_error {
    const char *area;
    const char *detail;
    int64_t at_us;
};

struct console_health {
    const char *server_version;
    int schema_version;
    int64_t started_us; /* the database server */
    int64_t database_bytes;
    int64_t connections;
    int64_t scheduler_until_us; /* how long the scheduler's lease holds; 0: there was none yet */
    int64_t overdue_timers;
    int64_t oldest_timer_us; /* 0: none; so the others */
    int64_t live_leases; /* jobs in the hands of workers */
    int64_t lost_leases; /* of workers that gave no sign */
    int64_t waiting_jobs; /* that could be executed now */
    int64_t oldest_job_us;
    int64_t dead_jobs;
    int64_t unsealed_events;
    int64_t oldest_event_us;
};

MUST_CHECK enum rc console_health(struct cx *cx, const struct actor *who, struct console_health *out);

/* By slug. */
MUST_CHECK enum rc console_workspaces(struct cx *cx, const struct actor *who, struct console_workspace **out,
                                      size_t *count);

/* Newest first. */
MUST_CHECK enum rc console_runs(struct cx *cx, const struct actor *who, const struct console_filter *filter,
                                struct console_run **out, size_t *count);

/* RC_NOT_FOUND: there is none. */
MUST_CHECK enum rc console_run_get(struct cx *cx, const struct actor *who, struct run_id id, struct console_run *out);

MUST_CHECK enum rc console_run_areas(struct cx *cx, const struct actor *who, struct run_id id,
                                     struct console_area **out, size_t *count);

/* At most 200, the first first. Needs system.raw_error. */
MUST_CHECK enum rc console_run_errors(struct cx *cx, const struct actor *who, struct run_id id,
                                      struct console_error **out, size_t *count);

#endif
