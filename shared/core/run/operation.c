#include "base/text.h"
#include "core/run/run.h"

static const struct {
    const char *code;
    const char *label;
    enum capability capability;
    enum operation_needs needs;
    int attempts;
    const char *done;
} OPERATIONS[OPERATION_COUNT] = {

#define OPERATION(constant, code, label, capability, needs, attempts, done)                                            \
    [OPERATION_##constant] = { code, label, CAP_##capability, NEEDS_##needs, attempts, done },
#include "core/run/operation_types.def"
#undef OPERATION
};

static const struct {
    const char *code;
    const char *label;
} OUTCOMES[RUN_OUTCOME_COUNT] = {

#define OUTCOME(constant, code, label) [RUN_OUTCOME_##constant] = { code, label },
#include "core/run/run_outcomes.def"
#undef OUTCOME
};

static const struct {
    const char *code;
    const char *label;
} ORIGINS[RUN_ORIGIN_COUNT] = {
    [RUN_BY_PERSON] = { "person", N_("A person") },
    [RUN_BY_SCHEDULE] = { "schedule", N_("The schedule") },
    [RUN_BY_FOLLOW_UP] = { "follow_up", N_("Another run") },
    [RUN_BY_COMMAND] = { "command", N_("A command") },
};

static const struct {
    const char *code;
    const char *label;
} AREA_STATES[AREA_STATE_COUNT] = {
    [AREA_PENDING] = { "pending", N_("Not yet read") },
    [AREA_READING] = { "reading", N_("Being read") },
    [AREA_READ] = { "read", N_("Read") },
    [AREA_NOT_READ] = { "not_read", N_("Not read") },
};

const char *operation_code(enum operation operation)
{
    return OPERATIONS[operation].code;
}

const char *operation_label(enum operation operation)
{
    return OPERATIONS[operation].label;
}

enum capability operation_capability(enum operation operation)
{
    return OPERATIONS[operation].capability;
}

enum operation_needs operation_needs(enum operation operation)
{
    return OPERATIONS[operation].needs;
}

int operation_attempts(enum operation operation)
{
    return OPERATIONS[operation].attempts;
}

const char *operation_done(enum operation operation)
{
    return OPERATIONS[operation].done;
}

enum rc operation_parse(const char *code, enum operation *out)
{
    for (int i = 0; i < OPERATION_COUNT; i++) {
        if (text_equal(OPERATIONS[i].code, code)) {
            *out = (enum operation)i;
            return RC_OK;
        }
    }
    return RC_INVALID;
}

const char *run_outcome_code(enum run_outcome outcome)
{
    return OUTCOMES[outcome].code;
}

const char *run_outcome_label(enum run_outcome outcome)
{
    return OUTCOMES[outcome].label;
}

const char *run_origin_code(enum run_origin origin)
{
    return ORIGINS[origin].code;
}

const char *run_origin_label(enum run_origin origin)
{
    return ORIGINS[origin].label;
}

const char *area_state_code(enum area_state state)
{
    return AREA_STATES[state].code;
}

const char *area_state_label(enum area_state state)
{
    return AREA_STATES[state].label;
}
