#include "core/control/control.h"

#include "base/text.h"
#include "core/control/check.h"
#include "core/drift/document_pretty.h"
#include "core/run/run_reason.h"
#include "modules/reviews/facts_view.h"
#include "modules/reviews/routes.h"
#include "web/list.h"

enum { CODE_MAX = 100, EXPECTED_MAX = 64 * 1024 };

const struct param control_list_params[] = { PARAM_UUID_OPT("tenant"), PARAM_END };
const struct param control_one[] = { PARAM_TEXT("code", 1, CODE_MAX), PARAM_UUID_OPT("tenant"), PARAM_END };

static struct tenant_id tenant_of(const struct request *req)
{
    return (struct tenant_id){ param_uuid(req, "tenant") };
}

/* ---- the catalogue ---- */

static void show_posture(struct view *row, const struct posture *posture)
{
    const struct review_numbers numbers = { posture->compliant, posture->by_exception, posture->non_compliant,
                                            posture->not_assessed };

    view_id(row, K_TENANT_ID, posture->tenant.v);
    view_text(row, K_TENANT_NAME, posture->tenant_name);
    view_show_if(row, K_WAS_EVALUATED, posture->evaluated_us != 0);
    view_show_if(row, K_NEVER_EVALUATED, posture->evaluated_us == 0);
    view_id(row, K_EVALUATION_RUN, posture->run.v);
    view_time(row, K_EVALUATED, posture->evaluated_us);
    facts_view_numbers(row, &numbers);
}

static void show_standing(struct view *row, const struct control_standing *standing, bool many)
{
    static const enum tpl_key keys[CONTROL_RESULT_COUNT] = {
        [CONTROL_SATISFIED] = K_SATISFIED,         [CONTROL_SATISFIED_BY_EXCEPTION] = K_SATISFIED_BY_EXCEPTION,
        [CONTROL_NOT_SATISFIED] = K_NOT_SATISFIED, [CONTROL_NOT_APPLICABLE] = K_NOT_APPLICABLE,
        [CONTROL_NOT_ASSESSED] = K_NOT_ASSESSED,   [CONTROL_MANUAL] = K_MANUAL,
    };
    const struct control *control = &standing->control;

    view_text(row, K_ID, control->code);
    view_mark(row, K_CONTROL_TITLE, tr(view_cx(row)->loc, control->title)); /* in a page TITLE is the frame's */
    if (view_is_json(row)) {
        view_text(row, K_TITLE, control->title);
    }
    view_code(row, K_DOMAIN, control->domain, control_domain_label(control->domain));
    view_msg(row, K_REQUIREMENT, control->requirement);
    for (int result = 0; result < CONTROL_RESULT_COUNT; result++) {
        view_int(row, keys[result], standing->tenants[result]);
        if (standing->tenants[result] > 0) {
            struct view *cell = view_html_row(row, K_STANDING);

            view_code(cell, K_RESULT, control_result_code((enum control_result)result),
                      control_result_label((enum control_result)result));
            view_int(cell, K_COUNT, standing->tenants[result]);
            view_show_if(cell, K_IS_COUNTED, many);
        }
    }
}

/* By domain for people; one list for programs, as exports have it. */
static void show_catalogue(struct view *view, const struct control_board *board)
{
    const char *domain = NULL;
    struct view *group = view_is_json(view) ? view : NULL;

    view_rows(view, K_CONTROLS);
    for (size_t i = 0; i < board->count; i++) {
        const char *code = board->items[i].control.domain;

        if (!view_is_json(view) && !text_equal(domain, code)) {
            domain = code;
            group = view_html_row(view, K_DOMAIN_GROUP);
            view_code(group, K_DOMAIN, code, control_domain_label(code));
        }
        show_standing(view_row(group, K_CONTROLS), &board->items[i], board->postures.count > 1);
    }
}

enum rc controls_list(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct list_export export = { .report = "controls" };
    struct control_board board;
    struct view *view;
    bool one = param_given(req, "tenant");
    enum rc rc;

    if (req->wants == WANTS_CSV) {
        return list_csv(reply, req, export);
    }
    rc = control_board(cx, req->who, tenant_of(req), &board);
    if (rc == RC_OK && one && board.postures.count == 0) {
        return RC_NOT_FOUND;
    }
    if (rc != RC_OK) {
        return rc;
    }
    view = reply_page(reply, TPL_REVIEWS_CONTROLS);
    reply_title(reply, N_("Controls"));
    list_csv_link(view, req, export, board.postures.count > 0);
    view_show_if(view, K_NO_TENANT, board.postures.count == 0);
    view_show_if(view, K_HAS_TENANTS, board.postures.count > 0);
    view_rows(view, K_POSTURE);
    for (size_t i = 0; i < board.postures.count; i++) {
        show_posture(view_row(view, K_POSTURE), &board.postures.items[i]);
    }
    show_catalogue(view, &board);
    return RC_OK;
}

/* ---- one control ---- */

static const char *detectability_label(const char *code)
{
    if (text_equal(code, "automatic")) {
        return N_("Checked automatically");
    }
    return text_equal(code, "partly") ? N_("Partly checked automatically") : N_("Attested by a person");
}

static const char *expected_of(struct cx *cx, const struct interpretation *interpretation)
{
    const struct check *check;
    char *pretty;
    enum rc rc = check_parse(cx, bytes_text(interpretation->rule), &check);

    if (rc == RC_OK) {
        rc = document_pretty(cx, bytes_text(check_expected(cx->mem, check)), EXPECTED_MAX, &pretty);
    }
    if (rc != RC_OK) {
        fail_clear(cx); /* a rule of a later version: the rest of the page is right all the same */
        return interpretation->rule;
    }
    return pretty;
}

static void show_interpretation(struct cx *cx, struct view *row, const struct interpretation *interpretation)
{
    view_text(row, K_INTERPRETATION_CODE, interpretation->code);
    view_code(row, K_INTERPRETATION, interpretation->code, interpretation->title);
    view_int(row, K_INTERPRETATION_VERSION, interpretation->version);
    view_code(row, K_FAMILY, interpretation->family, interpretation->family_label);
    view_code(row, K_SEVERITY, severity_code(interpretation->severity), severity_label(interpretation->severity));
    view_text(row, K_LICENCE, interpretation->licence);
    view_show_if(row, K_HAS_LICENCE, interpretation->licence[0] != '\0');
    view_msg(row, K_REMEDY, interpretation->remedy);
    view_json(row, K_EXPECTED, expected_of(cx, interpretation));
}

static void show_result(struct view *row, const struct control_in_tenant *item)
{
    const struct control_outcome *outcome = &item->outcome;
    enum run_reason reason = RUN_REASON_NONE;

    if (outcome->reason[0] != '\0' && run_reason_parse(outcome->reason, &reason) != RC_OK) {
        reason = RUN_REASON_NONE;
    }
    view_id(row, K_TENANT_ID, item->tenant.v);
    view_text(row, K_TENANT_NAME, item->tenant_name);
    view_code(row, K_INTERPRETATION, outcome->interpretation, outcome->title);
    view_code(row, K_RESULT, control_result_code(outcome->result), control_result_label(outcome->result));
    view_code(row, K_RESULT_REASON, run_reason_code(reason), run_reason_label(reason));
    view_show_if(row, K_HAS_RESULT_REASON, reason != RUN_REASON_NONE);
    view_int(row, K_CHECKED, outcome->checked);
    view_int(row, K_FAILING, outcome->failing);
    view_show_if(row, K_HAS_FAILING, outcome->failing > 0);
    view_id(row, K_EVIDENCE_ID, outcome->evidence.v);
    view_show_if(row, K_HAS_EVIDENCE, !uuid_is_nil(outcome->evidence.v));
    view_bool(row, K_IS_GAP, uuid_is_nil(outcome->evidence.v));
    view_id(row, K_EVALUATION_RUN, item->run.v);
    view_time(row, K_EVALUATED, outcome->evaluated_us);
}

static void show_control(struct view *view, const struct control *control)
{
    view_text(view, K_CONTROL_CODE, control->code);
    view_code(view, K_CONTROL_TITLE, control->code, control->title);
    view_msg(view, K_REQUIREMENT, control->requirement);
    view_code(view, K_DOMAIN, control->domain, control_domain_label(control->domain));
    view_code(view, K_DETECTABILITY, control->detectability, detectability_label(control->detectability));
    view_rows(view, K_SPINE);
    for (size_t i = 0; i < control->spine_count; i++) {
        view_text(view_row(view, K_SPINE), K_SPINE_ID, control->spine[i]);
    }
}

enum rc controls_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct control control;
    struct interpretations interpretations;
    struct control_in_tenants results;
    struct view *view;
    enum rc rc = control_get_with_outcomes(cx, req->who, param_text(req, "code"), tenant_of(req), &control,
                                           &interpretations, &results);

    if (rc != RC_OK) {
        return rc;
    }
    view = reply_page(reply, TPL_REVIEWS_CONTROL);
    reply_title(reply, control.title);
    show_control(view, &control);
    view_show_if(view, K_HAS_INTERPRETATIONS, interpretations.count > 0);
    view_show_if(view, K_NO_INTERPRETATION, interpretations.count == 0);
    view_rows(view, K_INTERPRETATION_ROW);
    for (size_t i = 0; i < interpretations.count; i++) {
        show_interpretation(cx, view_row(view, K_INTERPRETATION_ROW), &interpretations.items[i]);
    }
    view_show_if(view, K_NO_RESULT, results.count == 0);
    view_show_if(view, K_HAS_RESULTS, results.count > 0);
    view_rows(view, K_CONTROL_RESULT);
    for (size_t i = 0; i < results.count; i++) {
        show_result(view_row(view, K_CONTROL_RESULT), &results.items[i]);
    }
    return RC_OK;
}
