#include "modules/reports/report_view.h"

#include "base/text.h"
#include "core/decision/decision.h"
#include "core/finding/finding.h"
#include "core/review/review.h"
#include "core/severity.h"
#include "core/subject/subject.h"
#include "core/tenant/tenant.h"
#include "reports/report.h"

static const struct {
    const char *name;
    const char *label;
} names[] = {
    { "control", N_("Control") },
    { "family", N_("Area") },
    { "finding", N_("Finding") },
    { "kind", N_("Kind") },
    { "operation", N_("Operation") },
    { "outcome", N_("Outcome") },
    { "q", N_("Search") },
    { "run", N_("Run") },
    { "scope", N_("Which ones") },
    { "severity", N_("Severity") },
    { "state", N_("State") },
    { "tenant", N_("Tenant") },
};

static const char *kind_label(const char *code)
{
    enum report_kind kind;

    return report_kind_parse(code, &kind) == RC_OK ? report_kind_label(kind) : code;
}

static const char *name_label(const char *name)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (text_equal(names[i].name, name)) {
            return names[i].label;
        }
    }
    return name;
}

/* Whose states a list of that kind has. */
static const char *state_label_of(const char *kind, const char *code)
{
    static const struct {
        const char *kind;
        const struct state_table *states;
    } tables[] = {
        { "findings", &finding_states }, { "runs", &run_states },         { "inventory", &subject_states },
        { "tenants", &tenant_states },   { "portfolio", &tenant_states }, { "reviews", &review_states },
    };

    int state;

    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        if (text_equal(tables[i].kind, kind) && state_parse(tables[i].states, code, &state) == RC_OK) {
            return state_label(tables[i].states, state);
        }
    }
    return code;
}

static const char *outcome_label_of(const char *code)
{
    for (int i = RUN_OUTCOME_NONE + 1; i < RUN_OUTCOME_COUNT; i++) {
        if (text_equal(run_outcome_code((enum run_outcome)i), code)) {
            return run_outcome_label((enum run_outcome)i);
        }
    }
    return code;
}

static const char *scope_label_of(const char *code)
{
    static const struct {
        const char *code;
        const char *label;
    } scopes[] = {
        { "live", N_("All open") },
        { "mine", N_("My work") },
        { "intake", N_("Intake") },
        { "closed", N_("Closed") },
        { "open", N_("Open") },
        { "snoozed", N_("Snoozed") },
        { "under_way", N_("Under way") },
        { "done", N_("Done") },
        { "requested", N_("Requested") },
        { "active", N_("Active") },
        { "expiring", N_("Expiring soon") },
        { "ended", N_("Ended") },
    };

    for (size_t i = 0; i < sizeof scopes / sizeof scopes[0]; i++) {
        if (text_equal(scopes[i].code, code)) {
            return scopes[i].label;
        }
    }
    return code;
}

static const char *value_label(const char *kind, const struct stored_report_filter *filter)
{
    enum operation operation;
    enum severity severity;

    if (text_equal(filter->name, "state")) {
        return state_label_of(kind, filter->value);
    }
    if (text_equal(filter->name, "kind")) {
        return decision_kind_label(filter->value);
    }
    if (text_equal(filter->name, "scope")) {
        return scope_label_of(filter->value);
    }
    if (text_equal(filter->name, "outcome")) {
        return outcome_label_of(filter->value);
    }
    if (text_equal(filter->name, "severity")) {
        return severity_parse(filter->value, &severity) == RC_OK ? severity_label(severity) : filter->value;
    }
    if (text_equal(filter->name, "operation")) {
        return operation_parse(filter->value, &operation) == RC_OK ? operation_label(operation) : filter->value;
    }
    return NULL;
}

void report_filter_fill(struct view *view, const char *kind, const struct stored_report_filter *filter,
                        const char *shown)
{
    const struct locale *loc = view_cx(view)->loc;
    const char *label = value_label(kind, filter);
    struct view *row = view_html_row(view, K_REPORT_FILTER);

    view_mark(row, K_FILTER_NAME, tr(loc, name_label(filter->name)));
    if (shown == NULL) {
        shown = label == NULL ? filter->value : tr(loc, label);
    }
    view_mark(row, K_FILTER_VALUE, shown);
}

static void fill_filters(struct view *row, const struct stored_report *report)
{
    for (size_t i = 0; i < report->filter_count; i++) {
        const struct stored_report_filter *filter = &report->filters[i];
        const char *shown = NULL;

        if (text_equal(filter->name, "tenant")) {
            shown = report->tenant_name;
        } else if (text_equal(filter->name, "family") && report->family_label != NULL) {
            shown = tr(view_cx(row)->loc, report->family_label);
        }
        report_filter_fill(row, report->kind, filter, shown);
    }
}

static void fill_file(struct view *row, const struct stored_report *report)
{
    if (report->sha256.data == NULL) {
        view_text(row, K_SIZE, NULL);
        view_text(row, K_ROW_COUNT, NULL);
    } else {
        view_size(row, K_SIZE, report->size_bytes);
        view_int(row, K_ROW_COUNT, report->row_count);
    }
    view_hex(row, K_SHA256, report->sha256);
    view_text(row, K_FILE_NAME, stored_report_file_name(view_cx(row)->mem, report));
}

void report_fill(struct view *row, const struct stored_report *report)
{
    enum run_reason reason = RUN_REASON_NONE;
    const char *label = run_reason_parse(report->reason, &reason) == RC_OK ? run_reason_label(reason) : report->reason;

    view_id(row, K_ID, report->id.v);
    view_code(row, K_REPORT, report->kind, kind_label(report->kind));
    view_text(row, K_FORMAT, report->format);
    view_json(row, K_PARAMETERS, report->parameters);
    fill_filters(row, report);
    view_show_if(row, K_IS_WHOLE, report->filter_count == 0);
    view_code(row, K_STATE, state_code(&stored_report_states, (int)report->state),
              state_label(&stored_report_states, (int)report->state));
    view_code(row, K_REASON, report->reason, label);
    view_text(row, K_REQUESTED_BY, report->requester_name);
    view_show_if(row, K_BY_SYSTEM, report->requester_name == NULL);
    view_time(row, K_CREATED, report->created_us);
    view_time(row, K_FINISHED, report->finished_us);
    view_time(row, K_EXPIRES, report->expires_us);
    view_id(row, K_RUN_ID, report->run.v);
    view_show_if(row, K_HAS_RUN, !uuid_is_nil(report->run.v));
    fill_file(row, report);
    view_show_if(row, K_IS_WAITING, report->state == STORED_REPORT_REQUESTED);
    view_show_if(row, K_IS_READY, report->state == STORED_REPORT_READY);
    view_show_if(row, K_IS_FAILED, report->state == STORED_REPORT_FAILED);
    view_show_if(row, K_IS_EXPIRED, report->state == STORED_REPORT_EXPIRED);
    view_show_if(row, K_HAS_FILE, report->state == STORED_REPORT_READY || report->state == STORED_REPORT_EXPIRED);
}
