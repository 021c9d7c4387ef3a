/* Controls: requirements in our own words, their technical interpretations, and what each tenant's newest evaluation says of them.
 *
 * The catalogue is data (shared/catalog/controls, providers' interpretations), compiled in and loaded by migrate. Results are written by
 * the evaluation job and never changed. Accepted is not compliant: four numbers (domain.md R7). */
#ifndef CORE_CONTROL_CONTROL_H
#define CORE_CONTROL_CONTROL_H

#include <stdint.h>

#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/control/check.h"
#include "core/ids.h"
#include "core/severity.h"

enum control_result {

#define RESULT(constant, code, label) CONTROL_##constant,
#include "core/control/results.def"
#undef RESULT
    CONTROL_RESULT_COUNT
};

struct control {
    const char *code;
    const char *domain;
    const char *subdomain;
    const char *theme;
    const char *title; /* msgid */
    const char *requirement; /* msgid */
    const char *detectability; /* "automatic", "partly", "manual" */
    const char *archetype;
    const char *const *spine; /* NIST SP 800-53 r5 ids */
    size_t spine_count;
};

struct interpretation {
    const char *code;
    int32_t version;
    const char *control_code;
    const char *provider;
    const char *family;
    const char *family_label; /* a msgid; NULL outside the database */
    const char *title; /* msgid */
    const char *remedy; /* msgid */
    enum severity severity;
    const char *licence; /* "": none */
    const char *rule; /* core/control/check.h */
};

/* What one interpretation came to in one run. */
struct control_outcome {
    const char *interpretation;
    const char *title; /* msgid of the interpretation */
    const char *remedy;
    int32_t version;
    const char *control_code;
    const char *family;
    const char *family_label; /* a msgid; the code where no provider knows it */
    enum severity severity;
    enum control_result result;
    const char *reason; /* of not_assessed: a run reason code; "" else */
    int32_t checked;
    int32_t failing;
    struct evidence_id evidence; /* nil: a gap */
    int64_t evaluated_us;
};

struct control_outcomes {
    struct control_outcome *items; /* by control, interpretation */
    size_t count;
};

struct controls {
    struct control *items; /* in the catalogue's order */
    size_t count;
};

struct interpretations {
    struct interpretation *items;
    size_t count;
};

/* A tenant's four numbers, counted over controls. */
struct posture {
    struct tenant_id tenant;
    const char *tenant_name;
    struct run_id run;
    int64_t evaluated_us; /* 0: never */
    int32_t compliant;
    int32_t by_exception;
    int32_t non_compliant;
    int32_t not_assessed;
};

struct postures {
    struct posture *items; /* by tenant name */
    size_t count;
};

/* In how many tenants a control came to each result at their newest evaluation. */
struct control_standing {
    struct control control;
    int32_t tenants[CONTROL_RESULT_COUNT]; /* by enum control_result */
};

/* The catalogue as it stands in one tenant or in all. */
struct control_board {
    struct control_standing *items; /* in the catalogue's order */
    size_t count;
    struct postures postures;
};

/* What an interpretation came to in one tenant's newest evaluation. */
struct control_in_tenant {
    struct tenant_id tenant;
    const char *tenant_name;
    struct run_id run;
    struct control_outcome outcome;
};

struct control_in_tenants {
    struct control_in_tenant *items; /* by tenant name, interpretation; at most CONTROL_TENANTS_MAX */
    size_t count;
};

enum { CONTROL_TENANTS_MAX = 2000 };

/* The catalogue with its standing in `tenant` (nil: in all active ones), in one round trip. */
MUST_CHECK enum rc control_board(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                 struct control_board *out);

/* One control with its interpretations and their newest outcomes in `tenant` (nil: in all active ones), in one round trip.
 * RC_NOT_FOUND: no such control. */
MUST_CHECK enum rc control_get_with_outcomes(struct cx *cx, const struct actor *who, const char *code,
                                             struct tenant_id tenant, struct control *out,
                                             struct interpretations *interpretations,
                                             struct control_in_tenants *outcomes);

MUST_CHECK enum rc control_list(struct cx *cx, const struct actor *who, struct controls *out);
MUST_CHECK enum rc control_get(struct cx *cx, const struct actor *who, const char *code, struct control *out,
                               struct interpretations *interpretations);

/* The current interpretations of a provider. */
MUST_CHECK enum rc control_interpretations(struct cx *cx, const struct actor *who, const char *provider,
                                           struct interpretations *out);

/* The outcomes of a run; of the tenant's newest evaluation if `run` is nil. None is fine. */
MUST_CHECK enum rc control_outcomes(struct cx *cx, const struct actor *who, struct tenant_id tenant, struct run_id run,
                                    struct control_outcomes *out);

/* The outcomes of one control over all tenants, newest evaluation each, with the tenant's name in `title`. */
MUST_CHECK enum rc control_postures(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                    struct postures *out);

/* What one interpretation comes to over an area that was read, before exceptions: missing or failing is not satisfied; CHECK_EACH over nothing is
 * not applicable. */
enum control_result control_judge(const struct check *check, const struct check_tally *tally);

/* What a control's interpretations come to together: not satisfied beats not assessed beats manual beats by exception beats satisfied;
 * not applicable counts only when all are. */
enum control_result control_combine(const enum control_result *list, size_t count);

/* Counts controls by their combined result. An unlisted control (no interpretation) is manual: not assessed. */
void control_count(const struct control_outcome *outcomes, size_t count, size_t control_total, struct posture *out);

/* ---- by the evaluation job ---- */

/* Writes one interpretation's outcome. Safe to repeat within a run. Needs TX_WRITE. */
MUST_CHECK enum rc control_record(struct cx *cx, const struct actor *who, struct tenant_id tenant, struct run_id run,
                                  const struct control_outcome *outcome);

/* Whether every live failure of the interpretation is covered by an active exception. */
MUST_CHECK enum rc control_all_accepted(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                        const char *interpretation, bool *out);

/* Makes `run` the tenant's newest evaluation with its four numbers. */
MUST_CHECK enum rc control_publish(struct cx *cx, const struct actor *who, struct tenant_id tenant, struct run_id run);

/* One governed object for a check. */
struct control_object {
    const char *object_id;
    struct subject_id subject;
    const char *name;
    struct bytes document; /* canonical */
};

/* Calls take() for every present subject of the family; memory stays flat. take() must not query. */
MUST_CHECK enum rc
control_each_object(struct cx *cx, const struct actor *who, struct tenant_id tenant, const char *family,
                    enum rc (*take)(void *context, struct cx *cx, const struct control_object *object), void *context);

/* ---- words ---- */

const char *control_result_code(enum control_result result);
const char *control_result_label(enum control_result result); /* a msgid */
MUST_CHECK enum rc control_result_parse(const char *code, enum control_result *out);
const char *control_domain_label(const char *domain); /* a msgid; the code itself if unknown */

/* Loads the compiled catalogue into the database: a row of jobs/references.def. RC_INVALID: a file is broken.
 * RC_CONFLICT: an interpretation differs from what was published as its version: a changed one needs a new version. */
MUST_CHECK enum rc control_catalog_load(struct cx *cx);

#endif
