#include "core/subject/subject.h"

static const struct state_def states[] = {

#define STATE(constant, code, label) [SUBJECT_##constant] = { code, label },
#define CHANGE(from, to, by)
#include "core/subject/subject_states.def"
#undef STATE
#undef CHANGE
};

static const struct state_change changes[] = {

#define STATE(constant, code, label)
#define CHANGE(from, to, by) { SUBJECT_##from, SUBJECT_##to, CAP_##by },
#include "core/subject/subject_states.def"
#undef STATE
#undef CHANGE
};

const struct state_table subject_states = STATE_TABLE("subject", states, changes);

static const struct {
    const char *code;
    const char *label;
} CHANGES[SUBJECT_CHANGE_COUNT] = {
    [SUBJECT_ADDED] = { "added", N_("First seen") },
    [SUBJECT_CHANGED] = { "changed", N_("Changed") },
    [SUBJECT_GONE] = { "deleted", N_("Deleted") },
    [SUBJECT_RESTORED] = { "restored", N_("Returned") },
};

const char *subject_change_code(enum subject_change change)
{
    return CHANGES[change].code;
}

const char *subject_change_label(enum subject_change change)
{
    return CHANGES[change].label;
}
