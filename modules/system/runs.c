#include "base/text.h"
#include "core/run/console.h"
#include "modules/system/routes.h"
#include "modules/system/tabs.h"
#include "web/list.h"

const struct param console_run_params[] = {
    PARAM_CURSOR("after"),
    PARAM_INT_OPT("limit", 1, 100),
    PARAM_TEXT("workspace", 0, 40),
    PARAM_TEXT("operation", 0, 40),
    PARAM_CODE_OPT("state", "queued running completed"),
    PARAM_CODE_OPT("outcome", "succeeded partial failed blocked cancelled"),
    PARAM_END,
};
const struct param console_one[] = { PARAM_UUID("id"), PARAM_END };

/* ---- labels ---- */

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

static const char *origin_label_of(const char *code)
{
    for (enum run_origin origin = 0; origin < RUN_ORIGIN_COUNT; origin++) {
        if (text_equal(run_origin_code(origin), code)) {
            return run_origin_label(origin);
        }
    }
    return code;
}

static const char *area_label_of(const char *code)
{
    for (enum area_state state = 0; state < AREA_STATE_COUNT; state++) {
        if (text_equal(area_state_code(state), code)) {
            return area_state_label(state);
        }
    }
    return code;
}

/* ---- the list ---- */

static void show_run(struct view *row, const struct console_run *run)
{
    bool ended = run->state == RUN_COMPLETED;

    view_id(row, K_ID, run->id.v);
    view_id(row, K_WORKSPACE_ID, run->workspace.v);
    view_text(row, K_WORKSPACE_SLUG, run->workspace_slug);
    view_code(row, K_OPERATION, operation_code(run->operation), operation_label(run->operation));
    view_id(row, K_TENANT_ID, run->tenant.v);
    view_code(row, K_STATUS, state_code(&run_states, (int)run->state), state_label(&run_states, (int)run->state));
    view_code(row, K_OUTCOME, run_outcome_code(run->outcome), run_outcome_label(run->outcome));
    view_code(row, K_REASON, run_reason_code(run->reason), run_reason_label(run->reason));
    view_code(row, K_ORIGIN, run->origin, origin_label_of(run->origin));
    view_int(row, K_ATTEMPT, run->attempt);
    view_int(row, K_STEPS, run->steps);
    view_time(row, K_CREATED, run->requested_us);
    view_time(row, K_STARTED, run->started_us);
    view_time(row, K_FINISHED, run->finished_us);
    view_show_if(row, K_RUN_ENDED, ended);
    view_show_if(row, K_RUN_OPEN, !ended);
    view_show_if(row, K_RUN_STARTED, run->started_us != 0);
    view_show_if(row, K_RUN_HAS_REASON, run->reason != RUN_REASON_NONE);
    view_show_if(row, K_HAS_TENANT, !uuid_is_nil(run->tenant.v));
}

static void choice(struct view *view, enum tpl_key key, const char *code, const char *name, const char *chosen)
{
    struct view *row = view_html_row(view, key);

    view_mark(row, K_CHOICE_CODE, code);
    view_mark(row, K_CHOICE_NAME, name);
    view_show_if(row, K_CHOICE_CURRENT, text_equal(code, chosen));
}

/* The form above the list: what may be chosen, and what is. */
static enum rc show_choices(struct cx *cx, const struct request *req, struct view *view,
                            const struct console_filter *filter)
{
    struct console_workspace *workspaces;
    size_t count;
    enum rc rc = console_workspaces(cx, req->who, &workspaces, &count);

    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        choice(view, K_WORKSPACE_OPTION, workspaces[i].slug, workspaces[i].name, filter->workspace);
    }
    for (enum operation operation = 0; operation < OPERATION_COUNT; operation++) {
        choice(view, K_OPERATION_OPTION, operation_code(operation), tr(cx->loc, operation_label(operation)),
               filter->operation);
    }
    for (enum run_outcome outcome = RUN_OUTCOME_NONE + 1; outcome < RUN_OUTCOME_COUNT; outcome++) {
        choice(view, K_OUTCOME_OPTION, run_outcome_code(outcome), tr(cx->loc, run_outcome_label(outcome)),
               filter->outcome);
    }
    return rc;
}

static void show_list(struct view *view, const struct request *req, const struct console_run *runs, size_t count,
                      bool more)
{
    static const struct list_filter filters[] = { { "workspace", N_("Workspace"), NULL },
                                                  { "operation", N_("Operation"), operation_label_of },
                                                  { "state", N_("State"), state_label_of },
                                                  { "outcome", N_("Outcome"), outcome_label_of } };
    struct cursor last = { .text = "" };
    bool filtered = param_given(req, "workspace") || param_given(req, "operation") || param_given(req, "state") ||
                    param_given(req, "outcome");

    list_chips(view, req, filters, sizeof filters / sizeof filters[0]);
    view_show_if(view, K_HAS_RUNS, count > 0);
    view_show_if(view, K_NEVER_RUN, count == 0 && !filtered);
    view_show_if(view, K_NO_SUCH_RUN, count == 0 && filtered);
    view_rows(view, K_RUNS);
    for (size_t i = 0; i < count; i++) {
        show_run(view_row(view, K_RUNS), &runs[i]);
    }
    if (more) {
        last.id = runs[count - 1].id.v;
        last.number = runs[count - 1].requested_us;
    }
    list_pager(view, req, more ? &last : NULL);
}

enum rc runs_list(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct cursor *after = param_cursor(req, "after");
    int32_t limit = list_limit(req);
    const struct console_filter filter = {
        .state = param_code(req, "state"),
        .outcome = param_code(req, "outcome"),
        .operation = param_text(req, "operation"),
        .workspace = param_text(req, "workspace"),
        .after_us = after == NULL ? 0 : after->number,
        .after = { after == NULL ? (struct uuid){ { 0 } } : after->id },
        .limit = limit + 1,
    };
    struct console_run *runs;
    struct view *view;
    size_t count;
    enum rc rc = console_runs(cx, req->who, &filter, &runs, &count);

    if (rc != RC_OK) {
        return rc;
    }
    view = reply_page(reply, TPL_SYSTEM_RUNS);
    reply_title(reply, N_("Runs of all workspaces"));
    tabs_fill(view, req);
    show_list(view, req, runs, count > (size_t)limit ? (size_t)limit : count, count > (size_t)limit);
    return show_choices(cx, req, view, &filter);
}

/* ---- one run ---- */

static enum rc show_areas(struct cx *cx, const struct request *req, struct view *view, struct run_id id)
{
    struct console_area *areas;
    size_t count;
    enum rc rc = console_run_areas(cx, req->who, id, &areas, &count);

    if (rc != RC_OK) {
        return rc;
    }
    view_rows(view, K_RUN_AREA);
    view_show_if(view, K_HAS_AREAS, count > 0);
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(view, K_RUN_AREA);

        view_code(row, K_AREA, areas[i].area, areas[i].label);
        view_code(row, K_AREA_STATE, areas[i].state, area_label_of(areas[i].state));
        view_int(row, K_AREA_EXPECTED, areas[i].expected);
        view_int(row, K_AREA_READ, areas[i].read);
        view_int(row, K_AREA_SKIPPED, areas[i].skipped);
        view_code(row, K_AREA_REASON, run_reason_code(areas[i].reason), run_reason_label(areas[i].reason));
        view_show_if(row, K_AREA_HAS_REASON, areas[i].reason != RUN_REASON_NONE);
    }
    return RC_OK;
}

/* Only for those who hold the capability; the page says which one it would take. */
static enum rc show_errors(struct cx *cx, const struct request *req, struct view *view, struct run_id id)
{
    bool may = actor_may(req->who, CAP_SYSTEM_RAW_ERROR);
    struct console_error *errors = NULL;
    size_t count = 0;
    enum rc rc = may ? console_run_errors(cx, req->who, id, &errors, &count) : RC_OK;

    view_rows(view, K_RUN_ERROR);
    view_show_if(view, K_MAY_SEE_ERRORS, may);
    view_show_if(view, K_NO_ERROR, may && count == 0);
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(view, K_RUN_ERROR);

        view_text(row, K_ERROR_AREA, errors[i].area);
        view_text(row, K_ERROR_DETAIL, errors[i].detail);
        view_time(row, K_ERROR_AT, errors[i].at_us);
    }
    return rc;
}

enum rc runs_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct run_id id = { param_uuid(req, "id") };
    struct console_run run;
    struct view *view;
    enum rc rc = console_run_get(cx, req->who, id, &run);

    if (rc != RC_OK) {
        return rc;
    }
    view = reply_page(reply, TPL_SYSTEM_RUN);
    reply_title(reply, operation_label(run.operation));
    show_run(view, &run);
    rc = show_areas(cx, req, view, id);
    return rc == RC_OK ? show_errors(cx, req, view, id) : rc;
}
