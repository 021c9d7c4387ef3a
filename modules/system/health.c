#include "base/text.h"
#include "core/queue/queue.h"
#include "core/run/console.h"
#include "core/run/gate.h"
#include "modules/system/routes.h"
#include "modules/system/tabs.h"

enum { LATE_S = 60 };

/* Late: something has waited for longer than it ever should. */
static bool is_late(struct cx *cx, int64_t since_us)
{
    return since_us != 0 && clock_now_us(cx->clock) - since_us > LATE_S * SECOND_US;
}

static struct view *part(struct view *view, const char *code, const char *label, bool works)
{
    struct view *row = view_row(view, K_PART);

    view_code(row, K_PART_NAME, code, label);
    view_code(row, K_PART_STATE, works ? "fine" : "broken", works ? N_("keeps up") : N_("needs you"));
    return row;
}

static void show_parts(struct view *view, const struct console_health *h)
{
    struct cx *cx = view_cx(view);
    bool scheduled = h->scheduler_until_us > clock_now_us(cx->clock);

    view_rows(view, K_PART);
    view_msg(part(view, "database", N_("Database"), true), K_PART_TEXT, N_("PostgreSQL %(version)s, schema %(schema)s"),
             "version", h->server_version, "schema", arena_printf(cx->mem, "%d", h->schema_version));
    view_msg(part(view, "scheduler", N_("Scheduler"), scheduled && !is_late(cx, h->oldest_timer_us)), K_PART_TEXT,
             !scheduled               ? N_("No worker keeps the schedule.")
             : h->overdue_timers == 0 ? N_("Nothing is overdue.")
                                      : N_("Timers overdue: %(count)s"),
             "count", arena_printf(cx->mem, "%lld", (long long)h->overdue_timers));
    view_msg(part(view, "worker", N_("Worker"), h->lost_leases == 0 && !is_late(cx, h->oldest_job_us)), K_PART_TEXT,
             N_("Jobs in work: %(live)s; waiting: %(waiting)s; lost by their worker: %(lost)s"), "live",
             arena_printf(cx->mem, "%lld", (long long)h->live_leases), "waiting",
             arena_printf(cx->mem, "%lld", (long long)h->waiting_jobs), "lost",
             arena_printf(cx->mem, "%lld", (long long)h->lost_leases));
    view_msg(part(view, "sealer", N_("Sealer"), !is_late(cx, h->oldest_event_us)), K_PART_TEXT,
             h->unsealed_events == 0 ? N_("Every event of the audit log is sealed.")
                                     : N_("Events to be sealed: %(count)s"),
             "count", arena_printf(cx->mem, "%lld", (long long)h->unsealed_events));
}

static void show_figures(struct view *view, const struct console_health *h)
{
    view_text(view, K_SERVER_VERSION, h->server_version);
    view_int(view, K_SCHEMA_VERSION, h->schema_version);
    view_time(view, K_STARTED, h->started_us);
    view_size(view, K_DATABASE_SIZE, h->database_bytes);
    view_int(view, K_CONNECTIONS, h->connections);
    view_time(view, K_SCHEDULER_UNTIL, h->scheduler_until_us);
    view_int(view, K_OVERDUE_TIMERS, h->overdue_timers);
    view_time(view, K_OLDEST_TIMER, h->oldest_timer_us);
    view_int(view, K_LIVE_LEASES, h->live_leases);
    view_int(view, K_LOST_LEASES, h->lost_leases);
    view_int(view, K_WAITING_JOBS, h->waiting_jobs);
    view_time(view, K_OLDEST_JOB, h->oldest_job_us);
    view_show_if(view, K_JOB_WAITS, h->oldest_job_us != 0);
    view_int(view, K_DEAD_JOBS, h->dead_jobs);
    view_int(view, K_UNSEALED_EVENTS, h->unsealed_events);
    view_time(view, K_OLDEST_EVENT, h->oldest_event_us);
}

static const char *kind_label(const char *kind)
{
    enum operation operation;

    return operation_parse(kind, &operation) == RC_OK ? operation_label(operation) : kind;
}

static const char *state_label_of(const char *state)
{
    static const struct {
        const char *code;
        const char *label;
    } labels[] = {
        { "queued", N_("to be done now") },
        { "waiting", N_("waits for its time") },
        { "running", N_("in work") },
        { "dead", N_("dead") },
    };

    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        if (text_equal(labels[i].code, state)) {
            return labels[i].label;
        }
    }
    return state;
}

static enum rc show_queue(struct cx *cx, const struct request *req, struct view *view)
{
    struct queue_figure *figures;
    size_t count;
    enum rc rc = queue_figures(cx, req->who, &figures, &count);

    if (rc != RC_OK) {
        return rc;
    }
    view_rows(view, K_QUEUE);
    view_show_if(view, K_NO_QUEUE, count == 0);
    view_show_if(view, K_HAS_QUEUE, count > 0);
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(view, K_QUEUE);

        view_code(row, K_KIND, figures[i].kind, kind_label(figures[i].kind));
        view_code(row, K_STATE, figures[i].state, state_label_of(figures[i].state));
        view_int(row, K_JOBS, figures[i].jobs);
        view_time(row, K_OLDEST, figures[i].oldest_us);
    }
    return RC_OK;
}

enum rc health_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct console_health health;
    struct kill_switch *switches;
    struct view *view;
    size_t count;
    enum rc rc = console_health(cx, req->who, &health);

    rc = rc == RC_OK ? switch_list(cx, req->who, &switches, &count) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    view = reply_page(reply, TPL_SYSTEM_HEALTH);
    reply_title(reply, N_("Console"));
    tabs_fill(view, req);
    show_figures(view, &health);
    show_parts(view, &health);
    view_int(view, K_SWITCH_COUNT, (int64_t)count);
    view_show_if(view, K_SWITCHED_OFF, count > 0);
    return show_queue(cx, req, view);
}
