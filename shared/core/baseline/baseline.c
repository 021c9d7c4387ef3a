#include "core/baseline/baseline.h"

#include <string.h>

#include "base/text.h"
#include "core/audit/audit.h"
#include "core/baseline/baseline_store.h"
#include "core/timer/timer.h"

static const struct state_def states[] = {
#define STATE(constant, code, label) [BASELINE_##constant] = { code, label },
#define CHANGE(from, to, by)
#include "core/baseline/baseline_snapshot_states.def"
#undef STATE
#undef CHANGE
};

static const struct state_change changes[] = {
#define STATE(constant, code, label)
#define CHANGE(from, to, by) { BASELINE_##from, BASELINE_##to, CAP_##by },
#include "core/baseline/baseline_snapshot_states.def"
#undef STATE
#undef CHANGE
};

const struct state_table baseline_snapshot_states = STATE_TABLE("baseline_snapshot", states, changes);

enum rc baseline_profile_add(struct cx *cx, const struct actor *who, const struct baseline_new_profile *in,
                             struct profile_id *out)
{
    struct profile_id id = { uuid_new(cx->clock) };
    bool known = false;
    enum rc rc = actor_require(cx, who, CAP_BASELINE_PROPOSE);

    if (rc == RC_OK) {
        rc = baseline_store_families_known(cx, in->families, in->family_count, &known);
    }
    if (rc == RC_OK && !known) {
        return fail_set(cx, RC_INVALID, N_("This is not one of the choices."),
                        "baseline: a family that no provider has");
    }
    if (rc == RC_OK) {
        rc = baseline_store_profile_add(cx, who, id, in);
    }
    if (rc == RC_OK) {
        rc = audit_write(cx, who,
                         &(struct audit_entry){ .action = "baseline_profile.added",
                                                .object_type = "baseline_profile",
                                                .object = id.v,
                                                .tenant = in->tenant });
    }
    if (rc == RC_OK) {
        *out = id;
    }
    return rc;
}

enum rc baseline_profiles(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                          struct baseline_profiles *out)
{
    return baseline_store_profiles(cx, who, tenant, out);
}

enum rc baseline_profile_get(struct cx *cx, const struct actor *who, struct profile_id id, struct baseline_profile *out,
                             struct baseline_snapshots *snapshots)
{
    return baseline_store_profile_get(cx, who, id, out, snapshots);
}

enum rc baseline_snapshot_get(struct cx *cx, const struct actor *who, struct snapshot_id id,
                              struct baseline_snapshot *out)
{
    return baseline_store_snapshot_get(cx, who, id, out);
}

struct baseline_place baseline_place_parse(struct arena *mem, const char *text)
{
    const char *space = text == NULL ? NULL : strchr(text, ' ');

    if (space == NULL) {
        return (struct baseline_place){ NULL, NULL };
    }
    return (struct baseline_place){ arena_strndup(mem, text, (size_t)(space - text)), arena_strdup(mem, space + 1) };
}

enum rc baseline_snapshot_items(struct cx *cx, const struct actor *who, struct snapshot_id id,
                                struct baseline_place after, int32_t limit, struct baseline_items *out)
{
    return baseline_store_items(cx, who, id, after, limit, out);
}

static enum rc refuse_unread_area(struct cx *cx, const struct actor *who, struct profile_id profile, struct run_id run)
{
    const char *area;
    enum rc rc = baseline_store_unread_area(cx, who, profile, run, &area);

    if (rc == RC_NOT_FOUND) {
        return RC_OK;
    }
    if (rc == RC_OK) {
        rc = fail_set(cx, RC_CONFLICT,
                      N_("The area \"%(area)s\" was not read by the newest capture, so it cannot be proposed."),
                      "profile %s: area %s was not read by run %s", id_text(cx, profile.v), area, id_text(cx, run.v));
        fail_arg(cx, "area", area);
    }
    return rc;
}

static enum rc audit_snapshot(struct cx *cx, const struct actor *who, const struct baseline_snapshot *snapshot,
                              const char *action, enum baseline_state from, enum baseline_state to, const char *reason)
{
    return audit_write(cx, who,
                       &(struct audit_entry){ .action = action,
                                              .object_type = "baseline_snapshot",
                                              .object = snapshot->id.v,
                                              .tenant = snapshot->tenant,
                                              .from = state_code(&baseline_snapshot_states, from),
                                              .to = state_code(&baseline_snapshot_states, to),
                                              .note = text_empty(reason) ? NULL : reason,
                                              .seen = snapshot->content_hash });
}

enum rc baseline_propose(struct cx *cx, const struct actor *who, struct profile_id profile_id, struct snapshot_id *out)
{
    struct baseline_profile profile;
    struct baseline_snapshots earlier;
    struct baseline_snapshot made;
    struct snapshot_id id = { uuid_new(cx->clock) };
    struct run_id run;
    enum rc rc = actor_require(cx, who, CAP_BASELINE_PROPOSE);

    if (rc == RC_OK) {
        rc = baseline_store_profile_get(cx, who, profile_id, &profile, &earlier);
    }
    if (rc != RC_OK) {
        return rc;
    }
    rc = baseline_store_newest_capture(cx, who, profile.tenant, &run);
    if (rc == RC_NOT_FOUND) {
        return fail_set(cx, RC_CONFLICT, N_("Capture the tenant first: there is nothing to propose yet."),
                        "tenant %s has no completed capture", id_text(cx, profile.tenant.v));
    }
    if (rc == RC_OK) {
        rc = refuse_unread_area(cx, who, profile_id, run);
    }
    if (rc == RC_OK) {
        rc = baseline_store_propose(cx, who, id, &profile, run);
    }
    if (rc == RC_OK) {
        rc = baseline_store_snapshot_get(cx, who, id, &made);
    }
    if (rc == RC_OK && made.item_count == 0) {
        return fail_set(cx, RC_CONFLICT, N_("Nothing that was captured is in the scope of this profile."),
                        "profile %s: no subject in scope", id_text(cx, profile_id.v));
    }
    for (size_t i = 0; rc == RC_OK && i < earlier.count; i++) {
        if (earlier.items[i].state == BASELINE_PROPOSED &&
            bytes_equal(earlier.items[i].content_hash, made.content_hash)) {
            return fail_set(cx, RC_CONFLICT, N_("A proposal with the same content waits for approval already."),
                            "snapshot %s has the same content", id_text(cx, earlier.items[i].id.v));
        }
    }
    if (rc == RC_OK) {
        rc = audit_snapshot(cx, who, &made, "baseline_snapshot.proposed", BASELINE_NONE, BASELINE_PROPOSED, NULL);
    }
    if (rc == RC_OK) {
        rc = timer_detect_soon(cx, who, profile.tenant);
    }
    if (rc == RC_OK) {
        *out = id;
    }
    return rc;
}

/* The snapshot as the decider saw it, if `who` may move it to `to`. */
static enum rc get_decidable(struct cx *cx, const struct actor *who, const struct baseline_decision *decision,
                             enum baseline_state to, struct baseline_snapshot *out)
{
    enum rc rc = baseline_store_snapshot_get(cx, who, decision->id, out);

    if (rc == RC_OK) {
        rc = state_require(cx, &baseline_snapshot_states, out->state, to, who);
    }
    if (rc == RC_OK && out->row_version != decision->row_version) {
        return fail_set(cx, RC_CONFLICT, N_("Somebody else has changed this snapshot in the meantime."),
                        "snapshot %s: seen at version %d, is at %d", id_text(cx, out->id.v), decision->row_version,
                        out->row_version);
    }
    if (rc == RC_OK && account_is(out->proposed_by, actor_account(who))) {
        return fail_set(cx, RC_FORBIDDEN, N_("You cannot decide on your own proposal."),
                        "snapshot %s: decider is its proposer", id_text(cx, out->id.v));
    }
    return rc;
}

static enum rc supersede_other(struct cx *cx, const struct actor *who, const struct baseline_snapshot *next)
{
    struct baseline_snapshot old;
    enum rc rc = baseline_store_in_force(cx, who, next->profile, &old);

    if (rc == RC_NOT_FOUND) {
        return RC_OK;
    }
    if (rc == RC_OK) {
        rc = baseline_store_move(cx, who, &old, BASELINE_SUPERSEDED, "");
    }
    return rc == RC_OK
               ? audit_snapshot(cx, who, &old, "baseline_snapshot.superseded", old.state, BASELINE_SUPERSEDED, NULL)
               : rc;
}

enum rc baseline_approve(struct cx *cx, const struct actor *who, const struct baseline_decision *decision,
                         struct baseline_snapshot *out)
{
    struct baseline_snapshot snapshot;
    enum rc rc = get_decidable(cx, who, decision, BASELINE_APPROVED, &snapshot);

    if (rc == RC_OK) {
        rc = supersede_other(cx, who, &snapshot);
    }
    if (rc == RC_OK) {
        rc = baseline_store_move(cx, who, &snapshot, BASELINE_APPROVED,
                                 text_empty(decision->reason) ? "" : decision->reason);
    }
    if (rc == RC_OK) {
        rc = audit_snapshot(cx, who, &snapshot, "baseline_snapshot.approved", snapshot.state, BASELINE_APPROVED,
                            decision->reason);
    }
    if (rc == RC_OK) {
        rc = timer_detect_soon(cx, who, snapshot.tenant);
    }
    return rc == RC_OK ? baseline_store_snapshot_get(cx, who, decision->id, out) : rc;
}

enum rc baseline_reject(struct cx *cx, const struct actor *who, const struct baseline_decision *decision,
                        struct baseline_snapshot *out)
{
    struct baseline_snapshot snapshot;
    enum rc rc = get_decidable(cx, who, decision, BASELINE_REJECTED, &snapshot);

    if (rc == RC_OK && text_empty(decision->reason)) {
        return fail_set(cx, RC_INVALID, N_("Say why you reject it."), "snapshot %s: rejected without a reason",
                        id_text(cx, decision->id.v));
    }
    if (rc == RC_OK) {
        rc = baseline_store_move(cx, who, &snapshot, BASELINE_REJECTED, decision->reason);
    }
    if (rc == RC_OK) {
        rc = audit_snapshot(cx, who, &snapshot, "baseline_snapshot.rejected", snapshot.state, BASELINE_REJECTED,
                            decision->reason);
    }
    if (rc == RC_OK) {
        rc = timer_detect_soon(cx, who, snapshot.tenant);
    }
    return rc == RC_OK ? baseline_store_snapshot_get(cx, who, decision->id, out) : rc;
}

enum rc baseline_differences(struct cx *cx, const struct actor *who, struct snapshot_id id, struct run_id run,
                             struct baseline_place after, int32_t limit, struct baseline_differences *out)
{
    return baseline_store_differences(cx, who, id, run, after, limit, out);
}

enum rc baseline_read_families(struct cx *cx, const struct actor *who, struct profile_id profile, struct run_id run,
                               const char *const **out, size_t *count)
{
    return baseline_store_read_families(cx, who, profile, run, out, count);
}

enum rc baseline_approved(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                          struct baseline_snapshots *out)
{
    return baseline_store_approved(cx, who, tenant, out);
}

enum rc baseline_newest_capture(struct cx *cx, const struct actor *who, struct tenant_id tenant, struct run_id *out)
{
    return baseline_store_newest_capture(cx, who, tenant, out);
}

enum rc baseline_compare(struct cx *cx, const struct actor *who, struct snapshot_id from, struct snapshot_id to,
                         struct baseline_changes *out)
{
    return baseline_store_compare(cx, who, from, to, out);
}

enum rc baseline_family_counts(struct cx *cx, const struct actor *who, struct snapshot_id id, struct run_id run,
                               struct baseline_family_count **out, size_t *count)
{
    return baseline_store_family_counts(cx, who, id, run, out, count);
}
