/* A review from its draft to its sign-off, controls and evidence, asked of the real program on a real database. */
#include <string.h>

#include "base/text.h"
#include "support/estate.h"
#include "support/fcgi_client.h"
#include "support/proof.h"
#include "support/released.h"
#include "support/suite.h"

#define FIELDS "title=Spring&period_from=2026-01-01&period_to=2026-03-31"

static struct scratch *s;
static struct served *p;
static struct workspace_id acme;
static struct tenant_id tenant;
static struct account_id author; /* an owner: may compose and sign, but not both */
static struct account_id reviewer;

static void start(void)
{
    s = scratch_new();
    acme = scratch_workspace(s, "acme");
    author = scratch_member(s, acme, "author", ROLE_OWNER);
    reviewer = scratch_member(s, acme, "reviewer", ROLE_REVIEWER);
    tenant = released_tenant(s, acme, "contoso");
    estate_place(s, acme, tenant, "policy");
    scratch_exec(s,
                 "INSERT INTO tenant_posture (workspace_id, tenant_id, run_id, evaluated_at, compliant, by_exception,"
                 " non_compliant, not_assessed) SELECT workspace_id, tenant_id, run_id, now(), 3, 1, 2, 17 FROM run");
    p = served_start("reviews", s, 1);
    served_sign_in(p, s, author, "operator");
}

static void end(void)
{
    served_free(p);
    scratch_free(s);
}

static struct answer json(const char *uri)
{
    return served_ask(p, &(struct ask){ .uri = uri, .accept = "application/json" });
}

static const char *tenant_text(void)
{
    return id_text(&s->cx, tenant.v);
}

static struct answer compose(const char *fields)
{
    return served_post(p, "/w/acme/reviews/new", "/w/acme/reviews", fields);
}

/* A draft of the author's; its page's path. */
static const char *draft(const char *further)
{
    const struct answer answer = compose(arena_printf(p->mem, "tenant=%s&" FIELDS "%s", tenant_text(), further));
    const char *place = answer_header(p->mem, &answer, "Location");

    ck_assert_int_eq(answer.status, 303);
    ck_assert_ptr_nonnull(place);
    return place;
}

static struct answer press(const char *review, const char *verb, const char *body)
{
    return served_post(p, "/w/acme/reviews", arena_printf(p->mem, "%s/%s", review, verb), body);
}

static void expect_state(const char *state)
{
    ck_assert_str_eq(scratch_text(s, "SELECT state FROM review ORDER BY created_at DESC LIMIT 1"), state);
}

START_TEST(a_draft_shows_what_it_would_freeze)
{
    struct answer answer;
    const char *review;

    start();
    review = draft("");
    answer = served_get(p, review);
    ck_assert_int_eq(answer.status, 200);
    ck_assert_ptr_nonnull(strstr(answer.body, "Spring"));
    ck_assert_ptr_nonnull(strstr(answer.body, "2 of 6 assessed controls are not met"));
    ck_assert_ptr_nonnull(strstr(answer.body, "Write the summary"));
    ck_assert_ptr_null(strstr(answer.body, "/hand-in\""));
    answer = json(review);
    ck_assert_int_eq(answer.status, 200);
    ck_assert_ptr_nonnull(strstr(answer.body, "\"judgement\":\"non_compliant\""));
    ck_assert_ptr_nonnull(strstr(answer.body, "\"not_assessed\":17"));
    ck_assert_ptr_nonnull(strstr(answer.body, "\"period_from\":\"2026-01-01\""));
    answer = served_get(p, arena_printf(p->mem, "%s?lang=de", review));
    ck_assert_ptr_nonnull(strstr(answer.body, "Was als Nächstes kommt"));
    end();
}

END_TEST

START_TEST(a_form_that_is_wrong_comes_back_as_it_was)
{
    struct answer answer;

    start();
    answer = compose(arena_printf(p->mem, "tenant=%s&title=&period_from=2026-01-01&period_to=2026-03-31&summary=Kept",
                                  tenant_text()));
    ck_assert_int_eq(answer.status, 422);
    ck_assert_ptr_nonnull(strstr(answer.body, "Please fill this in."));
    ck_assert_ptr_nonnull(strstr(answer.body, "Kept"));
    answer =
        compose(arena_printf(p->mem, "tenant=%s&title=T&period_from=2026-04-01&period_to=2026-03-31", tenant_text()));
    ck_assert_int_eq(answer.status, 422);
    ck_assert_ptr_nonnull(strstr(answer.body, "The period must start before it ends."));
    scratch_exec(s, "DELETE FROM tenant_posture");
    answer = compose(arena_printf(p->mem, "tenant=%s&" FIELDS, tenant_text()));
    ck_assert_int_eq(answer.status, 422);
    ck_assert_ptr_nonnull(strstr(answer.body, "never evaluated"));
    answer = compose("tenant=01a00000-0000-7000-8000-000000000001&" FIELDS);
    ck_assert_int_eq(answer.status, 404);
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM review"), 0);
    end();
}

END_TEST

START_TEST(another_person_signs_what_was_frozen)
{
    struct answer answer;
    const char *review;

    start();
    review = draft("&summary=Good&limitations=Only+settings");
    ck_assert_int_eq(press(review, "hand-in", "row_version=1").status, 303);
    expect_state("in_review");
    ck_assert_int_eq(press(review, "sign", "row_version=2").status, 403);
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM review_signoff"), 0);
    served_sign_in(p, s, reviewer, "operator");
    ck_assert_int_eq(press(review, "sign", "row_version=1").status, 409);
    ck_assert_int_eq(press(review, "sign", "row_version=2&section=nonsense").status, 400);
    ck_assert_int_eq(press(review, "release", "row_version=2").status, 409);
    ck_assert_int_eq(press(review, "sign", "row_version=2&section=findings&note=Seen").status, 303);
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM review_signoff"), 1);
    answer = served_get(p, review);
    ck_assert_ptr_nonnull(strstr(answer.body, "1 / 4"));
    ck_assert_ptr_nonnull(strstr(answer.body, "Seen"));
    ck_assert_int_eq(press(review, "sign", "row_version=2").status, 303);
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM review_signoff"), 4);
    answer = served_get(p, review);
    ck_assert_ptr_nonnull(strstr(answer.body, "/release\""));
    end();
}

END_TEST

START_TEST(a_review_goes_back_to_its_author)
{
    struct answer answer;
    const char *review;

    start();
    review = draft("&summary=Good&limitations=Only+settings");
    ck_assert_int_eq(press(review, "hand-in", "row_version=1").status, 303);
    ck_assert_int_eq(press(review, "take-back", "row_version=2").status, 303);
    expect_state("draft");
    answer =
        served_post(p, "/w/acme/reviews", arena_printf(p->mem, "%s/edit", review),
                    "row_version=3&title=Summer&period_from=2026-01-01&period_to=2026-03-31&summary=A&limitations=B");
    ck_assert_int_eq(answer.status, 303);
    ck_assert_int_eq(press(review, "hand-in", "row_version=4").status, 303);
    served_sign_in(p, s, reviewer, "operator");
    answer = press(review, "return", "row_version=5&note=");
    ck_assert_int_eq(answer.status, 422);
    expect_state("in_review");
    ck_assert_int_eq(press(review, "return", "row_version=5&note=Say+more").status, 303);
    expect_state("draft");
    answer = served_get(p, review);
    ck_assert_ptr_nonnull(strstr(answer.body, "Summer"));
    ck_assert_ptr_nonnull(strstr(answer.body, "Say more"));
    end();
}

END_TEST

START_TEST(a_withdrawal_is_typed)
{
    const char *review;
    struct answer answer;

    start();
    proof_place(s, acme, tenant, "old");
    (void)released_make(s, acme, tenant, "old", "shown", 1);
    scratch_exec(s, "SET session_replication_role = replica");
    scratch_exec(s, "UPDATE review SET state = 'released'");
    scratch_exec(s, "UPDATE release SET review_id = (SELECT review_id FROM review)");
    scratch_exec(s, "SET session_replication_role = DEFAULT");
    review = arena_printf(p->mem, "/w/acme/reviews/%s", scratch_text(s, "SELECT review_id FROM review"));
    served_sign_in(p, s, reviewer, "operator");
    answer = press(review, "withdraw", "row_version=1&reason=Wrong&confirm=Contoso");
    ck_assert_int_eq(answer.status, 422);
    ck_assert_ptr_nonnull(strstr(answer.body, "exactly as it is shown"));
    expect_state("released");
    ck_assert_int_eq(press(review, "withdraw", "row_version=1&reason=Wrong&confirm=contoso").status, 303);
    expect_state("withdrawn");
    ck_assert_str_eq(scratch_text(s, "SELECT state FROM release"), "withdrawn");
    answer = served_get(p, review);
    ck_assert_ptr_nonnull(strstr(answer.body, "Wrong"));
    end();
}

END_TEST

START_TEST(lists_are_filtered_and_say_why_they_are_empty)
{
    struct answer answer;

    start();
    answer = served_get(p, "/w/acme/reviews");
    ck_assert_ptr_nonnull(strstr(answer.body, "No review yet"));
    (void)draft("");
    answer = served_get(p, "/w/acme/reviews?state=in_review");
    ck_assert_ptr_nonnull(strstr(answer.body, "Nothing waits for a sign-off"));
    answer = served_get(p, "/w/acme/reviews?state=released");
    ck_assert_ptr_nonnull(strstr(answer.body, "No review fits these filters"));
    answer = json("/w/acme/reviews?state=draft");
    ck_assert_ptr_nonnull(strstr(answer.body, "\"title\":\"Spring\""));
    ck_assert_int_eq(json("/w/acme/reviews?state=nonsense").status, 400);
    ck_assert_int_eq(json("/w/acme/reviews/01a00000-0000-7000-8000-000000000001").status, 404);
    ck_assert_int_eq(json("/w/acme/reviews/x").status, 404);
    end();
}

END_TEST

START_TEST(controls_stand_in_each_tenant)
{
    struct answer answer;

    start();
    answer = served_get(p, "/w/acme/controls");
    ck_assert_int_eq(answer.status, 200);
    ck_assert_ptr_nonnull(strstr(answer.body, "no certification"));
    answer = json("/w/acme/controls");
    ck_assert_ptr_nonnull(strstr(answer.body, "\"by_exception\":1"));
    ck_assert_ptr_nonnull(strstr(answer.body, "\"id\":\"strong-authentication\""));
    ck_assert_int_eq(json("/w/acme/controls?tenant=01a00000-0000-7000-8000-000000000001").status, 404);
    answer = json("/w/acme/controls/strong-authentication");
    ck_assert_int_eq(answer.status, 200);
    ck_assert_ptr_nonnull(strstr(answer.body, "\"interpretation_code\":\"ca-mfa-all-users\""));
    answer = served_get(p, "/w/acme/controls/strong-authentication?lang=de");
    ck_assert_ptr_nonnull(strstr(answer.body, "Wie geprüft wird"));
    ck_assert_int_eq(json("/w/acme/controls/no-such-control").status, 404);
    end();
}

END_TEST

START_TEST(evidence_is_the_bytes_of_its_hash)
{
    struct answer answer;
    const char *item;

    start();
    answer = served_get(p, "/w/acme/evidence");
    ck_assert_ptr_nonnull(strstr(answer.body, "No evidence yet"));
    proof_place(s, acme, tenant, "kept");
    item = arena_printf(p->mem, "/w/acme/evidence/%s", scratch_text(s, "SELECT evidence_id FROM evidence_item"));
    answer = served_get(p, item);
    ck_assert_ptr_nonnull(strstr(answer.body, "{\n  &quot;name&quot;: &quot;kept&quot;\n}"));
    answer = served_get(p, arena_printf(p->mem, "%s/file", item));
    ck_assert_int_eq(answer.status, 200);
    ck_assert_str_eq(answer.body, "{\"name\":\"kept\"}");
    ck_assert_str_eq(answer_header(p->mem, &answer, "Content-Disposition"), "attachment; filename=\"settings.json\"");
    scratch_exec(s, "SET session_replication_role = replica");
    scratch_exec(s, "UPDATE evidence_item SET body = 'forged'");
    scratch_exec(s, "SET session_replication_role = DEFAULT");
    ck_assert_int_eq(served_get(p, arena_printf(p->mem, "%s/file", item)).status, 500);
    answer = json("/w/acme/evidence?control=no-such-control");
    ck_assert_ptr_nonnull(strstr(answer.body, "\"evidence\":[]"));
    end();
}

END_TEST

SUITE(reviews_pages, a_draft_shows_what_it_would_freeze, a_form_that_is_wrong_comes_back_as_it_was,
      another_person_signs_what_was_frozen, a_review_goes_back_to_its_author, a_withdrawal_is_typed,
      lists_are_filtered_and_say_why_they_are_empty, controls_stand_in_each_tenant, evidence_is_the_bytes_of_its_hash);
