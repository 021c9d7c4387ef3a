#include "reports/review_model.h"

#include "base/text.h"

const struct review_severity review_severities[] = {
    { "critical", N_("Critical") }, { "high", N_("High") },          { "medium", N_("Medium") },
    { "low", N_("Low") },           { "info", N_("Informational") }, { NULL, NULL },
};

const char *review_severity_label(const char *code)
{
    for (const struct review_severity *severity = review_severities; severity->code != NULL; severity++) {
        if (text_equal(severity->code, code)) {
            return severity->label;
        }
    }
    return code;
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
