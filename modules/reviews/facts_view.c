#include "modules/reviews/facts_view.h"

#include <string.h>

#include "base/text.h"

enum { VALUE_SHOWN = 160 }; /* bytes of a value in a table */

void facts_view_numbers(struct view *view, const struct review_numbers *numbers)
{
    view_int(view, K_COMPLIANT, numbers->compliant);
    view_int(view, K_BY_EXCEPTION, numbers->by_exception);
    view_int(view, K_NON_COMPLIANT, numbers->non_compliant);
    view_int(view, K_NOT_ASSESSED, numbers->not_assessed);
}

/* ---- what changed ---- */

static int64_t count_since(const struct review_facts *facts, const char *since)
{
    int64_t count = 0;

    for (size_t i = 0; i < facts->finding_count; i++) {
        count += text_equal(facts->findings[i].since, since) ? 1 : 0;
    }
    return count;
}

static void show_changes(struct view *view, const struct review_facts *facts)
{
    int64_t fresh = count_since(facts, "new");
    int64_t again = count_since(facts, "reopened");
    int64_t gone = count_since(facts, "resolved");

    view_show_if(view, K_HAS_PREVIOUS, facts->previous_us != 0);
    view_show_if(view, K_NO_PREVIOUS, facts->previous_us == 0);
    view_date(view, K_PREVIOUS_RELEASED, facts->previous_us);
    if (fresh > 0) {
        view_count(view_html_row(view, K_CHANGE), K_CHANGE_TEXT, "One finding is new.", "%(count)s findings are new.",
                   fresh);
    }
    if (again > 0) {
        view_count(view_html_row(view, K_CHANGE), K_CHANGE_TEXT, "One finding came back.",
                   "%(count)s findings came back.", again);
    }
    if (gone > 0) {
        view_count(view_html_row(view, K_CHANGE), K_CHANGE_TEXT, "One finding was resolved.",
                   "%(count)s findings were resolved.", gone);
    }
    view_show_if(view, K_NO_CHANGE, fresh + again + gone == 0);
}

/* ---- findings and accepted risks ---- */

/* A property in words: its label, else its path, else the whole object. */
static void show_property(struct view *row, enum tpl_key key, const char *label, const char *path)
{
    struct cx *cx = view_cx(row);
    const char *words = !text_empty(label)  ? tr(cx->loc, label)
                        : !text_empty(path) ? path
                                            : tr(cx->loc, N_("The whole object"));

    view_text(row, key, view_is_json(row) ? path : words);
}

/* A value; on the page, no more of it than one can take in: the finding's own page has it all. */
static void show_value(struct view *row, enum tpl_key key, const char *json)
{
    size_t end = VALUE_SHOWN;

    if (view_is_json(row) || json == NULL || strlen(json) <= VALUE_SHOWN) {
        view_json(row, key, json);
        return;
    }
    while (end > 0 && ((unsigned char)json[end] & 0xC0) == 0x80) {
        end--; /* not inside a character */
    }
    view_mark(row, key, arena_printf(view_cx(row)->mem, "%.*s\xe2\x80\xa6", (int)end, json));
}

static void show_finding(struct view *row, const struct fact_finding *finding)
{
    view_id(row, K_FINDING_ID, finding->id.v);
    view_code(row, K_SEVERITY, severity_code(finding->severity), severity_label(finding->severity));
    view_code(row, K_FINDING_STATE, state_code(&finding_states, (int)finding->state),
              state_label(&finding_states, (int)finding->state));
    view_text(row, K_OBJECT_NAME, finding->object_name);
    view_code(row, K_FAMILY, finding->family, finding->family_label);
    show_property(row, K_PROPERTY, finding->label, finding->path);
    show_value(row, K_BEFORE, finding->before);
    show_value(row, K_AFTER, finding->after);
    view_time(row, K_FIRST_SEEN, finding->first_seen_us);
}

static void show_findings(struct view *view, const struct review_facts *facts)
{
    size_t open = 0;

    for (int severity = 0; severity < SEVERITY_COUNT; severity++) {
        size_t count = review_facts_open(facts, (enum severity)severity);

        if (count > 0) {
            struct view *row = view_row(view, K_SEVERITY_COUNT);

            view_code(row, K_SEVERITY, severity_code((enum severity)severity), severity_label((enum severity)severity));
            view_int(row, K_COUNT, (int64_t)count);
        }
        open += count;
    }
    view_rows(view, K_SEVERITY_COUNT);
    view_int(view, K_OPEN_FINDINGS, (int64_t)open);
    view_show_if(view, K_NO_FINDING, open == 0);
    view_show_if(view, K_HAS_FINDINGS, open > 0);
    view_rows(view, K_FINDING);
    for (size_t i = 0; i < facts->finding_count; i++) {
        if (facts->findings[i].open) {
            show_finding(view_row(view, K_FINDING), &facts->findings[i]);
        }
    }
}

static void show_risk(struct view *row, const struct fact_exception *risk)
{
    view_id(row, K_EXCEPTION_ID, risk->id.v);
    view_code(row, K_SEVERITY, severity_code(risk->severity), severity_label(risk->severity));
    view_code(row, K_EXCEPTION_STATE, state_code(&exception_states, (int)risk->state),
              state_label(&exception_states, (int)risk->state));
    view_text(row, K_OBJECT_NAME, risk->object_name);
    show_property(row, K_PROPERTY, risk->label, risk->path);
    view_text(row, K_JUSTIFICATION, risk->justification);
    view_text(row, K_APPROVED_BY, risk->approved_by);
    view_time(row, K_EXPIRES, risk->expires_us);
    view_bool(row, K_IS_STALE, risk->stale);
}

static void show_risks(struct view *view, const struct review_facts *facts)
{
    view_int(view, K_RISK_COUNT, (int64_t)facts->exception_count);
    view_show_if(view, K_NO_RISK, facts->exception_count == 0);
    view_show_if(view, K_HAS_RISKS, facts->exception_count > 0);
    view_rows(view, K_RISK);
    for (size_t i = 0; i < facts->exception_count; i++) {
        show_risk(view_row(view, K_RISK), &facts->exceptions[i]);
    }
}

/* ---- controls ---- */

static void show_control(struct view *row, const struct fact_control *control)
{
    bool unread = control->reason != RUN_REASON_NONE;

    view_text(row, K_CONTROL_CODE, control->code);
    view_code(row, K_CONTROL_TITLE, control->code, control->control_title);
    view_code(row, K_INTERPRETATION, control->interpretation, control->title);
    view_code(row, K_SEVERITY, severity_code(control->severity), severity_label(control->severity));
    view_int(row, K_CHECKED, control->checked);
    view_int(row, K_FAILING, control->failing);
    view_code(row, K_RESULT_REASON, run_reason_code(control->reason), run_reason_label(control->reason));
    view_show_if(row, K_HAS_RESULT_REASON, unread);
    view_msg(row, K_REMEDY, control->remedy);
    view_show_if(row, K_HAS_REMEDY, control->result == CONTROL_NOT_SATISFIED && control->remedy[0] != '\0');
    view_bool(row, K_IS_GAP, control->evidence == NULL);
}

static void show_controls(struct view *view, const struct review_facts *facts)
{
    static const enum control_result order[] = { CONTROL_NOT_SATISFIED, CONTROL_NOT_ASSESSED,
                                                 CONTROL_MANUAL,        CONTROL_SATISFIED_BY_EXCEPTION,
                                                 CONTROL_SATISFIED,     CONTROL_NOT_APPLICABLE };

    view_rows(view, K_RESULT_GROUP);
    view_show_if(view, K_NO_CONTROL, facts->control_count == 0);
    for (size_t g = 0; g < sizeof order / sizeof order[0]; g++) {
        struct view *group = NULL;
        int64_t count = 0;

        for (size_t i = 0; i < facts->control_count; i++) {
            if (facts->controls[i].result != order[g]) {
                continue;
            }
            if (group == NULL) {
                group = view_row(view, K_RESULT_GROUP);
                view_code(group, K_RESULT, control_result_code(order[g]), control_result_label(order[g]));
            }
            show_control(view_row(group, K_CONTROL), &facts->controls[i]);
            count++;
        }
        if (group != NULL) {
            view_int(group, K_COUNT, count);
        }
    }
}

/* ---- coverage ---- */

static void show_coverage(struct view *view, const struct review_facts *facts)
{
    size_t read = 0;

    view_rows(view, K_AREA_ROW);
    for (size_t i = 0; i < facts->area_count; i++) {
        const struct fact_area *area = &facts->areas[i];
        struct view *row = view_row(view, K_AREA_ROW);

        view_code(row, K_AREA, area->code, area->label);
        view_code(row, K_AREA_STATE, area_state_code(area->read ? AREA_READ : AREA_NOT_READ),
                  area_state_label(area->read ? AREA_READ : AREA_NOT_READ));
        view_int(row, K_AREA_READ, area->read_count);
        view_int(row, K_AREA_SKIPPED, area->skipped);
        view_code(row, K_AREA_REASON, run_reason_code(area->reason), run_reason_label(area->reason));
        view_show_if(row, K_AREA_HAS_REASON, area->reason != RUN_REASON_NONE);
        read += area->read ? 1 : 0;
    }
    view_show_if(view, K_HAS_CAPTURE, !uuid_is_nil(facts->capture.v));
    view_show_if(view, K_NO_CAPTURE, uuid_is_nil(facts->capture.v));
    view_id(view, K_CAPTURE_RUN, facts->capture.v);
    view_time(view, K_CAPTURED, facts->captured_us);
    view_msg(view, K_AREAS_SENTENCE, N_("%(read)s of %(all)s areas were read by the newest capture."), "read",
             arena_printf(view_cx(view)->mem, "%zu", read), "all",
             arena_printf(view_cx(view)->mem, "%zu", facts->area_count));
}

void facts_view(struct view *view, const struct review_facts *facts)
{
    struct cx *cx = view_cx(view);
    enum review_judgement judgement = review_judge(&facts->numbers);

    view_text(view, K_JUDGEMENT,
              view_is_json(view) ? review_judgement_code(judgement)
                                 : review_judgement_text(cx->mem, cx->loc, &facts->numbers));
    facts_view_numbers(view, &facts->numbers);
    show_changes(view, facts);
    show_findings(view, facts);
    show_risks(view, facts);
    show_controls(view, facts);
    show_coverage(view, facts);
    view_int(view, K_DECISION_COUNT, (int64_t)facts->decision_count);
    view_int(view, K_EVIDENCE_COUNT, (int64_t)facts->evidence_count);
}
