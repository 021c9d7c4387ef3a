#include "base/text.h"
#include "core/run/run.h"
#include "modules/inbox/choices.h"
#include "modules/inbox/routes.h"
#include "modules/inbox/run_reply.h"
#include "modules/inbox/run_view.h"
#include "web/list.h"

const struct param run_list_params[] = {
    LIST_PARAMS("new"),
    PARAM_UUID_OPT("tenant"),
    PARAM_TEXT("operation", 0, 40),
    PARAM_CODE_OPT("state", "queued running completed"),
    PARAM_CODE_OPT("outcome", "succeeded partial failed blocked cancelled"),
    PARAM_END,
};
const struct param run_one[] = { PARAM_UUID("id"), PARAM_END };
const struct param run_live[] = { PARAM_UUID("id"), PARAM_INT_OPT("seen", 0, INT32_MAX), PARAM_END };

static struct run_id id_of(const struct request *req)
{
    return (struct run_id){ param_uuid(req, "id") };
}

/* ---- the list ---- */

static const char *operation_label_of(const char *code)
{
    enum operation operation;

    return operation_parse(code, &operation) == RC_OK ? operation_label(operation) : NULL;
}

static const char *state_label_of(const char *code)
{
    int state;

    return state_parse(&run_states, code, &state) == RC_OK ? state_label(&run_states, state) : NULL;
}

static const char *outcome_label_of(const char *code)
{
    for (int i = RUN_OUTCOME_NONE + 1; i < RUN_OUTCOME_COUNT; i++) {
        if (text_equal(run_outcome_code((enum run_outcome)i), code)) {
            return run_outcome_label((enum run_outcome)i);
        }
    }
    return NULL;
}

static void show_row(struct view *row, const struct run *run)
{
    run_view_row(row, run);
    view_int(row, K_EXPECTED, run->cover.expected);
    view_int(row, K_READ, run->cover.read);
    view_int(row, K_SKIPPED, run->cover.skipped);
}

static void show_filter(const struct request *req, struct view *view)
{
    const char *operation_code_given = param_text(req, "operation");

    view_mark(view, K_TENANT_KEPT, param_given(req, "tenant") ? id_text(view_cx(view), param_uuid(req, "tenant")) : "");
    for (enum operation operation = 0; operation < OPERATION_COUNT; operation++) {
        choice_row(view, K_OPERATION_OPTION, operation_code(operation), operation_label(operation),
                   text_equal(operation_code(operation), operation_code_given));
    }
    for (int state = 0; state < RUN_STATE_COUNT; state++) {
        choice_row(view, K_STATE_CHOICE, state_code(&run_states, state), state_label(&run_states, state),
                   text_equal(state_code(&run_states, state), param_code(req, "state")));
    }
    for (enum run_outcome outcome = RUN_OUTCOME_NONE + 1; outcome < RUN_OUTCOME_COUNT; outcome++) {
        choice_row(view, K_OUTCOME_OPTION, run_outcome_code(outcome), run_outcome_label(outcome),
                   text_equal(run_outcome_code(outcome), param_code(req, "outcome")));
    }
}

static void show_empty(const struct request *req, struct view *view, size_t count)
{
    struct list_empty why = { LIST_EMPTY_NEVER, N_("No run yet"),
                              N_("A run appears as soon as a tenant's connection is tested or captured."),
                              list_place(req, view_cx(view), "tenants"), N_("To the tenants") };

    if (param_given(req, "operation") || param_given(req, "state") || param_given(req, "outcome") ||
        param_given(req, "tenant")) {
        why = (struct list_empty){ LIST_EMPTY_FILTERED, N_("Nothing fits the filter"),
                                   N_("There may be runs that do not fit it."), req->path, N_("Remove the filter") };
    }
    list_empty(view, count, &why);
}

enum rc runs_list(struct cx *cx, const struct request *req, struct reply *reply)
{
    static const struct list_filter filters[] = { { "q", N_("Search"), NULL },
                                                  { "operation", N_("Operation"), operation_label_of },
                                                  { "state", N_("State"), state_label_of },
                                                  { "outcome", N_("Outcome"), outcome_label_of },
                                                  { "tenant", N_("Tenant"), NULL } };
    const struct cursor *after = param_cursor(req, "after");
    int32_t limit = list_limit(req);
    const struct run_filter filter = {
        .tenant = { param_uuid(req, "tenant") },
        .operation = param_text(req, "operation"),
        .state = param_code(req, "state"),
        .outcome = param_code(req, "outcome"),
        .q = param_text(req, "q"),
        .after_us = after == NULL ? 0 : after->number,
        .after = { after == NULL ? (struct uuid){ { 0 } } : after->id },
        .limit = limit + 1,
    };
    const struct list_export export = { .report = "runs" };
    struct cursor last = { .text = "" };
    const char *tenant;
    struct view *view;
    struct run *runs;
    size_t count;
    bool more;
    enum rc rc;

    if (req->wants == WANTS_CSV) {
        return list_csv(reply, req, export);
    }
    rc = run_list(cx, req->who, &filter, &runs, &count);
    if (rc != RC_OK) {
        return rc;
    }
    more = count > (size_t)limit;
    count = more ? (size_t)limit : count;
    view = reply_page(reply, TPL_INBOX_RUNS);
    reply_title(reply, N_("Runs"));
    rc = tenant_chip(cx, req, count > 0 ? runs[0].tenant_name : NULL, &tenant);
    list_chips_named(view, req, filters, sizeof filters / sizeof filters[0], &(struct list_name){ "tenant", tenant },
                     1);
    list_csv_link(view, req, export, count > 0);
    show_filter(req, view);
    show_empty(req, view, count);
    view_rows(view, K_RUNS);
    for (size_t i = 0; i < count; i++) {
        show_row(view_row(view, K_RUNS), &runs[i]);
    }
    if (more) {
        last.id = runs[count - 1].id.v;
        last.number = runs[count - 1].requested_us;
    }
    list_pager(view, req, more ? &last : NULL);
    return rc;
}

/* ---- one run ---- */

static void show_area(struct view *row, const struct run_area *area)
{
    view_code(row, K_AREA, area->area, area->label);
    view_code(row, K_AREA_STATE, area_state_code(area->state), area_state_label(area->state));
    view_int(row, K_AREA_EXPECTED, area->expected);
    view_int(row, K_AREA_READ, area->read);
    view_int(row, K_AREA_SKIPPED, area->skipped);
    view_int(row, K_AREA_ADDED, area->added);
    view_int(row, K_AREA_CHANGED, area->changed);
    view_int(row, K_AREA_DELETED, area->deleted);
    view_code(row, K_AREA_REASON, run_reason_code(area->reason), run_reason_label(area->reason));
    view_show_if(row, K_AREA_HAS_REASON, area->reason != RUN_REASON_NONE);
    view_text(row, K_AREA_DETAIL, area->detail);
}

/* What changes while one looks: it only ever grows. */
static int32_t progress_of(const struct run *run)
{
    return run->row_version + run->steps;
}

static void show_live(struct view *view, const struct request *req, const struct run *run, const struct run_area *areas,
                      size_t count)
{
    struct cx *cx = view_cx(view);
    const struct run_sentence sentence = run_summary(cx, run, areas, count);
    const char *advice = run_advice(run, areas, count);

    run_view_row(view, run);
    view_text(view, K_RUN_SENTENCE, run_sentence_text(cx, &sentence));
    view_show_if(view, K_RUN_HAS_ADVICE, advice != NULL);
    view_msg(view, K_RUN_ADVICE, advice == NULL ? "" : advice);
    view_url(view, K_POLL_URL, "/w/%s/runs/%s/live?seen=%d", req->workspace, id_text(cx, run->id.v), progress_of(run));
    view_time(view, K_PROGRESSED, run->progressed_us);
    view_int(view, K_STEPS, run->steps);
    view_show_if(view, K_HAS_AREAS, count > 0);
    view_rows(view, K_RUN_AREA);
    for (size_t i = 0; i < count; i++) {
        show_area(view_row(view, K_RUN_AREA), &areas[i]);
    }
}

static enum rc read_run(struct cx *cx, const struct request *req, struct run *run, struct run_area **areas,
                        size_t *count)
{
    enum rc rc = run_get(cx, req->who, id_of(req), run);

    return rc == RC_OK ? run_areas(cx, req->who, run->id, areas, count) : rc;
}

enum rc runs_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct run_area *areas;
    struct view *view;
    struct run run;
    size_t count;
    enum rc rc = read_run(cx, req, &run, &areas, &count);

    if (rc != RC_OK) {
        return rc;
    }
    view = reply_page(reply, TPL_INBOX_RUN);
    reply_title(reply, operation_label(run.operation));
    view_include(view, K_RUN_LIVE, TPL_INBOX_RUN_LIVE);
    show_live(view, req, &run, areas, count);
    view_text(view, K_ON_BEHALF_OF, run.on_behalf_of);
    view_show_if(view, K_HAS_ON_BEHALF_OF, run.on_behalf_of[0] != '\0');
    view_id(view, K_CAUSED_BY, run.caused_by.v);
    view_show_if(view, K_HAS_CAUSE, !uuid_is_nil(run.caused_by.v));
    view_id(view, K_RETRY_OF, run.retry_of.v);
    view_show_if(view, K_HAS_RETRY_OF, !uuid_is_nil(run.retry_of.v));
    view_show_if(view, K_CAN_CANCEL,
                 run.state != RUN_COMPLETED && run.cancel_requested_us == 0 && actor_may(req->who, CAP_RUN_CANCEL));
    view_show_if(view, K_CAN_RETRY,
                 run.state == RUN_COMPLETED && run.outcome != RUN_OUTCOME_SUCCEEDED &&
                     actor_may(req->who, operation_capability(run.operation)));
    return RC_OK;
}

enum rc runs_live(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct run_area *areas;
    struct run run;
    size_t count;
    enum rc rc = read_run(cx, req, &run, &areas, &count);

    if (rc != RC_OK) {
        return rc;
    }
    if (progress_of(&run) == param_i32(req, "seen")) {
        return reply_no_content(reply);
    }
    show_live(reply_fragment(reply, TPL_INBOX_RUN_LIVE), req, &run, areas, count);
    return RC_OK;
}

enum rc runs_cancel(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct run run;
    enum rc rc = run_cancel(cx, req->who, id_of(req), &run);

    return reply_run(cx, req, reply, rc, &run);
}

enum rc runs_retry(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct run run;
    enum rc rc = run_retry(cx, req->who, id_of(req), &run);

    return reply_run(cx, req, reply, rc, &run);
}
