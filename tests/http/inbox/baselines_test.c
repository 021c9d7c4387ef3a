/* Baselines and drift, asked of the real program: set up, proposed, approved by another person, compared. */
#include <string.h>

#include "support/fcgi_client.h"
#include "support/governance.h"
#include "support/suite.h"

static struct governance *g;
static struct served *p;

static void start(void)
{
    g = governance_new();
    p = served_start("inbox", g->s, 1);
    served_sign_in(p, g->s, g->olga.id, "operator");
}

static void end(void)
{
    served_free(p);
    governance_free(g);
}

static const char *location(const struct answer *answer)
{
    const char *header = answer_header(p->mem, answer, "Location");

    ck_assert_msg(answer->status == 303, "%d: %.2000s", answer->status, answer->body);
    ck_assert_ptr_nonnull(header);
    return header;
}

static struct answer get(const char *uri)
{
    struct answer answer = served_get(p, uri);

    ck_assert_msg(answer.status == 200, "%s: %d", uri, answer.status);
    return answer;
}

static struct answer json(const char *uri)
{
    return served_ask(p, &(struct ask){ .uri = uri, .accept = "application/json" });
}

static void says(const struct answer *answer, const char *text)
{
    ck_assert_msg(strstr(answer->body, text) != NULL, "\"%s\" is not in %.4000s", text, answer->body);
}

static void says_not(const struct answer *answer, const char *text)
{
    ck_assert_msg(strstr(answer->body, text) == NULL, "\"%s\" is in %.4000s", text, answer->body);
}

/* Olga's new profile of the sign-in policies. */
static const char *profile(void)
{
    struct answer answer =
        served_post(p, "/w/msp/baselines/new", "/w/msp/baselines",
                    arena_printf(p->mem, "tenant=%s&name=Sign-in&family=conditional_access&prefix=", ID(g, g->tenant)));

    return location(&answer);
}

static const char *proposal(const char *of_profile)
{
    struct answer answer = served_post(p, of_profile, arena_printf(p->mem, "%s/propose", of_profile), "");

    return location(&answer);
}

static void approve(const char *snapshot)
{
    struct answer answer;

    served_sign_in(p, g->s, g->anna.id, "operator");
    answer = served_post(p, snapshot, arena_printf(p->mem, "%s/approve", snapshot), "row_version=1&note=looked+at");
    (void)location(&answer);
    served_sign_in(p, g->s, g->olga.id, "operator");
}

START_TEST(a_baseline_is_set_up_proposed_and_approved)
{
    struct answer answer;
    const char *one;
    const char *snapshot;

    start();
    answer = get("/w/msp/baselines");
    says(&answer, "No baseline yet");
    answer = get("/w/msp/baselines?lang=de");
    says(&answer, "Noch keine Baseline");
    one = profile();
    answer = get(one);
    says(&answer, "Conditional Access");
    says(&answer, "No snapshot is in force yet");
    snapshot = proposal(one);
    answer = get(snapshot);
    says(&answer, "another person decides on it");
    says(&answer, "Require MFA");
    answer = get("/w/msp/baselines");
    says(&answer, "Sign-in");
    answer = served_post(p, one, arena_printf(p->mem, "%s/propose", one), "");
    ck_assert_int_eq(answer.status, 409);
    says(&answer, "A proposal with the same content waits for approval already.");
    approve(snapshot);
    answer = get(snapshot);
    says(&answer, "data-state=\"approved\"");
    answer = json(one);
    says(&answer, "\"state\":\"approved\"");
    says(&answer, "\"item_count\":5");
    end();
}

END_TEST

START_TEST(a_proposal_shows_what_would_change_and_is_rejected_with_a_reason)
{
    struct answer answer;
    const char *one;
    const char *snapshot;

    start();
    one = profile();
    approve(proposal(one));
    fake.families[0].objects[1] = "{\"id\":\"ca-2\",\"displayName\":\"Block legacy\",\"state\":\"disabled\"}";
    fake.families[0].objects[4] = "{\"id\":\"ca-9\",\"displayName\":\"Brand new\",\"state\":\"enabled\"}";
    (void)governance_capture(g);
    snapshot = proposal(one);
    served_sign_in(p, g->s, g->anna.id, "operator");
    answer = json(snapshot);
    says(&answer, "\"added_count\":1");
    says(&answer, "\"changed_count\":1");
    says(&answer, "\"removed_count\":1");
    answer = served_post(p, snapshot, arena_printf(p->mem, "%s/reject", snapshot), "row_version=1&reason=");
    ck_assert_int_eq(answer.status, 422);
    says(&answer, "id=\"reject\" open");
    answer = served_post(p, snapshot, arena_printf(p->mem, "%s/reject", snapshot), "row_version=7&reason=no");
    ck_assert_int_eq(answer.status, 409);
    answer = served_post(p, snapshot, arena_printf(p->mem, "%s/reject", snapshot), "row_version=1&reason=not+agreed");
    (void)location(&answer);
    answer = get(snapshot);
    says(&answer, "not agreed");
    says(&answer, "data-state=\"rejected\"");
    end();
}

END_TEST

START_TEST(drift_is_shown_down_to_the_property)
{
    struct answer answer;
    const char *uri;

    start();
    answer = get("/w/msp/drift");
    says(&answer, "No baseline is in force");
    approve(proposal(profile()));
    answer = get("/w/msp/drift?lang=de");
    says(&answer, "nie");
    fake.families[0].objects[0] = "{\"id\":\"ca-1\",\"displayName\":\"Require MFA\",\"state\":\"disabled\"}";
    (void)governance_capture(g);
    answer = json("/w/msp/drift");
    says(&answer, "\"differing_count\":1");
    uri = scratch_text(g->s, "SELECT '/w/msp/drift/' || snapshot_id FROM baseline_snapshot");
    answer = get(uri);
    says(&answer, "Require MFA");
    says_not(&answer, "Block legacy");
    uri = scratch_text(g->s, "SELECT '%s/' || subject_id FROM finding", uri);
    answer = get(uri);
    says(&answer, "<del>");
    says(&answer, "<ins>");
    says(&answer, "as they should be");
    says(&answer, "data-copy=\"");
    answer = json(uri);
    says(&answer, "\"path\":\"/state\"");
    fake_reset();
    (void)governance_capture(g);
    answer = served_get(p, uri);
    ck_assert_int_eq(answer.status, 404); /* it does not differ any more */
    answer = get(scratch_text(g->s, "SELECT '/w/msp/drift/' || snapshot_id FROM baseline_snapshot"));
    says(&answer, "Nothing differs");
    end();
}

END_TEST

START_TEST(a_form_that_is_wrong_is_shown_again)
{
    struct answer answer;
    const char *one;

    start();
    answer = served_post(p, "/w/msp/baselines/new", "/w/msp/baselines", "tenant=&name=&family=application&prefix=Win");
    ck_assert_int_eq(answer.status, 422);
    says(&answer, "value=\"Win\"");
    says(&answer, "value=\"application\" checked");
    answer =
        served_post(p, "/w/msp/baselines/new", "/w/msp/baselines",
                    arena_printf(p->mem, "tenant=%s&name=Sign-in&family=no_such_family&prefix=", ID(g, g->tenant)));
    ck_assert_int_eq(answer.status, 422);
    says(&answer, "This is not one of the choices.");
    answer = served_post(p, "/w/msp/baselines/new", "/w/msp/baselines",
                         arena_printf(p->mem, "tenant=%s&name=Sign-in&family=a%%27b&prefix=", ID(g, g->tenant)));
    ck_assert_int_eq(answer.status, 400);
    one = profile();
    answer = served_post(p, "/w/msp/baselines/new", "/w/msp/baselines",
                         arena_printf(p->mem, "tenant=%s&name=Sign-in&prefix=", ID(g, g->tenant)));
    ck_assert_int_eq(answer.status, 409);
    answer = served_post(p, one, arena_printf(p->mem, "%s/compare", one), "");
    ck_assert_int_eq(answer.status, 409);
    says(&answer, "There is no approved snapshot to compare with.");
    end();
}

END_TEST

START_TEST(a_snapshot_is_found_under_its_own_profile_alone)
{
    struct answer answer;
    const char *snapshot;

    start();
    snapshot = proposal(profile());
    answer = served_get(
        p, arena_printf(p->mem, "/w/msp/baselines/%s/snapshots/%s", ID(g, g->tenant), strrchr(snapshot, '/') + 1));
    ck_assert_int_eq(answer.status, 404);
    end();
}

END_TEST

SUITE(http_inbox_baselines, a_baseline_is_set_up_proposed_and_approved,
      a_proposal_shows_what_would_change_and_is_rejected_with_a_reason, drift_is_shown_down_to_the_property,
      a_form_that_is_wrong_is_shown_again, a_snapshot_is_found_under_its_own_profile_alone);
