/* Accepted risks on the real schema: their terms, their four eyes, and their whole life by the clock. */
#include "core/exception/exception.h"

#include "base/text.h"
#include "core/timer/timer.h"
#include "support/governance.h"
#include "support/suite.h"

#define REASON "The scanner is replaced in March."

struct world {
    struct governance *g;
    struct profile_id profile;
    struct finding_id finding;
    struct exception ex;
};

static struct world world_new(enum severity severity)
{
    struct world w = { .g = governance_new() };

    w.profile = governance_profile(w.g, "policies");
    w.finding = governance_fail(w.g, w.profile, governance_run(w.g, "compare", "succeeded"), "ca-1", "/state",
                                "\"disabled\"", severity);
    return w;
}

static void see(struct world *w, const char *value)
{
    (void)governance_fail(w->g, w->profile, governance_run(w->g, "compare", "succeeded"), "ca-1", "/state", value,
                          SEVERITY_HIGH);
}

static enum rc request(struct world *w, const char *reason, int days)
{
    const struct exception_request in = { .finding = w->finding,
                                          .justification = reason,
                                          .expires_us = w->g->s->clock.now_us + days * DAY_US };

    return GOVERN(w->g, w->g->olga.who, exception_request(w->g->cx, w->g->olga.who, &in, &w->ex));
}

typedef enum rc verb(struct cx *cx, const struct actor *who, const struct exception_decision *in,
                     struct exception *out);

static enum rc decide(struct world *w, verb *call, const struct actor *who, const char *note)
{
    const struct exception_decision decision = { .id = w->ex.id, .row_version = w->ex.row_version, .note = note };

    return GOVERN(w->g, who, call(w->g->cx, who, &decision, &w->ex));
}

static void tick(struct world *w)
{
    ck_assert_int_eq(GOVERN(w->g, w->g->scheduler, exception_tick(w->g->cx, w->g->scheduler, w->ex.id)), RC_OK);
    ck_assert_int_eq(GOVERN(w->g, w->g->olga.who, exception_get(w->g->cx, w->g->olga.who, w->ex.id, &w->ex)), RC_OK);
}

static void tick_at(struct world *w, int64_t at_us)
{
    w->g->s->clock.now_us = at_us;
    tick(w);
}

/* Requested for `days`, approved by Anna, and active. */
static void activate(struct world *w, int days)
{
    ck_assert_int_eq(request(w, REASON, days), RC_OK);
    ck_assert_int_eq(decide(w, exception_approve, w->g->anna.who, ""), RC_OK);
    tick(w);
    ck_assert_msg(w->ex.state == EXCEPTION_ACTIVE || w->ex.state == EXCEPTION_EXPIRING, "state %d", (int)w->ex.state);
}

static enum finding_state finding_state(struct world *w)
{
    return governance_finding(w->g, w->finding).state;
}

static void try_terms(enum severity severity, int days)
{
    struct world w = world_new(severity);

    ck_assert_int_eq(request(&w, REASON, days + 1), RC_INVALID);
    ck_assert_int_eq(request(&w, REASON, 0), RC_INVALID);
    ck_assert_int_eq(request(&w, "nineteen characters", 1), RC_INVALID);
    ck_assert_int_eq(request(&w, "", 1), RC_INVALID);
    ck_assert_int_eq(scratch_int(w.g->s, "SELECT count(*) FROM exception"), 0);
    ck_assert_int_eq(request(&w, "twenty characters ok", days), RC_OK);
    ck_assert_int_eq(w.ex.state, EXCEPTION_REQUESTED);
    ck_assert_int_eq(governance_events(w.g, w.ex.id.v, "exception.draft"), 1);
    ck_assert_int_eq(governance_events(w.g, w.ex.id.v, "exception.requested"), 1);
    ck_assert_int_eq(request(&w, REASON, 1), RC_CONFLICT); /* one is under way */
    governance_free(w.g);
}

START_TEST(a_critical_risk_is_accepted_for_thirty_days)
{
    try_terms(SEVERITY_CRITICAL, 30);
}

END_TEST

START_TEST(a_high_risk_is_accepted_for_ninety_days)
{
    try_terms(SEVERITY_HIGH, 90);
}

END_TEST

START_TEST(another_risk_is_accepted_for_a_year)
{
    try_terms(SEVERITY_MEDIUM, 365);
    try_terms(SEVERITY_LOW, 365);
}

END_TEST

START_TEST(terms_of_a_past_start_do_not_end_in_the_past)
{
    struct world w = world_new(SEVERITY_HIGH);
    const struct exception_request in = { .finding = w.finding,
                                          .justification = REASON,
                                          .starts_us = w.g->s->clock.now_us - 10 * DAY_US,
                                          .expires_us = w.g->s->clock.now_us - DAY_US };

    ck_assert_int_eq(GOVERN(w.g, w.g->olga.who, exception_request(w.g->cx, w.g->olga.who, &in, &w.ex)), RC_INVALID);
    governance_free(w.g);
}

END_TEST

START_TEST(neither_requester_nor_assignee_approves)
{
    struct world w = world_new(SEVERITY_HIGH);
    const struct actor *olga_as_owner = scratch_actor(w.g->s, w.g->e->workspace, w.g->olga.id, ROLE_OWNER);
    const struct finding_change change = { .id = w.finding, .row_version = 1, .note = "" };
    struct finding finding;
    char code[6];

    ck_assert_int_eq(
        GOVERN(w.g, w.g->olga.who, finding_assign(w.g->cx, w.g->olga.who, &change, w.g->anna.id, &finding)), RC_OK);
    ck_assert_int_eq(request(&w, REASON, 30), RC_OK);
    ck_assert_int_eq(decide(&w, exception_approve, olga_as_owner, ""), RC_FORBIDDEN);
    ck_assert_int_eq(decide(&w, exception_approve, w.g->otto.who, ""), RC_FORBIDDEN); /* no approver */
    ck_assert_int_eq(decide(&w, exception_approve, w.g->anna.who, ""), RC_FORBIDDEN); /* works on the finding */
    ck_assert(scratch_refused(w.g->s, code,
                              "UPDATE exception SET state = 'approved', approver_id = requester_id, frozen = '{}'"));
    ck_assert_str_eq(code, "TP002");
    ck_assert_int_eq(governance_finding(w.g, w.finding).state, FINDING_ASSIGNED);
    governance_free(w.g);
}

END_TEST

START_TEST(an_approved_one_runs_from_active_to_expired)
{
    struct world w = world_new(SEVERITY_HIGH);
    struct timer timer;

    ck_assert_int_eq(request(&w, REASON, 60), RC_OK);
    ck_assert_int_eq(finding_state(&w), FINDING_OPEN);
    ck_assert_int_eq(decide(&w, exception_approve, w.g->anna.who, "until March"), RC_OK);
    ck_assert_ptr_nonnull(w.ex.frozen);
    ck_assert(!w.ex.is_stale);
    ck_assert_int_eq(finding_state(&w), FINDING_OPEN); /* the scheduler activates it */
    tick(&w);
    ck_assert_int_eq(w.ex.state, EXCEPTION_ACTIVE);
    ck_assert_int_eq(finding_state(&w), FINDING_RISK_ACCEPTED);
    ck_assert(uuid_equal(governance_finding(w.g, w.finding).exception.v, w.ex.id.v));
    tick(&w);
    ck_assert_int_eq(governance_events(w.g, w.ex.id.v, "exception.active"), 1);
    ck_assert_int_eq(
        GOVERN(w.g, w.g->scheduler, timer_get(w.g->cx, w.g->scheduler, EXCEPTION_TIMER, w.ex.id.v, &timer)), RC_OK);
    ck_assert_int_eq(timer.due_us, w.ex.expires_us - 30 * DAY_US);
    tick_at(&w, w.ex.expires_us - 30 * DAY_US - 1);
    ck_assert_int_eq(w.ex.state, EXCEPTION_ACTIVE);
    tick_at(&w, w.ex.expires_us - 30 * DAY_US);
    ck_assert_int_eq(w.ex.state, EXCEPTION_EXPIRING);
    ck_assert_int_eq(finding_state(&w), FINDING_RISK_ACCEPTED);
    tick_at(&w, w.ex.expires_us - 1);
    ck_assert_int_eq(w.ex.state, EXCEPTION_EXPIRING);
    ck_assert_int_eq(governance_events(w.g, w.ex.id.v, "exception.expiring"), 1);
    tick_at(&w, w.ex.expires_us);
    ck_assert_int_eq(w.ex.state, EXCEPTION_EXPIRED);
    ck_assert_int_eq(finding_state(&w), FINDING_OPEN);
    ck_assert_str_eq(scratch_text(w.g->s,
                                  "SELECT reason_code || ' ' || from_state || ' ' || to_state FROM audit_event WHERE"
                                  " action = 'finding.reopened'"),
                     "exception_expired risk_accepted open");
    tick(&w);
    ck_assert_int_eq(governance_events(w.g, w.ex.id.v, "exception.expired"), 1);
    governance_free(w.g);
}

END_TEST

START_TEST(a_scheduler_that_slept_catches_up)
{
    struct world w = world_new(SEVERITY_HIGH);

    activate(&w, 60);
    tick_at(&w, w.ex.expires_us + 40 * DAY_US);
    ck_assert_int_eq(w.ex.state, EXCEPTION_EXPIRED);
    ck_assert_int_eq(finding_state(&w), FINDING_OPEN);
    governance_free(w.g);
}

END_TEST

START_TEST(what_passed_meanwhile_ends_resolved)
{
    struct world w = world_new(SEVERITY_HIGH);

    activate(&w, 60);
    ck_assert_int_eq(governance_pass(w.g, w.profile, governance_run(w.g, "compare", "succeeded")).resolved, 0);
    ck_assert_int_eq(finding_state(&w), FINDING_RISK_ACCEPTED);
    tick_at(&w, w.ex.expires_us);
    ck_assert_int_eq(finding_state(&w), FINDING_RESOLVED);
    governance_free(w.g);
}

END_TEST

START_TEST(a_revoked_one_gives_its_finding_back)
{
    struct world w = world_new(SEVERITY_HIGH);

    activate(&w, 60);
    ck_assert_int_eq(decide(&w, exception_revoke, w.g->anna.who, ""), RC_INVALID);
    ck_assert_int_eq(decide(&w, exception_revoke, w.g->olga.who, "no longer"), RC_FORBIDDEN);
    ck_assert_int_eq(decide(&w, exception_revoke, w.g->anna.who, "the scanner is gone"), RC_OK);
    ck_assert_int_eq(w.ex.state, EXCEPTION_REVOKED);
    ck_assert_int_eq(finding_state(&w), FINDING_OPEN);
    ck_assert_int_eq(governance_events(w.g, w.ex.id.v, "exception.revoked"), 1);
    tick_at(&w, w.ex.expires_us);
    ck_assert_int_eq(w.ex.state, EXCEPTION_REVOKED);
    governance_free(w.g);
}

END_TEST

START_TEST(an_extension_supersedes_and_keeps_the_old_dates)
{
    struct world w = world_new(SEVERITY_HIGH);
    struct exception old;
    struct exception_request more;

    activate(&w, 60);
    old = w.ex;
    more = (struct exception_request){ .finding = w.finding,
                                       .justification = REASON,
                                       .expires_us = w.g->s->clock.now_us + 80 * DAY_US,
                                       .supersedes = old.id };
    ck_assert_int_eq(GOVERN(w.g, w.g->olga.who, exception_request(w.g->cx, w.g->olga.who, &more, &w.ex)), RC_OK);
    ck_assert_int_eq(decide(&w, exception_approve, w.g->anna.who, ""), RC_OK);
    tick(&w);
    ck_assert_int_eq(w.ex.state, EXCEPTION_ACTIVE);
    ck_assert(uuid_equal(governance_finding(w.g, w.finding).exception.v, w.ex.id.v));
    ck_assert_int_eq(GOVERN(w.g, w.g->olga.who, exception_get(w.g->cx, w.g->olga.who, old.id, &old)), RC_OK);
    ck_assert_int_eq(old.state, EXCEPTION_SUPERSEDED);
    ck_assert_int_ne(old.expires_us, w.ex.expires_us);
    ck_assert_int_eq(GOVERN(w.g, w.g->scheduler, exception_tick(w.g->cx, w.g->scheduler, old.id)), RC_OK);
    ck_assert_int_eq(finding_state(&w), FINDING_RISK_ACCEPTED);
    tick_at(&w, w.ex.expires_us);
    ck_assert_int_eq(finding_state(&w), FINDING_OPEN);
    governance_free(w.g);
}

END_TEST

START_TEST(a_changed_value_makes_it_stale)
{
    struct world w = world_new(SEVERITY_HIGH);

    activate(&w, 60);
    see(&w, "\"disabled\"");
    tick(&w);
    ck_assert(!w.ex.is_stale);
    see(&w, "\"enabledForReportingButNotEnforced\"");
    tick(&w);
    ck_assert(w.ex.is_stale);
    ck_assert_int_eq(finding_state(&w), FINDING_RISK_ACCEPTED);
    governance_free(w.g);
}

END_TEST

/* Each of what domain.md says is frozen, and what is then another today. */
START_TEST(what_is_frozen_is_held_against_today)
{
    static const struct {
        const char *frozen;
        const char *change;
    } frozen[] = {
        { "severity", "severity = 'low'" },
        { "value_hash", "value_hash = sha256('another')" },
        { "interpretation_version", "interpretation_version = 8" },
        { "subject", "subject_name = 'Renamed'" },
    };
    struct world w = world_new(SEVERITY_HIGH);
    const char *kept;

    scratch_exec(w.g->s, "UPDATE finding SET interpretation = 'ca-mfa-all-users', interpretation_version = 7");
    activate(&w, 60);
    ck_assert(!w.ex.is_stale);
    kept = w.ex.frozen;
    ck_assert_str_eq(scratch_text(w.g->s,
                                  "SELECT concat_ws(' ', frozen ->> 'severity', frozen ->> 'interpretation', frozen ->>"
                                  " 'interpretation_version', frozen ->> 'tenant', frozen ->> 'subject', frozen ->>"
                                  " 'path', frozen ->> 'value_hash' = encode(f.value_hash, 'hex')) FROM exception"
                                  " JOIN finding f USING (workspace_id, finding_id)"),
                     "high ca-mfa-all-users 7 contoso ca-1 /state t");
    for (size_t i = 0; i < sizeof frozen / sizeof frozen[0]; i++) {
        scratch_exec(w.g->s, "CREATE TABLE kept AS SELECT * FROM finding");
        scratch_exec(w.g->s, "UPDATE finding SET %s", frozen[i].change);
        tick(&w);
        ck_assert_msg(w.ex.is_stale, "%s", frozen[i].frozen);
        scratch_exec(w.g->s, "UPDATE finding f SET severity = k.severity, value_hash = k.value_hash, subject_name ="
                             " k.subject_name, interpretation_version = k.interpretation_version FROM kept k");
        scratch_exec(w.g->s, "DROP TABLE kept");
        tick(&w);
        ck_assert_msg(!w.ex.is_stale, "%s", frozen[i].frozen);
    }
    scratch_exec(w.g->s, "UPDATE tenant SET name = 'Renamed'");
    tick(&w);
    ck_assert(w.ex.is_stale);
    ck_assert_str_eq(w.ex.frozen, kept);
    governance_free(w.g);
}

END_TEST

/* ---- one at a time ---- */

static enum rc extend(struct world *w, struct exception_id old, int days, struct exception *out)
{
    const struct exception_request more = { .finding = w->finding,
                                            .justification = REASON,
                                            .expires_us = w->g->s->clock.now_us + days * DAY_US,
                                            .supersedes = old };

    return GOVERN(w->g, w->g->olga.who, exception_request(w->g->cx, w->g->olga.who, &more, out));
}

START_TEST(one_exception_at_a_time_covers_a_finding)
{
    struct world w = world_new(SEVERITY_HIGH);
    struct exception first;
    char code[6];

    activate(&w, 60);
    first = w.ex;
    ck_assert_int_eq(extend(&w, first.id, 80, &w.ex), RC_OK);
    ck_assert_int_eq(extend(&w, first.id, 70, &w.ex), RC_CONFLICT); /* one extension is under way */
    ck_assert(
        scratch_refused(w.g->s, code,
                        "SET session_replication_role = replica; UPDATE exception SET state = 'active', approver_id ="
                        " gen_random_uuid(), decided_at = now(), frozen = '{}' WHERE state = 'requested'"));
    ck_assert_str_eq(code, "23505");
    scratch_exec(w.g->s, "SET session_replication_role = DEFAULT");
    ck_assert_int_eq(decide(&w, exception_approve, w.g->anna.who, ""), RC_OK);
    tick(&w);
    ck_assert_int_eq(scratch_int(w.g->s, "SELECT count(*) FROM exception WHERE state IN ('active', 'expiring')"), 1);
    /* the old one's end, whatever it is, gives nothing back that is another's by now */
    ck_assert_int_eq(GOVERN(w.g, w.g->scheduler,
                            finding_end_risk(w.g->cx, w.g->scheduler, w.finding, first.id, "exception_expired")),
                     RC_OK);
    ck_assert_int_eq(finding_state(&w), FINDING_RISK_ACCEPTED);
    governance_free(w.g);
}

END_TEST

START_TEST(the_original_end_is_kept_through_every_extension)
{
    struct world w = world_new(SEVERITY_HIGH);
    struct exception first;

    activate(&w, 40);
    first = w.ex;
    for (int i = 0; i < 3; i++) {
        struct exception_id old = w.ex.id;

        ck_assert_int_eq(extend(&w, old, 50 + i, &w.ex), RC_OK);
        ck_assert_int_eq(decide(&w, exception_approve, w.g->anna.who, ""), RC_OK);
        tick(&w);
    }
    ck_assert_str_eq(
        scratch_text(w.g->s,
                     "SELECT (j ->> 'original_expires_us') || ' ' || (j ->> 'expires_us') || ' ' || (j ->> 'id')"
                     " FROM (SELECT jsonb_array_elements(review_facts('%s', '%s', gen_random_uuid(), '2026-01-01',"
                     " '2026-12-31') -> 'exceptions') AS j) AS e",
                     ID(w.g, w.g->e->workspace), ID(w.g, w.g->tenant)),
        arena_printf(w.g->cx->mem, "%lld %lld %s", (long long)first.expires_us, (long long)w.ex.expires_us,
                     ID(w.g, w.ex.id)));
    governance_free(w.g);
}

END_TEST

/* ---- the finding meanwhile ---- */

#define POLICY(state) "{\"id\":\"ca-1\",\"displayName\":\"Require MFA\",\"state\":\"" state "\"}"

START_TEST(what_fails_again_while_it_is_accepted_is_accepted)
{
    struct world w = { .g = governance_new() };

    (void)governance_snapshot(w.g, "policies", true);
    fake.families[0].objects[0] = POLICY("disabled");
    (void)governance_capture(w.g);
    ck_assert_int_eq(uuid_parse(scratch_text(w.g->s, "SELECT finding_id FROM finding"), &w.finding.v), RC_OK);
    ck_assert_int_eq(request(&w, REASON, 20), RC_OK);
    ck_assert_int_eq(decide(&w, exception_approve, w.g->anna.who, ""), RC_OK);
    fake.families[0].objects[0] = POLICY("enabled"); /* before the scheduler activates it */
    (void)governance_capture(w.g);
    ck_assert_int_eq(finding_state(&w), FINDING_RESOLVED);
    tick(&w);
    ck_assert_int_eq(finding_state(&w), FINDING_RESOLVED); /* nothing is to be accepted now */
    fake.families[0].objects[0] = POLICY("disabled");
    (void)governance_capture(w.g);
    ck_assert_int_eq(finding_state(&w), FINDING_RISK_ACCEPTED);
    ck_assert(uuid_equal(governance_finding(w.g, w.finding).exception.v, w.ex.id.v));
    ck_assert_int_eq(governance_finding(w.g, w.finding).reopened_count, 1);
    ck_assert_int_eq(governance_events(w.g, w.finding.v, "finding.reopened"), 1);
    ck_assert_int_eq(governance_events(w.g, w.finding.v, "finding.risk_accepted"), 1);
    tick_at(&w, w.ex.expires_us);
    ck_assert_int_eq(finding_state(&w), FINDING_OPEN);
    governance_free(w.g);
}

END_TEST

START_TEST(what_is_settled_is_not_accepted)
{
    struct world w = world_new(SEVERITY_HIGH);

    ck_assert_int_eq(request(&w, REASON, 60), RC_OK);
    (void)governance_pass(w.g, w.profile, governance_run(w.g, "compare", "succeeded"));
    ck_assert_int_eq(decide(&w, exception_approve, w.g->anna.who, ""), RC_CONFLICT);
    ck_assert_int_eq(decide(&w, exception_reject, w.g->anna.who, "it was set back"), RC_OK);
    governance_free(w.g);
}

END_TEST

START_TEST(a_request_goes_back_and_comes_again)
{
    struct world w = world_new(SEVERITY_HIGH);
    struct exception_decision again = { .note = REASON " Sooner." };

    ck_assert_int_eq(request(&w, REASON, 60), RC_OK);
    ck_assert_int_eq(decide(&w, exception_ask_changes, w.g->anna.who, ""), RC_INVALID);
    ck_assert_int_eq(decide(&w, exception_ask_changes, w.g->anna.who, "shorter, please"), RC_OK);
    again.id = w.ex.id;
    again.row_version = w.ex.row_version;
    ck_assert_int_eq(
        GOVERN(w.g, w.g->otto.who, exception_resubmit(w.g->cx, w.g->otto.who, &again, w.ex.starts_us + DAY_US, &w.ex)),
        RC_FORBIDDEN);
    scratch_exec(w.g->s, "DELETE FROM timer WHERE kind = 'detect'");
    ck_assert_int_eq(GOVERN(w.g, w.g->olga.who,
                            exception_resubmit(w.g->cx, w.g->olga.who, &again, w.ex.starts_us + 20 * DAY_US, &w.ex)),
                     RC_OK);
    ck_assert_int_eq(w.ex.state, EXCEPTION_REQUESTED);
    ck_assert_int_eq(scratch_int(w.g->s, "SELECT count(*) FROM timer WHERE kind = 'detect'"), 1);
    scratch_exec(w.g->s, "DELETE FROM timer WHERE kind = 'detect'");
    ck_assert_int_eq(decide(&w, exception_withdraw, w.g->otto.who, ""), RC_FORBIDDEN);
    ck_assert_int_eq(decide(&w, exception_withdraw, w.g->olga.who, ""), RC_OK);
    ck_assert_int_eq(w.ex.state, EXCEPTION_WITHDRAWN);
    ck_assert_int_eq(scratch_int(w.g->s, "SELECT count(*) FROM timer WHERE kind = 'detect'"), 1);
    ck_assert_int_eq(request(&w, REASON, 60), RC_OK); /* a new one */
    governance_free(w.g);
}

END_TEST

START_TEST(what_became_worse_is_not_approved_on_old_terms)
{
    struct world w = world_new(SEVERITY_LOW);
    const struct finding_change change = { .id = w.finding, .row_version = 1, .note = "" };
    struct finding finding;

    ck_assert_int_eq(request(&w, REASON, 300), RC_OK);
    ck_assert_int_eq(GOVERN(w.g, w.g->olga.who,
                            finding_triage(w.g->cx, w.g->olga.who, &change, SEVERITY_CRITICAL, w.g->olga.id, &finding)),
                     RC_OK);
    ck_assert_int_eq(decide(&w, exception_approve, w.g->anna.who, ""), RC_INVALID);
    ck_assert_int_eq(decide(&w, exception_ask_changes, w.g->anna.who, "thirty days at most"), RC_OK);
    governance_free(w.g);
}

END_TEST

START_TEST(what_has_run_out_is_not_approved)
{
    struct world w = world_new(SEVERITY_LOW);

    ck_assert_int_eq(request(&w, REASON, 3), RC_OK);
    w.g->s->clock.now_us = w.ex.expires_us;
    ck_assert_int_eq(decide(&w, exception_approve, w.g->anna.who, ""), RC_INVALID);
    governance_free(w.g);
}

END_TEST

SUITE(exception, a_critical_risk_is_accepted_for_thirty_days, a_high_risk_is_accepted_for_ninety_days,
      another_risk_is_accepted_for_a_year, terms_of_a_past_start_do_not_end_in_the_past,
      neither_requester_nor_assignee_approves, an_approved_one_runs_from_active_to_expired,
      a_scheduler_that_slept_catches_up, what_passed_meanwhile_ends_resolved, a_revoked_one_gives_its_finding_back,
      an_extension_supersedes_and_keeps_the_old_dates, one_exception_at_a_time_covers_a_finding,
      the_original_end_is_kept_through_every_extension, what_fails_again_while_it_is_accepted_is_accepted,
      what_is_settled_is_not_accepted, a_changed_value_makes_it_stale, what_is_frozen_is_held_against_today,
      a_request_goes_back_and_comes_again, what_became_worse_is_not_approved_on_old_terms,
      what_has_run_out_is_not_approved);
