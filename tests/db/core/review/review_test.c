/* Tenant reviews on the real schema: what is frozen, who signs it, and what voids a signature. */
#include "core/review/review.h"

#include "base/text.h"
#include "core/release/release.h"
#include "support/governance.h"
#include "support/suite.h"

struct world {
    struct governance *g;
    struct review review;
    struct person author; /* may compose and sign: an owner */
};

/* Who acts in the reviews program, or as the sealer. */
#define IN_REVIEWS(w, who, call)                                                                                       \
    (scratch_begin((w)->g->s, actor_kind(who) == ACTOR_USER ? "tp_reviews" : "tp_sealer", TX_WRITE,                    \
                   (w)->g->e->workspace, actor_account(who)),                                                          \
     governance_end((w)->g, (call)))

static struct review_text text_of(const struct world *w)
{
    return (struct review_text){ .tenant = w->g->tenant,
                                 .title = "January",
                                 .period_from = "2026-01-01",
                                 .period_to = "2026-01-31",
                                 .summary = "All is well.",
                                 .limitations = "One area was not read." };
}

static void get(struct world *w, struct review_signoffs *signoffs)
{
    ck_assert_int_eq(
        IN_REVIEWS(w, w->author.who, review_get(w->g->cx, w->author.who, w->review.id, &w->review, signoffs)), RC_OK);
}

static void compose(struct world *w)
{
    struct review_text text = text_of(w);
    struct review_signoffs signoffs;

    ck_assert_int_eq(IN_REVIEWS(w, w->author.who, review_compose(w->g->cx, w->author.who, &text, &w->review.id)),
                     RC_OK);
    get(w, &signoffs);
}

static struct world world_new(void)
{
    struct world w = { .g = governance_new() };

    w.author.id = scratch_member(w.g->s, w.g->e->workspace, "ole", ROLE_OWNER);
    w.author.who = scratch_actor(w.g->s, w.g->e->workspace, w.author.id, ROLE_OWNER);
    scratch_exec(w.g->s,
                 "INSERT INTO tenant_posture (workspace_id, tenant_id, run_id, evaluated_at, compliant, by_exception,"
                 " non_compliant, not_assessed) VALUES ('%s', '%s', '%s', now(), 3, 1, 2, 4)",
                 ID(w.g, w.g->e->workspace), ID(w.g, w.g->tenant), ID(w.g, w.g->capture));
    compose(&w);
    return w;
}

typedef enum rc verb(struct cx *cx, const struct actor *who, const struct review_change *in, struct review *out);

static enum rc act(struct world *w, verb *call, const struct actor *who, const char *note)
{
    const struct review_change change = { .id = w->review.id, .row_version = w->review.row_version, .note = note };

    governance_wait(w->g);
    return IN_REVIEWS(w, who, call(w->g->cx, who, &change, &w->review));
}

static enum rc sign(struct world *w, const struct actor *who, const char *section)
{
    const struct review_change change = { .id = w->review.id, .row_version = w->review.row_version, .note = "" };

    return IN_REVIEWS(w, who, review_sign(w->g->cx, who, &change, section, &w->review));
}

START_TEST(handing_in_freezes_the_facts)
{
    struct world w = world_new();
    struct review_text text = text_of(&w);
    struct review_change change;
    struct bytes frozen;

    (void)governance_snapshot(w.g, "all", true);
    ck_assert_int_eq(w.review.state, REVIEW_DRAFT);
    ck_assert_ptr_null(w.review.frozen_hash.data);
    text.limitations = "";
    change = (struct review_change){ .id = w.review.id, .row_version = w.review.row_version };
    ck_assert_int_eq(IN_REVIEWS(&w, w.author.who, review_edit(w.g->cx, w.author.who, &change, &text, &w.review)),
                     RC_OK);
    ck_assert_int_eq(act(&w, review_hand_in, w.author.who, ""), RC_INVALID); /* a mandatory section is missing */
    text.limitations = " \n ";
    change.row_version = w.review.row_version;
    ck_assert_int_eq(IN_REVIEWS(&w, w.author.who, review_edit(w.g->cx, w.author.who, &change, &text, &w.review)),
                     RC_OK);
    ck_assert_int_eq(act(&w, review_hand_in, w.author.who, ""), RC_INVALID); /* nothing is written there */
    text.limitations = "None.";
    change.row_version = w.review.row_version;
    ck_assert_int_eq(IN_REVIEWS(&w, w.author.who, review_edit(w.g->cx, w.author.who, &change, &text, &w.review)),
                     RC_OK);
    ck_assert_int_eq(act(&w, review_hand_in, w.author.who, ""), RC_OK);
    ck_assert_int_eq(w.review.state, REVIEW_IN_REVIEW);
    frozen = w.review.frozen;
    /* what its author wrote is signed too, and which baselines were in force */
    ck_assert_str_eq(
        scratch_text(w.g->s,
                     "SELECT concat_ws('|', j -> 'review' ->> 'title', j -> 'review' ->> 'summary',"
                     " j -> 'review' ->> 'limitations', j -> 'review' ->> 'period_from', j -> 'review' ->>"
                     " 'period_to', j -> 'review' ->> 'control_profile', j -> 'review' ->> 'scoring_version',"
                     " j -> 'baselines' -> 0 ->> 'name', j -> 'baselines' -> 0 ->> 'approved_by',"
                     " jsonb_array_length(j -> 'baselines')) FROM (SELECT convert_from(frozen, 'UTF8')::jsonb AS j"
                     " FROM review) AS f"),
        "January|All is well.|None.|2026-01-01|2026-01-31|core|1|all|anna|1");
    scratch_exec(w.g->s, "UPDATE tenant_posture SET compliant = 9");
    change.row_version = w.review.row_version;
    ck_assert_int_eq(IN_REVIEWS(&w, w.author.who, review_edit(w.g->cx, w.author.who, &change, &text, &w.review)),
                     RC_CONFLICT);
    ck_assert_int_eq(sign(&w, w.g->rita.who, NULL), RC_OK);
    ck_assert(bytes_equal(w.review.frozen, frozen));
    governance_free(w.g);
}

END_TEST

START_TEST(who_has_edited_cannot_sign)
{
    struct world w = world_new();
    struct person ona = { .id = scratch_member(w.g->s, w.g->e->workspace, "ona", ROLE_OWNER) };
    struct review_text text = text_of(&w);
    struct review_change change = { .id = w.review.id, .row_version = w.review.row_version };

    ona.who = scratch_actor(w.g->s, w.g->e->workspace, ona.id, ROLE_OWNER);
    text.summary = "All is very well.";
    ck_assert_int_eq(IN_REVIEWS(&w, ona.who, review_edit(w.g->cx, ona.who, &change, &text, &w.review)), RC_OK);
    ck_assert_int_eq(act(&w, review_hand_in, w.author.who, ""), RC_OK);
    ck_assert_int_eq(sign(&w, ona.who, NULL), RC_FORBIDDEN);
    ck_assert_int_eq(sign(&w, w.g->rita.who, NULL), RC_OK);
    governance_free(w.g);
}

END_TEST

START_TEST(the_author_cannot_sign)
{
    struct world w = world_new();
    char code[6];

    ck_assert_int_eq(sign(&w, w.g->rita.who, NULL), RC_CONFLICT); /* a draft */
    ck_assert_int_eq(act(&w, review_hand_in, w.author.who, ""), RC_OK);
    ck_assert_int_eq(sign(&w, w.author.who, NULL), RC_FORBIDDEN);
    ck_assert_int_eq(sign(&w, w.g->olga.who, NULL), RC_FORBIDDEN); /* no reviewer */
    ck_assert(scratch_refused(
        w.g->s, code,
        "INSERT INTO review_signoff (workspace_id, review_id, section, frozen_hash, signer_id, author_id,"
        " signed_at) SELECT workspace_id, review_id, 'posture', frozen_hash, author_id, author_id, now()"
        " FROM review"));
    ck_assert_str_eq(code, "TP002");
    ck_assert_int_eq(sign(&w, w.g->rita.who, "posture"), RC_OK);
    ck_assert_int_eq(w.review.signed_count, 1);
    ck_assert_int_eq(sign(&w, w.g->rita.who, NULL), RC_OK);
    ck_assert_int_eq(w.review.signed_count, REVIEW_SECTION_COUNT);
    ck_assert_int_eq(sign(&w, w.g->rita.who, NULL), RC_OK); /* nothing is left to sign */
    ck_assert_int_eq(governance_events(w.g, w.review.id.v, "review.signed"), REVIEW_SECTION_COUNT);
    ck_assert(scratch_refused(w.g->s, NULL, "UPDATE review_signoff SET note = 'never said'"));
    governance_free(w.g);
}

END_TEST

START_TEST(a_return_and_a_new_freeze_void_the_signatures)
{
    struct world w = world_new();
    struct review_signoffs signoffs;
    struct bytes first;

    ck_assert_int_eq(act(&w, review_hand_in, w.author.who, ""), RC_OK);
    first = w.review.frozen_hash;
    ck_assert_int_eq(sign(&w, w.g->rita.who, NULL), RC_OK);
    ck_assert_int_eq(act(&w, review_return, w.g->rita.who, ""), RC_INVALID); /* a reviewer says what should change */
    ck_assert_int_eq(act(&w, review_return, w.g->rita.who, "name the open risk"), RC_OK);
    ck_assert_int_eq(w.review.state, REVIEW_DRAFT);
    get(&w, &signoffs);
    ck_assert_int_eq(w.review.signed_count, 0);
    ck_assert_uint_eq(signoffs.count, 0);
    ck_assert_int_eq(act(&w, review_hand_in, w.author.who, ""), RC_OK); /* nothing was changed: still another freeze */
    ck_assert(!bytes_equal(w.review.frozen_hash, first));
    ck_assert_int_eq(w.review.signed_count, 0);
    ck_assert_int_eq(scratch_int(w.g->s, "SELECT count(*) FROM review_signoff"), REVIEW_SECTION_COUNT); /* kept, void */
    governance_free(w.g);
}

END_TEST

static enum rc want(struct world *w)
{
    const struct review_change change = { .id = w->review.id, .row_version = w->review.row_version, .note = "" };
    struct run run;

    return IN_REVIEWS(w, w->author.who, review_want_release(w->g->cx, w->author.who, &change, &w->review, &run));
}

/* As the sealer, once the pack is built. */
static struct release release(struct world *w)
{
    const struct actor *sealer = scratch_system(w->g->s, w->g->e->workspace, CAP_SEALER);
    struct release in = { .pack = uuid_new(&clock_system),
                          .created_us = w->g->s->clock.now_us,
                          .checkpoint = "none",
                          .proofs = "{}",
                          .product_version = "1",
                          .key_fingerprint = "f" };
    struct release out;

    ck_assert_int_eq(IN_REVIEWS(w, sealer, release_prepare(w->g->cx, sealer, &w->review, &in, &out)), RC_OK);
    ck_assert_int_eq(out.state, RELEASE_BUILDING);
    ck_assert(bytes_equal(out.frozen_hash, w->review.frozen_hash));
    ck_assert_int_eq(IN_REVIEWS(w, sealer, release_show(w->g->cx, sealer, &out)), RC_CONFLICT); /* nothing is built */
    out.pack_sha256 = w->review.frozen_hash; /* of something */
    out.pack_size = 1;
    ck_assert_int_eq(IN_REVIEWS(w, sealer, release_built(w->g->cx, sealer, &out, NULL, 0)), RC_OK);
    ck_assert_int_eq(IN_REVIEWS(w, sealer, release_show(w->g->cx, sealer, &out)), RC_OK);
    return out;
}

static void signed_off(struct world *w)
{
    ck_assert_int_eq(act(w, review_hand_in, w->author.who, ""), RC_OK);
    ck_assert_int_eq(sign(w, w->g->rita.who, NULL), RC_OK);
    ck_assert_int_eq(want(w), RC_OK);
}

START_TEST(a_release_needs_every_signature)
{
    struct world w = world_new();

    ck_assert_int_eq(act(&w, review_hand_in, w.author.who, ""), RC_OK);
    ck_assert_int_eq(sign(&w, w.g->rita.who, "findings"), RC_OK);
    ck_assert_int_eq(want(&w), RC_CONFLICT);
    ck_assert_int_eq(sign(&w, w.g->rita.who, NULL), RC_OK);
    ck_assert_int_eq(want(&w), RC_OK);
    ck_assert_int_eq(w.review.state, REVIEW_IN_REVIEW);
    ck_assert_int_eq(act(&w, review_return, w.g->rita.who, "too late"), RC_CONFLICT);
    governance_free(w.g);
}

END_TEST

START_TEST(the_next_release_supersedes_and_a_withdrawal_stays_visible)
{
    struct world w = world_new();
    struct release first;
    struct release next;
    struct review old;
    struct review_signoffs signoffs;

    signed_off(&w);
    first = release(&w);
    get(&w, &signoffs);
    ck_assert_int_eq(w.review.state, REVIEW_RELEASED);
    old = w.review;
    scratch_exec(w.g->s, "UPDATE job SET state = 'dead', lease_token = NULL, lease_until = NULL");
    compose(&w);
    ck_assert_int_eq(w.review.version, 2);
    signed_off(&w);
    next = release(&w);
    get(&w, &signoffs);
    ck_assert_int_eq(w.review.state, REVIEW_RELEASED);
    ck_assert_str_eq(scratch_text(w.g->s, "SELECT state FROM review WHERE review_id = '%s'", ID(w.g, old.id)),
                     "superseded");
    ck_assert_str_eq(scratch_text(w.g->s, "SELECT state FROM release WHERE release_id = '%s'", ID(w.g, first.id)),
                     "superseded");
    ck_assert_int_eq(act(&w, review_withdraw, w.g->rita.who, ""), RC_INVALID);
    ck_assert_int_eq(act(&w, review_withdraw, w.g->olga.who, "a wrong figure"), RC_FORBIDDEN);
    ck_assert_int_eq(act(&w, review_withdraw, w.g->rita.who, "a wrong figure"), RC_OK);
    ck_assert_int_eq(w.review.state, REVIEW_WITHDRAWN);
    ck_assert_str_eq(scratch_text(w.g->s, "SELECT state || ': ' || end_reason FROM release WHERE release_id = '%s'",
                                  ID(w.g, next.id)),
                     "withdrawn: a wrong figure");
    ck_assert_int_eq(governance_events(w.g, next.id.v, "release.withdrawn"), 1);
    governance_free(w.g);
}

END_TEST

SUITE(review, handing_in_freezes_the_facts, the_author_cannot_sign, who_has_edited_cannot_sign,
      a_return_and_a_new_freeze_void_the_signatures, a_release_needs_every_signature,
      the_next_release_supersedes_and_a_withdrawal_stays_visible);
