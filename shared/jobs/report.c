/* Makes a stored report: one read-only transaction that streams to a file, then the row says what the file is.
 *
 * A job without a run removes the file of a report that has expired; its argument is the report's id, never a path. */
#include "reports/report_file.h"

#include "core/queue/queue.h"
#include "core/report/stored_report.h"
#include "core/timer/timer.h"
#include "jobs/job.h"
#include "jobs/timers.h"

enum { REMOVE_ATTEMPTS = 20 };

struct reporting {
    struct stored_report report;
    enum report_kind kind;
    enum report_format format;
    const char *folder;
    const char *name;
    struct report_file file;
};

static enum rc load_order(struct cx *cx, struct execution *x, struct reporting *r)
{
    enum rc rc = stored_report_get(cx, x->who, (struct report_id){ x->run->object }, &r->report);

    if (rc != RC_OK) {
        return rc;
    }
    if (r->report.state != STORED_REPORT_REQUESTED) { /* its run ended, and was asked for once more */
        x->done = true;
        x->outcome = RUN_OUTCOME_BLOCKED;
        x->reason = RUN_REASON_PRECONDITION_CHANGED;
        return RC_OK;
    }
    if (report_kind_parse(r->report.kind, &r->kind) != RC_OK ||
        report_format_parse(r->report.format, &r->format) != RC_OK) {
        return fail_set(cx, RC_INTERNAL, NULL, "stored report: kind '%s', format '%s'", r->report.kind,
                        r->report.format);
    }
    return RC_OK;
}

static enum rc load_expired(struct cx *cx, struct execution *x, struct reporting *r)
{
    struct report_id id;
    enum rc rc = uuid_parse(x->job->args, &id.v);

    rc = rc == RC_OK ? stored_report_get(cx, x->who, id, &r->report) : rc;
    if (rc == RC_OK && r->report.state != STORED_REPORT_EXPIRED) {
        rc = RC_CONFLICT;
    }
    return rc == RC_OK ? rc : fail_set(cx, RC_INTERNAL, NULL, "no expired report '%s'", x->job->args);
}

static enum rc load(struct cx *cx, struct execution *x)
{
    struct reporting *r = arena_calloc(x->mem, 1, sizeof *r);
    enum rc rc = x->run == NULL ? load_expired(cx, x, r) : load_order(cx, x, r);

    x->state = r;
    if (rc == RC_OK) {
        r->folder = arena_printf(x->mem, "%s/reports/%s", x->env->config->var, id_text(cx, actor_workspace(x->who).v));
        r->name = stored_report_file_name(x->mem, &r->report);
    }
    return rc;
}

static enum rc write_file(struct cx *cx, struct execution *x)
{
    struct reporting *r = x->state;

    if (x->run == NULL) {
        return report_file_remove(cx, r->folder, r->name);
    }
    return report_file_write(cx, r->report.id.v, r->kind, r->format, r->folder, r->name, x->job->attempt, &r->file);
}

static enum rc finish(struct cx *cx, struct execution *x)
{
    struct reporting *r = x->state;
    const struct stored_report_file file = { .size_bytes = r->file.size_bytes,
                                             .row_count = r->file.row_count,
                                             .sha256 = bytes_of(r->file.sha256, sizeof r->file.sha256) };
    enum rc rc = RC_OK;

    x->done = true;
    x->outcome = RUN_OUTCOME_SUCCEEDED;
    if (x->run != NULL) {
        rc = stored_report_finish(cx, x->who, r->report.id, &file, &r->report);
        rc = rc == RC_OK
                 ? timer_set(cx, x->who,
                             &(struct timer){
                                 .kind = "report_expiry", .object = r->report.id.v, .due_us = r->report.expires_us })
                 : rc;
    }
    return rc;
}

const struct job_type report_job = {
    .operation = OPERATION_REPORT,
    .load = load,
    .read = write_file,
    .apply = finish,
};

/* A report's time is over: first it is no longer offered, then its file goes. */
enum rc report_expiry_due(struct cx *cx, const struct actor *who, const struct timer *timer)
{
    struct stored_report report;
    struct job_id job;
    enum rc rc = stored_report_expire_one(cx, who, &report);

    (void)timer; /* each report has one, and takes what is due first */
    if (rc == RC_NOT_FOUND) {
        return RC_OK;
    }
    return rc == RC_OK ? queue_push(cx, who,
                                    &(struct queue_entry){ .kind = operation_code(OPERATION_REPORT),
                                                           .args = id_text(cx, report.id.v),
                                                           .priority = QUEUE_SCHEDULE,
                                                           .max_attempts = REMOVE_ATTEMPTS },
                                    &job)
                       : rc;
}
