/* The inbox on the real schema: detectors against the facts, people's verbs, follow-ups, dismissals. */
#include "core/decision/decision.h"

#include "base/text.h"
#include "core/exception/exception.h"
#include "core/timer/timer.h"
#include "support/governance.h"
#include "support/suite.h"

#define OFF    "\"disabled\""
#define REPORT "\"enabledForReportingButNotEnforced\""

static void detect(struct governance *g)
{
    ck_assert_int_eq(GOVERN(g, g->observation, decision_detect(g->cx, g->observation, g->tenant)), RC_OK);
}

/* The newest item of a kind. */
static struct decision_item item_of(struct governance *g, const char *kind)
{
    const char *id = scratch_text(
        g->s,
        "SELECT decision_id FROM decision_item WHERE kind = '%s' ORDER BY opened_at DESC, decision_id DESC LIMIT 1",
        kind);
    struct decision_item item;
    struct decision_id key;

    ck_assert_msg(id != NULL, "no item of kind %s", kind);
    ck_assert_int_eq(uuid_parse(id, &key.v), RC_OK);
    ck_assert_int_eq(GOVERN(g, g->olga.who, decision_get(g->cx, g->olga.who, key, &item)), RC_OK);
    return item;
}

static int items(struct governance *g, const char *states)
{
    return (int)scratch_int(g->s, "SELECT count(*) FROM decision_item WHERE state = ANY ('{%s}')", states);
}

/* One drifted policy. */
static struct decision_item drifted(struct governance *g, struct finding_id *finding)
{
    struct profile_id profile = governance_profile(g, "policies");

    *finding =
        governance_fail(g, profile, governance_run(g, "compare", "succeeded"), "ca-1", "/state", OFF, SEVERITY_HIGH);
    detect(g);
    return item_of(g, "drift");
}

static struct profile_id profile_of(struct governance *g, struct finding_id finding)
{
    return governance_finding(g, finding).profile;
}

static void see(struct governance *g, struct finding_id finding, const char *path, const char *value)
{
    struct profile_id profile = profile_of(g, finding);

    (void)governance_fail(g, profile, governance_run(g, "compare", "succeeded"), "ca-1", path, value, SEVERITY_HIGH);
    detect(g);
}

static void pass(struct governance *g, struct finding_id finding)
{
    struct profile_id profile = profile_of(g, finding);

    (void)governance_pass(g, profile, governance_run(g, "compare", "succeeded"));
    detect(g);
}

typedef enum rc verb(struct cx *cx, const struct actor *who, const struct decision_verb *in, struct decision_item *out);

static enum rc decide(struct governance *g, verb *call, const struct actor *who, struct decision_item *item,
                      const char *note)
{
    const struct decision_verb in = { .id = item->id, .row_version = item->row_version, .note = note };

    return GOVERN(g, who, call(g->cx, who, &in, item));
}

static struct decision_records records(struct governance *g, struct decision_id id)
{
    struct decision_records out;

    ck_assert_int_eq(GOVERN(g, g->olga.who, decision_records(g->cx, g->olga.who, id, &out)), RC_OK);
    return out;
}

START_TEST(detecting_again_changes_nothing)
{
    struct governance *g = governance_new();
    struct finding_id finding;
    struct decision_item item = drifted(g, &finding);

    ck_assert_int_eq(item.state, DECISION_OPEN);
    ck_assert_int_eq(item.count, 1);
    ck_assert_uint_eq(item.reason_count, 1);
    detect(g);
    detect(g);
    ck_assert_int_eq(items(g, "open"), 1);
    ck_assert_int_eq(item_of(g, "drift").row_version, item.row_version);
    ck_assert_int_eq(governance_events(g, item.id.v, "decision.open"), 1);
    governance_free(g);
}

END_TEST

START_TEST(a_second_difference_folds_into_the_item)
{
    struct governance *g = governance_new();
    struct finding_id finding;
    struct decision_item item = drifted(g, &finding);

    see(g, finding, "/grantControls", "[]");
    ck_assert_int_eq(items(g, "open"), 1);
    ck_assert(uuid_equal(item_of(g, "drift").id.v, item.id.v));
    ck_assert_int_eq(item_of(g, "drift").count, 2);
    ck_assert_int_gt(item_of(g, "drift").row_version, item.row_version);
    governance_free(g);
}

END_TEST

START_TEST(what_is_gone_is_retired)
{
    struct governance *g = governance_new();
    struct finding_id finding;
    struct decision_item item = drifted(g, &finding);

    pass(g, finding);
    ck_assert_int_eq(item_of(g, "drift").state, DECISION_OBSOLETE);
    ck_assert_int_eq(governance_events(g, item.id.v, "decision.obsolete"), 1);
    see(g, finding, "/state", OFF); /* a regression */
    ck_assert_int_eq(items(g, "open"), 1);
    ck_assert_uint_eq(item_of(g, "drift").reason_count, 2);
    ck_assert_str_eq(item_of(g, "drift").reasons[1], "regression");
    governance_free(g);
}

END_TEST

START_TEST(a_snoozed_item_wakes_by_time_or_by_change)
{
    struct governance *g = governance_new();
    struct finding_id finding;
    struct decision_item item = drifted(g, &finding);
    struct decision_verb in = { .id = item.id, .row_version = item.row_version, .note = "after the holidays" };
    int64_t now_us = g->s->clock.now_us;

    ck_assert_int_eq(GOVERN(g, g->olga.who, decision_snooze(g->cx, g->olga.who, &in, now_us + 31 * DAY_US, &item)),
                     RC_INVALID);
    ck_assert_int_eq(GOVERN(g, g->olga.who, decision_snooze(g->cx, g->olga.who, &in, now_us, &item)), RC_INVALID);
    ck_assert_int_eq(GOVERN(g, g->olga.who, decision_snooze(g->cx, g->olga.who, &in, now_us + 30 * DAY_US, &item)),
                     RC_OK);
    see(g, finding, "/state", OFF);
    ck_assert_int_eq(item_of(g, "drift").state, DECISION_SNOOZED);
    see(g, finding, "/state", REPORT);
    item = item_of(g, "drift");
    ck_assert_int_eq(item.state, DECISION_OPEN);
    ck_assert_int_eq(item.snoozed_until_us, 0);
    in.row_version = item.row_version;
    ck_assert_int_eq(
        GOVERN(g, g->olga.who, decision_snooze(g->cx, g->olga.who, &in, g->s->clock.now_us + DAY_US, &item)), RC_OK);
    g->s->clock.now_us = item.snoozed_until_us - 1;
    detect(g);
    ck_assert_int_eq(item_of(g, "drift").state, DECISION_SNOOZED);
    g->s->clock.now_us++;
    ck_assert_int_eq(GOVERN(g, g->scheduler, decision_wake(g->cx, g->scheduler, item.id)), RC_OK);
    ck_assert_int_eq(item_of(g, "drift").state, DECISION_OPEN);
    governance_free(g);
}

END_TEST

START_TEST(a_rejected_item_stays_closed_until_the_value_changes)
{
    struct governance *g = governance_new();
    struct finding_id finding;
    struct decision_item item = drifted(g, &finding);

    ck_assert_int_eq(decide(g, decision_reject, g->olga.who, &item, ""), RC_INVALID);
    ck_assert_int_eq(decide(g, decision_reject, g->anna.who, &item, "fine"),
                     RC_FORBIDDEN); /* decides nothing, approves */
    ck_assert_int_eq(decide(g, decision_reject, g->olga.who, &item, "as agreed"), RC_OK);
    see(g, finding, "/state", OFF);
    ck_assert_int_eq(items(g, "open"), 0);
    see(g, finding, "/state", REPORT);
    ck_assert_int_eq(items(g, "open"), 1);
    ck_assert_int_eq(items(g, "rejected"), 1);
    governance_free(g);
}

END_TEST

START_TEST(a_decision_is_recorded_with_what_was_seen)
{
    struct governance *g = governance_new();
    struct finding_id finding;
    struct decision_item item = drifted(g, &finding);
    struct decision_item stale = item;
    const char *seen = hex_encode(g->cx->mem, decision_shown(g->cx, &item));
    struct decision_records list;

    ck_assert_int_eq(decide(g, decision_reject, g->olga.who, &item, "as agreed"), RC_OK);
    ck_assert_int_eq(decide(g, decision_reject, g->otto.who, &stale, "me too"), RC_CONFLICT);
    list = records(g, item.id);
    ck_assert_uint_eq(list.count, 1);
    ck_assert_str_eq(list.items[0].verb, "reject");
    ck_assert_str_eq(list.items[0].from, "open");
    ck_assert_str_eq(list.items[0].to, "rejected");
    ck_assert_str_eq(list.items[0].note, "as agreed");
    ck_assert_str_eq(list.items[0].account_name, "olga");
    ck_assert_str_eq(scratch_text(g->s, "SELECT encode(seen_hash, 'hex') FROM decision_record"), seen);
    ck_assert_str_eq(scratch_text(g->s, "SELECT encode(seen, 'hex') FROM audit_event WHERE action = 'decision.reject'"),
                     seen);
    ck_assert(scratch_refused(g->s, NULL, "UPDATE decision_record SET note = 'never said'"));
    governance_free(g);
}

END_TEST

START_TEST(undo_works_for_ten_minutes)
{
    struct governance *g = governance_new();
    struct finding_id finding;
    struct decision_item item = drifted(g, &finding);

    ck_assert_int_eq(decide(g, decision_reject, g->olga.who, &item, "a slip"), RC_OK);
    g->s->clock.now_us += 10 * MINUTE_US;
    ck_assert_int_eq(decide(g, decision_undo, g->olga.who, &item, ""), RC_OK);
    ck_assert_int_eq(item.state, DECISION_OPEN);
    ck_assert_int_eq(decide(g, decision_reject, g->olga.who, &item, "meant"), RC_OK);
    g->s->clock.now_us += 10 * MINUTE_US + 1;
    ck_assert_int_eq(decide(g, decision_undo, g->olga.who, &item, ""), RC_CONFLICT);
    ck_assert_uint_eq(records(g, item.id).count, 3);
    governance_free(g);
}

END_TEST

/* ---- the follow-up ---- */

static void follow_up(struct governance *g, const struct decision_item *item)
{
    ck_assert_int_eq(GOVERN(g, g->scheduler, decision_follow_up(g->cx, g->scheduler, item->id)), RC_OK);
}

START_TEST(an_approved_item_is_captured_compared_and_verified)
{
    struct governance *g = governance_new();
    struct decision_item item;
    struct timer timer;

    (void)governance_snapshot(g, "policies", true);
    fake.families[0].objects[0] = "{\"id\":\"ca-1\",\"displayName\":\"Require MFA\",\"state\":\"disabled\"}";
    (void)governance_capture(g);
    item = item_of(g, "drift");
    ck_assert_int_eq(decide(g, decision_approve, g->olga.who, &item, ""), RC_FORBIDDEN);
    ck_assert_int_eq(decide(g, decision_approve, g->anna.who, &item, "set it back"), RC_OK);
    ck_assert_int_eq(item.state, DECISION_APPROVED);
    ck_assert_int_eq(
        GOVERN(g, g->scheduler, timer_get(g->cx, g->scheduler, DECISION_FOLLOW_UP_TIMER, item.id.v, &timer)), RC_OK);
    ck_assert_int_gt(timer.due_us, g->s->clock.now_us); /* time to undo */
    governance_wait(g);
    fake_reset(); /* a person has set it back */
    follow_up(g, &item);
    item = item_of(g, "drift");
    ck_assert_int_eq(item.state, DECISION_EXECUTING);
    ck_assert(!uuid_is_nil(item.follow_up.v));
    ck_assert_int_eq(decide(g, decision_undo, g->anna.who, &item, ""), RC_CONFLICT);
    follow_up(g, &item); /* the timer once more: nothing */
    ck_assert(uuid_equal(item_of(g, "drift").follow_up.v, item.follow_up.v));
    (void)estate_work(g->e);
    ck_assert_int_eq(item_of(g, "drift").state,
                     DECISION_EXECUTED); /* the compare's own end is not over when it detects */
    detect(g);
    ck_assert_int_eq(item_of(g, "drift").state, DECISION_VERIFIED);
    ck_assert_int_eq(governance_events(g, item.id.v, "decision.executing"), 1);
    ck_assert_int_eq(governance_events(g, item.id.v, "decision.executed"), 1);
    ck_assert_int_eq(governance_events(g, item.id.v, "decision.verified"), 1);
    detect(g);
    ck_assert_int_eq(items(g, "open"), 0);
    governance_free(g);
}

END_TEST

START_TEST(what_did_not_help_comes_back)
{
    struct governance *g = governance_new();
    struct decision_item item;

    (void)governance_snapshot(g, "policies", true);
    fake.families[0].objects[0] = "{\"id\":\"ca-1\",\"displayName\":\"Require MFA\",\"state\":\"disabled\"}";
    (void)governance_capture(g);
    item = item_of(g, "drift");
    ck_assert_int_eq(decide(g, decision_approve, g->anna.who, &item, ""), RC_OK);
    governance_wait(g);
    follow_up(g, &item);
    (void)estate_work(g->e);
    detect(g);
    ck_assert_int_eq(governance_events(g, item.id.v, "decision.failed"), 1);
    ck_assert_int_eq(item_of(g, "drift").state, DECISION_OPEN);
    ck_assert(uuid_equal(item_of(g, "drift").id.v, item.id.v));
    governance_free(g);
}

END_TEST

START_TEST(an_undone_approval_starts_nothing)
{
    struct governance *g = governance_new();
    struct finding_id finding;
    struct decision_item item = drifted(g, &finding);

    ck_assert_int_eq(decide(g, decision_approve, g->anna.who, &item, ""), RC_OK);
    ck_assert_int_eq(decide(g, decision_undo, g->anna.who, &item, ""), RC_OK);
    follow_up(g, &item);
    ck_assert_int_eq(item_of(g, "drift").state, DECISION_OPEN);
    ck_assert_int_eq(scratch_int(g->s, "SELECT count(*) FROM run WHERE origin = 'follow_up' AND operation = 'capture'"),
                     0);
    governance_free(g);
}

END_TEST

/* ---- other verbs and detectors ---- */

START_TEST(assigning_and_accepting_act_on_the_findings)
{
    struct governance *g = governance_new();
    struct finding_id finding;
    struct decision_item item = drifted(g, &finding);
    struct decision_verb in = { .id = item.id, .row_version = item.row_version, .note = "please look" };

    ck_assert_int_eq(GOVERN(g, g->olga.who, decision_assign(g->cx, g->olga.who, &in, g->otto.id, &item)), RC_OK);
    ck_assert_int_eq(item.state, DECISION_DONE);
    ck_assert_int_eq(governance_finding(g, finding).state, FINDING_ASSIGNED);
    ck_assert_int_eq(decide(g, decision_undo, g->olga.who, &item, ""), RC_OK);
    in.row_version = item.row_version;
    in.note = "too short";
    ck_assert_int_eq(
        GOVERN(g, g->olga.who, decision_accept_risk(g->cx, g->olga.who, &in, g->s->clock.now_us + DAY_US, &item)),
        RC_INVALID);
    in.note = "The scanner is replaced in March.";
    ck_assert_int_eq(
        GOVERN(g, g->olga.who, decision_accept_risk(g->cx, g->olga.who, &in, g->s->clock.now_us + 60 * DAY_US, &item)),
        RC_OK);
    ck_assert_int_eq(item.state, DECISION_DONE);
    detect(g);
    item = item_of(g, "approval_required");
    ck_assert_str_eq(item.source_type, "exception");
    ck_assert(account_is(item.requested_by, g->olga.id));
    governance_free(g);
}

END_TEST

START_TEST(proposals_and_blocked_runs_ask_for_somebody)
{
    struct governance *g = governance_new();
    struct snapshot_id snapshot = governance_snapshot(g, "all", false);
    const struct baseline_decision decision = { .id = snapshot, .row_version = 1, .reason = "" };
    struct baseline_snapshot out;

    detect(g);
    ck_assert_str_eq(item_of(g, "approval_required").source_type, "baseline_snapshot");
    ck_assert_int_eq(GOVERN(g, g->anna.who, baseline_approve(g->cx, g->anna.who, &decision, &out)), RC_OK);
    detect(g);
    ck_assert_int_eq(item_of(g, "approval_required").state, DECISION_OBSOLETE);
    (void)governance_run(g, "capture", "blocked");
    detect(g);
    detect(g);
    ck_assert_int_eq(items(g, "open"), 1);
    ck_assert_int_eq(item_of(g, "run_blocked").state, DECISION_OPEN);
    (void)governance_run(g, "capture", "succeeded");
    detect(g);
    ck_assert_int_eq(item_of(g, "run_blocked").state, DECISION_OBSOLETE);
    governance_free(g);
}

END_TEST

START_TEST(each_lead_time_of_an_expiry_is_a_notice)
{
    struct governance *g = governance_new();
    struct finding_id finding;
    struct decision_item item = drifted(g, &finding);
    const struct exception_request request = { .finding = finding,
                                               .justification = "The scanner is replaced in March.",
                                               .expires_us = g->s->clock.now_us + 60 * DAY_US };
    struct exception_decision decision = { .note = "" };
    struct exception ex;

    ck_assert_int_eq(GOVERN(g, g->olga.who, exception_request(g->cx, g->olga.who, &request, &ex)), RC_OK);
    decision.id = ex.id;
    decision.row_version = ex.row_version;
    ck_assert_int_eq(GOVERN(g, g->anna.who, exception_approve(g->cx, g->anna.who, &decision, &ex)), RC_OK);
    for (int i = 0; i < 3; i++) {
        static const int leads[] = { 30, 7, 1 };

        g->s->clock.now_us = ex.expires_us - leads[i] * DAY_US;
        ck_assert_int_eq(GOVERN(g, g->scheduler, exception_tick(g->cx, g->scheduler, ex.id)), RC_OK);
        detect(g);
        ck_assert_int_eq(scratch_int(g->s, "SELECT count(*) FROM decision_item WHERE kind = 'exception_expiring'"),
                         i + 1);
        item = item_of(g, "exception_expiring");
        ck_assert_int_eq(decide(g, decision_reject, g->olga.who, &item, "known"), RC_OK);
    }
    governance_free(g);
}

END_TEST

START_TEST(a_dismissal_needs_a_second_person)
{
    struct governance *g = governance_new();
    struct finding_id finding;
    struct decision_item item = drifted(g, &finding);

    const enum role both[] = { ROLE_OPERATOR, ROLE_APPROVER };
    const struct actor *olga_as_both = actor_new(g->cx->mem, &(struct actor_spec){ .kind = ACTOR_USER,
                                                                                   .workspace = g->e->workspace,
                                                                                   .account = g->olga.id,
                                                                                   .roles = both,
                                                                                   .role_count = 2,
                                                                                   .request_id = "test" });
    struct decision_verb in = { .note = "" };

    ck_assert_int_eq(GOVERN(g, g->olga.who, decision_propose_dismissal(g->cx, g->olga.who, finding, "", &in.id)),
                     RC_INVALID);
    ck_assert_int_eq(
        GOVERN(g, g->olga.who, decision_propose_dismissal(g->cx, g->olga.who, finding, "a test policy", &in.id)),
        RC_OK);
    ck_assert_int_eq(GOVERN(g, g->otto.who, decision_propose_dismissal(g->cx, g->otto.who, finding, "me too", &in.id)),
                     RC_CONFLICT);
    ck_assert_int_eq(governance_finding(g, finding).state, FINDING_OPEN);
    detect(g);
    item = item_of(g, "approval_required");
    ck_assert_int_eq(item.state, DECISION_OPEN); /* the detector leaves it alone */
    in.id = item.id;
    in.row_version = item.row_version;
    ck_assert_int_eq(GOVERN(g, olga_as_both, decision_confirm_dismissal(g->cx, olga_as_both, &in, true, &item)),
                     RC_FORBIDDEN);
    ck_assert_int_eq(GOVERN(g, g->otto.who, decision_confirm_dismissal(g->cx, g->otto.who, &in, true, &item)),
                     RC_FORBIDDEN);
    ck_assert_int_eq(GOVERN(g, g->anna.who, decision_confirm_dismissal(g->cx, g->anna.who, &in, true, &item)), RC_OK);
    ck_assert_int_eq(item.state, DECISION_DONE);
    ck_assert_int_eq(governance_finding(g, finding).state, FINDING_FALSE_POSITIVE);
    ck_assert_str_eq(records(g, item.id).items[0].verb, "confirm");
    detect(g);
    ck_assert_int_eq(item_of(g, "drift").state, DECISION_OBSOLETE);
    governance_free(g);
}

END_TEST

/* Proposed by Olga; as the inbox shows it. */
static struct decision_item proposed(struct governance *g, struct finding_id finding)
{
    struct decision_id id;

    ck_assert_int_eq(
        GOVERN(g, g->olga.who, decision_propose_dismissal(g->cx, g->olga.who, finding, "a test policy", &id)), RC_OK);
    return item_of(g, "approval_required");
}

static enum rc confirm(struct governance *g, const struct actor *who, const struct decision_item *item)
{
    const struct decision_verb in = { .id = item->id, .row_version = item->row_version, .note = "" };
    struct decision_item after;

    return GOVERN(g, who, decision_confirm_dismissal(g->cx, who, &in, true, &after));
}

START_TEST(a_dismissal_is_of_the_value_that_was_proposed)
{
    struct governance *g = governance_new();
    struct finding_id finding;
    struct decision_item drift = drifted(g, &finding);
    struct decision_item item = proposed(g, finding);
    struct profile_id profile = profile_of(g, finding);

    ck_assert_int_eq(confirm(g, g->anna.who, &drift), RC_CONFLICT); /* nobody has proposed anything there */
    (void)governance_fail(g, profile, governance_run(g, "compare", "succeeded"), "ca-1", "/state", REPORT,
                          SEVERITY_HIGH);
    ck_assert_int_eq(confirm(g, g->anna.who, &item), RC_CONFLICT);
    ck_assert_int_eq(governance_finding(g, finding).state, FINDING_OPEN);
    detect(g);
    ck_assert_int_eq(item_of(g, "approval_required").state, DECISION_OBSOLETE); /* so that it can be proposed again */
    item = proposed(g, finding);
    ck_assert_int_eq(confirm(g, g->anna.who, &item), RC_OK);
    governance_free(g);
}

END_TEST

START_TEST(a_second_persons_word_is_not_undone)
{
    struct governance *g = governance_new();
    struct finding_id finding;
    struct decision_item item = drifted(g, &finding);
    struct decision_verb in = { .note = "" };

    item = proposed(g, finding);
    ck_assert_int_eq(confirm(g, g->anna.who, &item), RC_OK);
    item = item_of(g, "approval_required");
    in.id = item.id;
    in.row_version = item.row_version;
    ck_assert_int_eq(GOVERN(g, g->olga.who, decision_undo(g->cx, g->olga.who, &in, &item)), RC_CONFLICT);
    governance_free(g);
}

END_TEST

START_TEST(a_proposed_dismissal_that_was_snoozed_comes_back)
{
    struct governance *g = governance_new();
    struct finding_id finding;
    struct decision_item item = drifted(g, &finding);
    struct decision_verb in = { .note = "next week" };

    item = proposed(g, finding);
    in.id = item.id;
    in.row_version = item.row_version;
    ck_assert_int_eq(
        GOVERN(g, g->olga.who, decision_snooze(g->cx, g->olga.who, &in, g->s->clock.now_us + 7 * DAY_US, &item)),
        RC_OK);
    detect(g);
    ck_assert_int_eq(item_of(g, "approval_required").state, DECISION_SNOOZED);
    g->s->clock.now_us += 8 * DAY_US;
    detect(g);
    ck_assert_int_eq(item_of(g, "approval_required").state, DECISION_OPEN);
    governance_free(g);
}

END_TEST

SUITE(decision, detecting_again_changes_nothing, a_second_difference_folds_into_the_item, what_is_gone_is_retired,
      a_snoozed_item_wakes_by_time_or_by_change, a_rejected_item_stays_closed_until_the_value_changes,
      a_decision_is_recorded_with_what_was_seen, undo_works_for_ten_minutes,
      an_approved_item_is_captured_compared_and_verified, what_did_not_help_comes_back,
      an_undone_approval_starts_nothing, assigning_and_accepting_act_on_the_findings,
      proposals_and_blocked_runs_ask_for_somebody, each_lead_time_of_an_expiry_is_a_notice,
      a_dismissal_needs_a_second_person, a_dismissal_is_of_the_value_that_was_proposed,
      a_second_persons_word_is_not_undone, a_proposed_dismissal_that_was_snoozed_comes_back);
