/* Four eyes as the database holds them (domain.md 0, R6): a program that was taken over, and says in its own SQL whatever it likes, cannot
 * make one person look like two. Each attempt is a statement of the program's own role, in the name of whoever is signed in. */
#include <string.h>

#include "base/text.h"
#include "core/decision/decision.h"
#include "core/exception/exception.h"
#include "core/review/review.h"
#include "support/governance.h"
#include "support/released.h"
#include "support/suite.h"

#define BY_STATE  "TP001"
#define BY_PERSON "TP002"
#define BY_CHECK  "23514"

static struct governance *g;
static const char *role = "tp_inbox";

static void begin_as(struct account_id who)
{
    scratch_exec(g->s, "BEGIN; SET LOCAL ROLE %s", role);
    scratch_exec(g->s, "SELECT set_config('app.ws', '%s', true), set_config('app.account', '%s', true)",
                 ID(g, g->e->workspace), ID(g, who));
}

static bool is_refused(struct account_id who, const char *sql, char code[static 6])
{
    bool refused;

    begin_as(who);
    refused = scratch_refused(g->s, code, "%s", sql);
    scratch_exec(g->s, "ROLLBACK");
    return refused;
}

static void refused(struct account_id who, const char *code, const char *sql)
{
    char found[6] = "";

    ck_assert_msg(is_refused(who, sql, found) && text_equal(found, code), "'%s', not '%s': %s", found, code, sql);
}

/* The same statement in the right hands: what was refused was refused for the person. */
static void allowed(struct account_id who, const char *sql)
{
    char found[6] = "";

    ck_assert_msg(!is_refused(who, sql, found), "'%s': %s", found, sql);
}

static const char *sql_of(const char *format, struct account_id who)
{
    const char *at = strstr(format, "%s");

    return arena_printf(g->cx->mem, "%.*s%s%s", (int)(at - format), format, ID(g, who), at + 2);
}

static struct finding_id drifted(void)
{
    struct profile_id profile = governance_profile(g, "policies");

    return governance_fail(g, profile, governance_run(g, "compare", "succeeded"), "ca-1", "/state", "\"disabled\"",
                           SEVERITY_HIGH);
}

/* ---- exceptions ---- */

#define APPROVE "UPDATE exception SET state = 'approved', approver_id = '%s', decided_at = now(), frozen = '{}'"

static struct exception requested(struct finding_id finding)
{
    const struct exception_request in = { .finding = finding,
                                          .justification = "The scanner is replaced in March.",
                                          .expires_us = g->s->clock.now_us + 60 * DAY_US };
    struct exception ex;

    ck_assert_int_eq(GOVERN(g, g->olga.who, exception_request(g->cx, g->olga.who, &in, &ex)), RC_OK);
    return ex;
}

START_TEST(an_exception_is_approved_by_another_who_acts)
{
    struct finding_change change;
    struct finding finding;
    struct exception ex;

    g = governance_new();
    change = (struct finding_change){ .id = drifted(), .row_version = 1, .note = "" };
    ck_assert_int_eq(GOVERN(g, g->olga.who, finding_assign(g->cx, g->olga.who, &change, g->otto.id, &finding)), RC_OK);
    ex = requested(change.id);
    refused(g->olga.id, BY_PERSON, sql_of(APPROVE, g->olga.id));
    refused(g->olga.id, BY_PERSON, sql_of(APPROVE, g->anna.id)); /* in another's name */
    refused(g->otto.id, BY_PERSON, sql_of(APPROVE, g->otto.id)); /* works on the finding */
    refused(g->anna.id, BY_CHECK, "UPDATE exception SET state = 'approved', frozen = '{}'"); /* by nobody */
    refused(g->anna.id, BY_CHECK, "UPDATE exception SET state = 'rejected'");
    refused(g->anna.id, BY_CHECK,
            sql_of("UPDATE exception SET state = 'approved', decided_at = now(), approver_id = '%s'",
                   g->anna.id)); /* of nothing */
    refused(g->olga.id, BY_STATE, sql_of("UPDATE exception SET requester_id = '%s'", g->anna.id));
    refused(g->olga.id, BY_STATE, "UPDATE exception SET expires_at = expires_at + interval '1 day'");
    refused(g->olga.id, BY_STATE, "UPDATE exception SET justification = 'Another reason, after all.'");
    allowed(g->anna.id, sql_of(APPROVE, g->anna.id));
    refused(g->otto.id, BY_PERSON,
            sql_of("INSERT INTO exception (workspace_id, exception_id, tenant_id, finding_id, state, justification,"
                   " requester_id, requested_at, starts_at, expires_at, severity, supersedes) SELECT workspace_id,"
                   " gen_random_uuid(), tenant_id, finding_id, 'draft', '', '%s', now(), now(), expires_at, severity,"
                   " exception_id FROM exception",
                   g->olga.id));
    ck_assert_int_eq(ex.state, EXCEPTION_REQUESTED);
    governance_free(g);
}

END_TEST

START_TEST(what_was_approved_stays_as_it_was)
{
    struct exception_decision decision = { .note = "" };
    struct exception ex;

    g = governance_new();
    ex = requested(drifted());
    decision.id = ex.id;
    decision.row_version = ex.row_version;
    ck_assert_int_eq(GOVERN(g, g->anna.who, exception_approve(g->cx, g->anna.who, &decision, &ex)), RC_OK);
    refused(g->anna.id, BY_STATE, "UPDATE exception SET expires_at = expires_at + interval '1 day'");
    refused(g->anna.id, BY_STATE, "UPDATE exception SET frozen = '{}'");
    refused(g->anna.id, BY_STATE, "UPDATE exception SET frozen_hash = sha256('x')");
    refused(g->anna.id, BY_STATE, "UPDATE exception SET severity = 'low'");
    refused(g->anna.id, BY_STATE, "UPDATE exception SET approver_id = NULL, decided_at = NULL");
    refused(g->olga.id, BY_STATE, sql_of("UPDATE exception SET requester_id = '%s'", g->otto.id));
    governance_free(g);
}

END_TEST

/* ---- baselines ---- */

#define IN_FORCE "UPDATE baseline_snapshot SET state = 'approved', decided_by = '%s', decided_at = now()"

START_TEST(a_baseline_is_approved_by_another_who_acts)
{
    char code[6];

    g = governance_new();
    (void)governance_snapshot(g, "all", false);
    refused(g->olga.id, BY_PERSON, sql_of(IN_FORCE, g->olga.id));
    refused(g->olga.id, BY_PERSON, sql_of(IN_FORCE, g->anna.id));
    refused(g->anna.id, BY_CHECK, "UPDATE baseline_snapshot SET state = 'approved'");
    refused(g->anna.id, BY_CHECK, "UPDATE baseline_snapshot SET state = 'rejected', reason = 'no'");
    allowed(g->anna.id, sql_of(IN_FORCE, g->anna.id));
    refused(g->otto.id, BY_PERSON,
            sql_of("INSERT INTO baseline_snapshot (workspace_id, snapshot_id, profile_id, tenant_id, run_id, state,"
                   " item_count, content_hash, canonical_version, proposed_by) SELECT workspace_id, gen_random_uuid(),"
                   " profile_id, tenant_id, run_id, 'proposed', 0, content_hash, 1, '%s' FROM baseline_snapshot",
                   g->olga.id));
    refused(g->olga.id, "42501", sql_of("UPDATE baseline_snapshot SET proposed_by = '%s'", g->otto.id));
    /* nor the schema's owner */
    ck_assert(scratch_refused(g->s, code, "%s", sql_of("UPDATE baseline_snapshot SET proposed_by = '%s'", g->otto.id)));
    ck_assert_str_eq(code, BY_STATE);
    ck_assert(scratch_refused(g->s, code, "UPDATE baseline_snapshot SET content_hash = sha256('another')"));
    ck_assert_str_eq(code, BY_STATE);
    governance_free(g);
}

END_TEST

/* ---- findings ---- */

#define RESOLVE "UPDATE finding SET state = 'resolved', resolved_by = '%s'"

START_TEST(who_resolved_is_named_and_does_not_verify)
{
    struct finding_change change = { .row_version = 1, .note = "set back" };
    struct finding finding;

    g = governance_new();
    change.id = drifted();
    refused(g->olga.id, BY_PERSON, "UPDATE finding SET state = 'resolved'"); /* as if a run had seen it */
    refused(g->olga.id, BY_PERSON, sql_of(RESOLVE, g->otto.id));
    allowed(g->olga.id, sql_of(RESOLVE, g->olga.id));
    ck_assert_int_eq(GOVERN(g, g->olga.who, finding_resolve(g->cx, g->olga.who, &change, &finding)), RC_OK);
    refused(g->olga.id, BY_PERSON, "UPDATE finding SET resolved_by = NULL");
    refused(g->olga.id, BY_PERSON, "UPDATE finding SET resolved_by = NULL, state = 'verified'");
    refused(g->olga.id, BY_PERSON, sql_of("UPDATE finding SET resolved_by = '%s'", g->otto.id));
    refused(g->olga.id, BY_PERSON, "UPDATE finding SET state = 'verified'");
    allowed(g->anna.id, "UPDATE finding SET state = 'verified'");
    refused(g->olga.id, "42501", "UPDATE finding SET last_run_id = gen_random_uuid(), state = 'verified'");
    governance_free(g);
}

END_TEST

#define DISMISS "UPDATE finding SET state = 'false_positive', dismissed_hash = value_hash"
#define AGREE                                                                                                          \
    "UPDATE decision_item SET state = 'done', decided_by = '%s', decided_at = now() WHERE kind = 'approval_required'"

START_TEST(a_dismissal_is_the_word_of_two)
{
    struct finding_id finding;
    struct decision_id id;

    g = governance_new();
    finding = drifted();
    refused(g->olga.id, BY_PERSON, DISMISS);
    ck_assert_int_eq(
        GOVERN(g, g->olga.who, decision_propose_dismissal(g->cx, g->olga.who, finding, "a test policy", &id)), RC_OK);
    refused(g->olga.id, BY_PERSON, DISMISS);
    refused(g->anna.id, BY_PERSON, DISMISS); /* who has not yet agreed */
    refused(g->olga.id, BY_CHECK, sql_of(AGREE, g->olga.id));
    refused(g->olga.id, BY_PERSON, sql_of(AGREE, g->anna.id));
    refused(g->olga.id, BY_CHECK, "UPDATE decision_item SET state = 'done' WHERE kind = 'approval_required'");
    refused(g->olga.id, BY_STATE, sql_of("UPDATE decision_item SET requested_by = '%s'", g->otto.id));
    allowed(g->anna.id, arena_printf(g->cx->mem, "%s; " DISMISS, sql_of(AGREE, g->anna.id)));
    refused(g->anna.id, BY_PERSON, /* of another value than was proposed */
            arena_printf(g->cx->mem, "%s; UPDATE decision_item SET value_hash = sha256('x'); " DISMISS,
                         sql_of(AGREE, g->anna.id)));
    governance_free(g);
}

END_TEST

START_TEST(a_decision_is_recorded_in_ones_own_name)
{
    struct finding_id finding;
    struct decision_id id;

    g = governance_new();
    finding = drifted();
    ck_assert_int_eq(
        GOVERN(g, g->olga.who, decision_propose_dismissal(g->cx, g->olga.who, finding, "a test policy", &id)), RC_OK);
    refused(g->olga.id, BY_PERSON,
            sql_of("INSERT INTO decision_record (workspace_id, record_id, decision_id, verb, account_id, decided_at,"
                   " from_state, to_state) SELECT workspace_id, gen_random_uuid(), decision_id, 'approve', '%s', now(),"
                   " 'open', 'approved' FROM decision_item",
                   g->anna.id));
    governance_free(g);
}

END_TEST

/* ---- reviews ---- */

#define AS(program, who, call)                                                                                         \
    (scratch_begin(g->s, program, TX_WRITE, g->e->workspace, actor_account(who)), governance_end(g, (call)))
#define SIGN_AS(author, hash)                                                                                          \
    "INSERT INTO review_signoff (workspace_id, review_id, section, frozen_hash, signer_id, author_id, signed_at)"      \
    " SELECT workspace_id, review_id, 'posture', " hash ", '%s', " author ", now() FROM review"

/* Composed by Olga, whom Otto has helped, and handed in. */
static struct review handed_in(void)
{
    struct review_text text = { .tenant = g->tenant,
                                .title = "January",
                                .period_from = "2026-01-01",
                                .period_to = "2026-01-31",
                                .summary = "All is well.",
                                .limitations = "One area was not read." };
    struct review_change change = { .row_version = 1 };
    struct review review;

    scratch_exec(g->s,
                 "INSERT INTO tenant_posture (workspace_id, tenant_id, run_id, evaluated_at, compliant, by_exception,"
                 " non_compliant, not_assessed) VALUES ('%s', '%s', '%s', now(), 3, 1, 2, 4)",
                 ID(g, g->e->workspace), ID(g, g->tenant), ID(g, g->capture));
    ck_assert_int_eq(AS("tp_reviews", g->olga.who, review_compose(g->cx, g->olga.who, &text, &change.id)), RC_OK);
    ck_assert_int_eq(AS("tp_reviews", g->otto.who, review_edit(g->cx, g->otto.who, &change, &text, &review)), RC_OK);
    change.row_version = review.row_version;
    ck_assert_int_eq(AS("tp_reviews", g->olga.who, review_hand_in(g->cx, g->olga.who, &change, &review)), RC_OK);
    return review;
}

START_TEST(a_review_is_signed_by_who_has_not_written_in_it)
{
    struct review_change change;
    struct review review;

    g = governance_new();
    role = "tp_reviews";
    review = handed_in();
    refused(g->olga.id, BY_PERSON, sql_of(SIGN_AS("author_id", "frozen_hash"), g->olga.id));
    refused(g->olga.id, BY_PERSON, sql_of(SIGN_AS("author_id", "frozen_hash"), g->rita.id)); /* in another's name */
    refused(g->otto.id, BY_PERSON, sql_of(SIGN_AS("author_id", "frozen_hash"), g->otto.id)); /* who has edited */
    refused(g->olga.id, BY_STATE,
            sql_of(SIGN_AS("gen_random_uuid()", "frozen_hash"), g->olga.id)); /* of another's work */
    refused(g->rita.id, BY_STATE, sql_of(SIGN_AS("author_id", "sha256('others')"), g->rita.id));
    allowed(g->rita.id, sql_of(SIGN_AS("author_id", "frozen_hash"), g->rita.id));
    refused(g->olga.id, BY_STATE, sql_of("UPDATE review SET author_id = '%s'", g->rita.id));
    refused(g->olga.id, BY_STATE, "UPDATE review SET limitations = 'None.'");
    refused(g->olga.id, BY_STATE, "UPDATE review SET summary = 'All is very well.'");
    refused(g->olga.id, BY_STATE, "UPDATE review SET title = 'February', period_to = '2026-02-28'");
    refused(g->olga.id, BY_STATE, "UPDATE review SET scoring_version = 2");
    refused(g->olga.id, BY_STATE, "UPDATE review SET frozen = 'x', frozen_hash = sha256('x')");
    refused(g->olga.id, BY_CHECK, "UPDATE review SET frozen = 'x'");
    refused(g->rita.id, BY_PERSON, "UPDATE review SET state = 'released'"); /* not signed */
    change = (struct review_change){ .id = review.id, .row_version = review.row_version };
    ck_assert_int_eq(AS("tp_reviews", g->rita.who, review_sign(g->cx, g->rita.who, &change, NULL, &review)), RC_OK);
    refused(g->rita.id, BY_STATE, "UPDATE review SET state = 'released'"); /* there is no pack */
    role = "tp_sealer";
    refused(g->rita.id, BY_STATE, "UPDATE review SET state = 'released'");
    refused(
        g->rita.id, BY_STATE,
        "WITH r AS (INSERT INTO release (workspace_id, release_id, review_id, tenant_id, review_version, state, title,"
        " tenant_name, period_from, period_to, compliant, by_exception, non_compliant, not_assessed, pack_id,"
        " created_at, checkpoint, proofs, product_version, frozen_hash) SELECT workspace_id, gen_random_uuid(),"
        " review_id, tenant_id, 1, 'building', 't', 't', period_from, period_to, 0, 0, 0, 0, gen_random_uuid(),"
        " now(), '', '{}', '1', frozen_hash FROM review RETURNING 1) SELECT FROM r; UPDATE release SET state ="
        " 'shown', step = 'shown', shown_at = now(), pack_sha256 = sha256('p'), pack_size = 1"); /* not built */
    role = "tp_inbox";
    governance_free(g);
}

END_TEST

/* Not even by the schema's owner. */
START_TEST(a_release_stays_as_it_was_shown)
{
    static const char *const changes[] = {
        "pack_sha256 = sha256('another')",
        "pack_size = 1",
        "checkpoint = 'another'",
        "proofs = '{}'",
        "title = 'another'",
        "compliant = 99",
        "frozen_hash = sha256('another')",
        "pack_id = gen_random_uuid()",
        "created_at = now()",
        "shown_at = now()",
        "product_version = 'another'",
    };
    char code[6];

    g = governance_new();
    (void)released_make(g->s, g->e->workspace, g->tenant, "January", "shown", 1);
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        ck_assert_msg(scratch_refused(g->s, code, "UPDATE release SET %s", changes[i]), "%s", changes[i]);
        ck_assert_str_eq(code, BY_STATE);
    }
    scratch_exec(g->s, "SET session_replication_role = replica"); /* past the triggers */
    ck_assert(scratch_refused(g->s, code, "UPDATE release SET pack_sha256 = NULL"));
    ck_assert_str_eq(code, BY_CHECK);
    ck_assert(scratch_refused(g->s, code, "UPDATE release SET step = 'built'"));
    ck_assert_str_eq(code, BY_CHECK);
    governance_free(g);
}

END_TEST

SUITE(four_eyes, an_exception_is_approved_by_another_who_acts, what_was_approved_stays_as_it_was,
      a_baseline_is_approved_by_another_who_acts, who_resolved_is_named_and_does_not_verify,
      a_dismissal_is_the_word_of_two, a_decision_is_recorded_in_ones_own_name,
      a_review_is_signed_by_who_has_not_written_in_it, a_release_stays_as_it_was_shown);
