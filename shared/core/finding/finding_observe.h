/* What a run saw, written to findings in bulk: opens, reopens, resolves and verifies them (domain.md 1, "Finding").
 *
 * A compare or evaluation calls finding_observe_failed() for each batch of failures as it goes, and finding_observe_passed() once at
 * its end for the areas that were read: what failed before and was not seen failing now has passed. Areas that were not read are not
 * named, and nothing in them changes. Both are safe to repeat within one run. */
#ifndef CORE_FINDING_FINDING_OBSERVE_H
#define CORE_FINDING_FINDING_OBSERVE_H

#include "core/finding/finding.h"

enum { FINDING_BATCH_MAX = 2000 };

/* One failure as seen now. Texts and bytes are borrowed. */
struct finding_failure {
    struct bytes identity; /* 32 bytes; of the existing finding where one covers the place */
    const char *family;
    const char *object_id;
    struct subject_id subject; /* nil: none */
    const char *subject_name;
    const char *control_code; /* "" for drift */
    const char *path;
    const char *label; /* msgid; "" if none */
    const char *op;
    const char *before; /* JSON; NULL: nothing */
    const char *after; /* the observed value as it may be shown */
    struct bytes observed; /* the value itself, whose SHA-256 is kept as value_hash; empty: `after` */
    enum severity severity; /* of a new finding; a person's choice is not overwritten */
};

/* Whose failures they are. */
struct finding_observer {
    struct tenant_id tenant;
    struct run_id run;
    const char *kind; /* "drift" or "control" */
    struct profile_id profile; /* of drift */
    const char *interpretation; /* of a control; "" for drift */
    int interpretation_version; /* 0 for drift */
    int identity_version;
    struct run_id capture; /* whose reading it looked at: another look at the same reading verifies nothing */
};

struct finding_counts {
    int64_t opened;
    int64_t reopened;
    int64_t still; /* failing as before */
    int64_t resolved;
    int64_t verified;
};

/* A finding whose state changed by an observation. */
struct finding_moved {
    struct finding_id id;
    const char *from; /* state codes; "" for a new one */
    const char *to;
    const char *family;
    const char *object_id;
};

struct finding_moves {
    struct finding_moved *items;
    size_t count;
};

/* Writes a batch. Needs TX_WRITE; `who` acts by observation. Adds to *counts. *moves (may be NULL) lives in cx->mem.
 * RC_TOO_LARGE: more than FINDING_BATCH_MAX. */
MUST_CHECK enum rc finding_observe_failed(struct cx *cx, const struct actor *who,
                                          const struct finding_observer *observer,
                                          const struct finding_failure *failures, size_t count,
                                          struct finding_counts *counts, struct finding_moves *moves);

/* The observer's findings in `families` that the run did not see failing have passed. */
MUST_CHECK enum rc finding_observe_passed(struct cx *cx, const struct actor *who,
                                          const struct finding_observer *observer, const char *const *families,
                                          size_t family_count, struct finding_counts *counts,
                                          struct finding_moves *moves);

/* An existing finding's place, for finding_observe_paths. */
struct finding_place {
    const char *object_id;
    const char *path;
    struct bytes identity;
};

/* Where the profile's findings on these objects of one family are, in any state, sorted by object. At most 100,000.
 * They tell which difference is covered by a finding that exists (drift_is_covered). */
MUST_CHECK enum rc finding_observe_places(struct cx *cx, const struct actor *who, struct profile_id profile,
                                          const char *family, const char *const *object_ids, size_t count,
                                          struct finding_place **out, size_t *out_count);

#endif
