/* Drift as the last compare saw it: per snapshot in force, per subject, and one subject's differences property by property.
 *
 * What differs is what the findings say whose last observation failed, whoever has decided what about them: an accepted risk still
 * differs. */
#ifndef CORE_FINDING_FINDING_DRIFT_H
#define CORE_FINDING_FINDING_DRIFT_H

#include "core/finding/finding.h"

/* A snapshot in force against the inventory. */
struct finding_drift {
    struct snapshot_id snapshot;
    struct profile_id profile;
    const char *profile_name;
    struct tenant_id tenant;
    const char *tenant_name;
    int32_t item_count; /* subjects that the snapshot holds */
    int64_t approved_us;
    int64_t compared_us; /* the end of its last compare; 0: never */
    struct run_id compare; /* that run; nil: none */
    int32_t subjects; /* that differ */
    int32_t severities[SEVERITY_COUNT]; /* differences of each */
};

struct finding_drifts {
    struct finding_drift *items; /* by tenant and profile, at most 500 */
    size_t count;
};

/* All snapshots in force; of one tenant (nil: all), or one alone (nil: all). */
MUST_CHECK enum rc finding_drifts(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                  struct snapshot_id only, struct finding_drifts *out);

/* One subject that differs. */
struct finding_drift_subject {
    struct subject_id subject;
    const char *name;
    const char *family;
    const char *family_label;
    const char *object_id;
    const char *op; /* "add", "remove": as a whole; "replace": some of its properties */
    int32_t severities[SEVERITY_COUNT];
    int32_t count; /* differences */
    int32_t accepted; /* of these: accepted risks */
};

struct finding_drift_subjects {
    struct finding_drift_subject *items; /* the most severe first, at most 500 */
    size_t count;
};

MUST_CHECK enum rc finding_drift_subjects(struct cx *cx, const struct actor *who, struct profile_id profile,
                                          struct finding_drift_subjects *out);

/* A subject's differences, the most severe first, at most 200, and how many values of the snapshot's document are as they
 * should be. RC_NOT_FOUND: it does not differ. */
MUST_CHECK enum rc finding_drift_of_subject(struct cx *cx, const struct actor *who, struct profile_id profile,
                                            struct snapshot_id snapshot, struct subject_id subject,
                                            struct finding_list *out, int64_t *unchanged);

#endif
