/* Baselines: what should be. A profile says what is in scope of a tenant; a snapshot is the immutable content captured for it, and is
 * in force once another person has approved it (domain.md 1, "Baseline snapshot"). */
#ifndef CORE_BASELINE_BASELINE_H
#define CORE_BASELINE_BASELINE_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/actor/states.h"
#include "core/ids.h"

enum baseline_state {
    BASELINE_NONE = STATE_NONE,

#define STATE(constant, code, label) BASELINE_##constant,
#define CHANGE(from, to, by)
#include "core/baseline/baseline_snapshot_states.def"
#undef STATE
#undef CHANGE
    BASELINE_STATE_COUNT
};

extern const struct state_table baseline_snapshot_states;

struct baseline_profile {
    struct profile_id id;
    struct tenant_id tenant;
    const char *tenant_name;
    const char *name;
    const char *const *families; /* none: every captured family */
    size_t family_count;
    const char *name_prefix; /* "": every name */
    struct snapshot_id approved; /* the snapshot in force; nil: none */
    int64_t approved_us;
    int32_t proposed_count; /* snapshots that wait for approval */
    int64_t created_us;
    int32_t row_version;
};

struct baseline_profiles {
    struct baseline_profile *items;
    size_t count;
};

struct baseline_snapshot {
    struct snapshot_id id;
    struct profile_id profile;
    const char *profile_name;
    struct tenant_id tenant;
    const char *tenant_name;
    struct run_id run; /* the capture whose inventory it holds */
    enum baseline_state state;
    int32_t item_count;
    struct bytes content_hash;
    struct account_id proposed_by;
    const char *proposed_by_name; /* NULL: the system */
    int64_t proposed_us;
    struct account_id decided_by;
    const char *decided_by_name;
    int64_t decided_us; /* 0: not decided */
    const char *reason;
    int32_t row_version;
};

struct baseline_snapshots {
    struct baseline_snapshot *items;
    size_t count;
};

struct baseline_item {
    const char *family;
    const char *family_label; /* msgid; the code where no provider knows it */
    const char *object_id;
    struct subject_id subject;
    const char *name;
    struct bytes document_hash;
};

struct baseline_items {
    struct baseline_item *items;
    size_t count;
    bool more;
};

struct baseline_new_profile {
    struct tenant_id tenant;
    const char *name; /* 1 to 200 characters */
    const char *const *families;
    size_t family_count;
    const char *name_prefix; /* "" : every name */
};

/* A new profile. Needs TX_WRITE. RC_CONFLICT: the tenant has one of that name. RC_INVALID: a family that no provider has. RC_NOT_FOUND:
 * no such tenant. */
MUST_CHECK enum rc baseline_profile_add(struct cx *cx, const struct actor *who, const struct baseline_new_profile *in,
                                        struct profile_id *out);

/* Profiles of the workspace, or of one tenant (nil: all), by tenant and name; at most 500. */
MUST_CHECK enum rc baseline_profiles(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                     struct baseline_profiles *out);

/* A profile with its snapshots, the newest first (at most 50). RC_NOT_FOUND: none. */
MUST_CHECK enum rc baseline_profile_get(struct cx *cx, const struct actor *who, struct profile_id id,
                                        struct baseline_profile *out, struct baseline_snapshots *snapshots);

MUST_CHECK enum rc baseline_snapshot_get(struct cx *cx, const struct actor *who, struct snapshot_id id,
                                         struct baseline_snapshot *out);

/* Where in the order of family and object id reading goes on. */
struct baseline_place {
    const char *family; /* NULL: from the start */
    const char *object_id;
};

/* The place that a cursor or a checkpoint "<family> <object id>" means (a family's code has no space); the start for any other text,
 * NULL included. */
struct baseline_place baseline_place_parse(struct arena *mem, const char *text);

/* A page of a snapshot's items after that place. */
MUST_CHECK enum rc baseline_snapshot_items(struct cx *cx, const struct actor *who, struct snapshot_id id,
                                           struct baseline_place after, int32_t limit, struct baseline_items *out);

/* Proposes today's inventory in the profile's scope as its new snapshot. Needs TX_WRITE.
 * RC_CONFLICT: the tenant was not captured, or an area in scope was not read by its newest capture (domain.md's guard), or nothing is
 * in scope, or a proposal with the same content waits already. */
MUST_CHECK enum rc baseline_propose(struct cx *cx, const struct actor *who, struct profile_id profile,
                                    struct snapshot_id *out);

struct baseline_decision {
    struct snapshot_id id;
    int32_t row_version; /* what the decider saw */
    const char *reason; /* needed to reject */
};

/* Proposed -> approved; what was in force is superseded in the same transaction. Needs TX_WRITE.
 * RC_FORBIDDEN: `who` proposed it. RC_CONFLICT: decided already, or changed since. */
MUST_CHECK enum rc baseline_approve(struct cx *cx, const struct actor *who, const struct baseline_decision *decision,
                                    struct baseline_snapshot *out);

/* Proposed -> rejected. RC_INVALID: no reason. Else as baseline_approve. */
MUST_CHECK enum rc baseline_reject(struct cx *cx, const struct actor *who, const struct baseline_decision *decision,
                                   struct baseline_snapshot *out);

/* One subject that is not as its snapshot says. */
struct baseline_difference {
    const char *op; /* "add", "remove", "replace": of the subject as a whole */
    const char *family;
    const char *object_id;
    struct subject_id subject;
    const char *name;
    struct bytes before; /* canonical documents; no bytes where there is none */
    struct bytes after;
    struct bytes before_hash;
    struct bytes after_hash;
};

struct baseline_differences {
    struct baseline_difference *items;
    size_t count;
    bool more;
};

/* The next subjects after that place that differ from the snapshot in an area that the capture `run` has read: a join of hashes, no
 * document is parsed. At most `limit`. */
MUST_CHECK enum rc baseline_differences(struct cx *cx, const struct actor *who, struct snapshot_id id,
                                        struct run_id run, struct baseline_place after, int32_t limit,
                                        struct baseline_differences *out);

/* The families of the profile's scope that the capture `run` has read completely: where absence means deletion. */
MUST_CHECK enum rc baseline_read_families(struct cx *cx, const struct actor *who, struct profile_id profile,
                                          struct run_id run, const char *const **out, size_t *count);

/* One subject that two snapshots do not hold alike. */
struct baseline_change {
    const char *op; /* "add", "remove", "replace" */
    const char *family;
    const char *family_label;
    const char *object_id;
    struct subject_id subject;
    const char *name;
};

struct baseline_changes {
    struct baseline_change *items; /* by family and name, at most BASELINE_CHANGES_MAX */
    size_t count;
    int32_t added; /* of all, listed or not */
    int32_t removed;
    int32_t replaced;
};

enum { BASELINE_CHANGES_MAX = 200 };

/* What `to` holds otherwise than `from` (nil: an empty one): a join of hashes. */
MUST_CHECK enum rc baseline_compare(struct cx *cx, const struct actor *who, struct snapshot_id from,
                                    struct snapshot_id to, struct baseline_changes *out);

/* How many subjects the snapshot holds of each family, by family. */
struct baseline_family_count {
    const char *family;
    int32_t count;
    bool was_read; /* by the capture: only then it is compared */
};

MUST_CHECK enum rc baseline_family_counts(struct cx *cx, const struct actor *who, struct snapshot_id id,
                                          struct run_id run, struct baseline_family_count **out, size_t *count);

/* The snapshots in force of a tenant (nil: of the workspace). At most 500. */
MUST_CHECK enum rc baseline_approved(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                     struct baseline_snapshots *out);

/* The tenant's newest completed capture that read something. RC_NOT_FOUND: none. */
MUST_CHECK enum rc baseline_newest_capture(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                           struct run_id *out);

#endif
