/* What people do to findings: who may, in which order, and what it leaves behind. */
#include "core/finding/finding.h"

#include "base/text.h"
#include "support/governance.h"
#include "support/suite.h"

struct world {
    struct governance *g;
    struct finding_id id;
    struct finding finding; /* as the last change gave it */
};

static struct world world_new(void)
{
    struct world w = { .g = governance_new() };
    struct profile_id profile = governance_profile(w.g, "policies");

    w.id = governance_fail(w.g, profile, governance_run(w.g, "compare", "succeeded"), "ca-1", "/state", "\"disabled\"",
                           SEVERITY_HIGH);
    w.finding = governance_finding(w.g, w.id);
    return w;
}

static struct finding_change change_of(const struct world *w, const char *note)
{
    return (struct finding_change){ .id = w->id, .row_version = w->finding.row_version, .note = note };
}

static enum rc assign(struct world *w, struct account_id assignee)
{
    const struct finding_change change = change_of(w, "please");

    return GOVERN(w->g, w->g->olga.who, finding_assign(w->g->cx, w->g->olga.who, &change, assignee, &w->finding));
}

static enum rc resolve(struct world *w, const struct actor *who, const char *note)
{
    const struct finding_change change = change_of(w, note);

    return GOVERN(w->g, who, finding_resolve(w->g->cx, who, &change, &w->finding));
}

static enum rc verify(struct world *w, const struct actor *who)
{
    const struct finding_change change = change_of(w, "looked at it");

    return GOVERN(w->g, who, finding_verify(w->g->cx, who, &change, &w->finding));
}

START_TEST(assigning_an_open_finding_triages_it_first)
{
    struct world w = world_new();

    ck_assert_int_eq(assign(&w, w.g->otto.id), RC_OK);
    ck_assert_int_eq(w.finding.state, FINDING_ASSIGNED);
    ck_assert(account_is(w.finding.assignee, w.g->otto.id));
    ck_assert(account_is(w.finding.owner, w.g->olga.id));
    ck_assert_int_eq(governance_events(w.g, w.id.v, "finding.triaged"), 1);
    ck_assert_int_eq(governance_events(w.g, w.id.v, "finding.assigned"), 1);
    ck_assert_int_eq(assign(&w, w.g->anna.id), RC_OK); /* to somebody else */
    ck_assert_int_eq(governance_events(w.g, w.id.v, "finding.triaged"), 1);
    ck_assert_int_eq(assign(&w, (struct account_id){ { { 0 } } }), RC_OK);
    ck_assert_int_eq(w.finding.state, FINDING_TRIAGED);
    ck_assert_ptr_null(w.finding.assignee_name);
    ck_assert_int_eq(governance_events(w.g, w.id.v, "finding.unassigned"), 1);
    governance_free(w.g);
}

END_TEST

START_TEST(a_stranger_is_given_no_work)
{
    struct world w = world_new();
    struct workspace_id elsewhere = scratch_workspace(w.g->s, "elsewhere");

    struct account_id eve = scratch_member(w.g->s, elsewhere, "eve", ROLE_OPERATOR);
    const struct finding_change change = change_of(&w, "hers");

    ck_assert_int_eq(assign(&w, eve), RC_INVALID);
    ck_assert_int_eq(
        GOVERN(w.g, w.g->olga.who, finding_triage(w.g->cx, w.g->olga.who, &change, SEVERITY_LOW, eve, &w.finding)),
        RC_INVALID);
    ck_assert_int_eq(governance_finding(w.g, w.id).state, FINDING_OPEN);
    ck_assert_int_eq(governance_events(w.g, w.id.v, "finding.triaged"), 0);
    governance_free(w.g);
}

END_TEST

START_TEST(another_person_than_the_resolver_verifies)
{
    struct world w = world_new();
    char code[6];

    const enum role both[] = { ROLE_OPERATOR, ROLE_APPROVER };
    const struct actor *olga_as_both = actor_new(w.g->cx->mem, &(struct actor_spec){ .kind = ACTOR_USER,
                                                                                     .workspace = w.g->e->workspace,
                                                                                     .account = w.g->olga.id,
                                                                                     .roles = both,
                                                                                     .role_count = 2,
                                                                                     .request_id = "test" });

    ck_assert_int_eq(resolve(&w, w.g->olga.who, ""), RC_INVALID);
    ck_assert_int_eq(resolve(&w, w.g->anna.who, "mended"), RC_FORBIDDEN);
    ck_assert_int_eq(resolve(&w, w.g->olga.who, "mended"), RC_OK);
    ck_assert_int_eq(w.finding.state, FINDING_RESOLVED);
    ck_assert(scratch_refused(w.g->s, code,
                              "UPDATE finding SET state = 'verified'"
                              " WHERE set_config('app.account', resolved_by::text, true) IS NOT NULL"));
    ck_assert_str_eq(code, "TP002"); /* by the database too */
    ck_assert_int_eq(verify(&w, w.g->otto.who), RC_FORBIDDEN); /* no approver */
    ck_assert_int_eq(verify(&w, olga_as_both), RC_FORBIDDEN); /* the resolver */
    ck_assert_int_eq(verify(&w, w.g->anna.who), RC_OK);
    ck_assert_int_eq(w.finding.state, FINDING_VERIFIED);
    ck_assert_int_eq(verify(&w, w.g->anna.who), RC_CONFLICT);
    governance_free(w.g);
}

END_TEST

START_TEST(a_stale_page_changes_nothing)
{
    struct world w = world_new();
    struct world stale = w;

    ck_assert_int_eq(assign(&w, w.g->otto.id), RC_OK);
    ck_assert_int_eq(resolve(&stale, w.g->olga.who, "mended"), RC_CONFLICT);
    ck_assert_int_eq(governance_finding(w.g, w.id).state, FINDING_ASSIGNED);
    ck_assert_int_eq(governance_events(w.g, w.id.v, "finding.resolved"), 0);
    governance_free(w.g);
}

END_TEST

START_TEST(what_a_person_resolved_opens_again_when_it_still_fails)
{
    struct world w = world_new();

    ck_assert_int_eq(resolve(&w, w.g->olga.who, "mended"), RC_OK);
    (void)governance_fail(w.g, w.finding.profile, governance_run(w.g, "compare", "succeeded"), "ca-1", "/state",
                          "\"disabled\"", SEVERITY_HIGH);
    w.finding = governance_finding(w.g, w.id);
    ck_assert_int_eq(w.finding.state, FINDING_OPEN);
    ck_assert_int_eq(w.finding.reopened_count, 1);
    ck_assert(uuid_is_nil(w.finding.resolved_by.v));
    governance_free(w.g);
}

END_TEST

SUITE(finding, assigning_an_open_finding_triages_it_first, a_stranger_is_given_no_work,
      another_person_than_the_resolver_verifies, a_stale_page_changes_nothing,
      what_a_person_resolved_opens_again_when_it_still_fails);
