/* The rows of baselines. Included by this domain and its tests alone. */
#ifndef CORE_BASELINE_BASELINE_STORE_H
#define CORE_BASELINE_BASELINE_STORE_H

#include "core/baseline/baseline.h"

/* Whether each of them is a family of some provider. */
MUST_CHECK enum rc baseline_store_families_known(struct cx *cx, const char *const *families, size_t count, bool *out);
MUST_CHECK enum rc baseline_store_profile_add(struct cx *cx, const struct actor *who, struct profile_id id,
                                              const struct baseline_new_profile *in);
MUST_CHECK enum rc baseline_store_profiles(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                           struct baseline_profiles *out);
MUST_CHECK enum rc baseline_store_profile_get(struct cx *cx, const struct actor *who, struct profile_id id,
                                              struct baseline_profile *out, struct baseline_snapshots *snapshots);
MUST_CHECK enum rc baseline_store_snapshot_get(struct cx *cx, const struct actor *who, struct snapshot_id id,
                                               struct baseline_snapshot *out);
MUST_CHECK enum rc baseline_store_items(struct cx *cx, const struct actor *who, struct snapshot_id id,
                                        struct baseline_place after, int32_t limit, struct baseline_items *out);

/* A family of the profile's scope that `run` did not read. RC_NOT_FOUND: all were. */
MUST_CHECK enum rc baseline_store_unread_area(struct cx *cx, const struct actor *who, struct profile_id profile,
                                              struct run_id run, const char **area);

/* Inserts the snapshot with its items from the inventory, its count and its content hash. */
MUST_CHECK enum rc baseline_store_propose(struct cx *cx, const struct actor *who, struct snapshot_id id,
                                          const struct baseline_profile *profile, struct run_id run);

/* The approved snapshot of the profile. RC_NOT_FOUND: none. */
MUST_CHECK enum rc baseline_store_in_force(struct cx *cx, const struct actor *who, struct profile_id profile,
                                           struct baseline_snapshot *out);

/* Moves it from the state and version that it was read with. RC_CONFLICT: it has changed. */
MUST_CHECK enum rc baseline_store_move(struct cx *cx, const struct actor *who, const struct baseline_snapshot *from,
                                       enum baseline_state to, const char *reason);
MUST_CHECK enum rc baseline_store_differences(struct cx *cx, const struct actor *who, struct snapshot_id id,
                                              struct run_id run, struct baseline_place after, int32_t limit,
                                              struct baseline_differences *out);
MUST_CHECK enum rc baseline_store_read_families(struct cx *cx, const struct actor *who, struct profile_id profile,
                                                struct run_id run, const char *const **out, size_t *count);
MUST_CHECK enum rc baseline_store_family_counts(struct cx *cx, const struct actor *who, struct snapshot_id id,
                                                struct run_id run, struct baseline_family_count **out, size_t *count);
MUST_CHECK enum rc baseline_store_approved(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                           struct baseline_snapshots *out);
MUST_CHECK enum rc baseline_store_newest_capture(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                                 struct run_id *out);

MUST_CHECK enum rc baseline_store_compare(struct cx *cx, const struct actor *who, struct snapshot_id from,
                                          struct snapshot_id to, struct baseline_changes *out);

#endif
