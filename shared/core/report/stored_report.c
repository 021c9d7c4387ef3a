#include "core/report/stored_report.h"

#include "base/text.h"
#include "core/audit/audit.h"
#include "core/report/stored_report_store.h"

static const struct state_def states[] = {
#define STATE(constant, code, label) [STORED_REPORT_##constant] = { code, label },
#define CHANGE(from, to, by)
#include "core/report/stored_report_states.def"
#undef STATE
#undef CHANGE
};

static const struct state_change changes[] = {
#define STATE(constant, code, label)
#define CHANGE(from, to, by) { STORED_REPORT_##from, STORED_REPORT_##to, CAP_##by },
#include "core/report/stored_report_states.def"
#undef STATE
#undef CHANGE
};

const struct state_table stored_report_states = STATE_TABLE("stored_report", states, changes);

static enum rc note(struct cx *cx, const struct actor *who, const char *action, const struct stored_report *report,
                    enum stored_report_state from)
{
    return audit_write(
        cx, who,
        &(struct audit_entry){ .action = action,
                               .object_type = "stored_report",
                               .object = report->id.v,
                               .from = from == STORED_REPORT_NONE ? NULL : state_code(&stored_report_states, (int)from),
                               .to = state_code(&stored_report_states, (int)report->state),
                               .reason_code = report->reason });
}

enum rc stored_report_request(struct cx *cx, const struct actor *who, const char *kind, const char *format,
                              const char *parameters, struct stored_report *out)
{
    int64_t now_us = clock_now_us(cx->clock);
    const struct stored_report report = {
        .id.v = uuid_new(cx->clock),
        .kind = kind,
        .format = format,
        .parameters = text_empty(parameters) ? "{}" : parameters,
        .requester = actor_account(who),
        .created_us = now_us,
        .expires_us = now_us + STORED_REPORT_DAYS * DAY_US,
    };
    enum rc rc = state_require(cx, &stored_report_states, STORED_REPORT_NONE, STORED_REPORT_REQUESTED, who);

    if (rc == RC_OK) {
        rc = stored_report_store_insert(cx, who, &report, out);
    }
    return rc == RC_OK ? note(cx, who, "report.requested", out, STORED_REPORT_NONE) : rc;
}

enum rc stored_report_set_run(struct cx *cx, const struct actor *who, struct report_id id, struct run_id run)
{
    return stored_report_store_set_run(cx, who, id, run);
}

static enum rc start_run(struct cx *cx, const struct actor *who, const struct stored_report_order *in,
                         struct stored_report *report)
{
    const struct run_request request = { .operation = OPERATION_REPORT, .object = report->id.v, .origin = in->origin };
    struct run run;
    enum rc rc = run_request(cx, who, &request, &run);

    if (rc == RC_OK && run.state != RUN_COMPLETED) {
        rc = stored_report_store_set_run(cx, who, report->id, run.id);
    }
    return rc == RC_OK ? stored_report_get(cx, who, report->id, report) : rc;
}

enum rc stored_report_order(struct cx *cx, const struct actor *who, const struct stored_report_order *in,
                            struct stored_report *out)
{
    enum rc rc = stored_report_store_waiting(cx, who, in, out);

    if (rc != RC_NOT_FOUND) {
        return rc;
    }
    rc = stored_report_request(cx, who, in->kind, in->format, in->parameters, out);
    return rc == RC_OK ? start_run(cx, who, in, out) : rc;
}

enum rc stored_report_take(struct cx *cx, const struct actor *who, struct report_id id, struct stored_report *out)
{
    struct stored_report report;
    enum rc rc = stored_report_get(cx, who, id, &report);

    if (rc != RC_OK) {
        return rc;
    }
    if (report.state != STORED_REPORT_READY) {
        return fail_set(cx, RC_CONFLICT, N_("This report has no file to download."), "stored report %s: %s",
                        id_text(cx, id.v), state_code(&stored_report_states, (int)report.state));
    }
    *out = report;
    return audit_write(
        cx, who,
        &(struct audit_entry){ .action = "report.downloaded", .object_type = "stored_report", .object = id.v });
}

enum rc stored_report_get(struct cx *cx, const struct actor *who, struct report_id id, struct stored_report *out)
{
    return stored_report_store_get(cx, who, id, out);
}

enum rc stored_report_list(struct cx *cx, const struct actor *who, const struct stored_report_page *page,
                           struct stored_report **out, size_t *count)
{
    struct stored_report_page bounded = *page;

    if (bounded.limit > STORED_REPORT_LIST_MAX) {
        bounded.limit = STORED_REPORT_LIST_MAX;
    }
    return stored_report_store_list(cx, who, &bounded, out, count);
}

enum rc stored_report_finish(struct cx *cx, const struct actor *who, struct report_id id,
                             const struct stored_report_file *file, struct stored_report *out)
{
    enum rc rc = stored_report_store_finish(cx, who, id, file, out);

    return rc == RC_OK ? note(cx, who, "report.finished", out, STORED_REPORT_REQUESTED) : rc;
}

enum rc stored_report_fail(struct cx *cx, const struct actor *who, struct report_id id, const char *reason,
                           struct stored_report *out)
{
    enum rc rc = stored_report_store_fail(cx, who, id, reason, out);

    return rc == RC_OK ? note(cx, who, "report.failed", out, STORED_REPORT_REQUESTED) : rc;
}

enum rc stored_report_expire_one(struct cx *cx, const struct actor *who, struct stored_report *out)
{
    enum rc rc = stored_report_store_expire(cx, who, out);

    return rc == RC_OK ? note(cx, who, "report.expired", out, STORED_REPORT_READY) : rc;
}

char *stored_report_file_name(struct arena *mem, const struct stored_report *report)
{
    return arena_printf(mem, "%s-%s.%s", report->kind, uuid_text(mem, report->id.v), report->format);
}
