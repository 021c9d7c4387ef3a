#include "jobs/job.h"

#include "base/text.h"
#include "jobs/follow_ups.h"
#include "providers/provider.h"

static const struct job_type *const types[] = {

#define JOB(constant, type, program) &(type),
#include "jobs/jobs.def"
#undef JOB
};

static const enum job_program programs[] = {

#define JOB(constant, type, program) JOB_BY_##program,
#include "jobs/jobs.def"
#undef JOB
};

static const struct {
    enum operation operation;
    enum rc (*ask)(struct cx *cx, const struct actor *who, const struct run *run);
} follow_ups[] = {

#define FOLLOW_UP(constant, function) { OPERATION_##constant, function },
#include "jobs/follow_ups.def"
#undef FOLLOW_UP
    { OPERATION_COUNT, NULL },
};

const struct family_rules *job_rules(const struct execution *x, const char *provider, const char *family)
{
    const struct provider *found = x->env->provider(provider);
    const struct family_rules *rules = found == NULL ? NULL : found->rules(family);

    return rules == NULL && found != NULL ? found->rules("unknown") : rules;
}

const struct job_type *job_type_find(const char *kind)
{
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (text_equal(operation_code(types[i]->operation), kind)) {
            return types[i];
        }
    }
    return NULL;
}

const char *const *job_kinds(enum job_program program, size_t *count)
{
    static const char *kinds[2][sizeof types / sizeof types[0]];

    *count = 0;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (programs[i] == program) {
            kinds[program][(*count)++] = operation_code(types[i]->operation);
        }
    }
    return kinds[program];
}

enum rc job_follow_ups(struct cx *cx, const struct actor *who, const struct run *run)
{
    enum rc rc = RC_OK;

    for (size_t i = 0; rc == RC_OK && follow_ups[i].ask != NULL; i++) {
        if (follow_ups[i].operation == run->operation) {
            rc = follow_ups[i].ask(cx, who, run);
        }
    }
    return rc;
}
