#include "core/run/run_reason.h"

#include <stddef.h>

#include "base/i18n.h"
#include "base/text.h"

static const struct {
    const char *code;
    const char *label;
} reasons[RUN_REASON_COUNT] = {

#define REASON(constant, code, label) [RUN_REASON_##constant] = { code, label },
#include "core/run/run_reasons.def"
#undef REASON
};

const char *run_reason_code(enum run_reason reason)
{
    return reasons[reason].code;
}

const char *run_reason_label(enum run_reason reason)
{
    return reasons[reason].label;
}

enum rc run_reason_parse(const char *code, enum run_reason *out)
{
    for (enum run_reason reason = RUN_REASON_NONE; reason < RUN_REASON_COUNT; reason++) {
        if (text_equal(reasons[reason].code, code)) {
            *out = reason;
            return RC_OK;
        }
    }
    return RC_INVALID;
}
