/* Baselines on the real schema: what may be proposed, who approves it, and what differs from it. */
#include "core/baseline/baseline.h"

#include "base/text.h"
#include "support/governance.h"
#include "support/suite.h"

static enum rc propose(struct governance *g, struct profile_id profile, struct snapshot_id *out)
{
    return GOVERN(g, g->olga.who, baseline_propose(g->cx, g->olga.who, profile, out));
}

static enum rc approve(struct governance *g, const struct actor *who, struct snapshot_id id, int32_t version)
{
    const struct baseline_decision decision = { .id = id, .row_version = version, .reason = "" };
    struct baseline_snapshot out;

    return GOVERN(g, who, baseline_approve(g->cx, who, &decision, &out));
}

static struct baseline_snapshot snapshot_of(struct governance *g, struct snapshot_id id)
{
    struct baseline_snapshot out;

    ck_assert_int_eq(GOVERN(g, g->olga.who, baseline_snapshot_get(g->cx, g->olga.who, id, &out)), RC_OK);
    return out;
}

static struct baseline_differences differences(struct governance *g, struct snapshot_id id, struct run_id run,
                                               const struct baseline_difference *after, int32_t limit)
{
    struct baseline_place place = { NULL, NULL };
    struct baseline_differences out;

    if (after != NULL) {
        place = (struct baseline_place){ after->family, after->object_id };
    }
    ck_assert_int_eq(
        GOVERN(g, g->observation, baseline_differences(g->cx, g->observation, id, run, place, limit, &out)), RC_OK);
    return out;
}

START_TEST(a_snapshot_holds_the_inventory_in_its_scope)
{
    static const char *const families[] = { "conditional_access", "named_location" };
    struct governance *g = governance_new();
    const struct baseline_new_profile in = {
        .tenant = g->tenant, .name = "Require", .families = families, .family_count = 2, .name_prefix = "Require"
    };
    struct profile_id narrow;
    struct snapshot_id id;

    ck_assert_int_eq(propose(g, governance_profile(g, "all"), &id), RC_OK);
    ck_assert_int_eq(snapshot_of(g, id).item_count, 9);
    ck_assert(uuid_equal(snapshot_of(g, id).run.v, g->capture.v));
    ck_assert_int_eq(GOVERN(g, g->olga.who, baseline_profile_add(g->cx, g->olga.who, &in, &narrow)), RC_OK);
    ck_assert_int_eq(propose(g, narrow, &id), RC_OK);
    ck_assert_str_eq(
        scratch_text(g->s, "SELECT string_agg(name, ', ' ORDER BY name) FROM baseline_item WHERE snapshot_id = '%s'",
                     ID(g, id)),
        "Require MFA, Require device");
    ck_assert_int_eq(governance_events(g, id.v, "baseline_snapshot.proposed"), 1);
    ck_assert_int_eq(propose(g, narrow, &id), RC_CONFLICT); /* the same content waits already */
    ck_assert_int_eq(GOVERN(g, g->olga.who, baseline_profile_add(g->cx, g->olga.who, &in, &narrow)), RC_CONFLICT);
    governance_free(g);
}

END_TEST

START_TEST(what_was_not_read_cannot_be_proposed)
{
    static const char *const read[] = { "named_location" };
    static const char *const never[] = { "application" };
    struct governance *g = governance_new();
    const struct baseline_new_profile in = {
        .tenant = g->tenant, .name = "locations", .families = read, .family_count = 1, .name_prefix = ""
    };
    const struct baseline_new_profile unknown = {
        .tenant = g->tenant, .name = "apps", .families = never, .family_count = 1, .name_prefix = ""
    };
    struct profile_id all = governance_profile(g, "all");
    struct profile_id profile;
    struct snapshot_id id;

    fake.families[0].failure = RUN_REASON_PERMISSION_MISSING;
    (void)governance_capture(g);
    ck_assert_int_eq(propose(g, all, &id), RC_CONFLICT);
    ck_assert_int_eq(GOVERN(g, g->olga.who, baseline_profile_add(g->cx, g->olga.who, &in, &profile)), RC_OK);
    ck_assert_int_eq(propose(g, profile, &id), RC_OK); /* its only area was read */
    ck_assert_int_eq(GOVERN(g, g->olga.who, baseline_profile_add(g->cx, g->olga.who, &unknown, &profile)), RC_OK);
    ck_assert_int_eq(propose(g, profile, &id), RC_CONFLICT); /* no capture has heard of it */
    ck_assert_int_eq(scratch_int(g->s, "SELECT count(*) FROM baseline_snapshot"), 1);
    governance_free(g);
}

END_TEST

START_TEST(another_person_approves)
{
    struct governance *g = governance_new();
    struct snapshot_id id = governance_snapshot(g, "all", false);
    const struct actor *olga_as_owner = scratch_actor(g->s, g->e->workspace, g->olga.id, ROLE_OWNER);
    char code[6];

    ck_assert_int_eq(approve(g, g->otto.who, id, 1), RC_FORBIDDEN); /* no approver */
    ck_assert_int_eq(approve(g, olga_as_owner, id, 1), RC_FORBIDDEN); /* the proposer */
    ck_assert(
        scratch_refused(g->s, code,
                        "UPDATE baseline_snapshot SET state = 'approved', decided_by = proposed_by, decided_at = now()"
                        " WHERE snapshot_id = '%s'",
                        ID(g, id)));
    ck_assert_str_eq(code, "TP002");
    ck_assert_int_eq(approve(g, g->anna.who, id, 7), RC_CONFLICT); /* a stale page */
    ck_assert_int_eq(approve(g, g->anna.who, id, 1), RC_OK);
    ck_assert_int_eq(approve(g, g->anna.who, id, 2), RC_CONFLICT); /* again */
    ck_assert_int_eq(snapshot_of(g, id).state, BASELINE_APPROVED);
    ck_assert(account_is(snapshot_of(g, id).decided_by, g->anna.id));
    ck_assert_int_eq(governance_events(g, id.v, "baseline_snapshot.approved"), 1);
    governance_free(g);
}

END_TEST

START_TEST(the_next_approval_supersedes)
{
    struct governance *g = governance_new();
    struct snapshot_id first = governance_snapshot(g, "all", true);
    struct profile_id profile = snapshot_of(g, first).profile;
    const struct baseline_decision no_reason = { .row_version = 1, .reason = "" };
    struct baseline_decision rejection = no_reason;
    struct baseline_snapshot out;
    struct snapshot_id next;

    fake.families[1].objects[2] = "{\"id\":\"nl-3\",\"displayName\":\"Home\",\"isTrusted\":true}";
    (void)governance_capture(g);
    ck_assert_int_eq(propose(g, profile, &next), RC_OK);
    ck_assert_int_eq(snapshot_of(g, first).state, BASELINE_APPROVED); /* until another person has decided */
    rejection.id = next;
    ck_assert_int_eq(GOVERN(g, g->anna.who, baseline_reject(g->cx, g->anna.who, &rejection, &out)), RC_INVALID);
    rejection.reason = "home is no trusted place";
    ck_assert_int_eq(GOVERN(g, g->anna.who, baseline_reject(g->cx, g->anna.who, &rejection, &out)), RC_OK);
    ck_assert_int_eq(out.state, BASELINE_REJECTED);
    ck_assert_str_eq(out.reason, "home is no trusted place");
    ck_assert_int_eq(propose(g, profile, &next), RC_OK);
    ck_assert_int_eq(approve(g, g->anna.who, next, 1), RC_OK);
    ck_assert_int_eq(snapshot_of(g, first).state, BASELINE_SUPERSEDED);
    ck_assert_int_eq(snapshot_of(g, next).state, BASELINE_APPROVED);
    ck_assert_int_eq(governance_events(g, first.v, "baseline_snapshot.superseded"), 1);
    ck_assert_int_eq(scratch_int(g->s, "SELECT count(*) FROM baseline_snapshot WHERE state = 'approved'"), 1);
    governance_free(g);
}

END_TEST

START_TEST(items_never_change)
{
    struct governance *g = governance_new();
    char code[6];

    (void)governance_snapshot(g, "all", true);
    ck_assert(scratch_refused(g->s, code, "UPDATE baseline_item SET name = 'another'"));
    ck_assert_str_eq(code, "TP001");
    ck_assert(scratch_refused(g->s, code, "DELETE FROM baseline_item"));
    ck_assert_str_eq(code, "TP001");
    governance_free(g);
}

END_TEST

START_TEST(differences_are_what_was_added_removed_and_changed)
{
    struct governance *g = governance_new();
    struct snapshot_id id = governance_snapshot(g, "all", true);
    struct baseline_differences all;
    struct baseline_differences page;
    struct run_id run;

    ck_assert_uint_eq(differences(g, id, g->capture, NULL, 10).count, 0);
    fake.families[0].objects[1] = "{\"id\":\"ca-2\",\"displayName\":\"Block legacy\",\"state\":\"disabled\"}";
    fake.families[0].objects[4] =
        "{\"id\":\"ca-9\",\"displayName\":\"New\",\"state\":\"enabled\"}"; /* instead of ca-5 */
    fake.families[1].objects[0] = "{\"displayName\":\"Office\",\"isTrusted\":true,\"id\":\"nl-1\"}"; /* no difference */
    run = governance_capture(g);
    all = differences(g, id, run, NULL, 10);
    ck_assert_uint_eq(all.count, 3);
    ck_assert_str_eq(all.items[0].object_id, "ca-2");
    ck_assert_str_eq(all.items[0].op, "replace");
    ck_assert(!bytes_equal(all.items[0].before_hash, all.items[0].after_hash));
    ck_assert_str_eq(all.items[1].object_id, "ca-5");
    ck_assert_str_eq(all.items[1].op, "remove");
    ck_assert_ptr_null(all.items[1].after.data);
    ck_assert_str_eq(all.items[2].object_id, "ca-9");
    ck_assert_str_eq(all.items[2].op, "add");
    ck_assert_ptr_null(all.items[2].before.data);
    page = differences(g, id, run, NULL, 2);
    ck_assert(page.more);
    ck_assert_uint_eq(page.count, 2);
    page = differences(g, id, run, &page.items[1], 2);
    ck_assert(!page.more);
    ck_assert_uint_eq(page.count, 1);
    ck_assert_str_eq(page.items[0].object_id, "ca-9");
    governance_free(g);
}

END_TEST

START_TEST(an_unread_area_differs_in_nothing)
{
    struct governance *g = governance_new();
    struct snapshot_id id = governance_snapshot(g, "all", true);
    struct profile_id profile = snapshot_of(g, id).profile;
    const char *const *families;
    struct run_id run;
    size_t count;

    fake.families[0].objects[0] = "{\"id\":\"ca-1\",\"displayName\":\"Require MFA\",\"state\":\"disabled\"}";
    (void)governance_capture(g);
    fake.families[0].failure = RUN_REASON_TIMEOUT;
    run = governance_capture(g);
    ck_assert_uint_eq(differences(g, id, run, NULL, 10).count, 0);
    ck_assert_int_eq(
        GOVERN(g, g->observation, baseline_read_families(g->cx, g->observation, profile, run, &families, &count)),
        RC_OK);
    ck_assert_uint_eq(count, 2);
    ck_assert_str_eq(families[0], "authorization_policy");
    ck_assert_str_eq(families[1], "named_location");
    governance_free(g);
}

END_TEST

SUITE(baseline, a_snapshot_holds_the_inventory_in_its_scope, what_was_not_read_cannot_be_proposed,
      another_person_approves, the_next_approval_supersedes, items_never_change,
      differences_are_what_was_added_removed_and_changed, an_unread_area_differs_in_nothing);
