#include "reports/review_model.h"

#include <inttypes.h>

#include "base/text.h"

static const struct {
    const char *code;
    const char *label;
} outcomes[CONTROL_OUTCOME_COUNT] = {
    [CONTROL_SATISFIED] = { "satisfied", N_("Satisfied") },
    [CONTROL_SATISFIED_BY_EXCEPTION] = { "satisfied_by_exception", N_("Satisfied by exception") },
    [CONTROL_NOT_SATISFIED] = { "not_satisfied", N_("Not satisfied") },
    [CONTROL_NOT_APPLICABLE] = { "not_applicable", N_("Not applicable") },
    [CONTROL_NOT_ASSESSED] = { "not_assessed", N_("Not assessed") },
    [CONTROL_MANUAL] = { "manual", N_("Manual attestation") },
};

const struct review_severity review_severities[] = {
    { "critical", N_("Critical") }, { "high", N_("High") },          { "medium", N_("Medium") },
    { "low", N_("Low") },           { "info", N_("Informational") }, { NULL, NULL },
};

const char *control_outcome_code(enum control_outcome outcome)
{
    return outcomes[outcome].code;
}

const char *control_outcome_label(enum control_outcome outcome)
{
    return outcomes[outcome].label;
}

const char *review_severity_label(const char *code)
{
    for (const struct review_severity *severity = review_severities; severity->code != NULL; severity++) {
        if (text_equal(severity->code, code)) {
            return severity->label;
        }
    }
    return code;
}

enum review_judgement review_judge(const struct review_numbers *n)
{
    if (n->non_compliant > 0) {
        return JUDGEMENT_NON_COMPLIANT;
    }
    if (n->by_exception > 0) {
        return JUDGEMENT_BY_EXCEPTION;
    }
    return n->compliant > 0 ? JUDGEMENT_COMPLIANT : JUDGEMENT_NOT_ASSESSED;
}

static const char *judgement_sentence(const struct locale *loc, const struct review_numbers *n)
{
    unsigned long assessed = (unsigned long)(n->compliant + n->by_exception + n->non_compliant);

    switch (review_judge(n)) {
    case JUDGEMENT_NON_COMPLIANT:
        return trn(loc,
                   "One of the controls that were assessed is not met and needs a decision (assessed: %(assessed)s).",
                   "%(failed)s of %(assessed)s assessed controls are not met and need a decision.",
                   (unsigned long)n->non_compliant);
    case JUDGEMENT_BY_EXCEPTION:
        return trn(loc, "The one control that was assessed is met by an accepted risk.",
                   "All %(assessed)s assessed controls are met, %(accepted)s of them by accepted risks.", assessed);
    case JUDGEMENT_COMPLIANT:
        return trn(loc, "The one control that was assessed is met.", "All %(assessed)s assessed controls are met.",
                   assessed);
    case JUDGEMENT_NOT_ASSESSED:
        break;
    }
    return tr(loc, N_("No control could be assessed in this period."));
}

char *review_judgement_text(struct arena *mem, const struct locale *loc, const struct review_numbers *n)
{
    const struct msg_arg args[] = {
        { "failed", arena_printf(mem, "%" PRId64, n->non_compliant) },
        { "accepted", arena_printf(mem, "%" PRId64, n->by_exception) },
        { "assessed", arena_printf(mem, "%" PRId64, n->compliant + n->by_exception + n->non_compliant) },
        { "missing", arena_printf(mem, "%" PRId64, n->not_assessed) },
    };
    char *sentence = msg_format(mem, judgement_sentence(loc, n), args, 4);
    char *rest;

    if (n->not_assessed == 0 || review_judge(n) == JUDGEMENT_NOT_ASSESSED) {
        return sentence;
    }
    rest = msg_format(mem,
                      trn(loc, "One control could not be assessed.", "%(missing)s controls could not be assessed.",
                          (unsigned long)n->not_assessed),
                      args, 4);
    return arena_printf(mem, "%s %s", sentence, rest);
}

bool review_finding_is_open(const struct review_finding *finding)
{
    return text_equal(finding->state, "open") || text_equal(finding->state, "triaged") ||
           text_equal(finding->state, "assigned");
}

bool review_exception_is_active(const struct review_exception *exception)
{
    return text_equal(exception->state, "active") || text_equal(exception->state, "expiring");
}

size_t review_open_count(const struct review_model *model, const char *severity)
{
    size_t count = 0;

    for (size_t i = 0; i < model->finding_count; i++) {
        const struct review_finding *finding = &model->findings[i];

        count += review_finding_is_open(finding) && text_equal(finding->severity, severity) ? 1 : 0;
    }
    return count;
}
