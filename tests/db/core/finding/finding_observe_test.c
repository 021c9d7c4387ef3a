/* What runs see becomes findings: one row per identity for ever, whatever is seen how often (domain.md 1, "Finding"). */
#include "core/finding/finding.h"

#include "base/text.h"
#include "support/governance.h"
#include "support/suite.h"

#define OFF    "\"disabled\""
#define REPORT "\"enabledForReportingButNotEnforced\""

static int findings(struct governance *g)
{
    return (int)scratch_int(g->s, "SELECT count(*) FROM finding");
}

static int observations(struct governance *g, struct finding_id id)
{
    return (int)scratch_int(g->s, "SELECT count(*) FROM finding_observation WHERE finding_id = '%s'", ID(g, id));
}

/* Of the one property that these tests are about. */
static struct finding_id seen(struct governance *g, struct profile_id profile, struct run_id run, const char *value)
{
    return governance_fail(g, profile, run, "ca-1", "/state", value, SEVERITY_HIGH);
}

START_TEST(a_failure_opens_one_finding_however_often_it_is_seen)
{
    struct governance *g = governance_new();
    struct profile_id profile = governance_profile(g, "policies");
    struct run_id run = governance_run(g, "compare", "succeeded");
    struct finding_id id = seen(g, profile, run, OFF);
    struct finding first = governance_finding(g, id);
    struct finding later;

    ck_assert_int_eq(first.state, FINDING_OPEN);
    ck_assert_int_eq(first.severity, SEVERITY_HIGH);
    ck_assert_int_eq(governance_events(g, id.v, "finding.opened"), 1);
    ck_assert(uuid_equal(seen(g, profile, run, OFF).v, id.v)); /* the step of a killed worker, again */
    ck_assert_int_eq(observations(g, id), 1);
    ck_assert(uuid_equal(seen(g, profile, governance_run(g, "compare", "succeeded"), OFF).v, id.v));
    later = governance_finding(g, id);
    ck_assert_int_eq(findings(g), 1);
    ck_assert_int_eq(observations(g, id), 2);
    ck_assert_int_eq(later.first_seen_us, first.first_seen_us);
    ck_assert_int_gt(later.last_seen_us, first.last_seen_us);
    ck_assert_int_eq(later.row_version, first.row_version);
    ck_assert_int_eq(governance_events(g, id.v, "finding.opened"), 1);
    governance_free(g);
}

END_TEST

START_TEST(passing_resolves_and_the_next_run_verifies)
{
    struct governance *g = governance_new();
    struct profile_id profile = governance_profile(g, "policies");
    struct finding_id id = seen(g, profile, governance_run(g, "compare", "succeeded"), OFF);
    struct run_id run = governance_run(g, "compare", "succeeded");
    struct finding_counts counts = governance_pass(g, profile, run);

    ck_assert_int_eq(counts.resolved, 1);
    ck_assert_int_eq(governance_finding(g, id).state, FINDING_RESOLVED);
    counts = governance_pass(g, profile, run); /* once more in the same run */
    ck_assert_int_eq(counts.resolved + counts.verified, 0);
    ck_assert_int_eq(governance_finding(g, id).state, FINDING_RESOLVED);
    counts = governance_pass(g, profile, governance_run(g, "compare", "succeeded"));
    ck_assert_int_eq(counts.verified, 1);
    ck_assert_int_eq(governance_finding(g, id).state, FINDING_VERIFIED);
    counts = governance_pass(g, profile, governance_run(g, "compare", "succeeded"));
    ck_assert_int_eq(counts.resolved + counts.verified, 0);
    ck_assert_int_eq(governance_events(g, id.v, "finding.resolved"), 1);
    ck_assert_int_eq(governance_events(g, id.v, "finding.verified"), 1);
    governance_free(g);
}

END_TEST

/* A compare that is asked for by a person, an evaluation after a decision: they look again at what was read before. */
START_TEST(another_look_at_the_same_reading_verifies_nothing)
{
    struct governance *g = governance_new();
    struct profile_id profile = governance_profile(g, "policies");
    struct finding_id id = seen(g, profile, governance_run(g, "compare", "succeeded"), OFF);

    (void)governance_pass_again(g, profile, governance_run(g, "compare", "succeeded"), g->capture);
    ck_assert_int_eq(governance_finding(g, id).state, FINDING_RESOLVED);
    (void)governance_pass_again(g, profile, governance_run(g, "compare", "succeeded"), g->capture);
    ck_assert_int_eq(governance_finding(g, id).state, FINDING_RESOLVED);
    (void)governance_pass_again(g, profile, governance_run(g, "compare", "succeeded"), governance_capture(g));
    ck_assert_int_eq(governance_finding(g, id).state, FINDING_VERIFIED);
    governance_free(g);
}

END_TEST

START_TEST(the_second_passing_observation_verifies_what_a_person_resolved)
{
    struct governance *g = governance_new();
    struct profile_id profile = governance_profile(g, "policies");
    struct finding_change change = { .row_version = 1, .note = "set back" };
    struct finding finding;

    change.id = seen(g, profile, governance_run(g, "compare", "succeeded"), OFF);
    ck_assert_int_eq(GOVERN(g, g->olga.who, finding_resolve(g->cx, g->olga.who, &change, &finding)), RC_OK);
    (void)governance_pass(g, profile, governance_run(g, "compare", "succeeded"));
    finding = governance_finding(g, change.id);
    ck_assert_int_eq(finding.state, FINDING_RESOLVED);
    ck_assert_str_eq(finding.last_result, "passed");
    (void)governance_pass(g, profile, governance_run(g, "compare", "succeeded"));
    ck_assert_int_eq(governance_finding(g, change.id).state, FINDING_VERIFIED);
    (void)seen(g, profile, governance_run(g, "compare", "succeeded"), OFF); /* and all begins anew */
    (void)governance_pass(g, profile, governance_run(g, "compare", "succeeded"));
    ck_assert_int_eq(governance_finding(g, change.id).state, FINDING_RESOLVED);
    governance_free(g);
}

END_TEST

START_TEST(a_passed_finding_that_fails_again_is_reopened)
{
    struct governance *g = governance_new();
    struct profile_id profile = governance_profile(g, "policies");
    struct finding_id id = seen(g, profile, governance_run(g, "compare", "succeeded"), OFF);

    (void)governance_pass(g, profile, governance_run(g, "compare", "succeeded"));
    ck_assert(uuid_equal(seen(g, profile, governance_run(g, "compare", "succeeded"), OFF).v, id.v));
    ck_assert_int_eq(governance_finding(g, id).state, FINDING_OPEN);
    ck_assert_int_eq(governance_finding(g, id).reopened_count, 1);
    (void)governance_pass(g, profile, governance_run(g, "compare", "succeeded"));
    (void)governance_pass(g, profile, governance_run(g, "compare", "succeeded"));
    ck_assert_int_eq(governance_finding(g, id).state, FINDING_VERIFIED);
    (void)seen(g, profile, governance_run(g, "compare", "succeeded"), REPORT);
    ck_assert_int_eq(governance_finding(g, id).state, FINDING_OPEN);
    ck_assert_int_eq(governance_finding(g, id).reopened_count, 2);
    ck_assert_str_eq(governance_finding(g, id).after, REPORT);
    ck_assert_int_eq(governance_events(g, id.v, "finding.reopened"), 2);
    ck_assert_int_eq(findings(g), 1);
    governance_free(g);
}

END_TEST

START_TEST(what_was_not_looked_at_stays_as_it_is)
{
    static const char *const elsewhere[] = { "named_location" };
    struct governance *g = governance_new();
    struct profile_id profile = governance_profile(g, "policies");
    struct profile_id other = governance_profile(g, "others");
    struct finding_id id = seen(g, profile, governance_run(g, "compare", "succeeded"), OFF);
    struct finding_id foreign = seen(g, other, governance_run(g, "compare", "succeeded"), OFF);
    const struct finding_observer observer = { .tenant = g->tenant,
                                               .run = governance_run(g, "compare", "partial"),
                                               .kind = "drift",
                                               .profile = profile,
                                               .interpretation = "",
                                               .identity_version = 1,
                                               .capture = g->capture };
    struct finding_counts counts = { 0 };

    ck_assert(!uuid_equal(id.v, foreign.v));
    ck_assert_int_eq(GOVERN(g, g->observation,
                            finding_observe_passed(g->cx, g->observation, &observer, elsewhere, 1, &counts, NULL)),
                     RC_OK);
    ck_assert_int_eq(counts.resolved, 0);
    ck_assert_int_eq(governance_finding(g, id).state, FINDING_OPEN);
    ck_assert_str_eq(governance_finding(g, id).last_result, "failed");
    ck_assert_int_eq(governance_pass(g, profile, governance_run(g, "compare", "succeeded")).resolved, 1);
    ck_assert_int_eq(governance_finding(g, foreign).state, FINDING_OPEN); /* another baseline's */
    governance_free(g);
}

END_TEST

START_TEST(a_false_positive_returns_when_its_value_changes)
{
    struct governance *g = governance_new();
    struct profile_id profile = governance_profile(g, "policies");
    struct finding_id id = seen(g, profile, governance_run(g, "compare", "succeeded"), OFF);

    governance_dismiss(g, id, "the pilot group is exempt");
    (void)seen(g, profile, governance_run(g, "compare", "succeeded"), OFF);
    ck_assert_int_eq(governance_finding(g, id).state, FINDING_FALSE_POSITIVE);
    (void)governance_pass(g, profile, governance_run(g, "compare", "succeeded"));
    ck_assert_int_eq(governance_finding(g, id).state, FINDING_FALSE_POSITIVE);
    (void)seen(g, profile, governance_run(g, "compare", "succeeded"), OFF); /* back to what was judged */
    ck_assert_int_eq(governance_finding(g, id).state, FINDING_FALSE_POSITIVE);
    (void)seen(g, profile, governance_run(g, "compare", "succeeded"), REPORT);
    ck_assert_int_eq(governance_finding(g, id).state, FINDING_OPEN);
    ck_assert_int_eq(governance_events(g, id.v, "finding.reopened"), 1);
    governance_free(g);
}

END_TEST

START_TEST(automation_overwrites_no_choice_of_a_person)
{
    struct governance *g = governance_new();
    struct profile_id profile = governance_profile(g, "policies");
    struct finding_id id = seen(g, profile, governance_run(g, "compare", "succeeded"), OFF);
    const struct finding_change change = { .id = id, .row_version = 1, .note = "" };
    struct finding finding;

    ck_assert_int_eq(
        GOVERN(g, g->olga.who, finding_triage(g->cx, g->olga.who, &change, SEVERITY_LOW, g->otto.id, &finding)), RC_OK);
    (void)seen(g, profile, governance_run(g, "compare", "succeeded"), REPORT);
    finding = governance_finding(g, id);
    ck_assert_int_eq(finding.state, FINDING_TRIAGED);
    ck_assert_int_eq(finding.severity, SEVERITY_LOW);
    ck_assert(account_is(finding.owner, g->otto.id));
    ck_assert_int_gt(finding.row_version, 2); /* its value is another: who looks at the old one gets a conflict */
    governance_free(g);
}

END_TEST

/* ---- the compare job: what is covered opens nothing ---- */

#define WITH_GRANT(grant) "{\"id\":\"ca-1\",\"displayName\":\"Require MFA\",\"state\":\"enabled\"" grant "}"

START_TEST(a_change_below_or_above_an_open_finding_is_that_finding)
{
    struct governance *g = governance_new();
    struct finding_id id;

    fake.families[0].objects[0] = WITH_GRANT(",\"grantControls\":{\"operator\":\"OR\",\"builtInControls\":[\"mfa\"]}");
    (void)governance_capture(g);
    (void)governance_snapshot(g, "policies", true);
    fake.families[0].objects[0] = WITH_GRANT("");
    (void)governance_capture(g);
    ck_assert_int_eq(findings(g), 1);
    ck_assert_str_eq(scratch_text(g->s, "SELECT op || ' ' || path FROM finding"), "remove /grantControls");
    ck_assert_int_eq(uuid_parse(scratch_text(g->s, "SELECT finding_id FROM finding"), &id.v), RC_OK);
    fake.families[0].objects[0] = WITH_GRANT(",\"grantControls\":{\"operator\":\"AND\",\"builtInControls\":[\"mfa\"]}");
    (void)governance_capture(g);
    ck_assert_int_eq(findings(g), 1);
    ck_assert_int_eq(governance_finding(g, id).state, FINDING_OPEN);
    ck_assert_str_eq(governance_finding(g, id).last_result, "failed");
    fake.families[0].objects[0] = WITH_GRANT(",\"grantControls\":{\"operator\":\"OR\",\"builtInControls\":[\"mfa\"]}");
    (void)governance_capture(g);
    ck_assert_int_eq(governance_finding(g, id).state, FINDING_RESOLVED);
    ck_assert_int_eq(findings(g), 1);
    governance_free(g);
}

END_TEST

#define NEWCOMER(state) "{\"id\":\"ca-9\",\"displayName\":\"Newcomer\",\"state\":\"" state "\"}"

/* The name, which is what is shown of it, stays the same. */
START_TEST(an_added_object_that_was_judged_harmless_returns_with_other_content)
{
    struct governance *g = governance_new();
    struct finding_id id;

    (void)governance_snapshot(g, "policies", true);
    fake.families[0].objects[0] = NEWCOMER("disabled");
    (void)governance_capture(g);
    ck_assert_int_eq(uuid_parse(scratch_text(g->s, "SELECT finding_id FROM finding WHERE op = 'add'"), &id.v), RC_OK);
    governance_dismiss(g, id, "it does nothing");
    (void)governance_capture(g);
    ck_assert_int_eq(governance_finding(g, id).state, FINDING_FALSE_POSITIVE);
    fake.families[0].objects[0] = NEWCOMER("enabled");
    (void)governance_capture(g);
    ck_assert_int_eq(governance_finding(g, id).state, FINDING_OPEN);
    governance_free(g);
}

END_TEST

START_TEST(an_area_that_cannot_be_read_resolves_nothing)
{
    struct governance *g = governance_new();
    struct finding_id id;

    (void)governance_snapshot(g, "policies", true);
    fake.families[0].objects[0] = "{\"id\":\"ca-1\",\"displayName\":\"Require MFA\",\"state\":\"disabled\"}";
    (void)governance_capture(g);
    ck_assert_int_eq(findings(g), 1);
    ck_assert_int_eq(uuid_parse(scratch_text(g->s, "SELECT finding_id FROM finding"), &id.v), RC_OK);
    fake_reset();
    fake.families[0].failure = RUN_REASON_PERMISSION_MISSING;
    (void)governance_capture(g);
    ck_assert_int_eq(governance_finding(g, id).state, FINDING_OPEN);
    fake_reset();
    (void)governance_capture(g);
    ck_assert_int_eq(governance_finding(g, id).state, FINDING_RESOLVED);
    governance_free(g);
}

END_TEST

SUITE(finding_observe, a_failure_opens_one_finding_however_often_it_is_seen, passing_resolves_and_the_next_run_verifies,
      another_look_at_the_same_reading_verifies_nothing, the_second_passing_observation_verifies_what_a_person_resolved,
      a_passed_finding_that_fails_again_is_reopened, what_was_not_looked_at_stays_as_it_is,
      a_false_positive_returns_when_its_value_changes, automation_overwrites_no_choice_of_a_person,
      a_change_below_or_above_an_open_finding_is_that_finding, an_area_that_cannot_be_read_resolves_nothing,
      an_added_object_that_was_judged_harmless_returns_with_other_content);
