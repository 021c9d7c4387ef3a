#include "core/control/control.h"

#include "base/text.h"
#include "core/control/control_store.h"

static const struct {
    const char *code;
    const char *label;
} results[CONTROL_RESULT_COUNT] = {

#define RESULT(constant, code, label) [CONTROL_##constant] = { code, label },
#include "core/control/results.def"
#undef RESULT
};

const char *control_result_code(enum control_result result)
{
    return results[result].code;
}

const char *control_result_label(enum control_result result)
{
    return results[result].label;
}

enum rc control_result_parse(const char *code, enum control_result *out)
{
    for (int i = 0; i < CONTROL_RESULT_COUNT; i++) {
        if (text_equal(code, results[i].code)) {
            *out = (enum control_result)i;
            return RC_OK;
        }
    }
    return RC_INVALID;
}

const char *control_domain_label(const char *domain)
{
    static const struct {
        const char *code;
        const char *label;
    } domains[] = {

#define CONTROL_DOMAIN(code, label) { code, label },
#include "core/control/domains.def"
#undef CONTROL_DOMAIN
    };

    for (size_t i = 0; i < sizeof domains / sizeof domains[0]; i++) {
        if (text_equal(domains[i].code, domain)) {
            return domains[i].label;
        }
    }
    return domain;
}

enum rc control_list(struct cx *cx, const struct actor *who, struct controls *out)
{
    (void)who; /* the catalogue is nobody's */
    return control_store_list(cx, out);
}

enum rc control_get(struct cx *cx, const struct actor *who, const char *code, struct control *out,
                    struct interpretations *interpretations)
{
    (void)who;
    return control_store_get(cx, code, out, interpretations);
}

enum rc control_board(struct cx *cx, const struct actor *who, struct tenant_id tenant, struct control_board *out)
{
    return control_store_board(cx, who, tenant, out);
}

enum rc control_get_with_outcomes(struct cx *cx, const struct actor *who, const char *code, struct tenant_id tenant,
                                  struct control *out, struct interpretations *interpretations,
                                  struct control_in_tenants *outcomes)
{
    return control_store_get_with_outcomes(cx, who, code, tenant, out, interpretations, outcomes);
}

enum rc control_interpretations(struct cx *cx, const struct actor *who, const char *provider,
                                struct interpretations *out)
{
    (void)who;
    return control_store_interpretations(cx, provider, out);
}

enum rc control_outcomes(struct cx *cx, const struct actor *who, struct tenant_id tenant, struct run_id run,
                         struct control_outcomes *out)
{
    return control_store_outcomes(cx, who, tenant, run, out);
}

enum rc control_postures(struct cx *cx, const struct actor *who, struct tenant_id tenant, struct postures *out)
{
    return control_store_postures(cx, who, tenant, out);
}

enum control_result control_judge(const struct check *check, const struct check_tally *tally)
{
    if (check_failing(check, tally) > 0) {
        return CONTROL_NOT_SATISFIED;
    }
    return check_strategy(check) == CHECK_EACH && tally->selected == 0 ? CONTROL_NOT_APPLICABLE : CONTROL_SATISFIED;
}

enum control_result control_combine(const enum control_result *list, size_t count)
{
    static const enum control_result worst_first[] = { CONTROL_NOT_SATISFIED, CONTROL_NOT_ASSESSED,
                                                       CONTROL_MANUAL,        CONTROL_SATISFIED_BY_EXCEPTION,
                                                       CONTROL_SATISFIED,     CONTROL_NOT_APPLICABLE };

    for (size_t w = 0; w < sizeof worst_first / sizeof worst_first[0]; w++) {
        for (size_t i = 0; i < count; i++) {
            if (list[i] == worst_first[w]) {
                return worst_first[w];
            }
        }
    }
    return CONTROL_MANUAL;
}

static void count_one(enum control_result result, struct posture *out)
{
    switch (result) {
    case CONTROL_SATISFIED:
        out->compliant++;
        break;
    case CONTROL_SATISFIED_BY_EXCEPTION:
        out->by_exception++;
        break;
    case CONTROL_NOT_SATISFIED:
        out->non_compliant++;
        break;
    case CONTROL_NOT_ASSESSED:
    case CONTROL_MANUAL:
        out->not_assessed++;
        break;
    case CONTROL_NOT_APPLICABLE:
    case CONTROL_RESULT_COUNT:
        break;
    }
}

enum { INTERPRETATIONS_PER_CONTROL = 64 };

void control_count(const struct control_outcome *outcomes, size_t count, size_t control_total, struct posture *out)
{
    size_t seen = 0;

    out->compliant = out->by_exception = out->non_compliant = out->not_assessed = 0;
    for (size_t i = 0; i < count;) {
        enum control_result list[INTERPRETATIONS_PER_CONTROL];
        const char *control = outcomes[i].control_code;
        size_t n = 0;

        for (; i < count && text_equal(outcomes[i].control_code, control); i++) {
            if (n < INTERPRETATIONS_PER_CONTROL) {
                list[n++] = outcomes[i].result;
            }
        }
        count_one(control_combine(list, n), out);
        seen++;
    }
    out->not_assessed += (int32_t)(control_total - seen);
}

enum rc control_record(struct cx *cx, const struct actor *who, struct tenant_id tenant, struct run_id run,
                       const struct control_outcome *outcome)
{
    return control_store_record(cx, who, tenant, run, outcome);
}

enum rc control_all_accepted(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                             const char *interpretation, bool *out)
{
    return control_store_all_accepted(cx, who, tenant, interpretation, out);
}

enum rc control_publish(struct cx *cx, const struct actor *who, struct tenant_id tenant, struct run_id run)
{
    struct posture posture = { .tenant = tenant, .run = run, .evaluated_us = clock_now_us(cx->clock) };
    struct control_outcomes outcomes;
    struct controls controls;
    enum rc rc = control_store_list(cx, &controls);

    if (rc == RC_OK) {
        rc = control_store_outcomes(cx, who, tenant, run, &outcomes);
    }
    if (rc != RC_OK) {
        return rc;
    }
    control_count(outcomes.items, outcomes.count, controls.count, &posture);
    return control_store_publish(cx, who, &posture);
}

enum rc control_each_object(struct cx *cx, const struct actor *who, struct tenant_id tenant, const char *family,
                            enum rc (*take)(void *context, struct cx *cx, const struct control_object *object),
                            void *context)
{
    return control_store_each_object(cx, who, tenant, family, take, context);
}
