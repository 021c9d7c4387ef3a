#include "core/severity.h"

#include <stddef.h>

#include "base/i18n.h"
#include "base/text.h"

static const struct {
    const char *code;
    const char *label;
    int max_days;
} severities[SEVERITY_COUNT] = {

#define SEVERITY(constant, code, label, days) [SEVERITY_##constant] = { code, label, days },
#include "core/severity.def"
#undef SEVERITY
};

const char *severity_code(enum severity severity)
{
    return severities[severity].code;
}

const char *severity_label(enum severity severity)
{
    return severities[severity].label;
}

int severity_max_days(enum severity severity)
{
    return severities[severity].max_days;
}

enum rc severity_parse(const char *code, enum severity *out)
{
    for (int i = 0; i < SEVERITY_COUNT; i++) {
        if (text_equal(code, severities[i].code)) {
            *out = (enum severity)i;
            return RC_OK;
        }
    }
    return RC_INVALID;
}
